import { setImmediate as breathe } from 'node:timers/promises';
import type { ArticleFile } from '../../model/article-file.ts';
import { fileOf } from '../../publish/address.ts';
import { renderFeeds, type FeedItem } from '../../publish/feeds.ts';
import { feedKinds } from '../../publish/layout.ts';
import { versionsByTree } from '../../publish/lists.ts';
import type { Markup } from '../../publish/markup.ts';
import { renderStorySitemap } from '../../publish/sitemap.ts';
import type { SiteContext } from '../../publish/site-context.ts';
import {
  renderStoryMonth,
  renderStoryPages,
  renderTopStories,
  storiesFolder,
  type ListedStory,
} from '../../publish/story-list.ts';
import { renderStoryPage } from '../../publish/story-page.ts';
import { minOutletsOfStory, outletCount, storyMonth, type StoryCard, type StoryPage } from '../../publish/story.ts';
import { originalPathOf, type Post } from '../../publish/post.ts';
import type { Sidebar } from '../../publish/widgets.ts';
import { sitePostId, type SitePostRow } from '../../store/site-posts.ts';
import type { SiteStoryRow } from '../../store/site-stories.ts';
import type { SiteState } from '../../store/site-state.ts';
import { rankCards } from '../stories/read-story.ts';
import { formatStoryFile, storyFilePath } from '../stories/story-file.ts';
import type { StorySource } from '../stories/story-source.ts';
import { toStoryPage } from '../stories/to-page.ts';
import { groupByBase, postIn, readShown } from './read-posts.ts';
import { linkedTags } from './linked-tags.ts';
import type { SiteInputs } from './site-inputs.ts';
import type { SiteSink } from './site-writer.ts';

// Stories without an article for so long are no longer news; the months have them.
const liveMs = 7 * 86_400_000;
const maxListed = 600;
const inFeed = 30;

/** What rendering stories needs besides them. */
export interface StoryWork {
  readonly stories: StorySource;
  /** Of the first tree: stories cross languages, and have one page each. */
  readonly context: SiteContext;
  readonly state: SiteState;
  readonly inputs: SiteInputs;
  readonly sidebar: Sidebar;
  readonly sink: SiteSink;
}

/** What a build changed among stories. */
export interface StoryChanges {
  /** Articles (ids) whose page leads to another story now, or tells otherwise of it. */
  readonly pages: ReadonlySet<number>;
  readonly months: ReadonlySet<string>;
}

/** Makes the pages of stories that changed, or whose articles did, and takes away those that are no more. `paths`: articles that
 *  changed or are gone, or whose tags lead elsewhere. `isNew`: the state is empty. */
export async function renderStories(paths: readonly string[], isNew: boolean, work: StoryWork): Promise<StoryChanges> {
  const { state } = work;
  const pages = new Set<number>();
  const months = new Set<string>();
  for (const id of findStories(paths, isNew, work)) {
    await breathe();
    const before = state.stories.find(id);
    const page = readStory(id, work);
    const after = page && toRow(page.card);
    for (const row of [before, after]) if (row !== undefined) months.add(row.month);
    if (before && before.folder !== after?.folder) removePage(before.folder, work);
    if (linkOf(before) !== linkOf(after) || before?.posts.join() !== after?.posts.join())
      for (const row of [before, after]) for (const post of row?.posts ?? []) pages.add(post);
    if (after === undefined) state.stories.remove([id]);
    else state.stories.put(after);
    if (page !== undefined) putPage(page, work);
  }
  if (isNew) removeOldFiles(work);
  return { pages, months };
}

/** What is left of stories that a state told of which is lost. */
function removeOldFiles({ stories: { files }, state }: StoryWork): void {
  const kept = new Set(state.stories.addresses(-1).map(([folder]) => storyFilePath(folder)));
  for (const path of files?.list() ?? []) if (!kept.has(path)) files?.remove(path);
}

/** The stories to be made again (ids), in order. */
function findStories(paths: readonly string[], isNew: boolean, { stories, state }: StoryWork): readonly string[] {
  const known = isNew ? 0 : Number(state.fact('stories'));
  const since = stories.index.changesSince(known);
  const { mark } = since;
  // A lower mark: the index was made anew.
  const { changed, removed } = mark < known ? { changed: stories.index.list(), removed: state.stories.ids() } : since;
  state.putFact('stories', String(mark));
  const shown = new Set(state.stories.ids());
  // Most are of one article.
  const several = changed.filter((story) => shown.has(story.id) || outletCount(story) >= minOutletsOfStory);
  const ids = [...several.map(({ id }) => id), ...removed.filter((id) => shown.has(id))];
  if (!isNew) {
    ids.push(...state.stories.ofPosts(paths.map(sitePostId)).map(({ id }) => id));
    ids.push(...paths.flatMap((path) => stories.index.storyOf(originalPathOf(path))?.id ?? []));
  }
  return [...new Set(ids)].sort();
}

/** Undefined for one that is no more, or that too little is shown of. */
function readStory(id: string, { stories, context, state, inputs }: StoryWork): StoryPage | undefined {
  const story = stories.index.get(id);
  if (story === undefined) return undefined;
  const members = new Set(story.members.map(({ path }) => path));
  const rows = state.posts.withVersions([...members].map(sitePostId));
  const posts = new Map(
    rows.flatMap((row) => (row.entry === '' || !members.has(row.path) ? [] : [[row.path, postIn(row)] as const])),
  );
  const shownFile = (path: string): ArticleFile | undefined => {
    const read = readShown(path, inputs);
    return typeof read === 'string' ? undefined : read.file;
  };
  const countryOf = (outlet: string): string | undefined => inputs.outlets.get(outlet)?.country;
  const articles = { posts, translations: translationsOf(rows, context), fileOf: shownFile, countryOf };
  const page = toStoryPage(story, articles, stories.stages, context.site.language);
  return page && { ...page, linkedTags: linkedTags(posts.values(), context, state) };
}

/** The translations of articles that stand in the lists of a tree, by the files of the originals. */
function translationsOf(rows: readonly SitePostRow[], { tree }: SiteContext): ReadonlyMap<string, Post> {
  const translations = new Map<string, Post>();
  for (const versions of groupByBase(rows).values()) {
    const posts = versions.map(({ post }) => post);
    const chosen = versionsByTree(posts, [tree]).get(tree.prefix);
    const original = posts.find(({ suffix }) => suffix === '');
    if (original !== undefined && chosen?.translation !== undefined && !chosen.translation.isTitleLeft)
      translations.set(original.path, chosen);
  }
  return translations;
}

function toRow(card: StoryCard): SiteStoryRow {
  const { id, folder, story } = card;
  const posts = story.members.map(({ path }) => sitePostId(path)).sort((a, b) => a - b);
  return { id, folder, month: storyMonth(folder), lastMs: story.lastMs, entry: JSON.stringify(card), posts };
}

/** What the page of an article tells of its story. */
function linkOf(row: SiteStoryRow | undefined): string {
  if (row === undefined) return '';
  const { title, language, folder, story, translation } = cardIn(row);
  return JSON.stringify([title, language, folder, outletCount(story), translation?.from]);
}

/** The card of a row. */
export function cardIn({ entry }: Pick<SiteStoryRow, 'entry'>): StoryCard {
  return JSON.parse(entry) as StoryCard; // as `toRow` wrote it
}

function putPage(page: StoryPage, { stories, context, sidebar, sink }: StoryWork): void {
  const { folder, title } = page.card;
  stories.files?.put(storyFilePath(folder), formatStoryFile(context, page));
  sink.put({ path: fileOf(folder), content: renderStoryPage(context, page, sidebar) });
  const own = page.view.story.members.filter(({ copyOf }) => copyOf === undefined).toReversed();
  const items = own.slice(0, inFeed).flatMap(({ path }): readonly FeedItem[] => {
    const post = page.translations?.get(path) ?? page.posts.get(path);
    return post === undefined ? [] : [{ post, content: '' }];
  });
  const feed = {
    paging: { numbered: 0, before: 0 },
    items,
    atom: 'items',
    entries: '',
    updatedMs: Math.max(...items.map(({ post }) => post.modifiedMs ?? post.publishedMs)),
  } as const;
  for (const file of renderFeeds(context, { folder, title, kind: 'story' }, feed)) sink.put(file);
}

function removePage(folder: string, { stories, sink }: StoryWork): void {
  stories.files?.remove(storyFilePath(folder));
  sink.remove(fileOf(folder));
  for (const { file } of feedKinds) sink.remove(`${folder}/${file}`);
}

/** Makes the lists of stories: those of late in their rank, in every build; the months whose stories changed; their addresses for
 *  search engines. Gives what the first page of the site tells of them. */
export function renderStoryLists(months: ReadonlySet<string>, work: StoryWork): Markup {
  const { stories, context, state, inputs, sidebar, sink } = work;
  for (const month of months) {
    const rows = state.stories.ofMonth(month);
    const cards = rows.map(cardIn).sort((a, b) => b.story.firstMs - a.story.firstMs || (a.id < b.id ? -1 : 1));
    const folder = `${storiesFolder}/${month}`;
    if (cards.length === 0) sink.remove(fileOf(folder));
    else sink.put({ path: fileOf(folder), content: renderStoryMonth(context, month, cards, sidebar).text });
  }
  const ranked = rankStories(state, stories, inputs.now).slice(0, maxListed);
  const pages = renderStoryPages(context, ranked, state.stories.months(), sidebar);
  for (const { folder, text } of pages) sink.put({ path: fileOf(folder), content: text });
  for (let number = Number(state.fact('story-pages')); number > pages.length; number -= 1)
    sink.remove(fileOf(`${storiesFolder}/page-${number}`));
  state.putFact('story-pages', String(pages.length));
  sink.put(renderStorySitemap(context, state.stories));
  return renderTopStories(context, ranked, '');
}

/** The stories of late, the first in rank first. Late is what the last article says: a clock would make each build differ. */
function rankStories(state: SiteState, { stages }: StorySource, now: number): readonly ListedStory[] {
  const lastMs = state.stories.lastMs(now);
  return rankCards(state.stories.since(lastMs - liveMs).map(cardIn), stages.rank, lastMs);
}
