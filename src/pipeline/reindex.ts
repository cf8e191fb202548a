import type { Project } from '../config/project.ts';
import { findLinkedAddresses } from '../discover/find-front-page-links.ts';
import { findLinks, type DiscoverContext } from '../discover/find-links.ts';
import type { Clock } from '../model/clock.ts';
import type { Feed, Source } from '../model/source.ts';
import { removeDamagedState } from '../store/open-state.ts';
import { rebuildStore } from '../store/rebuild-store.ts';
import { siteStateFile } from '../store/site-state.ts';
import type { IndexRebuild } from '../store/index-rebuild.ts';
import type { PageRef, Store } from '../store/store.ts';
import { listArticleFiles, walkWarcFiles } from '../store/walk-archive.ts';
import { normalizeUrl } from '../url/normalize.ts';
import { addFoundLinks } from './add-found-links.ts';
import { beginLooks } from './begin-looks.ts';
import { listForgotten } from './keep-manifest.ts';
import { outletOf } from './outlet-of.ts';
import { isGood } from './read-kept-page.ts';
import { storyIndexFile } from './stories/keep-stories.ts';
import { rememberTranslations } from './translate/remember-translations.ts';
import { bucketOf, contentDecoder, describeConflict, indexOf, pullFiles } from './open-archive.ts';

export interface ReindexReport {
  readonly articles: number;
  /** Files with articles in other languages. */
  readonly translations: number;
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
 *  an article or a stored page tells of. The old database stays until the new one is complete; one that was killed goes on where it was.
 *  What else is made of the files (site, stories) and is damaged is removed, so that the next build makes it anew. Throws NewsError `store/*`. */
export async function reindex(project: Project, options: ReindexOptions): Promise<ReindexReport> {
  const { clock } = options;
  const startedAt = clock.now();
  const pulled = await pullFiles(project, 'all', (files) => options.onProgress?.(`${files} files brought`));
  for (const path of pulled?.conflicts ?? []) options.onBroken?.(path, describeConflict(path));
  const report = await rebuildStore(
    project.root,
    { clock, ...indexOf(project), ...bucketOf(project), decode: contentDecoder(project) },
    async (rebuild) => {
      const warcFiles = await indexWarcs(project.root, rebuild, options);
      await indexArticles(project.root, rebuild, options);
      options.onProgress?.('links');
      const feeds = await findStoredLinks(project, rebuild.store, clock);
      await rebuild.adoptLinks();
      if (!rebuild.knowsLooks) {
        await planLooks(project, rebuild.store, clock);
        await rememberTranslations(rebuild.store);
      }
      await adoptPages(project, rebuild, new Set([...feeds, ...(await rebuild.thumbnails())]));
      const { found, waiting } = await rebuild.store.accounting();
      const articles = sum((await rebuild.store.countArticles()).values());
      const translations = (await rebuild.store.listTranslationFiles()).length;
      const pages = await rebuild.countPages();
      options.onProgress?.('search');
      const seconds = (clock.now() - startedAt) / 1000;
      return { articles, translations, pages, warcFiles, links: found, waiting, seconds };
    },
  );
  await listForgotten(project);
  for (const file of [siteStateFile(project.root), storyIndexFile(project.root)])
    if (removeDamagedState(file)) options.onBroken?.(file, 'The database was damaged; the next build makes it anew.');
  return report;
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}

async function indexWarcs(root: string, rebuild: IndexRebuild, options: ReindexOptions): Promise<number> {
  let files = 0;
  for await (const warc of walkWarcFiles(root)) {
    await rebuild.indexWarc(warc, { onBroken: (detail) => options.onBroken?.(warc, detail) });
    files += 1;
    options.onProgress?.(`${await rebuild.countPages()} pages`);
  }
  return files;
}

async function indexArticles(root: string, rebuild: IndexRebuild, options: ReindexOptions): Promise<void> {
  const { clock, onProgress, onBroken } = options;
  const paths = listArticleFiles(root);
  const startedAt = clock.now();
  let first: number | undefined; // what a killed run had done took no time of this one
  await rebuild.indexArticles(paths, {
    ...(onBroken && { onBroken }),
    onProgress: (done) => {
      first ??= done;
      const rest = restSeconds(done - first, paths.length - done, clock.now() - startedAt);
      onProgress?.(`${done} of ${paths.length} articles${rest}`);
    },
  });
}

/** How long it takes by what was done in a time (ms); empty as long as that tells little. */
function restSeconds(done: number, left: number, elapsedMs: number): string {
  return done === 0 || elapsedMs < 1000 ? '' : `, ${Math.ceil((left * elapsedMs) / done / 1000)} s left`;
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
        const context = {
          ...{ source: source.id, now: clock.now() },
          ...(source.language !== undefined && { language: source.language }), // as when it was polled
          ...(standing && ref !== first && { standing }),
        };
        queue.push(...(await readStoredFeed(ref, { feed, source, context }, store)));
      }
    }
  }
  return all;
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

/** Where no index tells which articles are to be looked at again: as after their newest stored page, those of the last weeks. A look
 *  that found nothing new left no page, so that it may be made once more. */
async function planLooks(project: Project, store: Store, clock: Clock): Promise<void> {
  const since = new Date(clock.now() - lookedAtMs).toISOString().slice(0, 10);
  for (const { id, url, date, path } of await store.listArticles()) {
    if (date < since) return; // newest first
    const link = await store.linkOf(id);
    const courant = (await store.findArticleFile(path))?.frontMatter.courant;
    if (link === undefined || courant === undefined) continue;
    const newest = (await store.listPages(url))[0]?.fetchedAt ?? courant.fetched;
    const stated = courant.published === '' ? undefined : { instant: courant.published, precision: 'time' as const };
    if (newest !== '') await beginLooks({ id, published: stated }, link, newest, { store, project, clock });
  }
}

// Longer than looks go on by any schedule that makes sense.
const lookedAtMs = 30 * 86_400_000;

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
