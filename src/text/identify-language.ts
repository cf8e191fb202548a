import { languageModel } from './language-model.ts';
import { regionOfPortuguese, shareOfSerbian, writingOfChinese } from './language-variants.ts';
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
 *  nothing to tell. A hint that agrees gives its region. Quotes in other languages, addresses and code count little. */
export function identifyLanguage(text: string, hints: readonly LanguageHint[] = []): LanguageGuess {
  const [best] = rank(text, hints);
  return best ?? unknown;
}

/** All languages a text may be in, best first; their confidences sum up to 1. Empty when there is nothing to tell. */
export function rankLanguages(text: string): readonly LanguageGuess[] {
  return rank(text, []);
}

/** What a text is looked at for, in UTF-16 code units: more tells no better. */
const maxLength = 2000;

function rank(text: string, hints: readonly LanguageHint[]): readonly LanguageGuess[] {
  const sample = sampleOf(text);
  const script = findScript(sample);
  const odds = script === null ? new Map<string, number>() : oddsOf(sample, script);
  for (const { language, weight } of hints) {
    const base = primaryOf(language);
    if (script !== null && !isWrittenIn(base, script)) continue;
    const own = odds.get(base) ?? Math.max(unmodelled, (odds.get(kin[base] ?? '') ?? 0) / 2);
    odds.set(base, own / (1 - Math.min(weight, 0.999)));
  }
  let total = 0;
  for (const value of odds.values()) total += value;
  return [...odds]
    .filter(([, value]) => value > total * 1e-4)
    .sort(([, a], [, b]) => b - a)
    .map(([language, value]) => ({ language: withVariant(language, sample, hints), confidence: value / total }));
}

/** What a hint counts for whose language neither model nor script knows, before its weight. */
const unmodelled = 0.002;

/** Languages that models and scripts know under the name of another. */
const kin: Readonly<Record<string, string>> = {
  prs: 'fa',
  fil: 'tl',
  yue: 'zh',
  wuu: 'zh',
  cnr: 'sr',
  nb: 'no',
  grc: 'el',
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
  'ia ie io vo jbo la eo war min bpy new pms lmo vec scn nap eml mwl cbk nds vls li frr an wa bcl pam lrc mzn'.split(
    ' ',
  ),
);

/** How likely each language is by script and words alone. */
function oddsOf(sample: string, script: Script): Odds {
  const [only, ...others] = script.languages;
  if (only !== undefined && others.length === 0) return new Map([[only, 1]]);
  const { labels, predict } = languageModel();
  const sums = new Float64Array(labels.length);
  const shares = sharesOf(labels, script);
  let letters = 0;
  for (const line of sample.split('\n')) {
    const words = wordsOf(line, script);
    const probabilities = words === '' ? null : predict(words);
    if (probabilities === null) continue;
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
    if (sum > 0) odds.set(language, (odds.get(language) ?? 0) + sum);
  });
  if (odds.size === 0) return only === undefined ? odds : new Map([[only, 1]]);
  if (script.languages[0] === 'zh') preferChinese(odds);
  if (script.languages.length === 0) shareSerboCroatian(odds, sample);
  return sharpened(odds, letters);
}

/** How much of each label's probability counts in a text of a script. */
function sharesOf(labels: readonly string[], script: Script): Float64Array {
  return Float64Array.from(labels, (label) =>
    isWrittenIn(folded[label] ?? label, script) ? (unwritten.has(label) ? 0.05 : 1) : 0,
  );
}

/** Without kana hardly anything but a short headline is Japanese. */
function preferChinese(odds: Odds): void {
  odds.set('ja', (odds.get('ja') ?? 0) * 0.05);
}

function shareSerboCroatian(odds: Odds, sample: string): void {
  const all = ['sh', 'hr', 'bs', 'sr'].map((language) => odds.get(language) ?? 0);
  const total = all.reduce((sum, value) => sum + value, 0);
  if (total < 0.01) return;
  const serbian = shareOfSerbian(sample);
  const [, hr = 0, bs = 0] = all;
  const croatian = (hr + 0.02 * total) / (hr + bs + 0.03 * total);
  odds.delete('sh');
  odds.set('sr', total * serbian);
  odds.set('hr', total * (1 - serbian) * croatian);
  odds.set('bs', total * (1 - serbian) * (1 - croatian));
}

/** The more letters say so, the surer it is. Normalized. */
function sharpened(odds: Odds, letters: number): Odds {
  const power = Math.min(4, Math.max(0.6, Math.log2(letters / 8) / 2));
  let total = 0;
  for (const value of odds.values()) total += value;
  const result: Odds = new Map();
  let sum = 0;
  for (const [language, value] of odds) {
    const sharp = (value / total) ** power;
    sum += sharp;
    result.set(language, sharp);
  }
  for (const [language, value] of result) result.set(language, value / sum);
  return result;
}

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

function primaryOf(tag: string): string {
  return tag.split('-', 1)[0] ?? '';
}

function withVariant(language: string, text: string, hints: readonly LanguageHint[]): string {
  const hint = hints.find((one) => primaryOf(one.language) === language && one.language !== language)?.language;
  const own = variantOf(language, text);
  if (hint === undefined) return own === '' ? language : `${language}-${own}`;
  if (own === '' || own.length === 2) return hint;
  return impliedScript(hint) === own ? hint : `${language}-${own}`;
}

function variantOf(language: string, text: string): string {
  if (language === 'zh') return writingOfChinese(text);
  if (language === 'pt') return regionOfPortuguese(text);
  if (language === 'sr') return /[\u0400-\u04ff]/.test(text) ? 'Cyrl' : 'Latn';
  return '';
}

function impliedScript(tag: string): string {
  const [base, ...parts] = tag.split('-');
  const script = parts.find((part) => part.length === 4);
  if (script !== undefined) return script;
  if (base !== 'zh') return 'Cyrl';
  return parts.some((part) => /^(?:TW|HK|MO)$/.test(part)) ? 'Hant' : 'Hans';
}
