import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../config/write-whole.ts';
import type { SavedSearch } from '../model/saved-search.ts';
import { errorCodeOf, toStoreError } from '../store/store-failure.ts';
import type { SearchHit, Store } from '../store/store.ts';

/** What a saved search finds that it did not find when it was asked last; newest first. */
export interface Alert {
  readonly search: SavedSearch;
  /** It was never asked before, or asked something else: nothing counts as new. */
  readonly isFirst: boolean;
  readonly hits: readonly SearchHit[];
}

const told = z.record(z.string(), z.object({ asked: z.string(), articles: z.array(z.string()) }));
type Told = z.infer<typeof told>;

/** So many of the newest hits of a search are looked at, and remembered twice. */
const maxHits = 1000;

/** Asks saved searches what is new, and remembers what was told in `.courant/alerts.json`, which a rebuild of the index leaves alone.
 *  Looks at the newest 1,000 hits of each. They find all texts of the archive, whatever is published of it. Throws NewsError `store/*`. */
export async function findAlerts(
  root: string,
  store: Pick<Store, 'search'>,
  searches: readonly SavedSearch[],
): Promise<readonly Alert[]> {
  const file = join(root, '.courant/alerts.json');
  const known = await readTold(file);
  const alerts: Alert[] = [];
  const now: Told = { ...known };
  for (const search of searches) {
    const { name, query } = search;
    const filters = filtersOf(search);
    const asked = createHash('sha256')
      .update(JSON.stringify([query, filters]))
      .digest('hex')
      .slice(0, 16);
    const before = known[name]?.asked === asked ? known[name].articles : undefined;
    const seen = new Set(before);
    const hits = await store.search({ text: query, limit: maxHits, ...filters });
    const ids = hits.map(({ article }) => article.id);
    now[name] = { asked, articles: [...new Set([...ids, ...seen])].slice(0, 2 * maxHits) };
    const isFirst = before === undefined;
    alerts.push({ search, isFirst, hits: isFirst ? [] : hits.filter(({ article }) => !seen.has(article.id)) });
  }
  await writeWhole(file, JSON.stringify(now));
  return alerts;
}

function filtersOf({ outlet, language, tag, author, since, until }: SavedSearch): Readonly<Record<string, string>> {
  const filters = Object.entries({ outlet, language, tag, author, since, until });
  return Object.fromEntries(filters.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** One that somebody broke is begun anew. */
async function readTold(file: string): Promise<Told> {
  try {
    const parsed = told.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : {};
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT' || cause instanceof SyntaxError) return {};
    throw toStoreError(cause, { file });
  }
}
