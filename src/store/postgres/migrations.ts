import { NewsError } from '../../errors.ts';
import type { PostgresDatabase, Queries } from './database.ts';

/** Steps from one version of the index to the next; forward only, never edited once released. Text sorts by code point, as in
 *  SQLite; addresses, which may be longer than an index takes, are looked up by their digest. */
const steps: readonly string[] = [
  `
  -- The one clock that all workers share, epoch ms.
  CREATE FUNCTION now_ms() RETURNS int8 LANGUAGE sql VOLATILE
    AS $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::int8 $$;

  CREATE TABLE links (
    id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url text COLLATE "C" NOT NULL,
    host text COLLATE "C" NOT NULL,
    site text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    found_in text NOT NULL,
    found_at text NOT NULL,
    hints text NOT NULL,
    state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'stored', 'skipped')),
    skip_code text COLLATE "C",
    skip_detail text,
    attempts int4 NOT NULL DEFAULT 0,
    priority int2 NOT NULL DEFAULT 0,
    due_at int8,
    article text COLLATE "C",
    recheck int2 NOT NULL DEFAULT 0 CHECK (recheck IN (0, 1)),
    rechecked_for int8 NOT NULL DEFAULT 0,
    CHECK (state <> 'stored' OR article IS NOT NULL),
    CHECK (state <> 'skipped' OR skip_code IS NOT NULL),
    CHECK ((state = 'waiting' OR recheck = 1) = (due_at IS NOT NULL))
  ) WITH (fillfactor = 80);
  CREATE UNIQUE INDEX links_url ON links ((md5(url)::uuid));
  CREATE INDEX links_due ON links (site, priority, due_at, id) WHERE due_at IS NOT NULL;
  CREATE INDEX links_account ON links (source, state, skip_code);
  CREATE INDEX links_skipped ON links (skip_code, id) WHERE state = 'skipped';
  CREATE INDEX links_article ON links (article, id) WHERE article IS NOT NULL;

  CREATE TABLE feeds (
    url text COLLATE "C" PRIMARY KEY,
    site text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    etag text NOT NULL,
    last_modified text NOT NULL,
    last_success_at text NOT NULL,
    last_error text NOT NULL,
    errors_in_a_row int4 NOT NULL,
    items int4 NOT NULL,
    life text NOT NULL,
    hub text,
    poll_at int8
  );
  CREATE INDEX feeds_due ON feeds (poll_at) WHERE poll_at IS NOT NULL;
  CREATE INDEX feeds_site ON feeds (site, poll_at) WHERE poll_at IS NOT NULL;

  -- Work lies by site; who works on one has its lease. due_at is never later than that of any link or feed of it.
  CREATE TABLE sites (
    site text COLLATE "C" PRIMARY KEY,
    due_at int8,
    turn_at int8,
    owner text COLLATE "C",
    fence int8 NOT NULL DEFAULT 0,
    expires_at int8 NOT NULL DEFAULT 0,
    losses int4 NOT NULL DEFAULT 0
  ) WITH (fillfactor = 70);
  CREATE INDEX sites_turn ON sites (turn_at) WHERE turn_at IS NOT NULL;
  CREATE INDEX sites_owner ON sites (owner) WHERE owner IS NOT NULL;

  -- Whose request a site answers, and when it may be asked again.
  CREATE TABLE paces (
    site text COLLATE "C" PRIMARY KEY,
    holder text COLLATE "C",
    expires_at int8 NOT NULL DEFAULT 0,
    open_at int8 NOT NULL DEFAULT 0,
    held_until int8 NOT NULL DEFAULT 0
  ) WITH (fillfactor = 50);

  CREATE TABLE processes (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    started_at int8 NOT NULL,
    seen_at int8 NOT NULL
  ) WITH (fillfactor = 50);

  CREATE FUNCTION wake_sites() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO sites (site, due_at, turn_at)
      SELECT site, min(due_at), min(due_at + priority * 600000) FROM changed
      WHERE due_at IS NOT NULL GROUP BY site ORDER BY site
    ON CONFLICT (site) DO UPDATE
      SET due_at = least(sites.due_at, excluded.due_at), turn_at = least(sites.turn_at, excluded.turn_at)
      WHERE sites.due_at IS NULL OR sites.due_at > excluded.due_at OR sites.turn_at > excluded.turn_at;
    RETURN NULL;
  END $$;
  CREATE TRIGGER links_added AFTER INSERT ON links REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION wake_sites();
  CREATE TRIGGER links_changed AFTER UPDATE ON links REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION wake_sites();

  CREATE FUNCTION wake_feed_sites() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO sites (site, due_at, turn_at)
      SELECT site, min(poll_at), min(poll_at) FROM changed WHERE poll_at IS NOT NULL GROUP BY site ORDER BY site
    ON CONFLICT (site) DO UPDATE
      SET due_at = least(sites.due_at, excluded.due_at), turn_at = least(sites.turn_at, excluded.turn_at)
      WHERE sites.due_at IS NULL OR sites.due_at > excluded.due_at OR sites.turn_at > excluded.turn_at;
    RETURN NULL;
  END $$;
  CREATE TRIGGER feeds_added AFTER INSERT ON feeds REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION wake_feed_sites();
  CREATE TRIGGER feeds_changed AFTER UPDATE ON feeds REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION wake_feed_sites();

  CREATE TABLE warc_files (
    id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    path text COLLATE "C" NOT NULL UNIQUE
  );
  CREATE TABLE pages (
    id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url text COLLATE "C" NOT NULL,
    requested_url text COLLATE "C",
    fetched_at text COLLATE "C" NOT NULL,
    status int4 NOT NULL,
    warc int8 NOT NULL REFERENCES warc_files (id) ON DELETE CASCADE,
    byte_offset int8 NOT NULL,
    byte_length int8 NOT NULL,
    digest text NOT NULL,
    etag text NOT NULL,
    last_modified text NOT NULL,
    part_of text,
    UNIQUE (warc, byte_offset)
  );
  CREATE INDEX pages_url ON pages ((md5(url)::uuid));
  CREATE INDEX pages_requested ON pages ((md5(requested_url)::uuid)) WHERE requested_url IS NOT NULL;

  -- Rows lie in order of date: newest first is reading them backward.
  CREATE TABLE articles (
    row int8 PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    path text COLLATE "C" NOT NULL UNIQUE,
    url text COLLATE "C" NOT NULL,
    canonical text COLLATE "C" NOT NULL,
    plain text COLLATE "C" NOT NULL,
    outlet text COLLATE "C" NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    language text NOT NULL,
    date text COLLATE "C" NOT NULL,
    hash text NOT NULL,
    revision int4 NOT NULL,
    tags text[] NOT NULL,
    changed int8 NOT NULL,
    words tsvector NOT NULL
  );
  CREATE INDEX articles_url ON articles ((md5(url)::uuid));
  CREATE INDEX articles_canonical ON articles ((md5(canonical)::uuid)) WHERE canonical <> '';
  CREATE INDEX articles_plain ON articles ((md5(plain)::uuid)) WHERE plain <> '';
  CREATE INDEX articles_date ON articles (date DESC, path);
  CREATE INDEX articles_outlet ON articles (outlet, date DESC, path);
  CREATE INDEX articles_changed ON articles (changed);
  CREATE INDEX articles_words ON articles USING gin (words);

  -- Counts what was put and removed, so that a build asks for the articles that changed. Another index has another identity.
  CREATE TABLE removed_articles (path text COLLATE "C" PRIMARY KEY, changed int8 NOT NULL);
  CREATE TABLE article_changes (identity text NOT NULL, latest int8 NOT NULL) WITH (fillfactor = 10);
  INSERT INTO article_changes VALUES (md5(random()::text || clock_timestamp()::text), 0);

  CREATE TABLE images (
    key text COLLATE "C" PRIMARY KEY,
    url text COLLATE "C" NOT NULL,
    path text NOT NULL,
    width int4 NOT NULL,
    height int4 NOT NULL,
    copies text NOT NULL
  );
  CREATE TABLE observations (
    source text COLLATE "C" NOT NULL,
    url_key uuid NOT NULL,
    url text COLLATE "C" NOT NULL,
    fetched_at text COLLATE "C" NOT NULL,
    reader text NOT NULL,
    skip text NOT NULL,
    length int4 NOT NULL,
    confidence float8 NOT NULL,
    has_authors bool NOT NULL,
    has_date bool NOT NULL,
    has_image bool NOT NULL,
    PRIMARY KEY (source, url_key)
  );
  CREATE INDEX observations_newest ON observations (source, fetched_at);
  CREATE TABLE source_states (
    source text COLLATE "C" PRIMARY KEY,
    feeds text NOT NULL,
    include text NOT NULL,
    exclude text NOT NULL,
    rules text NOT NULL
  );
  CREATE TABLE subscriptions (
    feed text COLLATE "C" PRIMARY KEY,
    hub text NOT NULL,
    topic text NOT NULL,
    token text COLLATE "C" NOT NULL UNIQUE,
    secret text NOT NULL,
    state text NOT NULL CHECK (state IN ('asked', 'active', 'refused', 'ending')),
    asked_at int8 NOT NULL,
    lease_until int8 NOT NULL,
    detail text NOT NULL
  );
  `,
  `
  CREATE TABLE looks (
    article text COLLATE "C" PRIMARY KEY,
    link text NOT NULL,
    site text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    due_at int8 NOT NULL,
    state text NOT NULL
  ) WITH (fillfactor = 70);
  CREATE INDEX looks_due ON looks (due_at);
  CREATE INDEX looks_site ON looks (site, due_at);
  CREATE TABLE edit_habits (source text COLLATE "C" PRIMARY KEY, habits text NOT NULL) WITH (fillfactor = 50);

  -- Their turn comes after that of new articles, as with old ones.
  CREATE FUNCTION wake_look_sites() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO sites (site, due_at, turn_at)
      SELECT site, min(due_at), min(due_at) + 600000 FROM changed GROUP BY site ORDER BY site
    ON CONFLICT (site) DO UPDATE
      SET due_at = least(sites.due_at, excluded.due_at), turn_at = least(sites.turn_at, excluded.turn_at)
      WHERE sites.due_at IS NULL OR sites.due_at > excluded.due_at OR sites.turn_at > excluded.turn_at;
    RETURN NULL;
  END $$;
  CREATE TRIGGER looks_added AFTER INSERT ON looks REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION wake_look_sites();
  CREATE TRIGGER looks_changed AFTER UPDATE ON looks REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION wake_look_sites();

  CREATE TABLE word_forms (
    word text COLLATE "C" NOT NULL,
    language text COLLATE "C" NOT NULL,
    stem text COLLATE "C" NOT NULL,
    PRIMARY KEY (word, language)
  );
  CREATE INDEX word_forms_stem ON word_forms (language, stem);
  CREATE INDEX articles_revised ON articles (changed) WHERE revision > 1;
  `,
  // In one call: a site is given back for every few articles. Each statement sees what was committed before it began: first the lock,
  // then the look, so that whatever comes after that wakes the site again. Old articles have their turn ten minutes later.
  `
  CREATE FUNCTION release_site(the_site text, the_owner text, the_fence int8, is_done bool, now int8, not_before int8)
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    next_due int8;
    next_turn int8;
    open_at int8;
  BEGIN
    PERFORM 1 FROM sites WHERE site = the_site AND owner = the_owner AND fence = the_fence FOR UPDATE;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT greatest(paces.open_at, held_until) INTO open_at FROM paces WHERE site = the_site;
    IF is_done THEN
      SELECT min(ends.due_at), min(ends.turn_at) INTO next_due, next_turn FROM (
        (SELECT due_at, due_at AS turn_at FROM links WHERE site = the_site AND priority = 0 AND due_at IS NOT NULL
         ORDER BY due_at LIMIT 1)
        UNION ALL
        (SELECT due_at, due_at + 600000 FROM links WHERE site = the_site AND priority = 1 AND due_at IS NOT NULL
         ORDER BY due_at LIMIT 1)
        UNION ALL
        (SELECT min(poll_at), min(poll_at) FROM feeds WHERE site = the_site AND poll_at IS NOT NULL)
         UNION ALL
         (SELECT min(due_at), min(due_at) + 600000 FROM looks WHERE site = the_site)) AS ends;
    ELSE
      SELECT due_at, greatest(turn_at, now) INTO next_due, next_turn FROM sites WHERE site = the_site;
    END IF;
    -- greatest() passes over NULL: a site with nothing to do stays so.
    UPDATE sites SET owner = NULL, losses = 0,
      due_at = CASE WHEN next_due IS NOT NULL THEN greatest(next_due, open_at, not_before) END,
      turn_at = CASE WHEN next_due IS NOT NULL THEN greatest(next_turn, open_at, not_before) END
    WHERE site = the_site;
  END $$;
  `,
  // Gives back the turn to ask the site as well, when `pause_ms` tells what is left of its pause; also when the lease was lost.
  `
  DROP FUNCTION release_site;
  CREATE FUNCTION release_site(
    the_site text, the_owner text, the_fence int8, is_done bool, now int8, not_before int8, pause_ms int8 DEFAULT NULL)
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    next_due int8;
    next_turn int8;
    open_at int8;
  BEGIN
    IF pause_ms IS NOT NULL THEN
      UPDATE paces SET holder = NULL, open_at = greatest(paces.open_at, now_ms() + pause_ms)
      WHERE site = the_site AND holder = the_owner;
    END IF;
    PERFORM 1 FROM sites WHERE site = the_site AND owner = the_owner AND fence = the_fence FOR UPDATE;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT greatest(paces.open_at, held_until) INTO open_at FROM paces WHERE site = the_site;
    IF is_done THEN
      SELECT min(ends.due_at), min(ends.turn_at) INTO next_due, next_turn FROM (
        (SELECT due_at, due_at AS turn_at FROM links WHERE site = the_site AND priority = 0 AND due_at IS NOT NULL
         ORDER BY due_at LIMIT 1)
        UNION ALL
        (SELECT due_at, due_at + 600000 FROM links WHERE site = the_site AND priority = 1 AND due_at IS NOT NULL
         ORDER BY due_at LIMIT 1)
        UNION ALL
        (SELECT min(poll_at), min(poll_at) FROM feeds WHERE site = the_site AND poll_at IS NOT NULL)
         UNION ALL
         (SELECT min(due_at), min(due_at) + 600000 FROM looks WHERE site = the_site)) AS ends;
    ELSE
      SELECT due_at, greatest(turn_at, now) INTO next_due, next_turn FROM sites WHERE site = the_site;
    END IF;
    -- greatest() passes over NULL: a site with nothing to do stays so.
    UPDATE sites SET owner = NULL, losses = 0,
      due_at = CASE WHEN next_due IS NOT NULL THEN greatest(next_due, open_at, not_before) END,
      turn_at = CASE WHEN next_due IS NOT NULL THEN greatest(next_turn, open_at, not_before) END
    WHERE site = the_site;
  END $$;
  `,
  // The row of a translation is that of its article; those whose article is not there have none.
  `
  CREATE TABLE translations (
    path text COLLATE "C" PRIMARY KEY,
    article text COLLATE "C" NOT NULL,
    row int8,
    language text COLLATE "C" NOT NULL,
    translation_of text NOT NULL,
    engine text NOT NULL,
    title text NOT NULL,
    hash text NOT NULL,
    changed int8 NOT NULL,
    words tsvector NOT NULL
  );
  CREATE INDEX translations_article ON translations (article, language);
  CREATE INDEX translations_row ON translations (row, path);
  CREATE INDEX translations_changed ON translations (changed);
  CREATE INDEX translations_words ON translations USING gin (words);
  CREATE TABLE translation_memory (
    key text COLLATE "C" PRIMARY KEY, engine text NOT NULL, source text NOT NULL, target text NOT NULL, text text NOT NULL
  );
  CREATE TABLE spending (
    run text COLLATE "C" NOT NULL,
    day text COLLATE "C" NOT NULL,
    engine text COLLATE "C" NOT NULL,
    is_limited bool NOT NULL,
    characters int8 NOT NULL,
    money float8 NOT NULL,
    PRIMARY KEY (run, day, engine, is_limited)
  );
  CREATE INDEX spending_day ON spending (day);
  CREATE TABLE translation_claims (
    article text COLLATE "C" NOT NULL, language text COLLATE "C" NOT NULL, worker text NOT NULL, until int8 NOT NULL,
    PRIMARY KEY (article, language)
  );
  `,
];

export const schemaVersion = steps.length;

/** Of the schema; 0 when there is none of ours. */
export async function versionOf(db: Queries, schema: string): Promise<number> {
  // A look into the catalog's tables: what it keeps in memory may be older than the lock that was waited for.
  const known = await db.get(
    `SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'schema_version'`,
    schema,
  );
  if (known === undefined) return 0;
  return (await db.get<{ version: number }>(`SELECT version FROM ${schema}.schema_version`))?.version ?? 0;
}

/** Makes the schema where there is none and brings it up to this version, in one transaction, one process at a time.
 *  Throws NewsError `store/newer-archive`. */
export async function migrate(db: PostgresDatabase, schema: string = db.address.schema): Promise<void> {
  if ((await versionOf(db, schema)) === schemaVersion) return;
  await db.transaction(async (tx) => {
    await tx.get('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', `courant ${schema}`);
    const version = await versionOf(tx, schema);
    if (version > schemaVersion) throw newerArchive(db, version);
    await tx.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await tx.run(`SET LOCAL search_path = ${schema}`);
    if (version === 0) await tx.run('CREATE TABLE schema_version (version int4 NOT NULL)');
    for (const step of steps.slice(version)) await tx.run(step);
    await tx.run('DELETE FROM schema_version');
    await tx.run(`INSERT INTO schema_version VALUES (${schemaVersion})`);
  });
}

/** Throws NewsError `store/not-found`, `store/newer-archive` or `store/older-archive` unless the schema has exactly this version. */
export async function checkVersion(db: PostgresDatabase): Promise<void> {
  const version = await versionOf(db, db.address.schema);
  if (version === 0) throw new NewsError('store/not-found', { file: db.address.shown });
  if (version > schemaVersion) throw newerArchive(db, version);
  if (version < schemaVersion) {
    const detail = `Index version ${version}; this program reads ${schemaVersion}.`;
    throw new NewsError('store/older-archive', { file: db.address.shown, detail });
  }
}

function newerArchive(db: PostgresDatabase, version: number): NewsError {
  const detail = `Index version ${version}; this program knows up to ${schemaVersion}.`;
  return new NewsError('store/newer-archive', { file: db.address.shown, detail });
}
