import { NewsError } from '../../errors.ts';
import type { ArticleId, SourceId, Url } from '../../model/ids.ts';
import type { Link, LinkState } from '../../model/link.ts';
import type { Skip } from '../../model/outcome.ts';
import { siteOf } from '../../url/site.ts';
import type { LinkIndex } from '../archive-index.ts';
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
} from '../link-rows.ts';
import { urlIn } from '../pages.ts';
import type { SiteLease } from '../site-lease.ts';
import type {
  Accounting,
  HostQueue,
  LinkChange,
  LinkQuery,
  LinkRecord,
  LinkStand,
  LinkVerdict,
  RetryChoice,
} from '../link-store.ts';
import type { PostgresDatabase, Queries } from './database.ts';

/** What is known by an address. */
const whereUrl = 'md5(url)::uuid = md5($1)::uuid AND url = $1';

/** New articles come before old ones: what is older than this, or does not say, may wait ten minutes longer. */
const freshMs = 2 * 86_400_000;

/** Links in PostgreSQL. A trigger wakes the site of each that becomes due. */
export class PostgresLinks implements LinkIndex {
  readonly #db: PostgresDatabase;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async add(
    links: readonly Link[],
    { skip, ignoresEdits = false }: { readonly skip?: Skip; readonly ignoresEdits?: boolean },
    now: number,
  ): Promise<{ readonly added: number; readonly rechecks: number }> {
    if (links.length === 0) return { added: 0, rechecks: 0 };
    const rows = JSON.stringify(links.map((link) => toRow(link, now)));
    return this.#db.transaction(async (tx) => {
      const added = await tx.all<{ url: string }>(
        `INSERT INTO links (url, host, site, source, found_in, found_at, hints, priority, state, skip_code, skip_detail, due_at)
         SELECT r->>0, r->>1, r->>2, r->>3, r->>4, r->>5, r->>6, (r->>7)::int2, $2, $3, $4, $5
         FROM json_array_elements($1::json) WITH ORDINALITY AS list (r, place) ORDER BY place
         ON CONFLICT DO NOTHING RETURNING url`,
        rows,
        ...[skip ? 'skipped' : 'waiting', skip?.code ?? null, skip?.detail ?? null, skip ? null : now],
      );
      if (added.length === links.length) return { added: added.length, rechecks: 0 };
      return {
        added: added.length,
        rechecks: await meetAgain(tx, links, new Set(added.map(({ url }) => url)), { skip, ignoresEdits, now }),
      };
    });
  }

  async refilter({ leaveOut, skip, letIn }: LinkChange, now: number): Promise<void> {
    const among = `md5(url)::uuid IN (SELECT md5(one)::uuid FROM unnest($1::text[]) AS one) AND url = ANY ($1)`;
    await this.#db.transaction(async (tx) => {
      await tx.run(
        `UPDATE links SET state = 'skipped', skip_code = $2, skip_detail = $3, due_at = NULL WHERE ${among} AND state = 'waiting'`,
        ...[leaveOut, skip.code, skip.detail],
      );
      await tx.run(
        `UPDATE links SET state = 'waiting', skip_code = NULL, skip_detail = NULL, due_at = $2
         WHERE ${among} AND state = 'skipped' AND skip_code = 'discover/excluded'`,
        ...[letIn, now],
      );
    });
  }

  /** Hosts take turns: the first due link of each, then the second of each, and so on; within a turn oldest first. Who works side
   *  by side with others asks by site instead (`dueOfSite`). */
  async due(now: number, limit: number): Promise<readonly LinkRecord[]> {
    const rows = await this.#db.all<LinkRow>(
      `SELECT * FROM (
         SELECT *, row_number() OVER (PARTITION BY host ORDER BY due_at, id) AS turn FROM links WHERE due_at <= $1) AS due
       ORDER BY turn, due_at, host LIMIT $2`,
      now,
      limit,
    );
    return rows.map(toLink);
  }

  /** What is due of a site that is leased, what is new first. */
  async dueOfSite(lease: SiteLease, now: number, limit: number): Promise<readonly LinkRecord[]> {
    const rows = await this.#db.all<LinkRow>(
      'SELECT * FROM links WHERE site = $1 AND due_at <= $2 ORDER BY priority, due_at, id LIMIT $3',
      lease.site,
      now,
      limit,
    );
    return rows.map((row) => ({ ...toLink(row), lease }));
  }

  async nextDueAt(): Promise<number | undefined> {
    const sql = 'SELECT min(due_at) AS next FROM links WHERE due_at IS NOT NULL';
    return (await this.#db.get<{ next: number | null }>(sql))?.next ?? undefined;
  }

  async settle(url: Url, verdict: LinkVerdict, lease?: SiteLease): Promise<void> {
    const skip = verdict.state === 'stored' ? undefined : verdict.skip;
    const recheckAt = verdict.state === 'stored' ? verdict.recheckAt : undefined;
    // The lease stays ours until this is done: who wants to take it over waits.
    const held =
      lease === undefined ? '' : 'SELECT 1 FROM sites WHERE site = $9 AND owner = $10 AND fence = $11 FOR SHARE';
    const changes = await this.#db.run(
      `${held && `WITH held AS (${held})`}
       UPDATE links SET state = $2, skip_code = $3, skip_detail = $4, due_at = $5, article = coalesce($6, article),
         attempts = attempts + $7, recheck = $8 WHERE ${whereUrl} ${held && 'AND EXISTS (SELECT 1 FROM held)'}`,
      url,
      ...[verdict.state, skip?.code ?? null, skip?.detail ?? null],
      verdict.state === 'waiting' ? verdict.dueAt : (recheckAt ?? null),
      verdict.state === 'stored' ? verdict.article : (skip?.article ?? null),
      triesOf(verdict),
      recheckAt === undefined ? 0 : 1,
      ...(lease ? [lease.site, lease.owner, lease.fence] : []),
    );
    if (changes > 0) return;
    if (lease && (await this.get(url))) throw new NewsError('store/lease-lost', { url, detail: lease.site });
    throw new NewsError('store/failed', { url, detail: 'A link was settled that was never added.' });
  }

  async get(url: Url): Promise<LinkRecord | undefined> {
    const row = await this.#db.get<LinkRow>(`SELECT * FROM links WHERE ${whereUrl}`, url);
    return row && toLink(row);
  }

  async ofArticle(article: ArticleId): Promise<LinkRecord | undefined> {
    const sql = `SELECT * FROM links WHERE article = $1 AND state = 'stored' ORDER BY id LIMIT 1`;
    const row = await this.#db.get<LinkRow>(sql, article);
    return row && toLink(row);
  }

  async addressesOf(article: ArticleId): Promise<readonly Url[]> {
    const sql = 'SELECT url FROM links WHERE article = $1 ORDER BY id';
    return (await this.#db.all<{ url: string }>(sql, article)).map(({ url }) => urlIn(url));
  }

  async list(state: LinkState, limit: number): Promise<readonly LinkRecord[]> {
    const sql = 'SELECT * FROM links WHERE state = $1 ORDER BY id DESC LIMIT $2';
    return (await this.#db.all<LinkRow>(sql, state, limit)).map(toLink);
  }

  async listSkipped(stage: string): Promise<readonly Url[]> {
    const sql = `SELECT url FROM links WHERE state = 'skipped' AND starts_with(skip_code, $1) ORDER BY id`;
    return (await this.#db.all<{ url: string }>(sql, `${stage}/`)).map(({ url }) => urlIn(url));
  }

  async listStands(source: SourceId): Promise<readonly LinkStand[]> {
    const sql = 'SELECT url, state, skip_code FROM links WHERE source = $1 ORDER BY id';
    const rows = await this.#db.all<Pick<LinkRow, 'url' | 'state' | 'skip_code'>>(sql, source);
    return rows.map(({ url, state, skip_code: code }) => ({ url, state, isExcluded: code === 'discover/excluded' }));
  }

  async search({ state, source, code, limit, offset = 0 }: LinkQuery): Promise<readonly LinkRecord[]> {
    const rows = await this.#db.all<LinkRow>(
      `SELECT * FROM links WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR source = $2)
         AND ($3::text IS NULL OR skip_code = $3) ORDER BY id DESC LIMIT $4 OFFSET $5`,
      ...[state ?? null, source ?? null, code ?? null, limit, offset],
    );
    return rows.map(toLink);
  }

  async listHosts(limit: number): Promise<readonly HostQueue[]> {
    const rows = await this.#db.all<HostSum>(
      `SELECT host, count(*) AS waiting, min(due_at) AS due_at FROM links WHERE due_at IS NOT NULL
       GROUP BY host ORDER BY waiting DESC, host LIMIT $1`,
      limit,
    );
    return rows.map(toHostQueue);
  }

  retry(now: number, choice: RetryChoice = {}): Promise<number> {
    const { url, code, source } = choice;
    const codes = url === undefined && code === undefined ? passingCodes() : code === undefined ? null : [code];
    return this.#db.run(
      `UPDATE links SET state = 'waiting', due_at = $1, attempts = 0
       WHERE (state = 'skipped' OR (state = 'waiting' AND $2::text IS NOT NULL)) AND coalesce(skip_code, '') <> 'discover/excluded'
         AND ($2::text IS NULL OR (md5(url)::uuid = md5($2)::uuid AND url = $2)) AND ($3::text IS NULL OR source = $3)
         AND ($4::text[] IS NULL OR skip_code = ANY ($4))`,
      ...[now, url ?? null, source ?? null, codes],
    );
  }

  async account(source: SourceId | undefined): Promise<Accounting> {
    const rows = await this.#db.all<LinkSum>(
      `SELECT state, skip_code, count(*) AS total FROM links WHERE $1::text IS NULL OR source = $1 GROUP BY state, skip_code`,
      source ?? null,
    );
    return toAccounting(rows);
  }
}

function toRow(link: Link, now: number): readonly (string | number)[] {
  const { url, source, foundIn, foundAt, hints } = link;
  const saidAt = Date.parse(hints.publishedAt ?? hints.modifiedAt ?? '');
  const priority = now - saidAt < freshMs ? 0 : 1;
  // A NUL in a hint stays: in JSON it is written out.
  return [url, new URL(url).host, siteOf(url), source, foundIn, foundAt, JSON.stringify(hints), priority];
}

/** Known addresses found again; resolves to how many are to be fetched again. What a source file left out follows the file when
 *  that changes, either way. */
async function meetAgain(
  tx: Queries,
  links: readonly Link[],
  added: ReadonlySet<string>,
  {
    skip,
    ignoresEdits,
    now,
  }: { readonly skip: Skip | undefined; readonly ignoresEdits: boolean; readonly now: number },
): Promise<number> {
  const met = new Map(links.filter(({ url }) => !added.has(url)).map((link) => [link.url as string, link]));
  const rows = await tx.all<LinkRow>(
    `SELECT * FROM links WHERE md5(url)::uuid IN (SELECT md5(one)::uuid FROM unnest($1::text[]) AS one) AND url = ANY ($1)
     AND ($2 OR (state = 'stored' AND recheck = 0) OR (state = 'skipped' AND skip_code = 'discover/excluded')) ORDER BY id`,
    [...met.keys()],
    skip !== undefined,
  );
  let rechecks = 0;
  for (const row of rows) {
    const link = met.get(row.url);
    if (link === undefined) continue;
    if (skip) await leaveOut(tx, row, link, skip);
    else if (row.state === 'skipped') await letIn(tx, row, link, now);
    else if (row.state === 'stored' && !ignoresEdits && (await recheck(tx, row, link, now))) rechecks += 1;
  }
  return rechecks;
}

async function leaveOut(tx: Queries, known: LinkRow, link: Link, skip: Skip): Promise<void> {
  if (known.state !== 'waiting' || known.source !== link.source) return;
  const sql = `UPDATE links SET state = 'skipped', skip_code = $2, skip_detail = $3, due_at = NULL, recheck = 0
    WHERE id = $1 AND state = 'waiting'`;
  await tx.run(sql, known.id, skip.code, skip.detail);
}

async function letIn(tx: Queries, known: LinkRow, link: Link, now: number): Promise<void> {
  if (known.skip_code !== 'discover/excluded') return;
  await tx.run(
    `UPDATE links SET state = 'waiting', skip_code = NULL, skip_detail = NULL, due_at = $2, source = $3, found_in = $4, hints = $5
     WHERE id = $1 AND state = 'skipped'`,
    ...[known.id, now, link.source, link.foundIn, JSON.stringify(link.hints)],
  );
}

/** Each later modification is followed once, even if the page turns out to be the same (304): some feeds announce edits that
 *  never were. */
async function recheck(tx: Queries, known: LinkRow, { hints }: Link, now: number): Promise<boolean> {
  const modifiedAt = modifiedBy(hints, now);
  if (modifiedAt === undefined) return false;
  const knownAt = statedBefore(known) ?? (await fetchedAt(tx, known.url));
  if (modifiedAt <= Math.max(known.rechecked_for, knownAt)) return false;
  const sql = `UPDATE links SET recheck = 1, due_at = $2, attempts = 0, rechecked_for = $3, hints = $4
    WHERE id = $1 AND state = 'stored' AND recheck = 0`;
  return (await tx.run(sql, known.id, now, modifiedAt, JSON.stringify(hints))) > 0;
}

/** When the page was fetched last, epoch ms; 0 when the archive has no page of it. */
async function fetchedAt(tx: Queries, url: string): Promise<number> {
  const rows = await tx.all<{ fetched_at: string }>(
    `SELECT fetched_at FROM pages WHERE ${whereUrl}
     UNION ALL SELECT fetched_at FROM pages WHERE md5(requested_url)::uuid = md5($1)::uuid AND requested_url = $1`,
    url,
  );
  return Math.max(0, ...rows.map((row) => Date.parse(row.fetched_at)));
}
