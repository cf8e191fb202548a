import { postIn } from './read-posts.ts';
import type { ListChange, SiteOrder } from './place-posts.ts';
import type { SiteListRow } from '../../store/site-lists.ts';
import type { SiteState } from '../../store/site-state.ts';

/** A list whose pages are made again. */
export interface DirtyList {
  /** As it is now. */
  readonly list: SiteListRow;
  readonly countBefore: number;
  /** The oldest place that changed; all when the name did. */
  readonly from: number;
  /** False for a tag that one article alone carries: it is shown and leads nowhere. */
  readonly hasPage: boolean;
  readonly hadPage: boolean;
}

const minPostsOfTag = 2;

/** True when a list has a page: a tag needs two articles, or an outlet of its name. `twin`: how many articles that outlet has. */
export function hasListPage(list: Pick<SiteListRow, 'kind'>, count: number, twin: number): boolean {
  return list.kind === 'tags' ? count >= minPostsOfTag || (count > 0 && twin > 0) : count > 0;
}

/** The folder of the outlet that a tag may be. */
function twinFolder({ tree, key }: Pick<SiteListRow, 'tree' | 'key'>): string {
  return [tree, `categories/${key}`].filter(Boolean).join('/');
}

/** Counts the lists that changed, names them, and finds whose articles lead to a tag that has a page now, or no longer. */
export function settleLists(
  order: SiteOrder,
  state: SiteState,
  names: ReadonlyMap<string, string>,
): readonly DirtyList[] {
  const counts = new Map([...order.lists.values()].map((change) => [change.list.folder, change]));
  addTwins(order, counts, state);
  const twins = new Map(
    state.lists
      .findAll([...order.lists.values()].map(({ list }) => twinFolder(list)))
      .map((list) => [list.folder, list.count]),
  );
  const dirty: DirtyList[] = [];
  for (const { list, added, from } of order.lists.values()) {
    const count = list.count + added;
    const twin = twinFolder(list);
    const twinBefore = twins.get(twin) ?? 0;
    const hadPage = hasListPage(list, list.count, twinBefore);
    const hasPage = hasListPage(list, count, twinBefore + (counts.get(twin)?.added ?? 0));
    if (list.kind === 'tags' && hadPage !== hasPage)
      // Translations show the tags of their article too, and stand in no list of them.
      for (const { id } of state.posts.withVersions(state.lists.newest(list.id, 2))) order.pages.add(id);
    const name = count === 0 ? list.name : nameOf(list, state, names);
    const isRenamed = name !== list.name || hadPage !== hasPage;
    const now = { ...list, name, count };
    dirty.push({ list: now, countBefore: list.count, from: isRenamed ? 0 : from, hasPage, hadPage });
  }
  state.lists.put(dirty.map(({ list }) => list));
  state.lists.remove(dirty.flatMap(({ list }) => (list.count === 0 && list.kind !== 'home' ? list.id : [])));
  return dirty;
}

/** A tag may get or lose its page because an outlet of its name came or went. */
function addTwins(order: SiteOrder, counts: ReadonlyMap<string, ListChange>, state: SiteState): void {
  const folders = [...counts.values()].flatMap(({ list, added }) => {
    const isTurn = list.kind === 'categories' && (list.count === 0) !== (list.count + added === 0);
    return isTurn ? [[list.tree, `tags/${list.key}`].filter(Boolean).join('/')] : [];
  });
  for (const list of state.lists.findAll(folders))
    if (!order.lists.has(list.id)) order.lists.set(list.id, { list, added: 0, from: Number.MAX_SAFE_INTEGER });
}

/** The name its oldest article gives a tag or category: newer ones leave it as it is. */
function nameOf(list: SiteListRow, state: SiteState, names: ReadonlyMap<string, string>): string {
  if (list.kind !== 'tags' && list.kind !== 'categories') return list.key;
  const known = names.get(list.key);
  if (known !== undefined) return known;
  const id = state.lists.oldest(list.id);
  const [row] = id === undefined ? [] : state.posts.byId([id]);
  if (row === undefined || row.entry === '') return list.key;
  const { tags, categories } = postIn(row);
  return [...tags, ...categories].find(({ key }) => key === list.key)?.name ?? list.key;
}

/** The articles beside those that changed lead to them: their pages are made again too. */
export function addNeighbors(
  order: SiteOrder,
  homes: ReadonlySet<string>,
  state: SiteState,
  places: Iterable<{
    readonly sort: number;
    readonly post: number;
  }>,
): void {
  const lists = state.lists.findAll([...homes]);
  for (const { sort, post } of places) {
    for (const { id } of lists) {
      for (const side of ['older', 'newer'] as const)
        for (const place of state.lists.beside({ list: id, sort, post }, side, 1)) order.pages.add(place.post);
    }
  }
}
