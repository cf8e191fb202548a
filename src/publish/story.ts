import type { Story, StoryCoverage, StoryId, StoryView, TextOrigin } from '../model/story.ts';
import type { Post } from './post.ts';
import type { PostTranslation } from './post-translation.ts';

/** Where a story stands among others, and why. */
export interface StoryRank {
  /** The higher, the further up. */
  readonly score: number;
  /** What the score is the product of. */
  readonly parts: { readonly outlets: number; readonly speed: number; readonly recency: number };
  /** Outlets with articles of their own. */
  readonly independent: number;
  /** How many of them had it within `earlyMs` of the first. */
  readonly early: number;
  readonly earlyMs: number;
  /** Epoch ms, of the last article. */
  readonly lastMs: number;
}

/** What other pages tell of a story: plain data, which the state of the site keeps. */
export interface StoryCard {
  readonly id: StoryId;
  /** Where its page lies. */
  readonly folder: string;
  readonly title: string;
  /** Of the title. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** When its title is that of a translation. */
  readonly translation?: PostTranslation;
  /** The name of the outlet that had it first. */
  readonly outlet: string;
  /** The first sentence of the summary, and its outlet. */
  readonly lead?: {
    readonly text: string;
    readonly language: string;
    readonly direction: 'ltr' | 'rtl';
    readonly outlet: string;
    /** Left out when the outlet wrote it. */
    readonly translation?: TextOrigin;
  };
  /** What of it is shown: without articles that nothing is shown of. */
  readonly story: Story;
  /** The sentences that one outlet alone has are left out. */
  readonly coverage: StoryCoverage;
}

/** All that the page of a story is made from. */
export interface StoryPage {
  readonly card: StoryCard;
  readonly view: StoryView;
  /** Its articles by their files. */
  readonly posts: ReadonlyMap<string, Post>;
  /** Translations of them into the language of the page, by the files of the originals. */
  readonly translations?: ReadonlyMap<string, Post>;
  /** Tags (keys) that have a page. */
  readonly linkedTags: ReadonlySet<string>;
}

/** A story shows how several outlets report the same: articles of one outlet alone are none. */
export const minOutletsOfStory = 2;

const datedPath = /\/(\d{4})\/(\d\d)\//;

/** Where the page of a story lies. `first`: the file of its first article, whose name stays when its headline changes. */
export function storyFolder(id: StoryId, first: string, publishedMs: number): string {
  const [, year, month] = datedPath.exec(first) ?? [];
  const slug = first.slice(first.lastIndexOf('/') + 1).replace(/(?:\.[a-z]{2,3}(?:-[a-z0-9]{2,8})*)?\.md$/i, '');
  const when = year !== undefined && month !== undefined ? `${year}/${month}` : monthOf(publishedMs);
  return `stories/${when}/${slug}-${id}`;
}

function monthOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 7).replace('-', '/');
}

/** `YYYY/MM` of the folder of a story. */
export function storyMonth(folder: string): string {
  return folder.split('/').slice(1, 3).join('/');
}

/** An article with those that are copies of it. */
export interface Report<T> {
  readonly article: T;
  readonly copies: readonly T[];
}

/** Puts copies to the article that they are copies of; the order stays. */
export function foldCopies<T extends { readonly path: string; readonly copyOf?: string }>(
  articles: readonly T[],
): readonly Report<T>[] {
  const paths = new Set(articles.map(({ path }) => path));
  const isCopy = ({ copyOf }: T): boolean => copyOf !== undefined && paths.has(copyOf);
  return articles
    .filter((article) => !isCopy(article))
    .map((article) => ({ article, copies: articles.filter(({ copyOf }) => copyOf === article.path) }));
}

/** How many outlets have a story, also those that have nothing but copies. */
export function outletCount({ members }: Pick<Story, 'members'>): number {
  return new Set(members.map(({ outlet }) => outlet)).size;
}

/** What a translated text comes from and what made it, for readers: `German → English, apertium`. */
export function originNote(
  { from, language, engine }: TextOrigin,
  { languageName }: { readonly languageName: (tag: string) => string },
): string {
  const languages = `${languageName(from)} → ${languageName(language)}`;
  return engine === '' ? languages : `${languages}, ${engine}`;
}
