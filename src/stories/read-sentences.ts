import type { StoryArticle, StorySentence } from '../model/story.ts';
import { splitSentences } from '../text/sentences.ts';
import { baseOf } from '../text/stem.ts';
import { createTermReader, type SentenceTerms } from './sentence-terms.ts';

/** A sentence of a story's article, with what is needed to compare it. */
export interface ReadSentence extends StorySentence {
  readonly article: StoryArticle;
  /** Which sentence of its article it is, from 0. */
  readonly place: number;
  readonly terms: SentenceTerms;
}

/** Of longer articles the rest tells no news. */
const mostOfArticle = 60;

/** The sentences of a story's articles in order of publication (then of file and text): the same for any order of `articles`. */
export function readSentences(articles: readonly StoryArticle[]): readonly ReadSentence[] {
  const readers = new Map<string, (sentence: string) => SentenceTerms>();
  return [...articles].sort(byPublication).flatMap((article) => {
    const language = baseOf(article.language);
    const read = readers.get(language) ?? createTermReader(language);
    readers.set(language, read);
    return splitSentences(article.text, language)
      .slice(0, mostOfArticle)
      .map((span, place): ReadSentence => {
        const text = article.text.slice(span.start, span.end);
        return { path: article.path, span, text, article, place, terms: read(text) };
      });
  });
}

/** First published first. */
export function byPublication(a: StoryArticle, b: StoryArticle): number {
  return a.publishedMs - b.publishedMs || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

/** Without what only this folder needs; of a translation with where it comes from. */
export function toStorySentence({ path, span, text, article }: ReadSentence): StorySentence {
  const { translation } = article;
  if (translation === undefined || translation.text !== article.text) return { path, span, text };
  const { language, from, engine } = translation;
  return { path, span, text, translation: { language, from, engine } };
}
