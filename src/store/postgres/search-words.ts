import { everything, facetOf, facetsOf, filtersOf, type FacetKind, type SearchableText } from '../search-index.ts';
import { toSearchText, wordPattern, type SearchTerm } from '../search-text.ts';
import type { SearchQuery } from '../store.ts';

// PostgreSQL keeps no more of a word: 256 places, each up to this; words up to 2 kB, which no word of a language is.
const maxPlaces = 255;
const maxPlace = 16_383;
const maxWordLength = 255;
// A tsvector holds one megabyte.
const maxWordsLength = 900_000;

const marks = /(\p{Script=Latin})[\u0300-\u036f]+/gu;

/** A word as it is compared: small letters, and Latin ones without accents. The tokenizer of SQLite does the same there. */
function fold(word: string): string {
  const small = word.toLowerCase();
  return /^[\x00-\x7f]*$/.test(small) ? small : small.normalize('NFD').replace(marks, '$1').normalize('NFC');
}

function wordsOf(text: string): readonly string[] {
  return (toSearchText(text).match(wordPattern) ?? []).flatMap((word) => {
    const folded = fold(word);
    return folded === '' || folded.length > maxWordLength ? [] : [folded];
  });
}

/** The words of an article with their places, as a `tsvector` reads them. Between title, text and names lies a gap, so that no
 *  phrase spans two. Facets are words that no text holds. */
export function toWords(article: SearchableText): string {
  const places = new Map<string, string[]>();
  let place = 0;
  // With what they weigh: titles most, then names.
  const texts = [[article.title, 'A'] as const, [article.text, ''] as const, [article.names.join('\n'), 'B'] as const];
  for (const [text, weight] of texts) {
    for (const word of wordsOf(text)) {
      place += 1;
      const known = places.get(word) ?? [];
      if (known.length === 0) places.set(word, known);
      if (known.length < maxPlaces && (known.length === 0 || place <= maxPlace))
        known.push(`${Math.min(place, maxPlace)}${weight}`);
    }
    place += 10;
  }
  const parts: string[] = facetsOf(article).map((facet) => `'=${facet}'`);
  let length = 0;
  for (const [word, at] of places) {
    const part = `'${word}':${at.join()}`;
    length += part.length;
    if (length > maxWordsLength) break;
    parts.push(part);
  }
  return parts.join(' ');
}

/** What is asked for, as a `tsquery` reads it. Words hold letters, digits and marks only: nothing in them is syntax.
 *  `of`: translations have facets of their own for languages. */
export function toTsQuery(
  terms: readonly SearchTerm[],
  query: Omit<SearchQuery, 'text' | 'limit'>,
  of: 'articles' | 'translations' = 'articles',
): string {
  const filters = filtersOf(query, [of === 'articles' ? 'language' : 'from']).flat();
  // Whatever the filters leave is found by itself, its translations are not.
  if (terms.every((term) => term.isExcluded) && (filters.length === 0 || of === 'translations'))
    filters.push(everything);
  const kind = of === 'articles' ? 'language' : 'spoken';
  return [
    ...filters.map((facet) => `'=${facet}'`),
    ...terms.map((term) => `${term.isExcluded ? '!' : ''}(${toCondition(term, kind)})`),
  ].join(' & ');
}

/** A word in any of its forms; those that are words of other languages too count only in their own. */
function toCondition({ phrase, isPrefix, forms = [] }: SearchTerm, kind: FacetKind): string {
  const words = phrase.map((word) => `'${fold(word)}'`);
  const others = forms.map(({ word, language }) =>
    language === undefined ? `'${fold(word)}'` : `('${fold(word)}' & '=${facetOf(kind, language)}')`,
  );
  return [words.join(' <-> ') + (isPrefix ? ':*' : ''), ...others].join(' | ');
}
