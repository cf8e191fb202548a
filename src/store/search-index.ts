import { createHash } from 'node:crypto';
import { baseOf } from '../text/stem.ts';
import type { IndexDatabase } from './database.ts';
import { foldName, parseSearch, toSearchText, type SearchedTexts, type SearchTerm } from './search-text.ts';
import type { SearchQuery } from './store.ts';
import { NewWords, WordForms, type WordRow } from './word-forms.ts';

export interface SearchableText extends SearchedTexts {
  readonly outlet: string;
  readonly language: string;
  readonly tags: readonly string[];
  readonly authors: readonly string[];
}

const rebuildMemoryBytes = 2 ** 27;
const maxFacetsKept = 10_000;

/** What an article can be filtered by; a story would be one more. */
type FacetKind = 'all' | 'outlet' | 'language' | 'tag' | 'author';

/** Every article has this facet, so that a search may exclude only. */
export const everything = facetOf('all', '');

/** Full-text index without the texts themselves. Rows lie in order of date: newest first is reading it backward. */
export class SearchIndex {
  readonly #db: IndexDatabase;
  readonly #words: WordForms;
  readonly #newWords = new NewWords();
  /** Facets of values that came by: a thousand articles have few. */
  readonly #facets = new Map<string, string>();

  constructor(db: IndexDatabase) {
    this.#db = db;
    this.#words = new WordForms(db);
  }

  /** Rows in ascending order are put fastest. `words`: of these articles, if they were noted already. */
  put(
    articles: readonly { readonly row: bigint; readonly article: SearchableText }[],
    words?: readonly WordRow[],
  ): void {
    for (const { row, article } of articles) {
      const texts = [article.title, article.text, article.names.join('\n')].map(toSearchText);
      this.#db.run(
        'INSERT INTO search (rowid, title, text, names, facets) VALUES (?, ?, ?, ?, ?)',
        ...[row, ...texts, facetsOf(article, (kind, value) => this.#facetOf(kind, value)).join(' ')],
      );
      if (words === undefined) for (const text of texts) this.#newWords.note(text, article.language);
    }
    this.#words.put(words ?? this.#newWords.take());
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

  /** What SQLite is to match, and what was asked for; `null` when nothing can match. */
  find(query: SearchQuery): { readonly match: string; readonly terms: readonly SearchTerm[] } | null {
    const typed = parseSearch(query.text);
    if (typed.length === 0 && query.text.trim() !== '') return null;
    const terms = typed.map((term) => this.#withForms(term, query.language));
    return { match: toMatch(terms, query), terms };
  }

  #withForms(term: SearchTerm, language: string | undefined): SearchTerm {
    const [word] = term.phrase;
    if (!term.isInflected || word === undefined) return term;
    return { ...term, forms: this.#words.find(word, language) };
  }
}

function toMatch(terms: readonly SearchTerm[], query: Omit<SearchQuery, 'text' | 'limit'>): string {
  const wanted = terms.filter((term) => !term.isExcluded).map(toCondition);
  const unwanted = terms.filter((term) => term.isExcluded).map(toCondition);
  const filters = filtersOf(query);
  if (wanted.length === 0 && filters.length === 0) filters.push(everything);
  const match = [...filters.map((facet) => `(facets : "${facet}")`), ...wanted].join(' AND ');
  return unwanted.length === 0 ? match : `(${match}) NOT (${unwanted.join(' OR ')})`;
}

/** A word in any of its forms; those that are words of other languages too count only in their own. */
function toCondition({ phrase, isPrefix, forms = [] }: SearchTerm): string {
  const free = [toPhrase(phrase, isPrefix)];
  const bound = new Map<string, string[]>();
  for (const { word, language } of forms) {
    const phrases = language === undefined ? free : (bound.get(language) ?? []);
    phrases.push(toPhrase([word]));
    if (language !== undefined) bound.set(language, phrases);
  }
  const parts = [...bound].map(
    ([language, phrases]) => `(${inTexts(phrases)} AND (facets : "${facetOf('language', language)}"))`,
  );
  return parts.length === 0 ? inTexts(free) : `(${[inTexts(free), ...parts].join(' OR ')})`;
}

function inTexts(phrases: readonly string[]): string {
  return `({title text names} : (${phrases.join(' OR ')}))`;
}

/** The facets that an article must have. */
export function filtersOf(query: Pick<SearchQuery, 'outlet' | 'language' | 'tag' | 'author'>): string[] {
  return [
    ...(query.outlet === undefined ? [] : [facetOf('outlet', query.outlet)]),
    ...(query.language === undefined ? [] : [facetOf('language', query.language.toLowerCase())]),
    ...(query.tag === undefined ? [] : [facetOf('tag', query.tag)]),
    ...(query.author === undefined ? [] : [facetOf('author', foldName(query.author))]),
  ];
}

/** Words hold letters, digits and marks only: nothing in them can be read as syntax. */
function toPhrase(words: readonly string[], isPrefix = false): string {
  return `"${words.join(' ')}"${isPrefix ? '*' : ''}`;
}

/** What an article can be filtered by, each as one word. */
export function facetsOf(
  { outlet, language, tags, authors }: SearchableText,
  wordOf: (kind: FacetKind, value: string) => string = facetOf,
): readonly string[] {
  return [
    everything,
    wordOf('outlet', outlet),
    ...new Set([language.toLowerCase(), baseOf(language)].map((name) => wordOf('language', name))),
    ...tags.map((name) => wordOf('tag', name)),
    ...authors.map((name) => wordOf('author', foldName(name))),
  ];
}

/** A filter value as one word of the index. */
export function facetOf(kind: FacetKind, value: string): string {
  return kind + createHash('sha256').update(value).digest('hex').slice(0, 16);
}
