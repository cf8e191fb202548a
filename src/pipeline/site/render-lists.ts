import { absoluteUrl, fileOf, listPageFolder } from '../../publish/address.ts';
import { findLead } from '../../publish/article-list.ts';
import { renderBody } from '../../publish/article-page.ts';
import { renderArchivedFeed, renderFeeds, type FeedItem } from '../../publish/feeds.ts';
import { feedKinds } from '../../publish/layout.ts';
import { hasFeeds, renderListPage, type ListDay, type ListInfo } from '../../publish/list-page.ts';
import { pagingOf, type ListKind } from '../../publish/lists.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import type { Post } from '../../publish/post.ts';
import type { SiteContext } from '../../publish/site-context.ts';
import { translationNotice } from '../../publish/translation.ts';
import type { Sidebar } from '../../publish/widgets.ts';
import type { DayItems, ListPlace, SiteListRow } from '../../store/site-lists.ts';
import type { SiteState } from '../../store/site-state.ts';
import { findPosts, shownBody } from './read-posts.ts';
import type { DirtyList } from './settle-lists.ts';
import type { SiteInputs } from './site-inputs.ts';
import type { SiteSink } from './site-writer.ts';

// As many as common readers keep of a feed they see for the first time.
const postsPerFeed = 20;
const fullTextsOfOutlet = 10;
const pagesAtOnce = 20;
const maxTexts = 2000;

/** What rendering lists needs besides them. */
export interface ListWork {
  readonly state: SiteState;
  readonly inputs: SiteInputs;
  readonly sidebars: ReadonlyMap<string, Sidebar>;
  readonly sink: SiteSink;
  /** Full texts for feeds, which several lists have. */
  readonly texts: Map<string, string>;
  /** What the first page of the first tree tells of stories. */
  readonly topStories?: Markup | undefined;
}

/** Makes the pages of a list from the oldest place that changed on, and its feeds; takes away pages that it has no more. */
export function renderList(dirty: DirtyList, work: ListWork): void {
  const { list, hasPage, hadPage } = dirty;
  const context = work.inputs.contexts.get(list.tree);
  if (context === undefined) return;
  const size = context.site.pageSize;
  const before = hadPage ? pagingOf(dirty.countBefore, size).numbered : 0;
  const paging = pagingOf(list.count, size);
  for (let number = before; number > (hasPage ? paging.numbered : 0); number -= 1) removePage(list, number, work);
  if (!hasPage) {
    if (hadPage && list.kind !== 'home') removeList(list, work);
    if (list.kind !== 'home') return;
  }
  const info = toInfo(context, list, work.inputs);
  const changedFrom = list.count - work.state.lists.countFrom(list.id, dirty.from);
  // The last page with a number leads to another one when there are more or fewer of them.
  const firstPage = Math.min(
    Math.floor(changedFrom / size) + 1,
    before === paging.numbered ? Infinity : Math.max(Math.min(before, paging.numbered), 1),
  );
  const first = Math.min(firstPage, paging.numbered + 1);
  const start = (first - 1) * size;
  let place = start === 0 ? undefined : work.state.lists.placeFromNewest(list.id, list.count - start);
  for (let number = first; number <= paging.numbered;) {
    const count = Math.min(pagesAtOnce, paging.numbered - number + 1);
    const places = work.state.lists.placesAfter(list.id, place, count * size);
    for (let page = 0; page < count; page += 1, number += 1)
      putPage(context, info, number, places.slice(page * size, (page + 1) * size), work);
    place = places.at(-1) ?? place;
  }
  putNewest(context, list, info, work.state.lists.placesAfter(list.id, place, 2 * size), work);
}

function itemsOf(tree: string, places: readonly ListPlace[], state: SiteState, except?: number): readonly DayItems[] {
  const [from, to] = [places[0], places.at(-1)];
  return from && to ? state.lists.items(tree, from, to, except) : [];
}

function putPage(
  context: SiteContext,
  info: ListInfo,
  number: number,
  places: readonly ListPlace[],
  work: ListWork,
): void {
  const sidebar = work.sidebars.get(context.tree.prefix);
  if (sidebar === undefined) return;
  const paging = pagingOf(info.count, context.site.pageSize);
  const days = itemsOf(context.tree.prefix, places, work.state);
  const text = renderListPage(context, info, { number, paging, days: days.map(toDay) }, sidebar);
  work.sink.put({ path: fileOf(listPageFolder(info.folder, number)), content: text });
  if (!hasFeeds(info)) return;
  const entries = days.map(({ atom }) => atom).join('');
  work.sink.put(renderArchivedFeed(context, info, { number, paging, updatedMs: latestMs(days), entries }));
}

/** The page at the list's own address. That of the first list opens with one article in large. */
function putNewest(
  context: SiteContext,
  list: SiteListRow,
  info: ListInfo,
  places: readonly ListPlace[],
  work: ListWork,
): void {
  const sidebar = work.sidebars.get(context.tree.prefix);
  if (sidebar === undefined) return;
  const { state } = work;
  const paging = pagingOf(info.count, context.site.pageSize);
  const newest = places.slice(-postsPerFeed).reverse();
  const posts = hasFeeds(info)
    ? findPosts(
        newest.map(({ post }) => post),
        state,
      )
    : [];
  const lead = list.kind === 'home' ? findLead(posts.map(({ post }) => post)) : undefined;
  const leadId = posts.find(({ post }) => post === lead)?.id;
  const days = itemsOf(context.tree.prefix, places, state, leadId);
  const stories = list.folder === '' ? work.topStories : undefined;
  const page = { number: undefined, paging, lead, stories, days: days.map(toDay) };
  work.sink.put({ path: fileOf(info.folder), content: renderListPage(context, info, page, sidebar) });
  if (!hasFeeds(info)) return;
  const fullTexts = list.kind === 'home' ? postsPerFeed : list.kind === 'categories' ? fullTextsOfOutlet : 0;
  const older = fullTexts === 0 ? days : itemsOf(context.tree.prefix, places.slice(0, -postsPerFeed), state);
  const feed = {
    paging,
    items: posts.map(({ id, post }, index): FeedItem => ({
      post,
      content: index < fullTexts && post.text === 'full' ? fullText(id, post, context, work) : '',
    })),
    atom: fullTexts === 0 ? 'entries' : 'items',
    entries: older.map(({ atom }) => atom).join(''),
    updatedMs: Math.max(latestMs(older), ...posts.map(({ post }) => post.modifiedMs ?? post.publishedMs)),
  } as const;
  for (const file of renderFeeds(context, info, feed)) work.sink.put(file);
}

function latestMs(days: readonly DayItems[]): number {
  return days.reduce((latest, { updatedMs }) => Math.max(latest, updatedMs), 0);
}

/** The article for a reader elsewhere: addresses are absolute, the original is named. */
function fullText(id: number, post: Post, context: SiteContext, { inputs, texts }: ListWork): string {
  const { site, strings } = context;
  // The notice of a translation is in the words of the tree.
  const key = `${id} ${context.tree.prefix}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const images = new Map(post.image === undefined ? [] : [[post.thumbnail, post.image] as const]);
  const source = markup`<p><a href="${post.sourceUrl}">${post.outlet.name}</a></p>\n`.markup;
  const { translation } = post;
  const notice = translation
    ? markup`<p><em>${translationNotice(context, translation)}</em> · <a href="${post.sourceUrl || absoluteUrl(site.url, post.base)}">${strings.readOriginal}</a></p>\n`
        .markup
    : '';
  const body = renderBody(context, post, shownBody(post, inputs), site.url, images);
  const text = notice + body + (post.sourceUrl === '' ? '' : source);
  if (texts.size < maxTexts) texts.set(key, text);
  return text;
}

function toDay({ day, html }: DayItems): ListDay {
  return { day: dayOf(day * 1_000_000), html };
}

/** `YYYY-MM-DD` of the digits of a date. */
export function dayOf(sort: number): string {
  return String(sort)
    .padStart(14, '0')
    .replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3');
}

function toInfo(context: SiteContext, list: SiteListRow, { outlets, searches }: SiteInputs): ListInfo {
  const { formats } = context;
  const kind = list.kind as ListKind; // as `ListRef` named it
  const titles: Readonly<Record<ListKind, string>> = {
    home: context.site.title,
    day: kind === 'day' ? formats.day(list.key) : '',
    lang: kind === 'lang' ? formats.ownLanguageName(list.key) : '',
    tags: list.name,
    categories: list.name,
    search: searches.find(({ name }) => name === list.key)?.title ?? list.key,
  };
  return {
    folder: list.folder,
    kind,
    title: titles[kind],
    ...(kind === 'lang' ? { titleLanguage: list.key } : {}),
    count: list.count,
    home: kind === 'categories' ? (outlets.get(list.key)?.home ?? '') : '',
  };
}

function removePage(list: SiteListRow, number: number, { sink }: ListWork): void {
  const folder = listPageFolder(list.folder, number);
  sink.remove(fileOf(folder));
  sink.remove(`${folder}/atom.xml`);
}

function removeList(list: SiteListRow, { sink }: ListWork): void {
  sink.remove(fileOf(list.folder));
  for (const { file } of feedKinds) sink.remove(`${list.folder}/${file}`);
}
