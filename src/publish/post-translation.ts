import type { ArticleFile } from '../model/article-file.ts';
import type { ShownText } from '../model/policy.ts';
import { toLanguageTag } from './formats.ts';

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
