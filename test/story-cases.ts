import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';

const folder = new URL('cases/stories/', import.meta.url);
const pairsFile = 'near-misses.yaml';

/** A made-up article with the story that it belongs to. */
export interface StoryCase {
  /** The story, and a number from 1. */
  readonly id: string;
  readonly lang: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly title: string;
  /** Empty: nothing but a headline. */
  readonly text: string;
  readonly story: string;
}

interface WrittenArticle {
  readonly language: string;
  readonly date: string;
  readonly title: string;
  readonly text: string;
}

/** All articles in the order of their dates, those of one day in the order of the files. */
export function readStoryCases(): readonly StoryCase[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== pairsFile);
  const cases = names.sort().flatMap((name) => {
    const stories = parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, readonly WrittenArticle[]>;
    return Object.entries(stories).flatMap(([story, articles]) =>
      articles.map(({ language, ...article }, at) => ({ id: `${story}-${at + 1}`, lang: language, ...article, story })),
    );
  });
  return cases.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Two stories that are easily taken for one. */
export interface NearMiss {
  readonly stories: readonly [string, string];
  readonly why: string;
  /** `fail`: they are taken for one, as far as we know. */
  readonly expect?: 'fail';
}

export function readNearMisses(): readonly NearMiss[] {
  return parse(readFileSync(new URL(pairsFile, folder), 'utf8')) as readonly NearMiss[];
}
