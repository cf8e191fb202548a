import type { FormCounts } from './count-forms.ts';
import { givenNames, organisationWords, particles, personParticles, placeWords, titles } from './name-words.ts';
import type { NameToken } from './name-tokens.ts';

/** A text as its names are read. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly NameToken[];
  /** Primary subtag. */
  readonly language: string;
  readonly own: FormCounts;
  readonly forms: FormCounts | undefined;
  /** How often words stand in the text, and behind prepositions of places; of German texts only. */
  readonly total: ReadonlyMap<string, number>;
  readonly placed: ReadonlyMap<string, number>;
}

/** A run of capital words: its first and last token. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

const maxTokens = 8;
/** Where "von" is part of a name once: behind it, it tells whence. */
const once = new Set(['de', 'nl']);

/** The longest run of capital words from a token on; `undefined` when it has none. */
export function readRun(reading: Reading, start: number): Run | undefined {
  const { tokens } = reading;
  if (tokens[start]?.isCapital !== true) return undefined;
  let last = start;
  let joined = 0;
  for (let at = start + 1; at < Math.min(tokens.length, start + maxTokens); at++) {
    const token = tokens[at];
    const isJoined =
      token !== undefined &&
      /^(?: |\u00a0|\.[ \u00a0]|, | (?:d|dell)['’])$/i.test(token.gap) &&
      !endsName(reading, at - 1, token.gap);
    if (!isJoined) break;
    if (token.isCapital) last = at;
    else if (!particles.has(token.folded) || isAllTitles(tokens.slice(start, at)) || !continuesAfter(reading, at))
      break;
    else if (once.has(reading.language) && tokens[at - 1]?.isCapital === true && joined++ > 0) break;
  }
  return { first: start, last };
}

/** "Ministro de Energía": what follows a title is not part of a name. */
function isAllTitles(tokens: readonly NameToken[]): boolean {
  return tokens.every(({ folded }) => titles.has(folded));
}

/** Whether nothing that follows belongs to the name: a genitive, a comma, the end of a sentence. */
function endsName({ tokens }: Reading, at: number, gap: string): boolean {
  const token = tokens[at];
  if (token === undefined || /['’]s$/u.test(token.text)) return true;
  if (/^\.\s$/.test(gap)) return !titles.has(token.folded) && token.text !== 'EE' && !/^\p{Lu}\.$/u.test(token.text);
  return gap.includes(',');
}

/** A particle joins two names only in some ways: "Ministry of Health", "Juan de la Cruz"; not "Paris and Rome". */
function continuesAfter({ tokens, language }: Reading, at: number): boolean {
  const [particle, next, beyond] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const isPlain = (token: NameToken | undefined): boolean => token?.gap === ' ';
  if (next === undefined || particle === undefined || !isPlain(next)) return false;
  if (joins.has(particle.folded) || !allowed(language).has(particle.folded)) return false;
  if (isWhole(tokens, at) || (givenNames.has(next.folded) && !givenNames.has(tokens[at - 1]?.folded ?? '')))
    return false;
  const isSecond = articles.has(next.folded) && !next.isCapital && isPlain(beyond) && beyond?.isCapital === true;
  return next.isCapital || isSecond;
}

/** "Of" joins no two names of people. */
const parting = new Set(['of', 'the']);

/** Whether two capital words before a particle are a whole name: "Ana Ng of Lowmere"; not so with the word of an organisation or a place. */
function isWhole(tokens: readonly NameToken[], at: number): boolean {
  if (!parting.has(tokens[at]?.folded ?? '')) return false;
  const before = [tokens[at - 2], tokens[at - 1]];
  if (before.some((token) => token?.isCapital !== true) || tokens[at - 1]?.gap !== ' ') return false;
  return !before.some((token) => organisationWords.has(token?.folded ?? '') || placeWords.has(token?.folded ?? ''));
}

/** Behind a particle: "von der", "de la". */
const articles = new Set(['der', 'den', 'dem', 'die', 'la', 'las', 'los', 'le', 'les', 'el', 'the', 'het', 'des']);
/** "And" joins two names more often than it is part of one. */
const joins = new Set(['and', 'y', 'et', 'e', 'i', 'und', 'og', 'och', 'for', 'pour', 'per', 'para', 'du-']);

const byLanguage: Readonly<Record<string, string>> = {
  en: 'of the de del della di da do dos van von der den ter ten al el bin ibn la le du',
  de: 'von van zu de für',
  es: 'de del la las los el al',
  fr: 'de du des la le les d de-la',
  pt: 'de da do dos das e',
  it: 'di del della dei degli delle dello de da',
  nl: 'van de der den ter ten voor',
  ru: '',
  pl: '',
};
const allowedSets = new Map(Object.entries(byLanguage).map(([language, list]) => [language, new Set(list.split(' '))]));
const allowed = (language: string): ReadonlySet<string> => allowedSets.get(language) ?? personParticles;
