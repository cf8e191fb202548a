import type { Project } from '../../config/project.ts';
import type { ArticleFile } from '../../model/article-file.ts';
import type { Story, StoryCoverage } from '../../model/story.ts';
import { termSlugOf } from '../../publish/address.ts';
import { toPost, translationPathsOf, type Post } from '../../publish/post.ts';
import { showArticle } from '../../publish/show-article.ts';
import { minOutletsOfStory, outletCount, type StoryCard, type StoryPage, type StoryRank } from '../../publish/story.ts';
import type { Store } from '../../store/store.ts';
import { decideArticle, toPolicyRules, type PolicyRules } from '../decide-articles.ts';
import { findReadable } from '../find-readable.ts';
import type { StorySource } from './story-source.ts';
import { toStoryPage } from './to-page.ts';

/** Reads stories from the archive as everybody may see them. */
export interface StoryReader {
  /** Undefined for one that too little may be shown of. Throws NewsError `store/*` when the archive cannot be read. */
  readonly read: (story: Story) => Promise<StoryPage | undefined>;
  /** Those of late, the first in rank first. */
  readonly ranked: (limit: number) => Promise<readonly RankedStory[]>;
}

export interface RankedStory {
  readonly card: StoryCard;
  readonly rank: StoryRank;
}

// Stories without an article for so long are no longer news.
const liveMs = 7 * 86_400_000;
const maxLooks = 5000;
// What may not be shown of a story can move it by some places.
const spare = 10;
const noCoverage: StoryCoverage = { outlets: [], independent: 0, countries: [], languages: [] };

/** `now`: epoch ms. `rules`: where they change as time goes by; by themselves those of the project. */
export function createStoryReader(
  project: Pick<Project, 'sources' | 'policies' | 'publish' | 'site'>,
  store: Pick<Store, 'findArticleFile'>,
  { index, stages }: StorySource,
  now: () => number,
  rules: PolicyRules = toPolicyRules(project),
): StoryReader {
  const outletNames = new Map(project.sources.map(({ id, name }) => [termSlugOf(id), name]));
  const countries = new Map<string, string | undefined>(project.sources.map(({ id, country }) => [id, country]));
  const read = async (story: Story): Promise<StoryPage | undefined> => {
    const files = new Map<string, ArticleFile>();
    const posts = new Map<string, Post>();
    const readShown = async (path: string) => {
      // One that was moved, removed or broken by hand since is on no page either.
      const file = await findReadable(path, store);
      const showing = file && decideArticle(file, rules);
      const shown = showing && showArticle(file, showing, now());
      if (shown !== undefined) files.set(path, shown);
      return shown && { shown, showing };
    };
    for (const { path } of story.members) {
      const read = await readShown(path);
      if (read === undefined) continue;
      const { shown, showing } = read;
      const { text, images } = showing;
      for (const translation of translationPathsOf(path, project.site.language)) await readShown(translation);
      posts.set(path, toPost(shown, { timeZone: project.site.timeZone, outletNames, text, images, image: undefined }));
    }
    const articles = {
      posts,
      fileOf: (path: string) => files.get(path),
      countryOf: (outlet: string) => countries.get(outlet),
    };
    const page = toStoryPage(story, articles, stages, project.site.language);
    return page && { ...page, linkedTags: new Set() };
  };
  const ranked = async (limit: number): Promise<readonly RankedStory[]> => {
    const candidates = index
      .list(maxLooks)
      .filter((story) => outletCount(story) >= minOutletsOfStory && story.lastMs <= now());
    const lastMs = candidates[0]?.lastMs ?? 0;
    // Describing takes a hundred times as long as ranking.
    const first = candidates
      .filter((story) => story.lastMs >= lastMs - liveMs)
      .map((story) => ({ story, score: stages.rank(story, noCoverage, lastMs).score }))
      .sort((a, b) => b.score - a.score || b.story.lastMs - a.story.lastMs);
    const cards: StoryCard[] = [];
    for (const { story } of first) {
      if (cards.length >= limit + spare) break;
      const page = await read(story);
      if (page !== undefined) cards.push(page.card);
    }
    return rankCards(cards, stages.rank, lastMs).slice(0, limit);
  };
  return { read, ranked };
}

/** The first in rank first: by score, then the newest. */
export function rankCards(
  cards: readonly StoryCard[],
  rank: StorySource['stages']['rank'],
  atMs: number,
): readonly RankedStory[] {
  return cards
    .map((card) => ({ card, rank: rank(card.story, card.coverage, atMs) }))
    .sort((a, b) => b.rank.score - a.rank.score || b.rank.lastMs - a.rank.lastMs || (a.card.id < b.card.id ? -1 : 1));
}
