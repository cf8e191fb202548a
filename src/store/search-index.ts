import { createHash } from 'node:crypto';
import type { IndexDatabase } from './database.ts';
import { parseSearch, toSearchText, type SearchedTexts, type SearchTerm } from './search-text.ts';
import type { SearchQuery } from './store.ts';

export interface SearchableText extends SearchedTexts {
  readonly outlet: string;
  readonly language: string;
  readonly tags: readonly string[];
}

/** Every article has this facet, so that a search may exclude only. */
export const everything = facetOf('all', '');

/** Full-text index without the texts themselves. Rows lie in order of date: newest first is reading it backward. */
export class SearchIndex {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  put(row: bigint, article: SearchableText): void {
    this.#db.run(
      'INSERT INTO search (rowid, title, text, names, facets) VALUES (?, ?, ?, ?, ?)',
      row,
      toSearchText(article.title),
      toSearchText(article.text),
      toSearchText(article.names.join('\n')),
      facetsOf(article).join(' '),
    );
  }

  /** SQL for the rows that match, newest first: `row`. `null` when nothing can match. */
  find(query: SearchQuery): { readonly match: string; readonly terms: readonly SearchTerm[] } | null {
    const terms = parseSearch(query.text);
    if (terms.length === 0 && query.text.trim() !== '') return null;
    return { match: toMatch(terms, query), terms };
  }
}

function toMatch(terms: readonly SearchTerm[], query: Omit<SearchQuery, 'text' | 'limit'>): string {
  const wanted = terms.filter((term) => !term.isExcluded).map(toPhrase);
  const unwanted = terms.filter((term) => term.isExcluded).map(toPhrase);
  const filters = filtersOf(query);
  if (wanted.length === 0 && filters.length === 0) filters.push(everything);
  const parts = [
    ...filters.map((facet) => `(facets : "${facet}")`),
    ...(wanted.length === 0 ? [] : [`({title text names} : (${wanted.join(' AND ')}))`]),
  ];
  const match = parts.join(' AND ');
  return unwanted.length === 0 ? match : `(${match}) NOT ({title text names} : (${unwanted.join(' OR ')}))`;
}

/** The facets that an article must have. */
export function filtersOf(query: Pick<SearchQuery, 'outlet' | 'language' | 'tag'>): string[] {
  return [
    ...(query.outlet === undefined ? [] : [facetOf('outlet', query.outlet)]),
    ...(query.language === undefined ? [] : [facetOf('language', query.language.toLowerCase())]),
    ...(query.tag === undefined ? [] : [facetOf('tag', query.tag)]),
  ];
}

/** Words hold letters, digits and marks only: nothing in them can be read as syntax. */
function toPhrase({ phrase, isPrefix }: SearchTerm): string {
  return `"${phrase.join(' ')}"${isPrefix ? '*' : ''}`;
}

export function facetsOf({ outlet, language, tags }: SearchableText): readonly string[] {
  const tag = language.toLowerCase();
  return [
    everything,
    facetOf('outlet', outlet),
    ...new Set([tag, tag.replace(/-.*$/s, '')].map((name) => facetOf('language', name))),
    ...tags.map((name) => facetOf('tag', name)),
  ];
}

/** A filter value as one word of the index. */
function facetOf(kind: 'all' | 'outlet' | 'language' | 'tag', value: string): string {
  return kind + createHash('sha256').update(value).digest('hex').slice(0, 16);
}
