import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { termsOf, type ArticleTerms } from '../../src/stories/article-terms.ts';
import { TermStatistics } from '../../src/stories/term-statistics.ts';
import { toVectors, type ArticleVectors } from '../../src/stories/term-vectors.ts';

/** One labelled article of a set. */
export interface LabelledArticle {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** As the set has it; empty when it doesn't. */
  readonly date: string;
  readonly lang: string;
  readonly story: string;
  /** The same in another language, as a machine translated it. */
  readonly translation?: Pick<LabelledArticle, 'lang' | 'title' | 'text'>;
}

export interface StorySet {
  readonly name: string;
  readonly articles: readonly LabelledArticle[];
}

/** All sets in a folder of gzipped JSON Lines. */
export function readStorySets(folder: string): readonly StorySet[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort()
    .map((name) => ({
      name: name.replace('.jsonl.gz', ''),
      articles: gunzipSync(readFileSync(join(folder, name)))
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as LabelledArticle),
    }));
}

/** Half of a set, by story. Stories that were chosen to be confused (`1ecb`, `1ecbplus`) stay together. */
export function halfOf({ name, articles }: StorySet, half: 0 | 1): StorySet {
  const inHalf = ({ story }: LabelledArticle): boolean =>
    ((createHash('sha256')
      .update(name + story.replace(/ecb(?:plus)?$/, ''))
      .digest()[0] ?? 0) &
      1) ===
    half;
  return { name, articles: articles.filter(inHalf) };
}

/** The same with nothing but headlines. */
export function titlesOf({ name, articles }: StorySet): StorySet {
  return { name: `${name}, titles`, articles: articles.map((article) => ({ ...article, text: '' })) };
}

export function publishedMsOf({ date }: LabelledArticle): number {
  return date === '' ? NaN : Date.parse(date);
}

/** As the grouping sees them, with the rarity of terms counted over all of them. */
export function vectorsOf(
  { articles }: StorySet,
  publishedMs: (article: LabelledArticle) => number = publishedMsOf,
): readonly ArticleVectors[] {
  const statistics = new TermStatistics();
  const terms: ArticleTerms[] = articles.map(({ lang, title, text }) => termsOf({ language: lang, title, text }));
  for (const { language, all } of terms) statistics.add(language, all.keys());
  return terms.map((of, at) => {
    const article = articles[at];
    return toVectors(of, statistics, article === undefined ? NaN : publishedMs(article));
  });
}
