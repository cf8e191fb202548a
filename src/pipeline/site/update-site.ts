import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { termSlugOf } from '../../publish/address.ts';
import { fileOf } from '../../publish/address.ts';
import { baseOf, isOriginal, originalPathOf } from '../../publish/post.ts';
import { renderSearchPage } from '../../publish/search-page.ts';
import { inTree, type SiteContext } from '../../publish/site-context.ts';
import { renderSitemapIndex } from '../../publish/sitemap.ts';
import { createSidebar, type Sidebar, type WidgetFacts } from '../../publish/widgets.ts';
import { changesFolder } from '../../publish/changes.ts';
import type { SiteChange } from '../../store/site-changes.ts';
import type { SiteListRow } from '../../store/site-lists.ts';
import { sitePostId, type SitePostRow } from '../../store/site-posts.ts';
import type { SiteState } from '../../store/site-state.ts';
import { placePosts, type RowChange, type SiteOrder } from './place-posts.ts';
import { postIn, readPosts } from './read-posts.ts';
import { chunksOf, renderArticles } from './render-articles.ts';
import { dayOf, renderList, type ListWork } from './render-lists.ts';
import { renderChanges } from './render-changes.ts';
import { renderOwnPages } from './render-own-pages.ts';
import { renderSearchIndex } from './render-search.ts';
import { renderStories, renderStoryLists, type StoryWork } from './render-stories.ts';
import { renderCalendar, renderRootFiles, renderSitemaps, renderTreePages } from './render-site-pages.ts';
import { addNeighbors, settleLists, type DirtyList } from './settle-lists.ts';
import { gatherFacts, type SiteFacts } from './site-facts.ts';
import type { ChangedFile, SiteChanges, SiteInputs } from './site-inputs.ts';
import type { SiteSink } from './site-writer.ts';

const readAtOnce = 200;

/** Brings a site up to date with its articles. Only the pages that show something of what changed are made again, in the order
 *  in which they may be seen: articles, then the lists that lead to them, then the first pages. What comes out is the same,
 *  byte for byte, as if everything were made anew. Others have their turns meanwhile, as a server in the same process. `isNew`: the
 *  state is empty, everything is made. */
export async function updateSite(
  changes: SiteChanges,
  inputs: SiteInputs,
  state: SiteState,
  sink: SiteSink,
  isNew: boolean,
): Promise<void> {
  const order: SiteOrder = { lists: new Map(), pages: new Set() };
  const outletNames = new Map([...inputs.outlets].map(([id, { name }]) => [termSlugOf(id), name]));
  const homes = new Set([...inputs.contexts.values()].map((context) => inTree(context, '')));
  addHomes(inputs, state, order, isNew);
  const pictures = new Set<string>();
  const days = new Set<string>();
  const all = isNew ? changes : withTranslations(changes, state);
  for (const files of chunksOf<ChangedFile | string>([...all.removed, ...all.changed], readAtOnce)) {
    await breathe();
    const { moved, touched } = await applyFiles(files, outletNames, inputs, state, order, sink);
    for (const { before } of moved) for (const path of before?.pictures ?? []) pictures.add(path);
    for (const { sort } of moved.flatMap(placesOf)) days.add(dayOf(sort));
    if (!isNew) addNeighbors(order, homes, state, touched);
  }
  const turned = new Set<number>();
  const dirty = settleLists({ lists: order.lists, pages: turned }, state, outletNames);
  for (const id of turned) order.pages.add(id);
  const facts = new Map(
    [...inputs.contexts].map(([prefix, context]) => [prefix, gatherFacts(context, state, inputs.now)]),
  );
  const sidebars = createSidebars(inputs, facts);
  const storyWork = storyWorkOf(inputs, state, sidebars, sink);
  const changed = [...all.removed, ...all.changed.map(({ path }) => path)];
  const turnedPaths = state.posts.byId([...turned]).map(({ path }) => path);
  const stories =
    storyWork &&
    (await renderStories([...new Set([...changed, ...turnedPaths].map(originalPathOf))], isNew, storyWork));
  for (const id of stories?.pages ?? []) order.pages.add(id);
  await renderArticles(order.pages, state, inputs, sidebars, sink);
  const topStories = storyWork && stories && renderStoryLists(stories.months, storyWork);
  const work: ListWork = { state, inputs, sidebars, sink, texts: new Map(), topStories };
  const isHome = ({ list }: DirtyList): boolean => list.kind === 'home';
  for (const list of dirty) {
    if (isHome(list)) continue;
    await breathe();
    renderList(list, work);
  }
  renderOwnPages(inputs, state, sink);
  for (const [prefix, context] of inputs.contexts) {
    const [ofTree, sidebar] = [facts.get(prefix), sidebars.get(prefix)];
    if (!ofTree || !sidebar) continue;
    if (!context.own.hasNews) {
      renderWithoutNews(context, ofTree, state, inputs, sink);
      continue;
    }
    renderCalendar(context, dirty, state, sidebar, sink);
    for (const page of renderTreePages(context, ofTree, state, inputs, sidebar))
      sink.put({ path: fileOf(page.folder), content: page.text });
    renderChanges(context, state, sidebar, sink);
    const home = state.lists.find(inTree(context, ''));
    if (home === undefined) continue;
    const change = dirty.find(({ list }) => list.id === home.id);
    // Its sidebar stands in the page: what the other pages show in frames may have changed alone.
    renderList(change ?? unchanged(home), work);
    if (prefix !== '') continue;
    renderSearchIndex(days, ofTree, state, inputs, sink);
    renderRootFiles(context, ofTree, inputs, sink);
    renderSitemaps(context, home, change, state, inputs, sink);
  }
  removePictures(pictures, state, sink);
  sink.flush();
}

/** What a site of the user's own pages alone has besides them. */
function renderWithoutNews(
  context: SiteContext,
  facts: SiteFacts,
  state: SiteState,
  inputs: SiteInputs,
  sink: SiteSink,
): void {
  const page = renderSearchPage(context);
  sink.put({ path: fileOf(page.folder), content: page.text });
  if (context.tree.prefix !== '') return;
  renderSearchIndex(new Set(), facts, state, inputs, sink);
  renderRootFiles(context, facts, inputs, sink);
  for (const file of renderSitemapIndex(context, 0, false)) sink.put(file);
}

/** Adds the translations of originals that changed: what may be shown of them depends on those. */
function withTranslations({ changed, removed }: SiteChanges, state: SiteState): SiteChanges {
  const known = new Set([...removed, ...changed.map(({ path }) => path)]);
  const bases = [...new Set([...known].filter(isOriginal).map(baseOf))];
  const others = state.posts.byBase(bases).filter(({ path }) => !isOriginal(path) && !known.has(path));
  return { changed: [...changed, ...others.map(({ path, stamp }) => ({ path, stamp }))], removed };
}

function createSidebars(
  { contexts }: SiteInputs,
  facts: ReadonlyMap<string, WidgetFacts>,
): ReadonlyMap<string, Sidebar> {
  const sidebars = new Map<string, Sidebar>();
  for (const [prefix, context] of contexts) {
    const ofTree = facts.get(prefix);
    if (ofTree) sidebars.set(prefix, createSidebar(context, ofTree));
  }
  return sidebars;
}

function unchanged(list: SiteListRow): DirtyList {
  return { list, countBefore: list.count, from: Infinity, hasPage: list.count > 0, hadPage: list.count > 0 };
}

/** Undefined for a site without stories. */
function storyWorkOf(
  inputs: SiteInputs,
  state: SiteState,
  sidebars: ReadonlyMap<string, Sidebar>,
  sink: SiteSink,
): StoryWork | undefined {
  const [context, sidebar] = [inputs.contexts.get(''), sidebars.get('')];
  if (inputs.stories === undefined || context === undefined || sidebar === undefined) return undefined;
  return { stories: inputs.stories, context, state, inputs, sidebar, sink };
}

/** Reads files that changed, takes note of those that are gone, and finds their places. */
async function applyFiles(
  files: readonly (ChangedFile | string)[],
  outletNames: ReadonlyMap<string, string>,
  inputs: SiteInputs,
  state: SiteState,
  order: SiteOrder,
  sink: SiteSink,
): Promise<{ readonly moved: readonly RowChange[]; readonly touched: ReturnType<typeof placePosts> }> {
  const changed = files.flatMap((file) => (typeof file === 'string' ? [] : file));
  const paths = files.map((file) => (typeof file === 'string' ? file : file.path));
  const known = new Map(state.posts.byId(paths.map(sitePostId)).map((row) => [row.path, row]));
  const rows = await readPosts(changed, (path) => known.get(path)?.lists ?? [], outletNames, inputs);
  const fresh = new Map(rows.map((row) => [row.path, row]));
  const moved = paths.map((path): RowChange => ({ before: known.get(path), after: fresh.get(path) }));
  state.posts.remove(moved.flatMap(({ before, after }) => (before && !after ? before.id : [])));
  state.posts.put(rows);
  state.changes.put(paths.map(sitePostId), rows.flatMap(changesOfRow));
  const trees = [...inputs.contexts.values()].map(({ tree }) => tree);
  const touched = placePosts(moved, trees, state, order);
  for (const { before, after } of moved) {
    if (before && hasChangesPage(before) && !(after && hasChangesPage(after)))
      sink.remove(fileOf(changesFolder(before.folder)));
    if (before === undefined || before.folder === '' || (after !== undefined && after.entry !== '')) continue;
    order.pages.delete(before.id);
    sink.remove(fileOf(before.folder));
    sink.remove(`${before.folder}/index.md`);
  }
  return { moved, touched };
}

/** A row without changes does not have these letters: inside a text the quotes are escaped. */
function hasChangesPage({ entry }: SitePostRow): boolean {
  return entry.includes('"changes":[');
}

function changesOfRow(row: SitePostRow): readonly SiteChange[] {
  if (!hasChangesPage(row) && !row.entry.includes('"goneMs":')) return [];
  const { changes = [], goneMs } = postIn(row);
  const gone = goneMs === undefined ? [] : [{ post: row.id, revision: 0, atMs: goneMs }];
  return [...changes.map(({ revision, atMs }) => ({ post: row.id, revision, atMs })), ...gone];
}

function placesOf({ before, after }: RowChange): readonly { readonly sort: number; readonly post: number }[] {
  return [before, after].flatMap((row) => (row && row.entry !== '' ? { sort: row.sort, post: row.id } : []));
}

/** There is a first page for each tree, also without articles. */
function addHomes({ contexts }: SiteInputs, state: SiteState, order: SiteOrder, isNew: boolean): void {
  const folders = [...contexts.values()].map((context) => ({ context, folder: inTree(context, '') }));
  state.lists.add(
    folders.map(({ context, folder }) => ({ folder, tree: context.tree.prefix, kind: 'home', key: '', name: '' })),
  );
  if (!isNew) return;
  for (const list of state.lists.findAll(folders.map(({ folder }) => folder)))
    order.lists.set(list.id, { list, added: 0, from: 0 });
}

function removePictures(pictures: ReadonlySet<string>, state: SiteState, sink: SiteSink): void {
  const shown = state.posts.shownPictures([...pictures]);
  for (const path of pictures) if (!shown.has(path)) sink.remove(path);
}

/** A digest of texts, to compare what a site was made with. */
export function digestOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex').slice(0, 32);
}
