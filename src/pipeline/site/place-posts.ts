import { listsOfPost, versionsByTree, type ListRef } from '../../publish/lists.ts';
import type { Tree } from '../../publish/site-context.ts';
import type { ListPlace, SiteListRow } from '../../store/site-lists.ts';
import type { SitePostRow } from '../../store/site-posts.ts';
import type { SiteState } from '../../store/site-state.ts';
import { groupByBase } from './read-posts.ts';

/** How a list changed in this build. */
export interface ListChange {
  /** As it was before. */
  readonly list: SiteListRow;
  /** How many articles more. */
  added: number;
  /** The oldest place that changed. */
  from: number;
}

/** What a build changes in the order of things. */
export interface SiteOrder {
  /** By the id of the list. */
  readonly lists: Map<number, ListChange>;
  /** Articles whose page is made again (ids). */
  readonly pages: Set<number>;
}

/** One article that changed: its row of before, and that of now. */
export interface RowChange {
  readonly before: SitePostRow | undefined;
  readonly after: SitePostRow | undefined;
}

/** Puts changed articles into the lists they belong to and takes them out of those they left, and notes what that touches. The rows
 *  of now are in the state already; theirs are the lists of before. Returns the places whose neighbors have another one beside them:
 *  of changed articles, and of those that give way to another language or come back. */
export function placePosts(
  changes: readonly RowChange[],
  trees: readonly Tree[],
  state: SiteState,
  order: SiteOrder,
): readonly Pick<ListPlace, 'sort' | 'post'>[] {
  const bases = new Set(changes.flatMap(({ before, after }) => [before, after].flatMap((row) => row?.base ?? [])));
  const changeOf = new Map(changes.flatMap((change) => [[(change.after ?? change.before)?.id ?? -1, change] as const]));
  const rows = changes.flatMap(({ after }) => after ?? []);
  rows.push(
    ...state.posts.byBase(
      [...bases],
      rows.map(({ id }) => id),
    ),
  );
  const wanted = wantedLists(rows, trees);
  const moves: { readonly row: SitePostRow; readonly sortBefore: number; readonly after: readonly ListRef[] }[] = [];
  for (const row of rows) {
    const sortBefore = changeOf.get(row.id)?.before?.sort ?? row.sort;
    moves.push({ row, sortBefore, after: wanted.get(row.id) ?? [] });
  }
  for (const { before, after } of changes)
    if (before && !after) moves.push({ row: before, sortBefore: before.sort, after: [] });
  const lists = knowLists(
    moves.flatMap(({ row, after }) => [...row.lists, ...after]),
    state,
  );
  const added: ListPlace[] = [];
  const removed: ListPlace[] = [];
  const touched: Pick<ListPlace, 'sort' | 'post'>[] = [];
  const kept: (readonly [number, readonly string[]])[] = [];
  for (const { row, sortBefore, after } of moves) {
    const folders = after.map(({ folder }) => folder);
    const stays = new Set(sortBefore === row.sort ? folders.filter((folder) => row.lists.includes(folder)) : []);
    const change = changeOf.get(row.id);
    const isEdited = change !== undefined && change.before?.entry !== change.after?.entry;
    for (const folder of row.lists) {
      const list = lists.get(folder);
      if (list === undefined) continue;
      if (stays.has(folder)) {
        if (isEdited) touch(order, list, row.sort, 0);
        continue;
      }
      removed.push({ list: list.id, sort: sortBefore, post: row.id });
      touch(order, list, sortBefore, -1);
    }
    for (const folder of folders) {
      const list = lists.get(folder);
      if (list === undefined || stays.has(folder)) continue;
      added.push({ list: list.id, sort: row.sort, post: row.id });
      touch(order, list, row.sort, 1);
    }
    const isMoved = folders.join('\n') !== row.lists.join('\n');
    if (isMoved) kept.push([row.id, folders]);
    if (isMoved || isEdited || sortBefore !== row.sort)
      touched.push({ sort: sortBefore, post: row.id }, { sort: row.sort, post: row.id });
    // Also of a language that did not change: its page leads to the others.
    if (row.entry !== '') order.pages.add(row.id);
  }
  state.lists.removePlaces(removed);
  state.lists.addPlaces(added);
  state.posts.setLists(kept);
  return touched;
}

/** Which lists each article should stand in. */
function wantedLists(rows: readonly SitePostRow[], trees: readonly Tree[]): ReadonlyMap<number, readonly ListRef[]> {
  const wanted = new Map<number, ListRef[]>();
  for (const group of groupByBase(rows).values()) {
    const chosen = versionsByTree(
      group.map(({ post }) => post),
      trees,
    );
    for (const [tree, post] of chosen) {
      const id = group.find((version) => version.post === post)?.row.id ?? -1;
      wanted.set(id, [...(wanted.get(id) ?? []), ...listsOfPost(post, tree)]);
    }
  }
  return wanted;
}

/** The rows of lists, by folder. Folders without more (texts) are of lists that are known. */
function knowLists(lists: readonly (ListRef | string)[], state: SiteState): ReadonlyMap<string, SiteListRow> {
  const refs = new Map<string, ListRef>();
  const folders = new Set<string>();
  for (const list of lists) {
    const folder = typeof list === 'string' ? list : list.folder;
    folders.add(folder);
    if (typeof list !== 'string') refs.set(folder, list);
  }
  state.lists.add([...refs.values()].map((ref) => ({ ...ref, name: ref.key })));
  return new Map(state.lists.findAll([...folders]).map((list) => [list.folder, list]));
}

function touch(order: SiteOrder, list: SiteListRow, sort: number, added: number): void {
  const known = order.lists.get(list.id);
  if (known === undefined) {
    order.lists.set(list.id, { list, added, from: sort });
    return;
  }
  known.added += added;
  known.from = Math.min(known.from, sort);
}
