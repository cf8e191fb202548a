import { demonyms, commonCapitals } from './name-words.ts';
import type { NameToken } from './name-tokens.ts';
import type { FormCounts } from './count-forms.ts';
import { foldName } from './fold-name.ts';
import { localeOf } from './locale-of.ts';

interface Words {
  readonly language: string;
  readonly own: FormCounts;
  readonly forms: FormCounts | undefined;
}

const calendar = new Map<string, ReadonlySet<string>>();

/** Names of months and weekdays, that may have a capital letter and are no names. */
function capitalsOf(language: string): ReadonlySet<string> {
  const found = calendar.get(language);
  if (found) return found;
  const made = new Set<string>();
  const add = (name: string | undefined): void => {
    if (name !== undefined && !name.includes(' ')) made.add(foldName(name));
  };
  const locale = localeOf(language);
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  for (let index = 0; index < 12; index++) {
    add(month.format(Date.UTC(2024, index, 1)));
    if (index < 7) add(weekday.format(Date.UTC(2024, 0, 1 + index)));
  }
  if (calendar.size < 100) calendar.set(language, made);
  return made;
}

const peopleWords = new Map<string, ReadonlySet<string>>();

/** Names of languages, and so of many peoples. */
function peoplesOf(language: string): ReadonlySet<string> {
  const found = peopleWords.get(language);
  if (found) return found;
  const names = new Intl.DisplayNames(localeOf(language), { type: 'language', fallback: 'none' });
  const made = new Set(peoples.flatMap((code) => names.of(code) ?? []).map(foldName));
  if (peopleWords.size < 100) peopleWords.set(language, made);
  return made;
}

const peoples =
  'af ar be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko ku ky la lb lo lt lv mk mn ms mt my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh'.split(
    ' ',
  );

/** English forms of the names of peoples: "Canadian", "Brazilians". */
const people =
  /^(?:\p{L}{3,}(?:nian|rian|lian|dian|gian|sian|tian|vian|cian|ican|mese|nese|nish|wegian|ovian|aeli|aqi|stani|ghan)s?)$/u;

/** A word that is written with a capital letter wherever it stands, and names nobody: a month, a people, a function word. */
export function isCommonWord(token: NameToken, words: Words): boolean {
  const { folded } = token;
  // "I've", and several of what initials stand for: "MPs".
  if (folded.startsWith("i'") || /^\p{Lu}{2,}s$/u.test(token.text)) return true;
  if (token.isAllCapital && folded.length > 1) return false;
  if (words.language === 'en' && /^(?:jan|feb|aug|sept|oct|nov|dec)$/.test(folded)) return true;
  if (capitalsOf(words.language).has(folded) || isPeople(token, words)) return true;
  return commonCapitals.has(folded) && (token.isInitial || folded.length < 3 || words.language === 'de');
}

/** A word for a people, a faith or a party: "French", "Muslim". */
export function isPeople({ folded }: NameToken, { language }: Words): boolean {
  if (
    peoplesOf(language).has(folded) ||
    (language !== 'de' && demonyms.has(folded) && !capitalsOf(language).has(folded))
  )
    return true;
  return language === 'en' && people.test(folded) && !notPeople.has(folded);
}

const notPeople = new Set(
  'brian adrian damian dorian vivian lilian julian christian sebastian fabian vatican gillian jillian cyprian hadrian'.split(
    ' ',
  ),
);

/** Whether the first word of a sentence is no part of a name. `isAlone`: no other capital word follows it. */
export function isCommonStart(token: NameToken, { own, forms }: Words, isAlone: boolean): boolean {
  if (token.isAllCapital) return false;
  if (commonCapitals.has(token.folded)) return true;
  const count = (key: 'capital' | 'lower'): number =>
    (own.get(token.folded)?.[key] ?? 0) + (forms?.get(token.folded)?.[key] ?? 0);
  return !isAlone && count('lower') > count('capital');
}
