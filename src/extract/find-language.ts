import { identifyLanguage, type LanguageHint } from '../text/identify-language.ts';
import { textOfLd } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import { chosen, found } from './witness.ts';
import type { Found, Witnesses } from './witness.ts';

/** How often who declares a language is right. What a page says in several places comes from one template, so it counts once. */
export const declarationWeights = { page: 0.97, feed: 0.9, source: 0.95 };

/** The language the article is written in: what its text tells, with what page, feed and source (`fallback`) declare where it leaves
 *  room. Spec: BCP 47. */
export function findLanguage(witnesses: Witnesses, text: string, fallback: string | undefined): Found<string> {
  const declared = declaredLanguages(witnesses, fallback);
  const best = identifyLanguage(text, hintsOf(declared));
  const guess = best.confidence < leastConfidence ? { language: 'und', confidence: 0 } : best;
  const base = primaryOf(guess.language);
  const witness = declared.find(({ tag }) => primaryOf(tag) === base);
  const from = witness?.from ?? (base === 'und' ? 'none' : 'text');
  // Two digits: the rest differs between Node and browsers.
  const confidence = Math.min(0.99, Math.round(guess.confidence * 100) / 100);
  const value = witness === undefined && usualScripts.has(guess.language) ? base : guess.language;
  return chosen('language', found(value, from, confidence), witnesses, (tag) => tag);
}

/** What goes without saying (CLDR, likely subtags). */
const usualScripts: ReadonlySet<string> = new Set(['zh-Hans', 'sr-Cyrl']);
/** An article whose language is more likely another has none. */
const leastConfidence = 0.5;

interface Declared {
  readonly tag: string;
  readonly from: string;
  readonly who: keyof typeof declarationWeights;
}

/** One hint of each witness for each language. */
function hintsOf(declared: readonly Declared[]): readonly LanguageHint[] {
  const isFirst = ({ tag, who }: Declared, index: number): boolean =>
    declared.findIndex((one) => one.who === who && primaryOf(one.tag) === primaryOf(tag)) === index;
  return declared.filter(isFirst).map(({ tag, who }) => ({ language: tag, weight: declarationWeights[who] }));
}

function declaredLanguages({ facts, articles, hints }: Witnesses, fallback = ''): readonly Declared[] {
  const list: readonly (readonly [string, string, Declared['who']])[] = [
    [textOfLd(articles[0]?.['inLanguage']), 'json-ld inLanguage', 'page'],
    [facts.language, 'html lang', 'page'],
    [metaOf(facts, 'og:locale')?.value ?? '', 'meta og:locale', 'page'],
    [
      metaOf(facts, 'content-language', 'language', 'dc.language', 'dcterms.language')?.value ?? '',
      'meta content-language',
      'page',
    ],
    [hints.language ?? '', 'feed', 'feed'],
    [fallback, 'source', 'source'],
  ];
  return list.map(([tag, from, who]) => ({ tag: normalizeTag(tag), from, who })).filter(({ tag }) => tag !== '');
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
  const base = aliases[primary.toLowerCase()] ?? primary.toLowerCase();
  // `und-Latn` names a script, but no language.
  return base === '' ? '' : [base, ...parts].join('-');
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
