import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Story, StoryId, StoryMember } from '../model/story.ts';
import type { IndexDatabase } from './database.ts';
import { GroupedArticles } from './grouped-articles.ts';
import { openState } from './open-state.ts';

// An index of another version is made anew: it holds nothing that the article files do not.
const version = 2;

const schema = `
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counters (part INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  stamp TEXT NOT NULL,
  story INTEGER NOT NULL,
  published_ms INTEGER NOT NULL,
  copy_of TEXT NOT NULL,
  member TEXT NOT NULL
) STRICT;
CREATE TABLE vectors (article INTEGER PRIMARY KEY, vectors BLOB NOT NULL) STRICT;
CREATE INDEX articles_story ON articles (story, id);
CREATE INDEX articles_copies ON articles (copy_of) WHERE copy_of <> '';
CREATE TABLE postings (term INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (term, article)) STRICT, WITHOUT ROWID;
CREATE TABLE prints (article INTEGER PRIMARY KEY, prints BLOB NOT NULL) STRICT;
CREATE TABLE bands (band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (band, article)) STRICT, WITHOUT ROWID;
CREATE TABLE stories (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  together TEXT NOT NULL,
  last_ms INTEGER NOT NULL,
  history TEXT NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX stories_changed ON stories (changed);
CREATE INDEX stories_last ON stories (last_ms);
CREATE TABLE gone (name TEXT PRIMARY KEY, changed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX gone_changed ON gone (changed);
PRAGMA user_version = ${version};
`;

/** What became of a story before: others that joined it, and the one it was parted from. */
export type StoryHistory = Pick<Story, 'merged' | 'partedFrom'>;

export interface StoryChanges {
  /** To ask with the next time. */
  readonly mark: number;
  readonly changed: readonly Story[];
  readonly removed: readonly StoryId[];
}

const counterPart = 2 ** 20;

/** The stories of an archive and what the grouping needs to go on: one file beside the index. Derived: `courant regroup` makes it anew.
 *  Throws NewsError `store/*`. */
export class StoryIndex {
  readonly articles: GroupedArticles;
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
    this.articles = new GroupedArticles(db);
  }

  transaction<T>(work: () => T): T {
    return this.#db.transaction(work);
  }

  close(): void {
    this.#db.close();
  }

  /** Forgets all stories, but not how far their changes were asked for. */
  clear(): void {
    const mark = this.#nextMark();
    this.#db.run('INSERT OR REPLACE INTO gone (name, changed) SELECT name, ? FROM stories', mark);
    for (const table of ['counters', 'articles', 'vectors', 'postings', 'prints', 'bands', 'stories'])
      this.#db.exec(`DELETE FROM ${table}`);
    this.#db.run(`DELETE FROM facts WHERE name <> 'mark'`);
  }

  fact(name: string): string {
    return this.#db.get<{ value: string }>('SELECT value FROM facts WHERE name = ?', name)?.value ?? '';
  }

  putFact(name: string, value: string): void {
    this.#db.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', name, value);
  }

  /** Undefined when none were put. */
  counters(): Uint8Array | undefined {
    const parts = this.#db.all<{ bytes: Uint8Array }>('SELECT bytes FROM counters ORDER BY part');
    return parts.length === 0 ? undefined : Buffer.concat(parts.map(({ bytes }) => inflateRawSync(bytes)));
  }

  putCounters(bytes: Uint8Array): void {
    for (let part = 0; part * counterPart < bytes.length; part += 1) {
      const packed = deflateRawSync(bytes.subarray(part * counterPart, (part + 1) * counterPart), { level: 1 });
      this.#db.run('INSERT OR REPLACE INTO counters (part, bytes) VALUES (?, ?)', part, packed);
    }
  }

  /** What `putStory` was given last. */
  togetherOf(story: number): string {
    return this.#db.get<{ together: string }>('SELECT together FROM stories WHERE id = ?', story)?.together ?? '';
  }

  /** A new story, named after its first article. `together`: what the grouping wants to find again. */
  addStory(name: StoryId, together: string, history: StoryHistory): number {
    this.#db.run('DELETE FROM gone WHERE name = ?', name);
    this.#db.run(
      'INSERT INTO stories (name, together, last_ms, history, changed) VALUES (?, ?, 0, ?, ?)',
      ...[name, together, JSON.stringify(history), this.#nextMark()],
    );
    return this.#db.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
  }

  putStory(story: number, together: string): void {
    this.#db.run('UPDATE stories SET together = ? WHERE id = ?', together, story);
    this.touchStory(story);
  }

  /** Something of it changed. */
  touchStory(story: number): void {
    this.#db.run(
      `UPDATE stories SET changed = ?, last_ms = (SELECT coalesce(max(published_ms), 0) FROM articles WHERE story = stories.id)
       WHERE id = ?`,
      ...[this.#nextMark(), story],
    );
  }

  /** All articles of a story become those of another one; it is gone then. */
  mergeStories(kept: number, gone: number, atMs: number): void {
    const history = this.historyOf(kept);
    const lost = this.historyOf(gone);
    const merged = [...history.merged, ...lost.merged, { id: this.nameOf(gone), atMs }];
    this.#db.run('UPDATE articles SET story = ? WHERE story = ?', kept, gone);
    this.putHistory(kept, { ...history, merged });
    this.removeStory(gone);
  }

  removeStory(story: number): void {
    const name = this.nameOf(story);
    if (name === '') return;
    this.#db.run('INSERT OR REPLACE INTO gone (name, changed) VALUES (?, ?)', name, this.#nextMark());
    this.#db.run('DELETE FROM stories WHERE id = ?', story);
  }

  nameOf(story: number): StoryId {
    return this.#db.get<{ name: string }>('SELECT name FROM stories WHERE id = ?', story)?.name ?? '';
  }

  hasStory(name: StoryId): boolean {
    return this.#db.get('SELECT 1 FROM stories WHERE name = ?', name) !== undefined;
  }

  historyOf(story: number): StoryHistory {
    const history = this.#db.get<{ history: string }>('SELECT history FROM stories WHERE id = ?', story)?.history;
    return history === undefined ? { merged: [] } : (JSON.parse(history) as StoryHistory);
  }

  putHistory(story: number, history: StoryHistory): void {
    this.#db.run('UPDATE stories SET history = ? WHERE id = ?', JSON.stringify(history), story);
  }

  /** Other names for some stories, all at once. */
  renameAll(names: ReadonlyMap<StoryId, StoryId>): void {
    const changed = [...names].filter(([before, name]) => before !== name);
    for (const [before] of changed) {
      this.#db.run('INSERT OR REPLACE INTO gone (name, changed) VALUES (?, ?)', before, this.#nextMark());
      this.#db.run('UPDATE stories SET name = ? WHERE name = ?', `renamed ${before}`, before);
    }
    for (const [before, name] of changed) {
      const parted = this.numberOf(name);
      if (parted !== undefined) this.#rename(name, `${name.slice(0, 5)}${parted.toString(16).padStart(8, '0')}`);
      this.#rename(`renamed ${before}`, name);
    }
  }

  #rename(before: string, name: StoryId): void {
    this.#db.run('DELETE FROM gone WHERE name = ?', name);
    this.#db.run('UPDATE stories SET name = ?, changed = ? WHERE name = ?', name, this.#nextMark(), before);
  }

  counts(): { readonly articles: number; readonly stories: number; readonly shared: number; readonly copies: number } {
    const count = (sql: string): number => this.#db.get<{ count: number }>(sql)?.count ?? 0;
    return {
      articles: count('SELECT count(*) AS count FROM articles'),
      stories: count('SELECT count(*) AS count FROM stories'),
      shared: count('SELECT count(*) AS count FROM (SELECT 1 FROM articles GROUP BY story HAVING count(*) > 1)'),
      copies: count(`SELECT count(*) AS count FROM articles WHERE copy_of <> ''`),
    };
  }

  /** Stories with another state than at `mark`; 0 for all. */
  changesSince(mark: number): StoryChanges {
    const ids = this.#db.all<{ id: number }>('SELECT id FROM stories WHERE changed > ? ORDER BY id', mark);
    const gone = this.#db.all<{ name: string }>('SELECT name FROM gone WHERE changed > ? ORDER BY name', mark);
    return {
      mark: Number(this.fact('mark') || 0),
      changed: ids.flatMap(({ id }) => this.#read(id) ?? []),
      removed: gone.map(({ name }) => name),
    };
  }

  get(name: StoryId): Story | undefined {
    const number = this.numberOf(name);
    return number === undefined ? undefined : this.#read(number);
  }

  /** Its number; undefined when there is no such story. */
  numberOf(name: StoryId): number | undefined {
    return this.#db.get<{ id: number }>('SELECT id FROM stories WHERE name = ?', name)?.id;
  }

  storyOf(path: string): Story | undefined {
    const story = this.articles.find(path)?.story;
    return story === undefined ? undefined : this.#read(story);
  }

  /** Newest first. */
  list(limit = -1): readonly Story[] {
    return this.#db
      .all<{ id: number }>('SELECT id FROM stories ORDER BY last_ms DESC, id DESC LIMIT ?', limit)
      .flatMap(({ id }) => this.#read(id) ?? []);
  }

  /** Every story's name and the files of its articles. */
  memberships(): readonly { readonly name: StoryId; readonly path: string }[] {
    return this.#db.all(
      'SELECT stories.name AS name, path FROM articles JOIN stories ON stories.id = articles.story ORDER BY articles.id',
    );
  }

  #read(id: number): Story | undefined {
    const name = this.nameOf(id);
    const rows = this.#db.all<{ member: string }>(
      'SELECT member FROM articles WHERE story = ? ORDER BY published_ms, path',
      id,
    );
    const members = rows.map(({ member }) => JSON.parse(member) as StoryMember);
    const [first, last] = [members[0], members.at(-1)];
    if (name === '' || first === undefined || last === undefined) return undefined;
    return { id: name, members, firstMs: first.publishedMs, lastMs: last.publishedMs, ...this.historyOf(id) };
  }

  #nextMark(): number {
    const mark = Number(this.fact('mark') || 0) + 1;
    this.putFact('mark', String(mark));
    return mark;
  }
}

/** Opens the stories of an archive, a new index where there is none or one of another version. `:memory:` for one that is not kept. */
export function openStoryIndex(file: string): StoryIndex {
  return new StoryIndex(openState(file, version, schema));
}
