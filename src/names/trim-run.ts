import { isCommonStart, isCommonWord, isPeople } from './judge-word.ts';
import {
  commonCapitals,
  givenNames,
  legalForms,
  lonelyOrganisations,
  organisationEnding,
  organisationWords,
  roleEnding,
  titles,
} from './name-words.ts';
import type { NameToken } from './name-tokens.ts';
import { countryCodeOf, isKnownPlace } from './places.ts';
import type { Reading, Run } from './read-run.ts';

/** What of a run of capital words may be a name: without titles, words that only begin the sentence, months, peoples, and German nouns.
 *  `undefined` when nothing is left. */
export function trimRun(reading: Reading, run: Run): (Run & { readonly hasTitle: boolean }) | undefined {
  let { first, last } = run;
  const trimStart = (): void => {
    while (first <= last && isDroppedStart(reading, first, last)) first += 1;
  };
  trimStart();
  const titleEnd = endOfTitle(reading, { first, last });
  const hasTitle = titleEnd > first;
  first = titleEnd;
  trimStart();
  while (last >= first && isDroppedEnd(reading, first, last)) last -= 1;
  if (first > last) return undefined;
  if (reading.language === 'de') first = startOfGermanName(reading, first, last);
  return { first, last, hasTitle };
}

/** Languages whose titles have capital letters and stand with others before a name: "Prime Minister Keir Dalton". */
const longTitles = new Set(['en', 'de', 'nl']);

/** The token at which the name in a run begins, behind its titles. */
function endOfTitle({ tokens, language }: Reading, { first, last }: Run): number {
  const words = tokens.slice(first, last + 1);
  const name = (from: number): readonly NameToken[] => words.slice(from);
  if (givenNames.has(words[0]?.folded ?? '')) return first;
  const reach = longTitles.has(language) ? Math.min(words.length - 1, 4) : words.length - 1;
  let end = 0;
  for (let at = 0; at < reach; at++) {
    const isTitle = isTitleWord(words[at]);
    // "Secretary of State John Kerr"
    if (
      isTitle ||
      (end > 0 &&
        longTitles.has(language) &&
        words[at + 1]?.isCapital === true &&
        givenNames.has(words[at + 1]?.folded ?? ''))
    )
      end = at + 1;
    else if (!longTitles.has(language)) break;
  }
  // "General Motors", "Chief Constables Council": a title is part of the name of an organisation.
  if (end === 0 || name(end).some(({ folded }) => organisationWords.has(folded) || legalForms.has(folded)))
    return first;
  return words[end]?.isCapital === true ? first + end : first;
}

function isTitleWord(token: NameToken | undefined): boolean {
  return (
    token !== undefined && (titles.has(token.folded) || (roleEnding.test(token.folded) && token.folded.length > 5))
  );
}

function isDroppedStart(reading: Reading, first: number, last: number): boolean {
  const token = reading.tokens[first];
  if (token === undefined) return false;
  if (!token.isCapital || isGermanNoun(reading, first, last, token)) return true;
  if (isCommonWord(token, reading)) {
    // "French Open", but "French Prime Minister", "Egyptian Mohamed Ali".
    const next = reading.tokens[first + 1];
    const isPart = first < last && next?.isCapital === true && !isTitleWord(next) && !givenNames.has(next.folded);
    return commonCapitals.has(token.folded) || !isPart || !isPeople(token, reading);
  }
  return token.isInitial && isCommonStart(token, reading, first === last);
}

function isDroppedEnd(reading: Reading, first: number, last: number): boolean {
  const token = reading.tokens[last];
  return (
    token !== undefined &&
    (!token.isCapital || isCommonWord(token, reading) || isGermanNoun(reading, first, last, token))
  );
}

/** A noun that has stood behind a determiner is none of a name, unless it is a country or an organisation. */
function isGermanNoun(
  { tokens, language, own, forms }: Reading,
  first: number,
  last: number,
  token: NameToken,
): boolean {
  if (language !== 'de' || token.isAllCapital || givenNames.has(token.folded)) return false;
  if (givenNames.has(tokens[first]?.folded ?? '') || legalForms.has(tokens[last]?.folded ?? '')) return false;
  const determined = (own.get(token.folded)?.determined ?? 0) + (forms?.get(token.folded)?.determined ?? 0);
  if (determined === 0 || isKnownPlace(token.text, language) || lonelyOrganisations.has(token.folded)) return false;
  return !organisationWords.has(token.folded) && !organisationEnding.test(token.folded);
}

/** "Star Peter Jones", "Diplomat Nordkoreas": what stands before a given name, or before a country, is a noun. */
function startOfGermanName({ tokens, language }: Reading, first: number, last: number): number {
  for (let at = first + 1; at <= last; at++) {
    const token = tokens[at];
    const isFirstName =
      at < last &&
      token?.isCapital === true &&
      givenNames.has(token.folded) &&
      !givenNames.has(tokens[at - 1]?.folded ?? '');
    const isOwn = tokens
      .slice(first, at)
      .some(({ folded }) => organisationWords.has(folded) || organisationEnding.test(folded));
    const isLastCountry =
      at === last && token !== undefined && !isOwn && (countryCodeOf(token.text, language) ?? '') !== '';
    if (isFirstName || isLastCountry)
      return isKnownPlace(
        tokens
          .slice(first, last + 1)
          .map(({ text }) => text)
          .join(' '),
        language,
      )
        ? first
        : at;
  }
  return first;
}
