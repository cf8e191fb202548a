import type { Story, StoryArticle, StoryCoverage } from '../model/story.ts';
import { baseOf } from '../text/stem.ts';
import { findAlone } from './find-alone.ts';
import { outletsOf, type OutletShare } from './independent-outlets.ts';
import { readSentences, type ReadSentence } from './read-sentences.ts';

/** Who reported on a story, when, from where, and what nobody else did. Who and when is told of all `story.members`; countries and what an
 *  outlet alone tells only of those that `articles` has. `sentences`: those of `articles`, where they are read already. The order of
 *  `articles` does not matter. */
export function coverStory(
  story: Story,
  articles: readonly StoryArticle[],
  sentences: readonly ReadSentence[] = readSentences(articles),
): StoryCoverage {
  const outlets = outletsOf(story.members);
  const alone = findAlone(sentences, outlets);
  return {
    outlets: outlets.map(({ outlet, members, own }) => ({
      outlet,
      firstMs: members[0]?.publishedMs ?? 0,
      articles: members.length,
      onlyCopies: own.length === 0,
      alone: alone.get(outlet) ?? [],
    })),
    independent: outlets.filter(({ own }) => own.length > 0).length,
    countries: byOutlets(articles.flatMap(({ country, outlet }) => (country === undefined ? [] : [[country, outlet]]))),
    languages: byOutlets(languagesOf(outlets)),
  };
}

function languagesOf(outlets: readonly OutletShare[]): readonly (readonly [value: string, outlet: string])[] {
  return outlets.flatMap(({ members, outlet }) => members.map(({ language }) => [baseOf(language), outlet] as const));
}

/** Different values: those of most outlets first, then by name. */
function byOutlets(values: readonly (readonly [value: string, outlet: string])[]): readonly string[] {
  const outlets = new Map<string, Set<string>>();
  for (const [value, outlet] of values) outlets.set(value, (outlets.get(value) ?? new Set()).add(outlet));
  return [...outlets].sort(([a, ofA], [b, ofB]) => ofB.size - ofA.size || (a < b ? -1 : 1)).map(([value]) => value);
}
