import { languagesOfWord, voteByFunctionWords } from './function-words.ts';
import { languageModel } from './language-model.ts';
import { languagesToldBy, regionOfPortuguese, shareOfSerbian, writingOfChinese } from './language-variants.ts';
import { findScript, hasLetterOf, isWrittenIn, type Script } from './scripts.ts';

export interface LanguageGuess {
  /** BCP 47; with script or region where the text tells them (`zh-Hant`, `sr-Latn`, `pt-BR`). `und`: unknown. */
  readonly language: string;
  /** 0–1: the share of texts for which a guess of this confidence is right. */
  readonly confidence: number;
}

/** What others say of a text's language. */
export interface LanguageHint {
  /** BCP 47. */
  readonly language: string;
  /** 0–1: how often one that says this is right where the text itself tells nothing. */
  readonly weight: number;
}

type Odds = Map<string, number>;

const unknown: LanguageGuess = { language: 'und', confidence: 0 };

/** The language most of a text's running text is in, by its script and its words, and by hints where those leave room; `und` when there is
 *  nothing to tell. A hint that agrees gives its form (`en-GB`). Quotes in other languages, addresses and code count little. */
export function identifyLanguage(text: string, hints: readonly LanguageHint[] = []): LanguageGuess {
  const [best] = rank(text, hints);
  return best ?? unknown;
}

/** All languages a text may be in, best first; their confidences sum up to 1. Empty when there is nothing to tell. */
export function rankLanguages(text: string): readonly LanguageGuess[] {
  return rank(text, []);
}

/** What a text is looked at for, in UTF-16 code units: more tells no better. */
const maxLength = 1200;

function rank(text: string, hints: readonly LanguageHint[]): readonly LanguageGuess[] {
  const sample = sampleOf(text);
  const script = findScript(sample);
  const { odds, doubt } = script === null ? { odds: new Map<string, number>(), doubt: 1 } : oddsOf(sample, script);
  for (const { language, weight } of hints) {
    const base = primaryOf(language);
    if (script !== null && !isWrittenIn(base, script)) continue;
    const own = odds.get(base) ?? Math.max(doubt ** 2, (odds.get(kin[base] ?? '') ?? 0) / 2);
    odds.set(base, own / (1 - Math.min(weight, 0.999)));
  }
  const total = sumOf(odds);
  return [...odds]
    .filter(([, value]) => value > total * 1e-4)
    .sort(([, a], [, b]) => b - a)
    .map(([language, value]) => ({ language: withVariant(language, sample, hints), confidence: value / total }));
}

function sumOf(odds: Odds): number {
  let total = 0;
  for (const value of odds.values()) total += value;
  return total;
}

/** Languages that models and scripts know under the name of another. */
const kin: Readonly<Record<string, string>> = {
  ...{ prs: 'fa', fil: 'tl', yue: 'zh', wuu: 'zh', cnr: 'sr', sh: 'sr', grc: 'el' },
  ...{ gsw: 'de', bar: 'de', sco: 'en', arz: 'ar', ms: 'id', id: 'ms' },
};

/** Labels of the model that news is not written in, by the language such a text is in. */
const folded: Readonly<Record<string, string>> = {
  als: 'de',
  bar: 'de',
  pfl: 'de',
  sco: 'en',
  arz: 'ar',
  wuu: 'zh',
  yue: 'zh',
  bh: 'bho',
  gom: 'kok',
};
const unwritten: ReadonlySet<string> = new Set(
  'ia ie io vo jbo eo war min bpy new pms lmo vec scn nap eml mwl cbk nds vls li frr an wa bcl pam lrc mzn'.split(' '),
);

interface Told {
  /** How likely each language is; normalized. */
  readonly odds: Odds;
  /** 0–1: how little of the text was recognized. Texts in languages that the model does not know are in doubt. */
  readonly doubt: number;
}

/** What script and words tell. */
function oddsOf(sample: string, script: Script): Told {
  const [only, ...others] = script.languages;
  if (only !== undefined && others.length === 0) return { odds: new Map([[only, 1]]), doubt: 0 };
  const { odds, letters } = addLines(sample, script);
  const total = sumOf(odds);
  if (total === 0) return { odds: only === undefined ? odds : new Map([[only, 1]]), doubt: 1 };
  const doubt = 1 - Math.max(...odds.values()) / total;
  if (only === 'zh') odds.set('ja', (odds.get('ja') ?? 0) * withoutKana);
  if (only === undefined) {
    shareSerboCroatian(odds, sample);
    if (doubt > 0.1) addUnmodelled(odds, sample);
  }
  return { odds: sharpened(odds, letters), doubt };
}

/** Hardly anything but a short headline is Japanese without kana. */
const withoutKana = 0.01;

/** The probabilities of all lines, each with the weight of its length; and how many letters they have. */
function addLines(sample: string, script: Script): { readonly odds: Odds; readonly letters: number } {
  const { labels, predict } = languageModel();
  const { shares, places } = knownOf(script);
  const sums = new Float64Array(labels.length);
  let letters = 0;
  for (const line of linesOf(sample)) {
    const words = wordsOf(line, script);
    if (words === '') continue;
    const known = predict(words);
    const probabilities = known ?? new Float64Array(labels.length).fill(1 / labels.length);
    if (!weighWords(words, places, probabilities) && known === null) continue;
    letters += words.length * script.weight;
    let total = 0;
    for (let i = 0; i < shares.length; i++) total += (probabilities[i] ?? 0) * (shares[i] ?? 0);
    const scale = total === 0 ? 0 : words.length / total;
    for (let i = 0; i < shares.length; i++)
      sums[i] = (sums[i] ?? 0) + (probabilities[i] ?? 0) * (shares[i] ?? 0) * scale;
  }
  const odds: Odds = new Map();
  labels.forEach((label, index) => {
    const language = folded[label] ?? label;
    const sum = sums[index] ?? 0;
    if (sum > letters * 1e-6) odds.set(language, (odds.get(language) ?? 0) + sum);
  });
  return { odds, letters };
}

/** Lines, short ones with those that follow. */
function linesOf(sample: string): readonly string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of sample.split('\n')) {
    open += `${line} `;
    if (open.length < 120) continue;
    lines.push(open);
    open = '';
  }
  return [...lines, open];
}

interface Known {
  /** How much of each label's probability counts in a text of the script. */
  readonly shares: Float64Array;
  /** Of labels. */
  readonly places: ReadonlyMap<string, number>;
}

const knownByScript = new Map<Script, Known>();

function knownOf(script: Script): Known {
  let known = knownByScript.get(script);
  if (known === undefined) {
    const { labels } = languageModel();
    const shares = Float64Array.from(labels, (label) =>
      isWrittenIn(folded[label] ?? label, script) ? (unwritten.has(label) ? 0.05 : 1) : 0,
    );
    known = { shares, places: new Map(labels.map((label, index) => [label, index])) };
    knownByScript.set(script, known);
  }
  return known;
}

/** Each frequent word of a language makes it twice as likely, and one that its sisters lack more: the model weighs no word more than another,
 *  which tells little of a few (swept 1.5–3 and 2–8 on half of the texts of `npm run quality -- --only languages`). False when there is none. */
function weighWords(words: string, places: ReadonlyMap<string, number>, probabilities: Float64Array): boolean {
  let hasOne = false;
  const weigh = (languages: readonly string[], factor: number): void => {
    for (const language of languages) {
      const place = places.get(language);
      if (place === undefined) continue;
      probabilities[place] = factor * (probabilities[place] ?? 0);
      hasOne = true;
    }
  };
  for (const word of new Set(words.toLowerCase().split(' '))) {
    weigh(languagesOfWord(word), 2);
    weigh(languagesToldBy(word), 4);
  }
  return hasOne;
}

function shareSerboCroatian(odds: Odds, sample: string): void {
  const all = ['sh', 'hr', 'bs', 'sr'].map((language) => odds.get(language) ?? 0);
  const total = all.reduce((sum, value) => sum + value, 0);
  if (total < 0.02 * sumOf(odds)) return;
  const serbian = shareOfSerbian(sample);
  const [, hr = 0, bs = 0] = all;
  const croatian = (hr + 0.02 * total) / (hr + bs + 0.03 * total);
  odds.delete('sh');
  odds.set('sr', total * serbian);
  odds.set('hr', total * (1 - serbian) * croatian);
  odds.set('bs', total * (1 - serbian) * (1 - croatian));
}

/** Languages that the model does not know are told by their frequent words. */
function addUnmodelled(odds: Odds, sample: string): void {
  const { language, isSure } = voteByFunctionWords(sample);
  if (language !== '' && isSure && !languageModel().labels.includes(language)) odds.set(language, 3 * sumOf(odds));
}

/** The more letters say so, the surer it is: the power makes confidences right, for four words as for whole articles (fitted on half of
 *  the texts of `npm run quality -- --only languages`). */
function sharpened(odds: Odds, letters: number): Odds {
  const power = Math.min(4, Math.max(0.8, Math.log2(letters) / 4));
  const total = sumOf(odds);
  const result: Odds = new Map();
  for (const [language, value] of odds) result.set(language, (value / total) ** power);
  const sum = sumOf(result);
  for (const [language, value] of result) result.set(language, value / sum);
  for (const [language, sister] of sisters) {
    result.set(sister, Math.max(result.get(sister) ?? 0, (result.get(language) ?? 0) * 0.05));
  }
  return result;
}

/** Languages so near that more text of one does not rule out the other. */
const sisters: readonly (readonly [string, string])[] = [
  ['id', 'ms'],
  ['ms', 'id'],
];

const noise = /(?:https?:\/\/|www\.)\S+|\S+@\S+|[@#]\S+|\b[\w-]+\.(?:com|org|net)\b\S*|`[^`]*`|<[^>]*>/g;

/** Running text only, from all over a long text. */
function sampleOf(text: string): string {
  if (text.length <= maxLength) return text.replace(noise, ' ');
  const lines = text.split('\n').flatMap((line) => line.match(/.{1,400}/g) ?? []);
  const step = Math.max(1, text.length / maxLength);
  const sample: string[] = [];
  for (let at = 0; at < lines.length; at += step) sample.push(lines[Math.floor(at)] ?? '');
  return sample
    .join('\n')
    .slice(0, 2 * maxLength)
    .replace(noise, ' ');
}

const betweenWords = /[^\p{L}\p{M}'’-]+/gu;

/** The words of a line that have letters of the script, with a space between them. */
function wordsOf(line: string, script: Script): string {
  return line
    .replace(betweenWords, ' ')
    .split(' ')
    .filter((word) => hasLetterOf(word, script))
    .join(' ');
}

/** The language of a tag, as the model calls it: CLDR takes `no` for Bokmål. */
function primaryOf(tag: string): string {
  const primary = tag.split('-', 1)[0]?.toLowerCase() ?? '';
  return primary === 'nb' ? 'no' : primary;
}

/** With script or region: as a hint writes the language, unless the text shows another script; without a hint, as the text tells. */
function withVariant(language: string, text: string, hints: readonly LanguageHint[]): string {
  const hint = hints.find((one) => primaryOf(one.language) === language)?.language;
  const own = variantOf(language, text);
  if (hint === undefined) return own === '' ? language : `${language}-${own}`;
  const isOther = own.length === 4 && (impliedScript(hint) ?? own) !== own;
  return isOther ? `${language}-${own}` : hint;
}

function variantOf(language: string, text: string): string {
  if (language === 'zh') return writingOfChinese(text);
  if (language === 'pt') return regionOfPortuguese(text);
  if (language === 'sr') return /[\u0400-\u04ff]/.test(text) ? 'Cyrl' : 'Latn';
  return '';
}

function impliedScript(tag: string): string | undefined {
  const [base, ...parts] = tag.split('-');
  const script = parts.find((part) => part.length === 4);
  if (script !== undefined || base !== 'zh' || parts.length === 0) return script;
  return parts.some((part) => /^(?:TW|HK|MO)$/.test(part)) ? 'Hant' : 'Hans';
}
