import { hasFunctionWords, voteByFunctionWords } from './function-words.ts';
import { textOfLd } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import { chosen, found } from './witness.ts';
import type { Found, Witnesses } from './witness.ts';

/** Scripts by the languages written in them; a declared language that cannot be written in the text's script is wrong. */
const scripts: readonly (readonly [form: RegExp, languages: readonly string[]])[] = [
  [/[\u3040-\u30ff]/g, ['ja']],
  [/[\uac00-\ud7af]/g, ['ko']],
  [/[\u4e00-\u9fff]/g, ['zh', 'ja', 'yue', 'ko', 'wuu']],
  [
    /[\u0400-\u04ff]/g,
    ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'ky', 'mn', 'tg', 'uz', 'tt', 'az', 'ba', 'bs', 'sh'],
  ],
  [/[\u0370-\u03ff]/g, ['el', 'grc']],
  [/[\u0590-\u05ff]/g, ['he', 'yi', 'lad']],
  [/[\u0600-\u06ff]/g, ['ar', 'fa', 'ur', 'ps', 'ckb', 'ku', 'sd', 'ug', 'prs', 'az', 'ks', 'pnb', 'dv']],
  [/[\u0900-\u097f]/g, ['hi', 'mr', 'ne', 'sa', 'bho', 'mai', 'kok', 'awa', 'new', 'doi']],
  [/[\u0980-\u09ff]/g, ['bn', 'as']],
  [/[\u0a00-\u0a7f]/g, ['pa']],
  [/[\u0a80-\u0aff]/g, ['gu']],
  [/[\u0b00-\u0b7f]/g, ['or']],
  [/[\u0b80-\u0bff]/g, ['ta']],
  [/[\u0c00-\u0c7f]/g, ['te']],
  [/[\u0c80-\u0cff]/g, ['kn']],
  [/[\u0d00-\u0d7f]/g, ['ml']],
  [/[\u0d80-\u0dff]/g, ['si']],
  [/[\u0e00-\u0e7f]/g, ['th']],
  [/[\u0e80-\u0eff]/g, ['lo']],
  [/[\u1000-\u109f]/g, ['my']],
  [/[\u10a0-\u10ff]/g, ['ka']],
  [/[\u0530-\u058f]/g, ['hy']],
  [/[\u1200-\u137f]/g, ['am', 'ti']],
  [/[\u1780-\u17ff]/g, ['km']],
  [/[A-Za-z\u00c0-\u024f\u1e00-\u1eff]/g, []],
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
  nb: 'nb',
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
  let best: readonly string[] | null = null;
  let most = 0;
  for (const [form, languages] of scripts) {
    const count = text.match(form)?.length ?? 0;
    // A Japanese text holds more Chinese characters than its own.
    const weight = languages[0] === 'ja' && count > text.length * 0.08 ? text.length : count;
    if (weight > most) {
      most = weight;
      best = languages;
    }
  }
  return best;
}
