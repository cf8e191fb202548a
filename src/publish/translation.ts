import type { ArticleFile } from '../model/article-file.ts';
import type { ShownText } from '../model/policy.ts';
import { toLanguageTag } from './formats.ts';
import type { Post } from './post.ts';
import type { SiteContext } from './site-context.ts';
import { fill } from './strings.ts';

/** What readers are told of a translation. */
export interface PostTranslation {
  /** The language of the original; BCP 47, or `und`. */
  readonly from: string;
  /** What translated it, as settings call it; `hand` for a person. */
  readonly engine: string;
  /** As it calls itself; empty when nobody says. */
  readonly model: string;
  readonly atMs?: number;
  /** The hash of the version of the original that it was made from; empty when nobody says. */
  readonly of: string;
  /** Some of it is in the original language still, as no translation of it passed. */
  readonly isPartial: boolean;
  /** The top-level blocks of the body that are. None when it is not shown in full: then the blocks are others. */
  readonly left: readonly number[];
  readonly isTitleLeft: boolean;
  /** The text is in the original only. */
  readonly isTitleOnly: boolean;
}

/** Undefined for an original, and for a version in another language that its outlet made. `body`: without the last line;
 *  `text`: how much of the article is shown. */
export function toTranslation(
  { frontMatter: { courant } }: ArticleFile,
  body: string,
  text: ShownText,
): PostTranslation | undefined {
  const { translatedFrom = '', engine = '', translated = '', untranslated = '' } = courant ?? {};
  if (translatedFrom === '' && engine === '') return undefined;
  const left = untranslated.split(/\s+/).filter(Boolean);
  const atMs = Date.parse(translated);
  return {
    from: toLanguageTag(translatedFrom),
    engine: engine || 'hand',
    model: courant?.model ?? '',
    ...(!Number.isNaN(atMs) && { atMs }),
    of: courant?.translationOf ?? '',
    isPartial: left.length > 0,
    left: text === 'full' ? left.filter((block) => /^\d+$/.test(block)).map(Number) : [],
    isTitleLeft: left.includes('title'),
    isTitleOnly: text === 'full' && body.trim() === '',
  };
}

/** Whether a program translated it, and nobody looked at it. */
export function isMachineTranslation({ translation }: Pick<Post, 'translation'>): boolean {
  return translation !== undefined && translation.engine !== 'hand';
}

type Words = Pick<SiteContext, 'strings' | 'formats' | 'language'>;

/** The mark of a translated title: "Translated from German". */
export function translationMark({ strings, formats }: Words, { translation }: Pick<Post, 'translation'>): string {
  return translation === undefined ? '' : fill(strings.translatedFrom, { language: nameOf(translation.from, formats) });
}

const engineNames: Readonly<Record<string, string>> = {
  apertium: 'Apertium',
  bergamot: 'Bergamot',
  deepl: 'DeepL',
  libretranslate: 'LibreTranslate',
  openai: 'OpenAI',
};

/** What translated it, as readers are told: `Apertium (spa-eng 0.8.1)`; empty for a person. */
export function engineName({ engine, model }: PostTranslation): string {
  if (engine === 'hand') return '';
  const name = (Object.hasOwn(engineNames, engine) ? engineNames[engine] : undefined) ?? engine;
  return model === '' || model === engine ? name : `${name} (${model})`;
}

/** In the words of a language, ready to be shown. */
export interface TranslationFacts {
  /** From what, by what and when it was made. */
  readonly made: readonly string[];
  /** What is not as it should be. */
  readonly cautions: readonly string[];
}

/** All that readers are told of it, in the words of a language: what it was made from and by what, when, and what is not as it
 *  should be. `isOutdated`: the original has changed since. */
export function translationFacts(
  { strings, formats, language }: Words,
  translation: PostTranslation,
  isOutdated = false,
): TranslationFacts {
  const from = nameOf(translation.from, formats);
  const via = viaLanguage(translation.model);
  const engine = engineName(translation);
  const made = [
    engine === ''
      ? fill(strings.handTranslated, { language: from })
      : fill(strings.machineTranslated, { language: from, engine }),
    via === undefined ? '' : fill(strings.viaLanguage, { language: nameOf(via, formats) }),
    translation.atMs === undefined ? '' : formats.date(dayOf(translation.atMs), language),
  ];
  const cautions = [
    isOutdated ? strings.earlierOriginal : '',
    translation.isTitleOnly ? strings.onlyTitleTranslated : '',
    translation.isPartial ? fill(strings.leftUntranslated, { language: from }) : '',
  ];
  return { made: made.filter(Boolean), cautions: cautions.filter(Boolean) };
}

/** The same in a line of text. */
export function translationNotice(words: Words, translation: PostTranslation, isOutdated = false): string {
  const { made, cautions } = translationFacts(words, translation, isOutdated);
  return [...made, ...cautions.map((text) => text.replace(/[.。।]$/, ''))].join(' · ');
}

/** A summary with the notice, for programs that show no more than that; the summary itself for an original. */
export function noticedSummary(words: Words, { summary, translation }: Pick<Post, 'summary' | 'translation'>): string {
  if (translation === undefined) return summary;
  const notice = translationNotice(words, translation);
  return summary === '' ? notice : `${summary} (${notice})`;
}

/** The language between, of a model with two steps: `es` of `por-spa 1.1.6 > spa-eng 0.8.1`. */
function viaLanguage(model: string): string | undefined {
  const [first = '', second] = model.split(' > ');
  const code = /^[a-z]{2,3}-?([a-z]{2,3})\b/.exec(first.trim())?.[1];
  const tag = code === undefined ? 'und' : toLanguageTag(code);
  return second === undefined || tag === 'und' ? undefined : tag;
}

function nameOf(tag: string, formats: Words['formats']): string {
  return tag === 'und' ? '?' : formats.languageName(tag);
}

/** In UTC, as it is written. */
function dayOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
