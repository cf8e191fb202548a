import { fileOf } from '../../publish/address.ts';
import { listedChanges, renderChangeList, type ListedChange } from '../../publish/change-list.ts';
import { inTree, type SiteContext } from '../../publish/site-context.ts';
import type { Sidebar } from '../../publish/widgets.ts';
import type { SiteState } from '../../store/site-state.ts';
import { findPosts } from './read-posts.ts';
import type { SiteSink } from './site-writer.ts';

/** Makes the page of the changes in a tree, and its feeds: in every build, written when they differ. */
export function renderChanges(context: SiteContext, state: SiteState, sidebar: Sidebar, sink: SiteSink): void {
  const newest = state.changes.newest(inTree(context, ''), listedChanges);
  const ids = [...new Set(newest.map(({ post }) => post))];
  const posts = new Map(findPosts(ids, state).map(({ id, post }) => [id, post]));
  const listed = newest.flatMap(({ post: id, revision, atMs }): readonly ListedChange[] => {
    const post = posts.get(id);
    if (post === undefined) return [];
    return [{ post, atMs, change: post.changes?.find((change) => change.revision === revision) }];
  });
  const { page, feeds } = renderChangeList(context, listed, sidebar);
  sink.put({ path: fileOf(page.folder), content: page.text });
  for (const feed of feeds) sink.put(feed);
}
