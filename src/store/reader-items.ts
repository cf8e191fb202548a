import { parseArticleId, type ArticleId } from '../model/ids.ts';
import type { IndexDatabase } from './database.ts';
import type { MarkTable } from './reader-marks.ts';

/** An article as programs know it that know articles by number. */
export interface Item {
  /** Grows in the order in which articles came. */
  readonly number: number;
  readonly article: ArticleId;
  readonly path: string;
  readonly outlet: string;
  /** When it came, epoch ms; of what was there before anybody asked, its date. Never less than that of a lower number. */
  readonly addedAt: number;
}

/** An article that came. */
export interface NewItem {
  readonly article: ArticleId;
  readonly path: string;
  readonly outlet: string;
  /** Its date and when it came, epoch ms. */
  readonly datedAt: number;
  readonly addedAt: number;
  /** Epoch ms from which on nothing of it is shown. */
  readonly shownUntil: number;
}

export type ItemState = 'read' | 'unread' | 'starred';

/** Who reads. Unread is what came after `since` and is not from before `oldest` by its date, both epoch ms, and is not marked. */
export interface Reader {
  readonly user: number;
  readonly since: number;
  readonly oldest: number;
  readonly now: number;
}

export interface ItemQuery {
  /** Only of these. */
  readonly outlets?: readonly string[];
  /** Only what the user put into this collection of theirs. */
  readonly collection?: number;
  readonly state?: ItemState;
  readonly without?: ItemState;
  /** Came in this time, epoch ms; both ends are in it. */
  readonly from?: number;
  readonly until?: number;
  /** Only numbers beyond this one, in the order asked for. */
  readonly beyond?: number;
  readonly order: 'newest' | 'oldest';
  readonly limit: number;
}

/** How many are not read of each outlet, and when the newest of them came (epoch ms). */
export type UnreadCounts = ReadonlyMap<string, { readonly count: number; readonly newest: number }>;

interface ItemRow {
  readonly number: number;
  readonly article: string;
  readonly path: string;
  readonly outlet: string;
  readonly added_at: number;
}

/** `?1` the user, `?2` the date since when something is unread, `?3` now, `?4` the first number that came since. */
const joined = 'items LEFT JOIN marks ON marks.user = ?1 AND marks.article = items.article';
const isKnown = `items.outlet <> '' AND items.shown_until > ?3`;
const isUnread = `coalesce(marks.read_at, 0) = 0 AND (marks.is_kept = 1 OR (items.number >= ?4 AND items.dated_at >= ?2))`;
const conditionOf = {
  read: `NOT coalesce((${isUnread}), 0)`,
  unread: isUnread,
  starred: 'marks.starred_at > 0',
} as const satisfies Record<ItemState, string>;

/** All that somebody may not have read: what came in time, and what they marked. */
const candidates = [
  `${joined} WHERE items.number >= ?4`,
  'marks JOIN items ON items.article = marks.article WHERE marks.user = ?1 AND marks.is_kept = 1 AND items.number < ?4',
] as const;

/** The articles that programs are told of: what of the index they are asked by, beside the marks. It follows the index (`mark`), and
 *  whoever asks sees to that first. */
export class ItemTable {
  readonly #db: IndexDatabase;
  readonly #marks: MarkTable;
  readonly #counts = new Map<number, { readonly of: string; readonly unread: UnreadCounts }>();
  #changes = 0;

  constructor(db: IndexDatabase, marks: MarkTable) {
    this.#db = db;
    this.#marks = marks;
  }

  /** What was noted under a name, as how far it follows the index. */
  noted(name: string): string {
    return this.#db.get<{ value: string }>('SELECT value FROM item_notes WHERE name = ?', name)?.value ?? '';
  }

  note(name: string, value: string): void {
    this.#db.run('INSERT OR REPLACE INTO item_notes (name, value) VALUES (?, ?)', name, value);
  }

  /** Adds articles in this order; one that is there keeps its number and when it came. */
  put(items: readonly NewItem[]): void {
    this.#db.run(
      `INSERT INTO items (article, path, outlet, dated_at, added_at, shown_until)
       SELECT value ->> 'article', value ->> 'path', value ->> 'outlet', value ->> 'datedAt', value ->> 'addedAt', value ->> 'shownUntil'
       FROM json_each(?) WHERE true ORDER BY key
       ON CONFLICT (article) DO UPDATE SET path = excluded.path, outlet = excluded.outlet, dated_at = excluded.dated_at,
         shown_until = excluded.shown_until, added_at = CASE added_at WHEN 0 THEN excluded.added_at ELSE added_at END`,
      JSON.stringify(items),
    );
    this.#changes += 1;
  }

  /** Articles that are gone from the index keep their number, should they come back. Without paths: all. */
  forget(paths?: readonly string[]): void {
    this.#changes += 1;
    if (paths === undefined) this.#db.run(`UPDATE items SET outlet = ''`);
    else
      this.#db.run(
        `UPDATE items SET outlet = '' WHERE path IN (SELECT value FROM json_each(?))`,
        JSON.stringify(paths),
      );
  }

  hide(number: number, shownUntil: number): void {
    this.#changes += 1;
    this.#db.run('UPDATE items SET shown_until = ? WHERE number = ?', shownUntil, number);
  }

  /** When the last one came, epoch ms; 0 for none. */
  lastAddedAt(): number {
    return this.#db.get<{ at: number | null }>('SELECT max(added_at) AS at FROM items')?.at ?? 0;
  }

  /** Those that came since. */
  since(addedAt: number): readonly Item[] {
    return this.#db
      .all<ItemRow>(`SELECT ${columns} FROM items WHERE added_at >= ? AND outlet <> ''`, addedAt)
      .flatMap(toItem);
  }

  /** Of all that is shown, the number of articles. */
  count(now: number): number {
    const sql = `SELECT count(*) AS n FROM items WHERE outlet <> '' AND shown_until > ?`;
    return this.#db.get<{ n: number }>(sql, now)?.n ?? 0;
  }

  get(numbers: readonly number[], now: number): readonly Item[] {
    const sql = `SELECT ${columns} FROM items
      WHERE number IN (SELECT value FROM json_each(?)) AND outlet <> '' AND shown_until > ?`;
    return this.#db.all<ItemRow>(sql, JSON.stringify(numbers), now).flatMap(toItem);
  }

  list(reader: Reader, query: ItemQuery): readonly Item[] {
    const { order, limit, outlets, collection, state, without, from, until, beyond } = query;
    const conditions = [
      isKnown,
      ...(state === undefined ? [] : [conditionOf[state]]),
      ...(without === undefined ? [] : [`NOT coalesce((${conditionOf[without]}), 0)`]),
      ...(outlets === undefined ? [] : ['items.outlet IN (SELECT value FROM json_each(?6))']),
      ...(collection === undefined ? [] : [isCollected]),
      ...(from === undefined ? [] : ['items.added_at >= ?8']),
      ...(until === undefined ? [] : ['items.added_at <= ?9']),
      ...(beyond === undefined ? [] : [`items.number ${order === 'newest' ? '<' : '>'} ?10`]),
    ];
    const wanted = conditions.join(' AND ');
    const isOfUnread = state === 'unread' || without === 'read';
    const parts = isOfUnread
      ? candidates.map((one) => `${one} AND ${wanted}`)
      : state === 'starred'
        ? [
            `marks JOIN items ON items.article = marks.article WHERE marks.user = ?1 AND marks.starred_at > 0 AND ${wanted}`,
          ]
        : [`${joined} WHERE ${wanted}`];
    const sql = `${parts.map((part) => `SELECT ${columns} FROM ${part}`).join(' UNION ALL ')}
      ORDER BY number ${order === 'newest' ? 'DESC' : 'ASC'} LIMIT ?5`;
    const values = [JSON.stringify(outlets ?? []), collection ?? 0, from ?? 0, until ?? 0, beyond ?? 0];
    return this.#db.all<ItemRow>(sql, ...this.#valuesOf(reader), limit, ...values).flatMap(toItem);
  }

  /** Counted anew when marks or articles changed, and every hour. */
  countUnread(reader: Reader): UnreadCounts {
    const others = this.#db.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0;
    const hour = Math.floor(reader.now / 3_600_000);
    const of = [this.#changes, this.#marks.changesOf(reader.user), others, hour].join(' ');
    const known = this.#counts.get(reader.user);
    if (known?.of === of) return known.unread;
    const unread = this.#countAnew(reader);
    this.#counts.set(reader.user, { of, unread });
    return unread;
  }

  /** What came in time less what of it was read, which is by far the smaller part, and what was kept. */
  #countAnew(reader: Reader): UnreadCounts {
    const [user, oldest, now, first] = this.#valuesOf(reader);
    const came = this.#db.all<{ outlet: string; count: number; newest: number | null }>(
      `${outletNames} SELECT found.outlet, count(items.number) AS count, max(items.added_at) AS newest
       FROM found JOIN items ON items.outlet = found.outlet AND items.number >= ? AND items.dated_at >= ? AND items.shown_until > ?
       GROUP BY found.outlet`,
      ...[first, oldest, now],
    );
    const counts = new Map(came.map(({ outlet, count, newest }) => [outlet, { count, newest: newest ?? 0 }]));
    const add = (rows: readonly { readonly outlet: string; readonly count: number }[], sign: 1 | -1): void => {
      for (const { outlet, count } of rows) {
        const before = counts.get(outlet) ?? { count: 0, newest: 0 };
        counts.set(outlet, { ...before, count: before.count + sign * count });
      }
    };
    // Nothing is read before it came.
    const isRead = `marks.user = ? AND marks.read_at > 0 AND marks.read_at >= ? AND items.number >= ? AND items.dated_at >= ?`;
    const isKept = 'marks.user = ? AND marks.is_kept = 1 AND (items.number < ? OR items.dated_at < ?)';
    const count = (condition: string, ...values: number[]): { outlet: string; count: number }[] =>
      this.#db.all(
        `SELECT items.outlet, count(*) AS count FROM marks JOIN items ON items.article = marks.article
         WHERE ${condition} AND items.outlet <> '' AND items.shown_until > ? GROUP BY items.outlet`,
        ...[...values, now],
      );
    add(count(isRead, user, reader.since, first, oldest), -1);
    add(count(isKept, user, first, oldest), 1);
    return new Map([...counts].filter(([, one]) => one.count > 0));
  }

  /** Marks as read what somebody has not read, of these outlets (or all), as far as it came by `until` (epoch ms). */
  readAll(reader: Reader, outlets: readonly string[] | undefined, until: number): void {
    const ofOutlets = outlets === undefined ? '' : 'AND items.outlet IN (SELECT value FROM json_each(?6))';
    const part = (from: string): string =>
      `SELECT ?1, items.article, ?3 FROM ${from} AND ${isKnown} AND ${isUnread} AND items.added_at <= ?5 ${ofOutlets}`;
    this.#db.run(
      `INSERT INTO marks (user, article, read_at) SELECT * FROM (${candidates.map(part).join(' UNION ALL ')}) WHERE true
       ON CONFLICT (user, article) DO UPDATE SET read_at = excluded.read_at, is_kept = 0`,
      ...[...this.#valuesOf(reader), until, JSON.stringify(outlets ?? [])],
    );
    this.#marks.noteChange(reader.user);
  }

  /** Whether somebody has read something, and starred it. */
  statesOf(reader: Reader, numbers: readonly number[]): ReadonlyMap<number, readonly ItemState[]> {
    const rows = this.#db.all<{ number: number; unread: number; starred: number }>(
      `SELECT items.number, coalesce((${isUnread}), 0) AS unread, coalesce(marks.starred_at, 0) > 0 AS starred
       FROM ${joined} WHERE items.number IN (SELECT value FROM json_each(?5))`,
      ...[...this.#valuesOf(reader), JSON.stringify(numbers)],
    );
    return new Map(
      rows.map(({ number, unread, starred }) => {
        const states: ItemState[] = [
          unread === 1 ? 'unread' : 'read',
          ...(starred === 1 ? (['starred'] as const) : []),
        ];
        return [number, states];
      }),
    );
  }

  /** A number for a name, as of a feed or a folder; the same ever after. */
  numberOf(name: string): number {
    const sql = 'SELECT number FROM item_names WHERE name = ?';
    const known = this.#db.get<{ number: number }>(sql, name);
    if (known) return known.number;
    this.#db.run('INSERT INTO item_names (name) VALUES (?) ON CONFLICT DO NOTHING', name);
    return this.#db.get<{ number: number }>(sql, name)?.number ?? 0;
  }

  nameOf(number: number): string | undefined {
    return this.#db.get<{ name: string }>('SELECT name FROM item_names WHERE number = ?', number)?.name;
  }

  /** All outlets that have articles. */
  outlets(): readonly string[] {
    const rows = this.#db.all<{ outlet: string | null }>(`${outletNames} SELECT outlet FROM found`);
    return rows.flatMap(({ outlet }) => outlet ?? []);
  }

  #valuesOf({ user, since, oldest, now }: Reader): [number, number, number, number] {
    const sql = 'SELECT number FROM items WHERE added_at >= ? ORDER BY added_at, number LIMIT 1';
    const first = this.#db.get<{ number: number }>(sql, since)?.number ?? Number.MAX_SAFE_INTEGER;
    return [user, oldest, now, first];
  }
}

/** The outlets of all articles, as a table `found`: one look for each, instead of one at each article. */
const outletNames = `WITH RECURSIVE found (outlet) AS (
  SELECT min(outlet) FROM items WHERE outlet > ''
  UNION ALL SELECT (SELECT min(outlet) FROM items WHERE items.outlet > found.outlet) FROM found WHERE found.outlet IS NOT NULL)`;

const columns = 'items.number, items.article, items.path, items.outlet, items.added_at';

const isCollected = `items.article IN (SELECT article FROM collected
  WHERE collection = (SELECT id FROM collections WHERE id = ?7 AND user = ?1))`;

function toItem({ number, article, path, outlet, added_at: addedAt }: ItemRow): readonly Item[] {
  const id = parseArticleId(article);
  return id === null ? [] : [{ number, article: id, path, outlet, addedAt }];
}
