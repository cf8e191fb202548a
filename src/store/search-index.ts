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
  /** Of a translation: the language of the original. */
  readonly translatedFrom?: string;
}

const rebuildMemoryBytes = 2 ** 27;
const maxFacetsKept = 10_000;

/** What an article can be filtered by; a story would be one more. A translation has no language of its own: it has that which it
 *  is `from`, and that which it is `spoken` in. */
export type FacetKind = 'all' | 'outlet' | 'language' | 'tag' | 'author' | 'from' | 'spoken';

/** Every article, but no translation, has this facet, so that a search may exclude only. */
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
  find(
    query: SearchQuery,
    hasTranslations: boolean,
  ): { readonly match: string; readonly terms: readonly SearchTerm[] } | null {
    const typed = parseSearch(query.text);
    if (typed.length === 0 && query.text.trim() !== '') return null;
    // Translations are in other languages than the articles asked for.
    const language = hasTranslations ? undefined : query.language;
    const terms = typed.map((term) => this.#withForms(term, language));
    return { match: toMatch(terms, query, hasTranslations), terms };
  }

  #withForms(term: SearchTerm, language: string | undefined): SearchTerm {
    const [word] = term.phrase;
    if (!term.isInflected || word === undefined) return term;
    return { ...term, forms: this.#words.find(word, language) };
  }
}

function toMatch(
  terms: readonly SearchTerm[],
  query: Omit<SearchQuery, 'text' | 'limit'>,
  hasTranslations: boolean,
): string {
  const wanted = terms.filter((term) => !term.isExcluded).map((term) => toCondition(term, hasTranslations));
  const unwanted = terms.filter((term) => term.isExcluded).map((term) => toCondition(term, hasTranslations));
  const filters = filtersOf(query, hasTranslations ? ['language', 'from'] : ['language']);
  // Whatever the filters leave is found by itself: its translations are not asked.
  if (wanted.length === 0 && (filters.length === 0 || hasTranslations)) filters.push([everything]);
  const match = [...filters.map(toFacets), ...wanted].join(' AND ');
  return unwanted.length === 0 ? match : `(${match}) NOT (${unwanted.join(' OR ')})`;
}

function toFacets(facets: readonly string[]): string {
  return `(facets : ${facets.length === 1 ? `"${facets[0] ?? ''}"` : `(${facets.map((facet) => `"${facet}"`).join(' OR ')})`})`;
}

/** A word in any of its forms; those that are words of other languages too count only in their own. */
function toCondition({ phrase, isPrefix, forms = [] }: SearchTerm, hasTranslations: boolean): string {
  const free = [toPhrase(phrase, isPrefix)];
  const bound = new Map<string, string[]>();
  for (const { word, language } of forms) {
    const phrases = language === undefined ? free : (bound.get(language) ?? []);
    phrases.push(toPhrase([word]));
    if (language !== undefined) bound.set(language, phrases);
  }
  const kinds: readonly FacetKind[] = hasTranslations ? ['language', 'spoken'] : ['language'];
  const parts = [...bound].map(
    ([language, phrases]) => `(${inTexts(phrases)} AND ${toFacets(kinds.map((kind) => facetOf(kind, language)))})`,
  );
  return parts.length === 0 ? inTexts(free) : `(${[inTexts(free), ...parts].join(' OR ')})`;
}

function inTexts(phrases: readonly string[]): string {
  return `({title text names} : (${phrases.join(' OR ')}))`;
}

/** The facets that an article must have, of each one any. `languages`: those that tell of the language asked for. */
export function filtersOf(
  query: Pick<SearchQuery, 'outlet' | 'language' | 'tag' | 'author'>,
  languages: readonly FacetKind[],
): (readonly string[])[] {
  const { outlet, language, tag, author } = query;
  return [
    ...(outlet === undefined ? [] : [[facetOf('outlet', outlet)]]),
    ...(language === undefined ? [] : [languages.map((kind) => facetOf(kind, language.toLowerCase()))]),
    ...(tag === undefined ? [] : [[facetOf('tag', tag)]]),
    ...(author === undefined ? [] : [[facetOf('author', foldName(author))]]),
  ];
}

/** Words hold letters, digits and marks only: nothing in them can be read as syntax. */
function toPhrase(words: readonly string[], isPrefix = false): string {
  return `"${words.join(' ')}"${isPrefix ? '*' : ''}`;
}

/** What an article can be filtered by, each as one word. */
export function facetsOf(
  { outlet, language, tags, authors, translatedFrom }: SearchableText,
  wordOf: (kind: FacetKind, value: string) => string = facetOf,
): readonly string[] {
  const languages = (kind: FacetKind, tag: string): readonly string[] =>
    [...new Set([tag.toLowerCase(), baseOf(tag)])].map((name) => wordOf(kind, name));
  return [
    ...(translatedFrom === undefined ? [everything] : []),
    wordOf('outlet', outlet),
    ...(translatedFrom === undefined
      ? languages('language', language)
      : [...languages('from', translatedFrom), ...languages('spoken', language)]),
    ...tags.map((name) => wordOf('tag', name)),
    ...authors.map((name) => wordOf('author', foldName(name))),
  ];
}

/** A filter value as one word of the index. */
export function facetOf(kind: FacetKind, value: string): string {
  return kind + createHash('sha256').update(value).digest('hex').slice(0, 16);
}
