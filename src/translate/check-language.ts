import { rankLanguages } from '../text/identify-language.ts';
import { baseOf } from '../text/stem.ts';

/** What the language of a text is, as far as it tells: the one that was asked for, another (surely, or rather), or that
 *  one rather than another, but not for sure. */
export type LanguageCheck =
  | { readonly is: 'wanted'; readonly confidence: number }
  /** `lead`: how much likelier it is than the next one, as a natural logarithm. */
  | { readonly is: 'open'; readonly lead: number; readonly detail: string }
  | { readonly is: 'other'; readonly isSure: boolean; readonly detail: string };

/** Scripts that one language alone of those that engines translate into is written in: nothing else needs to be asked. */
const ownScripts: Readonly<Record<string, RegExp>> = {
  ...{ ko: /\p{Script=Hangul}/gu, ja: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, el: /\p{Script=Greek}/gu },
  ...{ th: /\p{Script=Thai}/gu, he: /\p{Script=Hebrew}/gu, ka: /\p{Script=Georgian}/gu, hy: /\p{Script=Armenian}/gu },
  ...{ ta: /\p{Script=Tamil}/gu, te: /\p{Script=Telugu}/gu, bn: /\p{Script=Bengali}/gu, gu: /\p{Script=Gujarati}/gu },
};
/** Scripts of the others. What is in none is written in Latin letters. */
const scripts: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(['ar', 'fa', 'ur', 'ps'].map((language) => [language, /\p{Script=Arabic}/gu])),
  ...Object.fromEntries(['ru', 'uk', 'be', 'bg', 'mk', 'kk', 'ky', 'mn'].map((one) => [one, /\p{Script=Cyrillic}/gu])),
  ...Object.fromEntries(['hi', 'mr', 'ne'].map((language) => [language, /\p{Script=Devanagari}/gu])),
  zh: /\p{Script=Han}/gu,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/gu,
  sr: /[\p{Script=Cyrillic}\p{Script=Latin}]/gu,
};
const latin = /\p{Script=Latin}/gu;
const letters = /\p{L}/gu;
/** Beside their own script, names of people and firms stay in Latin letters. */
const leastOfScript = 0.5;
/** How many letters of an alphabet tell as much as a character. */
const weights: Readonly<Record<string, number>> = { zh: 3, ja: 2.5, ko: 2 };

/** Names of one language that differ between tags. */
const aliases: Readonly<Record<string, string>> = { nb: 'no', nn: 'no', iw: 'he', in: 'id', fil: 'tl', cmn: 'zh' };

/** Whether a text is in a language. Plain text without what is the same in all: numbers, addresses, protected terms.
 *  `from`: the language that it was translated from. */
export function checkLanguage(text: string, from: string, to: string): LanguageCheck {
  const wanted = aliases[baseOf(to)] ?? baseOf(to);
  const all = count(text, letters);
  if (all === 0) return { is: 'wanted', confidence: 1 };
  const weight = weights[wanted] ?? 1;
  const inScript = count(text, scripts[wanted] ?? ownScripts[wanted] ?? latin);
  const share = (inScript * weight) / (inScript * weight + all - inScript);
  if (share < leastOfScript) return { is: 'other', isSure: true, detail: 'in another script' };
  const own = ownScripts[wanted];
  // Not one alone: の stands between Chinese characters in names of shops.
  if (own !== undefined && count(text, own) >= Math.max(2, all / 8)) return { is: 'wanted', confidence: share };
  return checkByWords(text, { from, to, wanted }, all * weight);
}

/** Letters of an alphabet that the language is not written in, three or more, or undefined. Latin ones are in all. */
export function findForeignScript(text: string, to: string): string | undefined {
  const wanted = aliases[baseOf(to)] ?? baseOf(to);
  const left = text.replace(scripts[wanted] ?? ownScripts[wanted] ?? latin, '').replace(latin, '');
  const foreign = left.match(letters) ?? [];
  return foreign.length < 3 ? undefined : foreign.slice(0, 20).join('');
}

/** By the identification of the text. Leads swept on news in 16 languages, whole sentences and pieces of one to twelve words, and the
 *  same in languages nearest to them: of those, fewer than one in two thousand pass as a piece, and none as a sentence. */
function checkByWords(
  text: string,
  { from, to, wanted }: { readonly from: string; readonly to: string; readonly wanted: string },
  all: number,
): LanguageCheck {
  const ranks = rankLanguages(text);
  const isWanted = ({ language }: { readonly language: string }): boolean => isSame(language, to, wanted);
  const own = ranks.find(isWanted)?.confidence ?? 0;
  const other = ranks.find((guess) => !isWanted(guess)) ?? { language: 'und', confidence: 0 };
  const lead = Math.log((own + nothing) / (other.confidence + nothing));
  const isLikely = areKin(other.language, wanted) || isUsual(other.language, from);
  const needed = isLikely ? leadNeeded(all) : Math.max(leastLead, leadNeeded(all) - leadOfRare);
  if (lead >= needed) return { is: 'wanted', confidence: own };
  if (lead >= leadOfOpen) return { is: 'open', lead, detail: `too short to be told from ${other.language}` };
  return { is: 'other', isSure: lead <= -leadNeeded(all), detail: `rather ${other.language}` };
}

const nothing = 1e-5;
/** From here on words of the neighbors may decide. */
const leadOfOpen = 1;
const leastLead = 0.7;
/** Engines go wrong into the language that they come from, into English, and into near ones. Others are seldom what they say. */
const leadOfRare = 2.5;
const kin: readonly (readonly string[])[] = [
  ['es', 'pt', 'gl', 'ca', 'it', 'fr', 'ro', 'oc', 'ast', 'eu'],
  ['de', 'nl', 'en', 'af', 'lb', 'fy'],
  ['no', 'da', 'sv', 'is', 'fo'],
  ['ru', 'uk', 'be', 'bg', 'sr', 'mk'],
  ['cs', 'sk', 'pl', 'sl'],
  ['hr', 'sr', 'bs', 'sl', 'sh'],
  ['id', 'ms', 'jv', 'su'],
  ['hi', 'mr', 'ne'],
  ['ar', 'fa', 'ur', 'ps'],
  ['tr', 'az'],
  ['zh', 'ja'],
  ['fi', 'et'],
];

/** How much likelier the language must be than the next, as a natural logarithm, in a text of so many letters. */
function leadNeeded(all: number): number {
  if (all >= 50) return 1;
  if (all >= 30) return 2;
  if (all >= 20) return 3.5;
  return all >= 12 ? 4 : 5;
}

/** Whether two languages are near enough to share many words. BCP 47. */
export function areKin(one: string, other: string): boolean {
  const [a, b] = [aliases[baseOf(one)] ?? baseOf(one), aliases[baseOf(other)] ?? baseOf(other)];
  return kin.some((family) => family.includes(a) && family.includes(b));
}

function isUsual(language: string, from: string): boolean {
  return ['en', baseOf(from), 'und'].includes(baseOf(language));
}

/** `zh-Hant` is not `zh-Hans`; `pt` is also `pt-BR`. */
function isSame(language: string, to: string, wanted: string): boolean {
  const base = baseOf(language);
  if ((aliases[base] ?? base) !== wanted) return false;
  const [one, other] = [scriptOf(language), scriptOf(to)];
  return one === undefined || other === undefined || one === other;
}

function scriptOf(language: string): string | undefined {
  const script = /-([a-z]{4})(?:-|$)/i.exec(language)?.[1]?.toLowerCase();
  if (script !== undefined || !/^zh-/i.test(language)) return script;
  return /-(?:tw|hk|mo)$/i.test(language) ? 'hant' : 'hans';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
