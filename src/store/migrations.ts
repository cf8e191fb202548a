import { NewsError } from '../errors.ts';
import type { IndexDatabase } from './database.ts';

/** Steps from one version of the index to the next; forward only, never edited once released. */
const steps: readonly string[] = [
  `
  CREATE TABLE links (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    source TEXT NOT NULL,
    found_in TEXT NOT NULL,
    found_at TEXT NOT NULL,
    hints TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'stored', 'skipped')),
    skip_code TEXT,
    skip_detail TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER,
    article TEXT,
    recheck INTEGER NOT NULL DEFAULT 0 CHECK (recheck IN (0, 1)),
    rechecked_for INTEGER NOT NULL DEFAULT 0,
    CHECK (state <> 'stored' OR article IS NOT NULL),
    CHECK (state <> 'skipped' OR skip_code IS NOT NULL),
    CHECK ((state = 'waiting' OR recheck = 1) = (due_at IS NOT NULL))
  ) STRICT;
  CREATE INDEX links_due ON links (host, due_at, id) WHERE due_at IS NOT NULL;
  CREATE INDEX links_state ON links (state);
  CREATE INDEX links_account ON links (source, state, skip_code);
  CREATE INDEX links_article ON links (article) WHERE article IS NOT NULL;

  CREATE TABLE feeds (
    url TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    last_success_at TEXT NOT NULL,
    last_error TEXT NOT NULL,
    errors_in_a_row INTEGER NOT NULL,
    items INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE warc_files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    requested_url TEXT,
    fetched_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    warc INTEGER NOT NULL REFERENCES warc_files (id) ON DELETE CASCADE,
    byte_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL,
    digest TEXT NOT NULL,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    UNIQUE (warc, byte_offset)
  ) STRICT;
  CREATE INDEX pages_url ON pages (url);
  CREATE INDEX pages_requested ON pages (requested_url) WHERE requested_url IS NOT NULL;

  CREATE TABLE articles (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    canonical TEXT NOT NULL,
    outlet TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    language TEXT NOT NULL,
    date TEXT NOT NULL,
    hash TEXT NOT NULL,
    revision INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX articles_url ON articles (url);
  CREATE INDEX articles_canonical ON articles (canonical) WHERE canonical <> '';
  CREATE INDEX articles_date ON articles (date DESC, path);
  CREATE TABLE article_tags (
    article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (article, position)
  ) STRICT, WITHOUT ROWID;

  CREATE VIRTUAL TABLE search USING fts5 (
    title, text, names, facets,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
  );

  CREATE TABLE images (
    key TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    path TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  'ALTER TABLE pages ADD COLUMN part_of TEXT;',
  `
  CREATE TABLE observations (
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    reader TEXT NOT NULL,
    skip TEXT NOT NULL,
    length INTEGER NOT NULL,
    confidence REAL NOT NULL,
    has_authors INTEGER NOT NULL,
    has_date INTEGER NOT NULL,
    has_image INTEGER NOT NULL,
    lines TEXT NOT NULL,
    remembered INTEGER NOT NULL,
    PRIMARY KEY (source, url)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX observations_newest ON observations (source, fetched_at, url);
  `,
  `
  ALTER TABLE observations DROP COLUMN lines;
  ALTER TABLE observations DROP COLUMN remembered;
  `,
  // Empty in rows of before, which a rebuild of the index fills.
  `
  ALTER TABLE articles ADD COLUMN plain TEXT NOT NULL DEFAULT '';
  CREATE INDEX articles_plain ON articles (plain) WHERE plain <> '';
  `,
  `
  CREATE TABLE source_states (
    source TEXT PRIMARY KEY,
    feeds TEXT NOT NULL,
    include TEXT NOT NULL,
    exclude TEXT NOT NULL,
    rules TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE feeds ADD COLUMN life TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE feeds ADD COLUMN poll_at INTEGER DEFAULT 0;
  CREATE INDEX feeds_due ON feeds (poll_at) WHERE poll_at IS NOT NULL;
  CREATE TABLE subscriptions (
    feed TEXT PRIMARY KEY,
    hub TEXT NOT NULL,
    topic TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    secret TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'active', 'refused', 'ending')),
    asked_at INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    detail TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `CREATE INDEX feeds_hub ON feeds (url) WHERE poll_at IS NOT NULL AND json_extract(life, '$.hub') IS NOT NULL;`,
  // Counts what was put and removed, so that a build asks for the articles that changed. Another index has another identity.
  `
  ALTER TABLE articles ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX articles_changed ON articles (changed);
  CREATE TABLE removed_articles (path TEXT PRIMARY KEY, changed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE article_changes (identity TEXT NOT NULL, latest INTEGER NOT NULL) STRICT;
  INSERT INTO article_changes VALUES (lower(hex(randomblob(8))), 0);
  ALTER TABLE images ADD COLUMN copies TEXT NOT NULL DEFAULT '{}';
  `,
  `
  CREATE TABLE looks (
    article TEXT PRIMARY KEY,
    link TEXT NOT NULL,
    source TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX looks_due ON looks (due_at);
  CREATE INDEX articles_revised ON articles (changed) WHERE revision > 1;
  CREATE TABLE edit_habits (source TEXT PRIMARY KEY, habits TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // An index of before knows no authors and no forms of words until it is made anew; what it knew it still finds.
  `
  CREATE TABLE word_forms (
    word TEXT NOT NULL, language TEXT NOT NULL, stem TEXT NOT NULL, PRIMARY KEY (word, language)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX word_forms_stem ON word_forms (language, stem);
  CREATE TABLE search_state (is_outdated INTEGER NOT NULL) STRICT;
  INSERT INTO search_state SELECT EXISTS (SELECT 1 FROM articles);
  `,
  // Rows of translations and of articles are those of one full-text index: none is of both.
  `
  CREATE TABLE translations (
    row INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL,
    language TEXT NOT NULL,
    translation_of TEXT NOT NULL,
    engine TEXT NOT NULL,
    title TEXT NOT NULL,
    hash TEXT NOT NULL,
    changed INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX translations_article ON translations (article, language);
  CREATE INDEX translations_changed ON translations (changed);
  CREATE TABLE translation_memory (
    key TEXT PRIMARY KEY, engine TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, text TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE spending (
    run TEXT NOT NULL,
    day TEXT NOT NULL,
    engine TEXT NOT NULL,
    is_limited INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    money REAL NOT NULL,
    PRIMARY KEY (run, day, engine, is_limited)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX spending_day ON spending (day);
  CREATE TABLE translation_claims (
    article TEXT NOT NULL, language TEXT NOT NULL, worker TEXT NOT NULL, until INTEGER NOT NULL,
    PRIMARY KEY (article, language)
  ) STRICT, WITHOUT ROWID;
  `,
];

export const schemaVersion = steps.length;

/** What a new index has and one of before does not, until it is made anew: words that begin with three letters that many words begin
 *  with are found without reading all of them. Searches are the same, and there is no way from the one to the other. */
const searchOfNewIndex = `
  DROP TABLE search;
  CREATE VIRTUAL TABLE search USING fts5 (
    title, text, names, facets,
    content = '', contentless_delete = 1, prefix = '3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
  );`;

/** The version of a database; 0 for a new one. */
export function versionOf(db: IndexDatabase): number {
  return db.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
}

/** Brings an index up to this version in one transaction. Throws NewsError `store/newer-archive`. */
export function migrate(db: IndexDatabase): void {
  if (versionOf(db) === schemaVersion) return;
  db.transaction(() => {
    const version = versionOf(db);
    if (version > schemaVersion) throw newerArchive(db, version);
    for (const step of steps.slice(version)) db.exec(step);
    if (version === 0) db.exec(searchOfNewIndex);
    db.exec(`PRAGMA user_version = ${schemaVersion}`);
  });
}

/** Throws NewsError `store/newer-archive` or `store/older-archive` unless the index has exactly this version. */
export function checkVersion(db: IndexDatabase): void {
  const version = versionOf(db);
  if (version > schemaVersion) throw newerArchive(db, version);
  if (version < schemaVersion) {
    const detail = `Index version ${version}; this program reads ${schemaVersion}.`;
    throw new NewsError('store/older-archive', { file: db.file, detail });
  }
}

function newerArchive(db: IndexDatabase, version: number): NewsError {
  const detail = `Index version ${version}; this program knows up to ${schemaVersion}.`;
  return new NewsError('store/newer-archive', { file: db.file, detail });
}
