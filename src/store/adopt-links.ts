import { normalizeUrl } from '../url/normalize.ts';
import type { IndexDatabase } from './database.ts';
import { readRows, runRows } from './json-rows.ts';
import { urlIn } from './pages.ts';

/** Id, address, outlet, time of the fetch, and the address asked for then. */
type OrphanRow = readonly [string, string, string, string, string | null];

/** Gives every article without a link the one it came by: the address asked for when its page was fetched, else its own. A link
 *  that is known becomes stored, whatever it was. For a rebuild, whose marks tell when an article was fetched. */
export function adoptLinks(db: IndexDatabase): void {
  const batches = readRows<number>(db, 'SELECT json_group_array(batch) AS rows FROM rebuild_batches');
  for (const batch of batches) runRows(db, adopt, readRows<OrphanRow>(db, orphans, batch).map(toLinkRow));
}

const orphans = `
  SELECT json_group_array(json_array(id, url, outlet, fetched, (
    SELECT coalesce(requested_url, url) FROM pages
    WHERE pages.id IN (SELECT id FROM pages WHERE url = orphan.url UNION SELECT id FROM pages WHERE requested_url = orphan.url)
      AND fetched_at = orphan.fetched ORDER BY pages.id DESC LIMIT 1))) AS rows
  FROM (
    SELECT articles.id AS id, url, outlet, value->>2 AS fetched
    FROM json_each((SELECT files FROM rebuild_batches WHERE batch = ?)) JOIN articles ON articles.path = value->>0
    WHERE NOT EXISTS (SELECT 1 FROM links WHERE links.article = articles.id AND links.state = 'stored')) AS orphan`;

// What a source file left out was found by nobody else: the link is the article's own then.
const adopt = `
  INSERT INTO links (url, host, source, found_in, found_at, hints, state, article, attempts)
  SELECT value->>0, value->>1, value->>2, value->>3, value->>4, '{}', 'stored', value->>5, 1 FROM json_each(?) WHERE true
  ON CONFLICT (url) DO UPDATE SET
    source = CASE WHEN skip_code = 'discover/excluded' THEN excluded.source ELSE source END,
    found_in = CASE WHEN skip_code = 'discover/excluded' THEN excluded.found_in ELSE found_in END,
    hints = CASE WHEN skip_code = 'discover/excluded' THEN excluded.hints ELSE hints END,
    state = 'stored', skip_code = NULL, skip_detail = NULL, due_at = NULL, article = excluded.article,
    attempts = attempts + 1, recheck = 0`;

function toLinkRow([id, url, outlet, fetched, requested]: OrphanRow): readonly string[] {
  const address = normalizeUrl(urlIn(requested ?? url));
  return [address, new URL(address).host, outlet, url, fetched || new Date(0).toISOString(), id];
}
