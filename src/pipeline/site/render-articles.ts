import { setImmediate as breathe } from 'node:timers/promises';
import { inTree, type SiteContext } from '../../publish/site-context.ts';
import { renderItem } from '../../publish/article-list.ts';
import { changesFolder } from '../../publish/changes.ts';
import { renderChangesPage } from '../../publish/changes-page.ts';
import { renderArticlePage } from '../../publish/article-page.ts';
import { renderAtomEntry } from '../../publish/feeds.ts';
import { fileOf } from '../../publish/address.ts';
import { renderMarkdownTwin, type Original } from '../../publish/plain-pages.ts';
import type { Post, TermName } from '../../publish/post.ts';
import type { PostTranslation } from '../../publish/post-translation.ts';
import type { StoryCard } from '../../publish/story.ts';
import { isOutdated } from '../../publish/translation.ts';
import type { Sidebar } from '../../publish/widgets.ts';
import type { ListPlace, StoredItem } from '../../store/site-lists.ts';
import type { SitePostRow } from '../../store/site-posts.ts';
import type { SiteState } from '../../store/site-state.ts';
import { findPosts, groupByBase, imageFilesOf, readVersions, shownBody, type ShownRow } from './read-posts.ts';
import { cardIn } from './render-stories.ts';
import { linkedTags } from './linked-tags.ts';
import type { SiteInputs } from './site-inputs.ts';
import type { SiteSink } from './site-writer.ts';

const chunkSize = 100;

/** Makes the pages of articles and their fragments for lists. `ids`: in any order. */
export async function renderArticles(
  ids: Iterable<number>,
  state: SiteState,
  inputs: SiteInputs,
  sidebars: ReadonlyMap<string, Sidebar>,
  sink: SiteSink,
): Promise<void> {
  for (const chunk of chunksOf(ids, chunkSize)) {
    await breathe();
    const wanted = new Set(chunk);
    const groups = groupByBase(state.posts.withVersions(chunk));
    const versions = [...groups.values()].flat().filter(({ row }) => wanted.has(row.id));
    const around = findNeighbors(versions, state, inputs);
    const linked = linkedTagsByTree(versions, state, inputs);
    const stories = storiesOf(chunk, state);
    const items: StoredItem[] = [];
    for (const version of versions) {
      const { row, post } = version;
      const context = contextOf(post, inputs);
      const sidebar = sidebars.get(context.tree.prefix);
      if (sidebar === undefined) continue;
      const body = shownBody(post, inputs);
      const versionsOfArticle = groups.get(row.base) ?? [version];
      const ofArticle = versionsOfArticle.map((other) => other.post);
      const listed = new Set(versionsOfArticle.flatMap((other) => other.row.lists));
      // The tags of a version that gives way to another language may be others: it leads where its article stands.
      const leads = ({ key }: TermName): boolean => listed.has(inTree(context, `tags/${key}`));
      const ofTree = linked.get(context.tree.prefix);
      const original = post.translation && findOriginal(post.translation, ofArticle, inputs);
      const text = renderArticlePage(
        context,
        post,
        body,
        {
          older: around.older.get(row.id),
          newer: around.newer.get(row.id),
          versions: ofArticle,
          isOutdated: original?.isOutdated === true,
          linkedTags: new Set(post.tags.filter((tag) => ofTree?.has(tag.key) && leads(tag)).map(({ key }) => key)),
          story: stories.get(row.id),
          images: new Map(post.image === undefined ? [] : [[post.thumbnail, post.image]]),
        },
        sidebar,
      );
      sink.put({ path: fileOf(post.folder), content: text });
      sink.put({ path: `${post.folder}/index.md`, content: renderMarkdownTwin(context, post, body, original) });
      if (post.changes !== undefined) putChanges(context, post, inputs, sidebar, sink);
      for (const { path } of imageFilesOf(post)) sink.copy(inputs.imageFile(path), path);
      for (const tree of treesOfRow(row, inputs)) {
        const atom = renderAtomEntry(tree, post, '');
        items.push({
          tree: tree.tree.prefix,
          sort: row.sort,
          post: row.id,
          html: renderItem(tree, post),
          atom,
          updatedMs: row.updatedMs,
        });
      }
    }
    state.lists.putItems(items);
  }
}

/** The original of a translation, when it is shown. */
function findOriginal(
  translation: PostTranslation,
  versions: readonly Post[],
  inputs: SiteInputs,
): Original | undefined {
  const original = versions.find(({ suffix }) => suffix === '');
  if (original === undefined) return undefined;
  const hash = inputs.read(original.path)?.frontMatter.courant?.hash ?? '';
  return { folder: original.folder, isOutdated: isOutdated(translation.of, hash) };
}

/** The stories of articles, by the id of an article. */
function storiesOf(ids: readonly number[], state: SiteState): ReadonlyMap<number, StoryCard> {
  return new Map(
    state.stories.ofPosts(ids).flatMap((row) => {
      const card = cardIn(row);
      return row.posts.map((post) => [post, card] as const);
    }),
  );
}

function putChanges(context: SiteContext, post: Post, inputs: SiteInputs, sidebar: Sidebar, sink: SiteSink): void {
  const file = inputs.read(post.path);
  const versions = file === undefined ? [] : readVersions(file, post.text, inputs);
  const content = renderChangesPage(context, post, versions, sidebar);
  sink.put({ path: fileOf(changesFolder(post.folder)), content });
}

/** The tree whose language the page of an article is framed in. */
function contextOf(post: Pick<Post, 'suffix'>, { contexts }: SiteInputs): SiteContext {
  const context = contexts.get(post.suffix) ?? contexts.get('');
  if (context === undefined) throw new TypeError('a site has at least one tree');
  return context;
}

/** The trees in whose lists an article stands. */
function treesOfRow({ lists }: SitePostRow, { contexts }: SiteInputs): readonly SiteContext[] {
  return [...contexts.values()].filter((context) => lists.includes(inTree(context, '')));
}

interface Neighbors {
  readonly older: ReadonlyMap<number, Post>;
  readonly newer: ReadonlyMap<number, Post>;
}

/** The articles before and after each, in the first list of its tree; none for one that does not stand there. */
function findNeighbors(versions: readonly ShownRow[], state: SiteState, inputs: SiteInputs): Neighbors {
  const older = new Map<number, number>();
  const newer = new Map<number, number>();
  for (const context of inputs.contexts.values()) {
    const home = inTree(context, '');
    const ofTree = versions.filter(({ row, post }) => contextOf(post, inputs) === context && row.lists.includes(home));
    const list = state.lists.find(home);
    if (list === undefined) continue;
    const places = ofTree.map(({ row: { sort, id } }) => ({ list: list.id, sort, post: id })).sort(byPlace);
    const run = state.lists.places(list.id, places[0], places.at(-1), places.length * 4);
    const at = new Map(run.map(({ post }, index) => [post, index]));
    for (const place of places) {
      const index = at.get(place.post);
      const before = (index === undefined ? undefined : run[index - 1]) ?? state.lists.beside(place, 'older', 1)[0];
      const after = (index === undefined ? undefined : run[index + 1]) ?? state.lists.beside(place, 'newer', 1)[0];
      if (before) older.set(place.post, before.post);
      if (after) newer.set(place.post, after.post);
    }
  }
  const own = new Map(versions.map(({ row, post }) => [row.id, post]));
  const missing = [...new Set([...older.values(), ...newer.values()])].filter((id) => !own.has(id));
  const posts = new Map([...own, ...findPosts(missing, state).map(({ id, post }) => [id, post] as const)]);
  const resolve = (ids: ReadonlyMap<number, number>): ReadonlyMap<number, Post> =>
    new Map([...ids].flatMap(([id, other]) => (posts.has(other) ? [[id, posts.get(other)]] : [])) as [number, Post][]);
  return { older: resolve(older), newer: resolve(newer) };
}

function byPlace(a: ListPlace, b: ListPlace): number {
  return a.sort - b.sort || a.post - b.post;
}

/** The tags of these articles that have a page, by tree. */
function linkedTagsByTree(
  versions: readonly ShownRow[],
  state: SiteState,
  inputs: SiteInputs,
): ReadonlyMap<string, ReadonlySet<string>> {
  const linked = new Map<string, ReadonlySet<string>>();
  for (const context of inputs.contexts.values()) {
    const ofTree = versions.map(({ post }) => post).filter((post) => contextOf(post, inputs) === context);
    linked.set(context.tree.prefix, linkedTags(ofTree, context, state));
  }
  return linked;
}

export function* chunksOf<T>(items: Iterable<T>, size: number): Iterable<readonly T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
