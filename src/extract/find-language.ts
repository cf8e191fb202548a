import { hasFunctionWords, voteByFunctionWords } from '../text/function-words.ts';
import { textOfLd } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import { chosen, found } from './witness.ts';
import type { Found, Witnesses } from './witness.ts';

/** Scripts by the languages written in them; a declared language that cannot be written in the text's script is wrong. */
const scripts: readonly (readonly [
  ranges: readonly (readonly [from: number, to: number])[],
  languages: readonly string[],
])[] = [
  [[[0x3040, 0x30ff]], ['ja']],
  [[[0xac00, 0xd7af]], ['ko']],
  [[[0x4e00, 0x9fff]], ['zh', 'ja', 'yue', 'ko', 'wuu']],
  [
    [[0x0400, 0x04ff]],
    ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'ky', 'mn', 'tg', 'uz', 'tt', 'az', 'ba', 'bs', 'sh'],
  ],
  [[[0x0370, 0x03ff]], ['el', 'grc']],
  [[[0x0590, 0x05ff]], ['he', 'yi', 'lad']],
  [[[0x0600, 0x06ff]], ['ar', 'fa', 'ur', 'ps', 'ckb', 'ku', 'sd', 'ug', 'prs', 'az', 'ks', 'pnb', 'dv']],
  [[[0x0900, 0x097f]], ['hi', 'mr', 'ne', 'sa', 'bho', 'mai', 'kok', 'awa', 'new', 'doi']],
  [[[0x0980, 0x09ff]], ['bn', 'as']],
  [[[0x0a00, 0x0a7f]], ['pa']],
  [[[0x0a80, 0x0aff]], ['gu']],
  [[[0x0b00, 0x0b7f]], ['or']],
  [[[0x0b80, 0x0bff]], ['ta']],
  [[[0x0c00, 0x0c7f]], ['te']],
  [[[0x0c80, 0x0cff]], ['kn']],
  [[[0x0d00, 0x0d7f]], ['ml']],
  [[[0x0d80, 0x0dff]], ['si']],
  [[[0x0e00, 0x0e7f]], ['th']],
  [[[0x0e80, 0x0eff]], ['lo']],
  [[[0x1000, 0x109f]], ['my']],
  [[[0x10a0, 0x10ff]], ['ka']],
  [[[0x0530, 0x058f]], ['hy']],
  [[[0x1200, 0x137f]], ['am', 'ti']],
  [[[0x1780, 0x17ff]], ['km']],
  [
    [
      [0x41, 0x5a],
      [0x61, 0x7a],
      [0x00c0, 0x024f],
      [0x1e00, 0x1eff],
    ],
    [],
  ],
];
const nonLatin = new Set([
  'ja',
  'ko',
  'zh',
  'ru',
  'uk',
  'bg',
  'el',
  'he',
  'ar',
  'fa',
  'ur',
  'hi',
  'mr',
  'bn',
  'ta',
  'te',
  'th',
  'ka',
  'hy',
  'am',
  'ml',
  'kn',
  'gu',
  'km',
  'my',
  'ne',
  'si',
]);

/** The language the article is written in. A declared one is believed when the text's script and its frequent words allow
 *  it; otherwise script and words decide. Spec: BCP 47. */
export function findLanguage(witnesses: Witnesses, text: string, fallback: string | undefined): Found<string> {
  const sample = text.slice(0, 4000);
  const possible = languagesOfScript(sample);
  const declared = declaredLanguages(witnesses).filter(([tag]) => fits(primaryOf(tag), possible));
  const vote = voteByFunctionWords(sample);
  const voted = vote.language !== '' && fits(vote.language, possible) ? vote.language : '';
  for (const [tag, from] of declared) {
    if (voted === '' || sameLanguage(primaryOf(tag), voted))
      return done(tag, from, voted === '' ? 0.8 : 0.97, witnesses);
  }
  const [first] = declared;
  // Neighbors of a language without a word list are voted for in its place, and short texts for anything.
  const isBelieved =
    first !== undefined && (!vote.isSure || !hasFunctionWords(primaryOf(first[0])) || sample.length < 120);
  if (isBelieved) return done(first[0], first[1], 0.7, witnesses);
  if (voted !== '') return done(voted, 'words', vote.isSure ? 0.9 : 0.6, witnesses);
  const sure = possible !== null && possible.length === 1 ? possible[0] : undefined;
  if (sure !== undefined) return done(sure, 'script', 0.9, witnesses);
  const hint = normalizeTag(fallback ?? '');
  if (hint !== '' && fits(primaryOf(hint), possible)) return done(hint, 'source', 0.5, witnesses);
  const likely = possible?.[0];
  return likely === undefined ? done('und', 'none', 0, witnesses) : done(likely, 'script', 0.4, witnesses);
}

function done(tag: string, from: string, confidence: number, witnesses: Witnesses): Found<string> {
  return chosen('language', found(tag, from, confidence), witnesses, (value) => value);
}

function declaredLanguages({ facts, articles, hints }: Witnesses): readonly (readonly [string, string])[] {
  const list: (readonly [string, string])[] = [
    [textOfLd(articles[0]?.['inLanguage']), 'json-ld inLanguage'],
    [facts.language, 'html lang'],
    [metaOf(facts, 'og:locale')?.value ?? '', 'meta og:locale'],
    [
      metaOf(facts, 'content-language', 'language', 'dc.language', 'dcterms.language')?.value ?? '',
      'meta content-language',
    ],
    [hints.language ?? '', 'feed'],
  ];
  return list.map(([tag, from]) => [normalizeTag(tag), from] as const).filter(([tag]) => tag !== '');
}

/** A language tag in its usual form (`en`, `pt-BR`, `zh-Hant`); empty when it is none. */
export function normalizeTag(written: string): string {
  const tag =
    written
      .trim()
      .split(/[,;\s]/, 1)[0]
      ?.replace(/_/g, '-')
      .replace(/[@.].*$/, '') ?? '';
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag)) return '';
  const [primary = '', ...rest] = tag.split('-');
  const parts = rest.map((part) =>
    part.length === 2
      ? part.toUpperCase()
      : part.length === 4
        ? part[0]?.toUpperCase() + part.slice(1).toLowerCase()
        : part.toLowerCase(),
  );
  return [aliases[primary.toLowerCase()] ?? primary.toLowerCase(), ...parts].join('-');
}

const aliases: Readonly<Record<string, string>> = {
  iw: 'he',
  in: 'id',
  ji: 'yi',
  // Pages of one outlet declare now this, now that; CLDR takes `no` for Bokmål too.
  nb: 'no',
  cn: 'zh',
  jp: 'ja',
  gr: 'el',
  ua: 'uk',
  cz: 'cs',
  eng: 'en',
  deu: 'de',
  ger: 'de',
  fra: 'fr',
  spa: 'es',
  und: '',
};

function primaryOf(tag: string): string {
  return tag.split('-', 1)[0] ?? '';
}

const near: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  hr: 'sh',
  sr: 'sh',
  bs: 'sh',
  me: 'sh',
  id: 'ms',
  ms: 'ms',
  fil: 'tl',
  prs: 'fa',
  yue: 'zh',
};
function sameLanguage(a: string, b: string): boolean {
  return (near[a] ?? a) === (near[b] ?? b);
}

function fits(language: string, possible: readonly string[] | null): boolean {
  if (possible === null) return true;
  return possible.length === 0 ? !nonLatin.has(language) : possible.includes(language);
}

/** Languages of the script most letters are of; an empty list for Latin script, null when there are no letters. */
function languagesOfScript(text: string): readonly string[] | null {
  const counts = new Array<number>(scripts.length).fill(0);
  for (let at = 0; at < text.length; at++) {
    const script = scriptOf(text.charCodeAt(at));
    if (script !== -1) counts[script] = (counts[script] ?? 0) + 1;
  }
  let best: readonly string[] | null = null;
  let most = 0;
  scripts.forEach(([, languages], index) => {
    const count = counts[index] ?? 0;
    // A Japanese text holds more Chinese characters than its own.
    const weight = languages[0] === 'ja' && count > text.length * 0.08 ? text.length : count;
    if (weight > most) {
      most = weight;
      best = languages;
    }
  });
  return best;
}

const latin = scripts.length - 1;

/** The place in `scripts` of a UTF-16 code unit's script; -1 for signs and digits. */
function scriptOf(code: number): number {
  if (code < 0x80) return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) ? latin : -1;
  return scripts.findIndex(([ranges]) => ranges.some(([from, to]) => code >= from && code <= to));
}
