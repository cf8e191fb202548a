import { join } from 'node:path';
import type { IndexDatabase } from './database.ts';
import { openState } from './open-state.ts';
import { SiteChangeTable } from './site-changes.ts';
import { SiteFiles } from './site-files.ts';
import { SiteLists } from './site-lists.ts';
import { SitePosts } from './site-posts.ts';
import { SiteStories } from './site-stories.ts';

// A state of another version is made anew: it holds nothing that the files do not.
const version = 4;

const schema = `
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  stamp TEXT NOT NULL,
  base TEXT NOT NULL,
  suffix TEXT NOT NULL,
  outlet TEXT NOT NULL,
  url TEXT NOT NULL,
  canonical TEXT NOT NULL,
  sort INTEGER NOT NULL,
  folder TEXT NOT NULL,
  updated_ms INTEGER NOT NULL,
  until INTEGER NOT NULL,
  problem TEXT NOT NULL,
  entry TEXT NOT NULL,
  pictures TEXT NOT NULL,
  lists TEXT NOT NULL
) STRICT;
CREATE INDEX posts_base ON posts (base);
CREATE INDEX posts_sort ON posts (sort) WHERE entry <> '';
CREATE INDEX posts_until ON posts (until) WHERE until <> 0;
CREATE INDEX posts_suffix ON posts (suffix) WHERE suffix <> '';
CREATE INDEX posts_problem ON posts (path) WHERE problem <> '';
CREATE TABLE lists (
  id INTEGER PRIMARY KEY,
  folder TEXT NOT NULL UNIQUE,
  tree TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  count INTEGER NOT NULL
) STRICT;
CREATE INDEX lists_kind ON lists (tree, kind, count);
CREATE TABLE places (
  list INTEGER NOT NULL,
  sort INTEGER NOT NULL,
  post INTEGER NOT NULL,
  PRIMARY KEY (list, sort, post)
) STRICT, WITHOUT ROWID;
CREATE TABLE items (
  sort INTEGER NOT NULL,
  post INTEGER NOT NULL,
  tree TEXT NOT NULL,
  html TEXT NOT NULL,
  atom TEXT NOT NULL,
  updated_ms INTEGER NOT NULL,
  PRIMARY KEY (sort, post, tree)
) STRICT, WITHOUT ROWID;
CREATE TABLE pictures (post INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (post, path)) STRICT, WITHOUT ROWID;
CREATE INDEX pictures_path ON pictures (path);
CREATE TABLE changes (
  post INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (post, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_newest ON changes (at_ms, post, revision);
CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  folder TEXT NOT NULL,
  month TEXT NOT NULL,
  last_ms INTEGER NOT NULL,
  entry TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stories_last ON stories (last_ms);
CREATE INDEX stories_month ON stories (month);
CREATE TABLE story_posts (post INTEGER PRIMARY KEY, story TEXT NOT NULL) STRICT;
CREATE INDEX story_posts_story ON story_posts (story);
CREATE TABLE files (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
PRAGMA user_version = ${version};
`;

const tables = [
  ...['facts', 'posts', 'lists', 'places', 'items', 'pictures', 'changes', 'stories', 'story_posts'],
] as const;

/** What the site was made of when it was built last: its articles, the lists they stand in, the files that were written. An index
 *  like any other: without it the next build makes everything anew. Throws NewsError `store/*`. */
export class SiteState {
  readonly posts: SitePosts;
  readonly lists: SiteLists;
  readonly files: SiteFiles;
  readonly changes: SiteChangeTable;
  readonly stories: SiteStories;
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
    this.posts = new SitePosts(db);
    this.lists = new SiteLists(db);
    this.files = new SiteFiles(db);
    this.changes = new SiteChangeTable(db);
    this.stories = new SiteStories(db);
  }

  /** All of a build, or nothing of it. */
  begin(): void {
    this.#db.begin();
  }

  commit(): void {
    this.#db.commit();
  }

  rollback(): void {
    this.#db.rollback();
  }

  close(): void {
    this.#db.close();
  }

  /** Forgets everything but which files were written. */
  clear(): void {
    for (const table of tables) this.#db.exec(`DELETE FROM ${table}`);
  }

  fact(name: string): string {
    return this.#db.get<{ value: string }>('SELECT value FROM facts WHERE name = ?', name)?.value ?? '';
  }

  putFact(name: string, value: string): void {
    this.#db.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', name, value);
  }
}

/** The file of the state, below the project's root. */
export function siteStateFile(root: string): string {
  return join(root, '.courant', 'site.db');
}

/** Opens the state of a site, a new one where there is none or one of another version. `:memory:` for one that is not kept. */
export function openSiteState(file: string): SiteState {
  return new SiteState(openState(file, version, schema));
}
