import type { ArticleId } from '../../model/ids.ts';
import type { RankedStory } from '../../pipeline/stories/read-story.ts';
import type { StoryCard } from '../../publish/story.ts';
import { toArticleId } from '../../store/article-id.ts';
import { toUrl } from '../../url/normalize.ts';
import type { ServiceContext } from '../service.ts';

/** A story and the articles (ids) that it has, in the order of its members; undefined for one without an address. */
export interface KnownStory {
  readonly card: StoryCard;
  readonly ids: readonly (ArticleId | undefined)[];
}

/** Stories of a short while ago: to describe one takes reading all of its articles. */
export interface KnownStories {
  /** Those of late, the first in rank first. */
  ranked(): Promise<readonly KnownStory[]>;
  /** The story that an article (its file) is part of. */
  holding(path: string): Promise<StoryCard | undefined>;
}

const storiesKept = 30;
const cardsKept = 500;
const freshMs = 60_000;
// What may be shown can end, and ranks change with time.
const unchangedMs = 600_000;

interface Kept<T> {
  readonly value: T;
  readonly atMs: number;
}

/** What is known stands for a minute, and for ten when no article changed; then it is found anew, while those who ask get what there is. */
export function createKnownStories({ stories, service: { clock, store } }: ServiceContext): KnownStories {
  let list: (Kept<readonly KnownStory[]> & { readonly mark: string }) | undefined;
  let renewal: Promise<readonly KnownStory[]> | undefined;
  const cards = new Map<string, Kept<StoryCard | undefined>>();

  const renew = async (): Promise<readonly KnownStory[]> => {
    const mark = await store.articleMark();
    const value = ((await stories?.ranked(storiesKept)) ?? []).map(toKnown);
    list = { value, mark, atMs: clock.now() };
    return value;
  };
  const ranked = async (): Promise<readonly KnownStory[]> => {
    const age = list === undefined ? Infinity : clock.now() - list.atMs;
    if (list !== undefined && age < freshMs) return list.value;
    if (list !== undefined && age < unchangedMs && list.mark === (await store.articleMark())) return list.value;
    renewal ??= renew().finally(() => (renewal = undefined));
    if (list === undefined) return renewal;
    renewal.catch(() => undefined); // who asks next tries again
    return list.value;
  };
  const holding = async (path: string): Promise<StoryCard | undefined> => {
    const id = stories?.idOf?.(path);
    if (stories === undefined || id === undefined) return undefined;
    const kept = cards.get(id);
    if (kept !== undefined && clock.now() - kept.atMs < freshMs) return kept.value;
    const listed = list?.value.find(({ card }) => card.id === id)?.card;
    const value = listed ?? (await stories.of(id))?.card;
    if (cards.size >= cardsKept) cards.clear();
    cards.set(id, { value, atMs: clock.now() });
    return value;
  };
  return { ranked, holding };
}

function toKnown({ card }: RankedStory): KnownStory {
  return { card, ids: card.story.members.map(({ url }) => idOf(url)) };
}

/** The article at an address of its outlet; undefined for text that is no address. */
export function idOf(url: string): ArticleId | undefined {
  const address = toUrl(url);
  return address === null ? undefined : toArticleId(address);
}
