import { createHash } from 'node:crypto';
import type { IndexDatabase } from './database.ts';
import { parseSearch, toSearchText, type SearchedTexts, type SearchTerm } from './search-text.ts';
import type { SearchQuery } from './store.ts';

export interface SearchableText extends SearchedTexts {
  readonly outlet: string;
  readonly language: string;
  readonly tags: readonly string[];
}

const rebuildMemoryBytes = 2 ** 27;

const maxFacetsKept = 10_000;

type FacetKind = 'all' | 'outlet' | 'language' | 'tag';

/** Every article has this facet, so that a search may exclude only. */
const everything = facetOf('all', '');

/** Full-text index without the texts themselves. Rows lie in order of date: newest first is reading it backward. */
export class SearchIndex {
  readonly #db: IndexDatabase;
  /** Facets of values that came by: a thousand articles have few. */
  readonly #facets = new Map<string, string>();

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
      this.#facetsOf(article).join(' '),
    );
  }

  #facetsOf({ outlet, language, tags }: SearchableText): readonly string[] {
    const tag = language.toLowerCase();
    return [
      everything,
      this.#facetOf('outlet', outlet),
      ...new Set([tag, tag.replace(/-.*$/s, '')].map((name) => this.#facetOf('language', name))),
      ...tags.map((name) => this.#facetOf('tag', name)),
    ];
  }

  #facetOf(kind: FacetKind, value: string): string {
    const key = `${kind} ${value}`;
    const known = this.#facets.get(key);
    if (known !== undefined) return known;
    if (this.#facets.size > maxFacetsKept) this.#facets.clear();
    const facet = facetOf(kind, value);
    this.#facets.set(key, facet);
    return facet;
  }

  /** For a rebuild: what is put is merged in the end only, not again and again while it grows. */
  beginRebuild(): void {
    this.#configure('automerge', 0);
    this.#configure('hashsize', rebuildMemoryBytes);
  }

  endRebuild(): void {
    this.#db.run(`INSERT INTO search (search) VALUES ('optimize')`);
    this.#configure('automerge', 4); // as FTS5 has them by itself
    this.#configure('hashsize', 2 ** 20);
  }

  #configure(name: 'automerge' | 'hashsize', value: number): void {
    // Written out: the driver gives every number as a fraction.
    this.#db.exec(`INSERT INTO search (search, rank) VALUES ('${name}', ${value})`);
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
  const filters = [
    ...(query.outlet === undefined ? [] : [facetOf('outlet', query.outlet)]),
    ...(query.language === undefined ? [] : [facetOf('language', query.language.toLowerCase())]),
    ...(query.tag === undefined ? [] : [facetOf('tag', query.tag)]),
  ];
  if (wanted.length === 0 && filters.length === 0) filters.push(everything);
  const parts = [
    ...filters.map((facet) => `(facets : "${facet}")`),
    ...(wanted.length === 0 ? [] : [`({title text names} : (${wanted.join(' AND ')}))`]),
  ];
  const match = parts.join(' AND ');
  return unwanted.length === 0 ? match : `(${match}) NOT ({title text names} : (${unwanted.join(' OR ')}))`;
}

/** Words hold letters, digits and marks only: nothing in them can be read as syntax. */
function toPhrase({ phrase, isPrefix }: SearchTerm): string {
  return `"${phrase.join(' ')}"${isPrefix ? '*' : ''}`;
}

/** A filter value as one word of the index. */
function facetOf(kind: FacetKind, value: string): string {
  return kind + createHash('sha256').update(value).digest('hex').slice(0, 16);
}
