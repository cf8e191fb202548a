import { isCommonStart, isCommonWord, isPeople } from './judge-word.ts';
import {
  commonCapitals,
  givenNames,
  legalForms,
  lonelyOrganisations,
  organisationEnding,
  organisationWords,
  placeWords,
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
  const text = (from: number, to: number): string =>
    reading.tokens
      .slice(from, to + 1)
      .map((token) => token.text)
      .join(' ');
  // "El Salvador"
  if (first < last && isKnownPlace(text(first, last), reading.language)) return { first, last, hasTitle: false };
  const trimStart = (): void => {
    // "New York Times"
    while (
      first <= last &&
      isDroppedStart(reading, first, last) &&
      !isKnownPlace(text(first, first + 1), reading.language)
    )
      first += 1;
  };
  trimStart();
  const titleEnd = endOfTitle(reading, { first, last });
  const hasTitle = titleEnd > first;
  first = titleEnd;
  trimStart();
  while (last >= first && isDroppedEnd(reading, first, last)) last -= 1;
  if (first > last) return undefined;
  first = startOfName(reading, first, last);
  last = endOfPerson(reading, first, last);
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
    token !== undefined &&
    (titles.has(token.folded.replace(/\.$/, '')) || (roleEnding.test(token.folded) && token.folded.length > 5))
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

/** What stands before a given name, or before a country at the end, is no part of the name: "Star Peter Jones", "Vermont Bernie Sanders",
 *  "Diplomat Nordkoreas", "Energía de Rusia"; but "Universidad Juan Carlos", "Lago Juan Sol". */
function startOfName({ tokens, language }: Reading, first: number, last: number): number {
  const words = tokens.slice(first, last + 1);
  const name = words.map(({ text }) => text).join(' ');
  if (givenNames.has(words[0]?.folded ?? '') || isKnownPlace(name, language)) return first;
  for (let at = 1; at < words.length; at++) {
    if (words.slice(0, at).some(isOfSomething)) return first;
    const word = words[at];
    if (word?.isCapital !== true) continue;
    const rest = words.slice(at);
    if (rest.length > 1 && givenNames.has(word.folded)) return first + at;
    const isCountry = (part: readonly NameToken[]): boolean =>
      (countryCodeOf(part.map(({ text }) => text).join(' '), language) ?? '') !== '';
    const isApart = words[at - 1]?.isCapital === false;
    if (isCountry(rest) && (language === 'de' || (isApart && at === 2))) return first + at;
    if (!isApart && rest.length > 1 && isCountry(words.slice(0, at)) && !rest.some(isOfSomething)) return first + at;
  }
  return first;
}

/** A word of an organisation or a place. */
function isOfSomething({ folded }: NameToken): boolean {
  return (
    organisationWords.has(folded) || organisationEnding.test(folded) || placeWords.has(folded) || legalForms.has(folded)
  );
}

/** "Juan Sol de Panamá" is Juan Sol; behind "Bob Weller zu", "Bob Wellers Buch" a German name is at its end too. */
function endOfPerson({ tokens, language }: Reading, first: number, last: number): number {
  if (!givenNames.has(tokens[first]?.folded ?? '')) return last;
  for (let at = first + 2; at <= last; at++) {
    const isParticle = tokens[at]?.isCapital === false;
    const rest = tokens.slice(at + 1, last + 1).map(({ text }) => text);
    if (
      isParticle &&
      tokens[at - 1]?.isCapital === true &&
      (language === 'de' || isKnownPlace(rest.join(' '), language))
    )
      return at - 1;
    const before = tokens[at - 1];
    const isGenitive = language === 'de' && /[^s]s$/u.test(before?.text ?? '') && !givenNames.has(before?.folded ?? '');
    if (isGenitive && !isParticle) return at - 1;
  }
  return last;
}
