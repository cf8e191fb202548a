import { inTree, type SiteContext } from '../../publish/site-context.ts';
import type { Post } from '../../publish/post.ts';
import type { SiteState } from '../../store/site-state.ts';
import { hasListPage } from './settle-lists.ts';

/** The tags of these articles that have a page in a tree. */
export function linkedTags(
  posts: Iterable<Pick<Post, 'tags'>>,
  context: SiteContext,
  state: SiteState,
): ReadonlySet<string> {
  const keys = [...new Set([...posts].flatMap(({ tags }) => tags.map(({ key }) => key)))];
  const at = (kind: string, key: string): string => inTree(context, `${kind}/${key}`);
  const lists = state.lists.findAll(keys.flatMap((key) => [at('tags', key), at('categories', key)]));
  const counts = new Map(lists.map(({ folder, count }) => [folder, count]));
  const isLinked = (key: string): boolean =>
    hasListPage({ kind: 'tags' }, counts.get(at('tags', key)) ?? 0, counts.get(at('categories', key)) ?? 0);
  return new Set(keys.filter(isLinked));
}
