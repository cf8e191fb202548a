import { risingDays, risingTags } from '../../names/rising-tags.ts';
import type { OutletFacts, SourceFacts } from '../../publish/directory-pages.ts';
import { baseLanguage } from '../../publish/formats.ts';
import type { Post } from '../../publish/post.ts';
import { inTree, type SiteContext } from '../../publish/site-context.ts';
import type { Term, WidgetFacts } from '../../publish/widgets.ts';
import type { SiteListRow } from '../../store/site-lists.ts';
import type { SiteState } from '../../store/site-state.ts';
import { findPosts, postIn } from './read-posts.ts';
import { dayOf } from './render-lists.ts';
import { hasListPage } from './settle-lists.ts';
import type { SiteInputs } from './site-inputs.ts';

// The page of all tags names no more: beyond, the search finds them.
const maxTags = 1000;
const tagsInWidget = 24;
/** Fewer that rise are no list: then it shows what is frequent. */
const minRising = 5;
// Enough to find any tag that rises; more would make a build of a large archive slower.
const articlesSearched = 1000;
const dayMs = 86_400_000;
const recentPosts = 30;
const postsPerOutlet = 5;

/** What the pages that speak of all articles of a tree show. */
export interface SiteFacts extends WidgetFacts {
  readonly articles: number;
  /** In order of their names. */
  readonly topics: readonly Term[];
  /** Tags that are the name of an outlet. */
  readonly outletTags: readonly Term[];
  readonly tagCount: number;
  readonly outlets: readonly OutletFacts[];
}

/** Gathers them from the lists; their cost does not grow with the number of articles. `now`: epoch ms; what is dated later is not news yet. */
export function gatherFacts(context: SiteContext, state: SiteState, now: number): SiteFacts {
  const prefix = context.tree.prefix;
  const home = state.lists.find(inTree(context, ''));
  const outletLists = [...state.lists.ofKind(prefix, 'categories', 1)].sort(byKey);
  const outletCounts = new Map(outletLists.map(({ key, count }) => [key, count]));
  const tags = state.lists.ofKind(prefix, 'tags', 1, maxTags + outletLists.length);
  const shown = tags.filter((list) => hasListPage(list, list.count, outletCounts.get(list.key) ?? 0));
  const topics = shown.filter(({ key }) => !outletCounts.has(key)).slice(0, maxTags);
  const outletTags = shown.filter(({ key }) => outletCounts.has(key));
  const languages = [...state.lists.ofKind(prefix, 'lang', 1)].sort(byKey);
  const rising = home === undefined ? [] : findRising(home, state, now).filter(({ key }) => !outletCounts.has(key));
  return {
    articles: home?.count ?? 0,
    recent: home === undefined ? [] : newestPosts(home, recentPosts, state),
    tags: (rising.length < minRising ? [...topics, ...outletTags] : rising).slice(0, tagsInWidget).map(toTerm),
    topics: [...topics].sort(byKey).map(toTerm),
    outletTags: [...outletTags].sort(byKey).map(toTerm),
    tagCount: state.lists.count(prefix, 'tags', 2),
    outlets: outletLists.map((list) => outletFacts(list, state)),
    languages: languages.map((list) => ({ ...toTerm(list), name: context.formats.ownLanguageName(list.key) })),
  };
}

/** The tags that rise in the newest days of a tree, those that rise most first. */
function findRising(home: SiteListRow, state: SiteState, now: number): readonly SiteListRow[] {
  const newest = state.lists.newestBefore(home.id, toSort(now + dayMs));
  if (newest === undefined) return [];
  const lastMs = Date.parse(dayOf(newest.sort));
  const days = Array.from({ length: risingDays.recent + risingDays.former }, (_, back) =>
    toSort(lastMs - back * dayMs),
  ).reverse();
  const [first = 0, end] = [days[0], toSort(lastMs + dayMs)];
  const lists = state.lists.ofNewest(home.tree, 'tags', days.at(-risingDays.recent) ?? 0, end, articlesSearched);
  const counts = new Map<number, number[]>([home, ...lists].map(({ id }) => [id, days.map(() => 0)]));
  for (const [list, day, count] of state.lists.countsByDay([...counts.keys()], first, end)) {
    const ofList = counts.get(list);
    if (ofList) ofList[days.indexOf(day * 1_000_000)] = count;
  }
  const byTag = new Map(lists.map((list) => [list.key, list]));
  const tags = lists.map(({ id, key }) => ({ key, days: counts.get(id) ?? [] }));
  return risingTags(tags, counts.get(home.id) ?? []).flatMap(({ key }) => byTag.get(key) ?? []);
}

/** The first place in time of a day: `YYYYMMDD000000`. */
function toSort(epochMs: number): number {
  return Number(new Date(epochMs).toISOString().slice(0, 10).replaceAll('-', '')) * 1_000_000;
}

function byKey(a: SiteListRow, b: SiteListRow): number {
  return a.key < b.key ? -1 : 1;
}

function toTerm({ key, name, folder, count }: SiteListRow): Term {
  return { key, name, folder, count };
}

/** The newest articles of a list, newest first. */
export function newestPosts(list: SiteListRow, limit: number, state: SiteState): readonly Post[] {
  return findPosts(state.lists.newest(list.id, limit), state).map(({ post }) => post);
}

function outletFacts(list: SiteListRow, state: SiteState): OutletFacts {
  const newest = newestPosts(list, postsPerOutlet, state);
  const oldest = state.lists.placeFromNewest(list.id, list.count - 1);
  const [first] = oldest === undefined ? [] : state.posts.byId([oldest.post]);
  const isFirstStated = first !== undefined && first.entry !== '' && postIn(first).isDateStated;
  return {
    ...toTerm(list),
    languages: languagesOf(newest),
    first: isFirstStated && oldest !== undefined ? dayOf(oldest.sort) : undefined,
    latest: newest.find(({ isDateStated }) => isDateStated)?.day,
  };
}

/** Most frequent first, ties in the order they are met. */
function languagesOf(posts: readonly Post[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { language } of posts) {
    const tag = baseLanguage(language);
    if (tag !== 'und') counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([tag]) => tag);
}

/** The sources with what of them is shown. */
export function sourceFacts(inputs: SiteInputs, facts: SiteFacts): readonly SourceFacts[] {
  const byOutlet = new Map(facts.outlets.map((outlet) => [outlet.key, outlet]));
  const known = inputs.sources.map(({ id, ...source }) => {
    const outlet = byOutlet.get(id);
    byOutlet.delete(id);
    return { ...source, folder: outlet?.folder ?? '', count: outlet?.count ?? 0 };
  });
  const others = [...byOutlet.values()].map(({ name, folder, count }): SourceFacts => ({
    name,
    folder,
    count,
    policy: 'full',
    health: 'unknown',
    lastCollected: '',
  }));
  return [...known, ...others];
}
