import type { Project } from '../config/project.ts';
import { findLinkedAddresses } from '../discover/find-front-page-links.ts';
import { findLinks, type DiscoverContext } from '../discover/find-links.ts';
import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { Clock } from '../model/clock.ts';
import { parseSourceId, type ArticleId, type Url } from '../model/ids.ts';
import type { Feed, Source } from '../model/source.ts';
import { articleUrlOf, toArticleId } from '../store/article-id.ts';
import { rebuildStore } from '../store/rebuild-store.ts';
import type { IndexRebuild, PageRef, Store } from '../store/store.ts';
import { walkArticleFiles, walkWarcFiles } from '../store/walk-archive.ts';
import { normalizeUrl } from '../url/normalize.ts';
import { addFoundLinks } from './add-found-links.ts';
import { beginLooks } from './begin-looks.ts';
import { outletOf } from './outlet-of.ts';
import { contentDecoder, indexOf } from './open-archive.ts';

export interface ReindexReport {
  readonly articles: number;
  readonly pages: number;
  readonly warcFiles: number;
  readonly links: number;
  /** Links that the next collect looks at again, most of them without a request: their pages are stored. */
  readonly waiting: number;
  readonly seconds: number;
}

export interface ReindexOptions {
  readonly clock: Clock;
  readonly onProgress?: (done: string) => void;
  readonly onBroken?: (file: string, detail: string) => void;
}

/** Rebuilds the database from the article files and WARC: pages, articles, search, and every link that a stored feed,
 *  an article or a stored page tells of. The old database stays until the new one is complete. Throws NewsError `store/*`. */
export async function reindex(project: Project, options: ReindexOptions): Promise<ReindexReport> {
  const { clock } = options;
  const startedAt = clock.now();
  return rebuildStore(
    project.root,
    { clock, ...indexOf(project), decode: contentDecoder(project) },
    async (rebuild) => {
      const stored = await indexWarcs(project.root, rebuild, options);
      const owners = await indexArticles(project.root, rebuild, options);
      const feeds = await findStoredLinks(project, rebuild.store, clock);
      for (const [id, file] of owners) await adoptLink(id, file, rebuild.store);
      if (!rebuild.knowsLooks) await planLooks(project, owners, rebuild.store, clock);
      const pictures = [...owners.values()].map(({ thumbnail }) => thumbnail);
      await adoptPages(project, rebuild, new Set([...feeds, ...pictures]));
      const { found, waiting } = await rebuild.store.accounting();
      const seconds = (clock.now() - startedAt) / 1000;
      return { articles: owners.size, ...stored, links: found, waiting, seconds };
    },
  );
}

async function indexWarcs(
  root: string,
  rebuild: IndexRebuild,
  options: ReindexOptions,
): Promise<{ pages: number; warcFiles: number }> {
  let pages = 0;
  let warcFiles = 0;
  for await (const warc of walkWarcFiles(root)) {
    pages += await rebuild.indexWarc(warc, { onBroken: (detail) => options.onBroken?.(warc, detail) });
    warcFiles += 1;
    options.onProgress?.(`${pages} pages`);
  }
  return { pages, warcFiles };
}

/** What a link needs of an article file. */
type Owner = Pick<ArticleFile, 'path'> & {
  readonly url: Url;
  readonly outlet: string;
  readonly fetched: string;
  readonly thumbnail: string;
  readonly published: string;
};

async function indexArticles(
  root: string,
  rebuild: IndexRebuild,
  options: ReindexOptions,
): Promise<ReadonlyMap<ArticleId, Owner>> {
  const owners = new Map<ArticleId, Owner>();
  for await (const path of walkArticleFiles(root)) {
    try {
      const file = await rebuild.store.readArticle(path);
      const url = articleUrlOf(file);
      if (url === null)
        throw new NewsError('store/bad-article-file', {
          file: path,
          detail: 'The last line holds no link to the original.',
        });
      const id = toArticleId(url);
      await rebuild.indexArticle(id, file);
      const { courant, categories, thumbnail } = file.frontMatter;
      owners.set(id, {
        path,
        url,
        outlet: courant?.outlet ?? categories[0] ?? '',
        fetched: courant?.fetched ?? '',
        thumbnail,
        published: courant?.published ?? '',
      });
      options.onProgress?.(`${owners.size} articles`);
    } catch (error) {
      // One file that somebody broke must not keep all others from being found.
      if (!(error instanceof NewsError && error.code === 'store/bad-article-file')) throw error;
      options.onBroken?.(path, error.context.detail ?? '');
    }
  }
  return owners;
}

/** Reads every stored answer of every feed again: the links in it, with their hints. Returns the addresses of all feeds, and
 *  of the sitemaps that they name. */
async function findStoredLinks(project: Project, store: Store, clock: Clock): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  for (const source of project.sources) {
    const queue: Feed[] = [...source.feeds];
    const seen = new Set<string>();
    for (let feed = queue.shift(); feed !== undefined; feed = queue.shift()) {
      if (seen.has(feed.url)) continue;
      seen.add(feed.url);
      all.add(feed.url);
      const refs = await store.listPages(feed.url); // newest first
      const first = feed.kind === 'front-page' ? refs.findLast(isGood) : undefined;
      const standing = first && findLinkedAddresses(await store.readPage(first));
      for (const ref of refs) {
        const context = { source: source.id, now: clock.now(), ...(standing && ref !== first ? { standing } : {}) };
        queue.push(...(await readStoredFeed(ref, { feed, source, context }, store)));
      }
    }
  }
  return all;
}

function isGood({ status }: PageRef): boolean {
  return status >= 200 && status < 300;
}

async function readStoredFeed(
  ref: PageRef,
  { feed, source, context }: { readonly feed: Feed; readonly source: Source; readonly context: DiscoverContext },
  store: Store,
): Promise<readonly Feed[]> {
  if (ref.status !== 200) return [];
  const found = findLinks(await store.readPage(ref), feed, context);
  if (!found.ok) return [];
  const foundAt = ref.fetchedAt;
  const links = found.value.links.map((link) => ({ ...link, foundAt }));
  await addFoundLinks(links, source, store);
  return found.value.sitemaps.map(({ url }) => ({ kind: 'sitemap', url }));
}

/** Gives an article the link it came by: the address asked for when its page was fetched, else its own. */
async function adoptLink(id: ArticleId, { url, outlet, fetched }: Owner, store: Store): Promise<void> {
  if (await store.linkOf(id)) return;
  const source = parseSourceId(outlet);
  if (source === null) return;
  const page = (await store.listPages(url)).find((ref) => ref.fetchedAt === fetched);
  const address = normalizeUrl(page?.requestedUrl ?? url);
  await store.addLinks([
    { url: address, source, foundIn: url, foundAt: fetched || new Date(0).toISOString(), hints: {} },
  ]);
  await store.settleLink(address, { state: 'stored', article: id });
}

/** Where no index tells which articles are to be looked at again: as after their newest stored page. A look that found nothing new left
 *  none, so that it may be made once more. */
async function planLooks(
  project: Project,
  owners: ReadonlyMap<ArticleId, Owner>,
  store: Store,
  clock: Clock,
): Promise<void> {
  for (const [id, { url, fetched, published }] of owners) {
    const link = await store.linkOf(id);
    if (link === undefined) continue;
    const newest = (await store.listPages(url))[0]?.fetchedAt ?? fetched;
    const stated = published === '' ? undefined : { instant: published, precision: 'time' as const };
    if (newest !== '') await beginLooks({ id, published: stated }, link, newest, { store, project, clock });
  }
}

/** Stored pages that no feed and no article tells of, as those of an import: their links wait for the next run. `others` are
 *  the addresses of feeds and pictures. */
async function adoptPages(project: Project, rebuild: IndexRebuild, others: ReadonlySet<string>): Promise<void> {
  for (const { requestedUrl, url, fetchedAt, status } of await rebuild.pagesWithoutLink()) {
    const source = outletOf(url, project);
    if (status !== 200 || others.has(requestedUrl) || source === null) continue;
    if (await rebuild.store.hasImage(requestedUrl)) continue;
    await rebuild.store.addLinks([
      { url: normalizeUrl(requestedUrl), source, foundIn: requestedUrl, foundAt: fetchedAt, hints: {} },
    ]);
  }
}
