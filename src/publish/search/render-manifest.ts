import type { SiteFile } from '../../model/site.ts';
import type { SearchSegment } from './search-document.ts';

export interface SearchChoice {
  readonly key: string;
  readonly name: string;
}

/** What a search can be narrowed to. */
export interface SearchChoices {
  readonly outlets: readonly SearchChoice[];
  /** BCP 47. */
  readonly languages: readonly string[];
  /** Those that the page offers; an address may name any other. */
  readonly tags: readonly SearchChoice[];
}

/** The file that the search page loads first: which segments there are, newest first, and what to narrow a search to. */
export function renderSearchManifest(segments: readonly SearchSegment[], choices: SearchChoices): SiteFile {
  const rows = [...segments]
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.lastDay < b.lastDay ? 1 : -1))
    .map(({ name, digest, count, firstDay, lastDay, directory }) => [
      name,
      digest,
      count,
      firstDay,
      lastDay,
      directory,
    ]);
  const pairs = (list: readonly SearchChoice[]): readonly string[][] => list.map(({ key, name }) => [key, name]);
  const manifest = {
    segments: rows,
    outlets: pairs(choices.outlets),
    languages: choices.languages,
    tags: pairs(choices.tags),
  };
  return {
    path: 'search/manifest.js',
    content: `courantSearch("","","manifest",${JSON.stringify(manifest)});\n`,
  };
}
