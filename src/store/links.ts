import { NewsError } from '../errors.ts';
import type { ArticleId, SourceId, Url } from '../model/ids.ts';
import type { Link, LinkHints, LinkState } from '../model/link.ts';
import type { Skip } from '../model/outcome.ts';
import type { IndexDatabase } from './database.ts';
import {
  modifiedBy,
  passingCodes,
  statedBefore,
  toAccounting,
  toHostQueue,
  toLink,
  triesOf,
  type HostSum,
  type LinkRow,
  type LinkSum,
} from './link-rows.ts';
import { urlIn } from './pages.ts';
import type {
  Accounting,
  HostQueue,
  LinkChange,
  LinkQuery,
  LinkRecord,
  LinkStand,
  LinkVerdict,
  RetryChoice,
} from './link-store.ts';

interface HostTurn {
  readonly host: string;
  readonly due_at: number;
}

/** The addresses found by discovery and what became of each: one row per address, in one state, so that
 *  found = stored + skipped + waiting always. The first source to find an address owns it. */
export class LinkTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  add(
    links: readonly Link[],
    { skip, ignoresEdits = false }: { readonly skip?: Skip; readonly ignoresEdits?: boolean },
    now: number,
  ): { readonly added: number; readonly rechecks: number } {
    let added = 0;
    let rechecks = 0;
    if (links.length === 0) return { added, rechecks };
    this.#db.transaction(() => {
      for (const link of links) {
        if (this.#insert(link, skip, now)) added += 1;
        else if (this.#meetAgain(link, skip, now, ignoresEdits)) rechecks += 1;
      }
    });
    return { added, rechecks };
  }

  #insert(link: Link, skip: Skip | undefined, now: number): boolean {
    const changes = this.#db.run(
      `INSERT INTO links (url, host, source, found_in, found_at, hints, state, skip_code, skip_detail, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      link.url,
      new URL(link.url).host,
      link.source,
      link.foundIn,
      link.foundAt,
      JSON.stringify(link.hints),
      skip ? 'skipped' : 'waiting',
      skip?.code ?? null,
      skip?.detail ?? null,
      skip ? null : now,
    );
    return changes > 0;
  }

  /** A known address found again: true when it is to be fetched again. What a source file left out follows the file
   *  when that changes, either way. */
  #meetAgain(link: Link, skip: Skip | undefined, now: number, ignoresEdits: boolean): boolean {
    const known = this.#find(link.url);
    if (!known) return false;
    if (skip) {
      if (known.state === 'waiting' && known.source === link.source) this.#skip(known, skip);
      return false;
    }
    if (known.state === 'skipped' && known.skip_code === 'discover/excluded') {
      this.#db.run(
        `UPDATE links SET state = 'waiting', skip_code = NULL, skip_detail = NULL, due_at = ?, source = ?, found_in = ?, hints = ?
         WHERE id = ?`,
        now,
        link.source,
        link.foundIn,
        JSON.stringify(link.hints),
        known.id,
      );
      return false;
    }
    if (ignoresEdits) return false;
    return known.state === 'stored' && known.recheck === 0 && this.#recheck(known, link.hints, now);
  }

  refilter({ leaveOut, skip, letIn }: LinkChange, now: number): void {
    this.#db.transaction(() => {
      this.#db.run(
        `UPDATE links SET state = 'skipped', skip_code = ?, skip_detail = ?, due_at = NULL
         WHERE state = 'waiting' AND url IN (SELECT value FROM json_each(?))`,
        ...[skip.code, skip.detail, JSON.stringify(leaveOut)],
      );
      this.#db.run(
        `UPDATE links SET state = 'waiting', skip_code = NULL, skip_detail = NULL, due_at = ?
         WHERE state = 'skipped' AND skip_code = 'discover/excluded' AND url IN (SELECT value FROM json_each(?))`,
        ...[now, JSON.stringify(letIn)],
      );
    });
  }

  #skip(known: LinkRow, skip: Skip): void {
    const sql = `UPDATE links SET state = 'skipped', skip_code = ?, skip_detail = ?, due_at = NULL, recheck = 0 WHERE id = ?`;
    this.#db.run(sql, skip.code, skip.detail, known.id);
  }

  /** Each later modification is followed once, even if the page turns out to be the same (304): some feeds
   *  announce edits that never were. */
  #recheck(known: LinkRow, hints: LinkHints, now: number): boolean {
    const modifiedAt = modifiedBy(hints, now);
    if (modifiedAt === undefined) return false;
    const knownAt = statedBefore(known) ?? this.#fetchedAt(known.url);
    if (modifiedAt <= Math.max(known.rechecked_for, knownAt)) return false;
    const sql = `UPDATE links SET recheck = 1, due_at = ?, attempts = 0, rechecked_for = ?, hints = ? WHERE id = ?`;
    this.#db.run(sql, now, modifiedAt, JSON.stringify(hints), known.id);
    return true;
  }

  /** When the page was fetched last, epoch ms; 0 when the archive has no page of it. */
  #fetchedAt(url: string): number {
    const rows = this.#db.all<{ fetched_at: string }>(
      'SELECT fetched_at FROM pages WHERE url = ? UNION ALL SELECT fetched_at FROM pages WHERE requested_url = ?',
      url,
      url,
    );
    return Math.max(0, ...rows.map((row) => Date.parse(row.fetched_at)));
  }

  /** Hosts take turns: the first due link of each, then the second of each, and so on; within a turn oldest first. */
  due(now: number, limit: number): readonly LinkRecord[] {
    const hosts = this.#hosts().filter((turn) => turn.due_at <= now);
    const first = hosts.sort(byTurn).slice(0, limit);
    const chosen: LinkRow[] = [];
    let queues = first.map(({ host }) => ({ host, after: { due_at: -1, id: -1 } }));
    while (queues.length > 0 && chosen.length < limit) {
      const turns = Math.max(1, Math.ceil((limit - chosen.length) / queues.length));
      const rows = queues.map((queue) => this.#dueOf(queue.host, now, queue.after, turns));
      for (let turn = 0; turn < turns; turn += 1) chosen.push(...rows.flatMap((row) => row[turn] ?? []).sort(byTurn));
      queues = rows.flatMap((row) => {
        const last = row.at(-1);
        return last && row.length === turns
          ? [{ host: last.host, after: { due_at: last.due_at ?? 0, id: last.id } }]
          : [];
      });
    }
    return chosen.slice(0, limit).map(toLink);
  }

  #dueOf(host: string, now: number, after: { due_at: number; id: number }, limit: number): LinkRow[] {
    const sql = `SELECT * FROM links WHERE host = ? AND (due_at, id) > (?, ?) AND due_at <= ? ORDER BY due_at, id LIMIT ?`;
    return this.#db.all<LinkRow>(sql, host, after.due_at, after.id, now, limit);
  }

  nextDueAt(): number | undefined {
    let next: number | undefined;
    for (const { due_at: dueAt } of this.#hosts()) if (next === undefined || dueAt < next) next = dueAt;
    return next;
  }

  /** Hosts with links to fetch and when the first is due: one seek in the index for each, however many links it has. */
  #hosts(): HostTurn[] {
    return this.#db.all<HostTurn>(`
      WITH RECURSIVE hosts (host) AS (
        SELECT min(host) FROM links WHERE due_at IS NOT NULL
        UNION ALL
        SELECT (SELECT min(host) FROM links WHERE due_at IS NOT NULL AND links.host > hosts.host) FROM hosts
        WHERE hosts.host IS NOT NULL)
      SELECT host, (SELECT min(due_at) FROM links WHERE links.host = hosts.host AND due_at IS NOT NULL) AS due_at
      FROM hosts WHERE host IS NOT NULL`);
  }

  settle(url: Url, verdict: LinkVerdict): void {
    const skip = verdict.state === 'stored' ? undefined : verdict.skip;
    const recheckAt = verdict.state === 'stored' ? verdict.recheckAt : undefined;
    const changes = this.#db.run(
      `UPDATE links SET state = ?, skip_code = ?, skip_detail = ?, due_at = ?, article = coalesce(?, article),
         attempts = attempts + ?, recheck = ? WHERE url = ?`,
      verdict.state,
      skip?.code ?? null,
      skip?.detail ?? null,
      verdict.state === 'waiting' ? verdict.dueAt : (recheckAt ?? null),
      verdict.state === 'stored' ? verdict.article : (skip?.article ?? null),
      triesOf(verdict),
      recheckAt === undefined ? 0 : 1,
      url,
    );
    if (changes === 0) throw new NewsError('store/failed', { url, detail: 'A link was settled that was never added.' });
  }

  get(url: Url): LinkRecord | undefined {
    const row = this.#find(url);
    return row && toLink(row);
  }

  ofArticle(article: ArticleId): LinkRecord | undefined {
    const sql = `SELECT * FROM links WHERE article = ? AND state = 'stored' ORDER BY id LIMIT 1`;
    const row = this.#db.get<LinkRow>(sql, article);
    return row && toLink(row);
  }

  addressesOf(article: ArticleId): readonly Url[] {
    const sql = 'SELECT url FROM links WHERE article = ? ORDER BY id';
    return this.#db.all<{ url: string }>(sql, article).map(({ url }) => urlIn(url));
  }

  list(state: LinkState, limit: number): readonly LinkRecord[] {
    return this.#db
      .all<LinkRow>('SELECT * FROM links WHERE state = ? ORDER BY id DESC LIMIT ?', state, limit)
      .map(toLink);
  }

  listSkipped(stage: string): readonly Url[] {
    const sql = `SELECT url FROM links WHERE state = 'skipped' AND skip_code GLOB ? ORDER BY id`;
    return this.#db.all<{ url: string }>(sql, `${stage}/*`).map(({ url }) => urlIn(url));
  }

  listStands(source: SourceId): readonly LinkStand[] {
    const sql = 'SELECT url, state, skip_code FROM links WHERE source = ? ORDER BY id';
    return this.#db
      .all<Pick<LinkRow, 'url' | 'state' | 'skip_code'>>(sql, source)
      .map(({ url, state, skip_code: code }) => ({ url, state, isExcluded: code === 'discover/excluded' }));
  }

  search({ state, source, code, limit, offset = 0 }: LinkQuery): readonly LinkRecord[] {
    const chosen = Object.entries({ state, source, skip_code: code }).filter(([, value]) => value !== undefined);
    const where = chosen.map(([column]) => `AND ${column} = ?`).join(' ');
    return this.#db
      .all<LinkRow>(
        `SELECT * FROM links WHERE true ${where} ORDER BY id DESC LIMIT ? OFFSET ?`,
        ...chosen.map(([, value]) => value ?? ''),
        ...[limit, offset],
      )
      .map(toLink);
  }

  listHosts(limit: number): readonly HostQueue[] {
    const rows = this.#db.all<HostSum>(
      `SELECT host, count(*) AS waiting, min(due_at) AS due_at FROM links WHERE due_at IS NOT NULL
       GROUP BY host ORDER BY waiting DESC, host LIMIT ?`,
      limit,
    );
    return rows.map(toHostQueue);
  }

  retry(now: number, choice: RetryChoice = {}): number {
    const { url, code, source } = choice;
    const codes = url === undefined && code === undefined ? passingCodes() : code === undefined ? null : [code];
    return this.#db.run(
      `UPDATE links SET state = 'waiting', due_at = ?1, attempts = 0
       WHERE (state = 'skipped' OR (state = 'waiting' AND ?2 IS NOT NULL)) AND coalesce(skip_code, '') <> 'discover/excluded'
         AND (?2 IS NULL OR url = ?2) AND (?3 IS NULL OR source = ?3)
         AND (?4 IS NULL OR skip_code IN (SELECT value FROM json_each(?4)))`,
      ...[now, url ?? null, source ?? null, codes && JSON.stringify(codes)],
    );
  }

  account(source: SourceId | undefined): Accounting {
    // By source first, as the index has them: then nothing is sorted but the few sums.
    const rows = this.#db.all<LinkSum>(
      `SELECT state, skip_code, sum(total) AS total FROM (
         SELECT source, state, skip_code, count(*) AS total FROM links
         WHERE ${source === undefined ? '? IS NULL' : 'source = ?'} GROUP BY source, state, skip_code)
       GROUP BY state, skip_code`,
      source ?? null,
    );
    return toAccounting(rows);
  }

  #find(url: string): LinkRow | undefined {
    return this.#db.get<LinkRow>('SELECT * FROM links WHERE url = ?', url);
  }
}

/** A host has one link in a turn, so that the order is the same however many are asked for. */
function byTurn(a: Pick<LinkRow, 'due_at' | 'host'>, b: Pick<LinkRow, 'due_at' | 'host'>): number {
  return (a.due_at ?? 0) - (b.due_at ?? 0) || (a.host < b.host ? -1 : 1);
}
