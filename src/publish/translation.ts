import { toLanguageTag } from './formats.ts';
import type { Post } from './post.ts';
import type { PostTranslation } from './post-translation.ts';
import type { SiteContext } from './site-context.ts';
import { fill } from './strings.ts';

/** Whether a program translated it, and nobody looked at it. */
export function isMachineTranslation({ translation }: Pick<Post, 'translation'>): boolean {
  return translation !== undefined && translation.engine !== 'hand';
}

/** Whether an original has changed since it was translated: `of` is the hash of the version translated, `hash` that of the original. What does not tell
 *  its hash is taken for unchanged. */
export function isOutdated(of: string, hash: string): boolean {
  return of !== '' && hash !== '' && of !== hash;
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
  const code = /^[a-z]{2,3}-?([a-z]{2,3})(?![a-z])/.exec(first.trim())?.[1];
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
