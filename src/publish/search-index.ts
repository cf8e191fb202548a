import type { SiteFile } from '../model/site.ts';
import { encodePath, fileOf } from './address.ts';
import { baseLanguage } from './formats.ts';
import type { SitePlan } from './site-plan.ts';

/** What the search page finds articles in: one row for each, columns in the order of `fields`; `outlet` is an index into
 *  `outlets`, `collected` is 1 when the date is not the outlet's but that of our fetching it. Rows are newest first; addresses are relative to the root. */
export interface SearchIndex {
  readonly version: 1;
  readonly outlets: readonly (readonly [id: string, name: string])[];
  readonly fields: typeof fields;
  readonly articles: readonly SearchRow[];
}

export type SearchRow = readonly [
  address: string,
  title: string,
  date: string,
  outlet: number,
  language: string,
  summary: string,
  tags: readonly string[],
  collected: 0 | 1,
];

const fields = ['address', 'title', 'date', 'outlet', 'language', 'summary', 'tags', 'collected'] as const;

/** One article a line, so that two builds can be compared line by line. */
export function renderSearchIndex(plan: SitePlan): SiteFile {
  const outletIndex = new Map(plan.outlets.map((outlet, index) => [outlet, index]));
  const outlets = plan.outlets.map((outlet): readonly [string, string] => [outlet.key, outlet.name]);
  const rows = plan.posts.map((post) => {
    const row: SearchRow = [
      encodePath(fileOf(post.folder)),
      post.title,
      post.day,
      outletIndex.get(post.outlet) ?? 0,
      baseLanguage(post.language),
      post.summary,
      post.tags.map((tag) => tag.name),
      post.isDateStated ? 0 : 1,
    ];
    return JSON.stringify(row);
  });
  const head = `{"version":1,"outlets":${JSON.stringify(outlets)},"fields":${JSON.stringify(fields)},"articles":[\n`;
  return {
    path: 'search-index.json',
    mediaType: 'application/json; charset=utf-8',
    content: `${head}${rows.join(',\n')}\n]}\n`,
  };
}
