import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { NewsError } from '../errors.ts';
import { findAddress } from '../extract/find-address.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import type { Url } from '../model/ids.ts';
import { skipped } from '../model/outcome.ts';
import { headerOf, type Page } from '../model/page.ts';
import type { Accounting } from '../store/link-store.ts';
import { readWarc } from '../store/warc.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { contentDecoder } from './open-archive.ts';
import { outletOf } from './outlet-of.ts';
import { processLink } from './process-link.ts';
import { readPageFile } from './read-page-file.ts';
import type { Work } from './work.ts';

export interface ImportReport {
  readonly pages: number;
  /** Pages whose link was stored or skipped by an earlier run. */
  readonly known: number;
  readonly passedOver: readonly { readonly reason: string; readonly count: number }[];
  readonly accounting: Accounting;
  readonly seconds: number;
}

/** Runs stored pages through the same pipeline as fetched ones, without the network: a WARC file or a folder of HTML files.
 *  Throws NewsError `import/not-found`, `store/bad-warc`. */
export async function importPages(
  path: string,
  options: { readonly baseUrl?: string },
  work: Work,
): Promise<ImportReport> {
  const startedAt = work.clock.now();
  const kind = await stat(path).catch((cause: unknown) => {
    throw new NewsError('import/not-found', { file: path, cause });
  });
  const reasons = new Map<string, number>();
  const passOver = (reason: string): void => void reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const source = kind.isDirectory()
    ? readFolder(path, options.baseUrl, work, passOver)
    : readArchive(path, work, passOver);
  const { pages, known, links } = await keepPages(source, work);
  await processLinks(links, work);
  return {
    pages,
    known,
    passedOver: [...reasons].map(([reason, count]) => ({ reason, count })),
    accounting: await work.store.accounting(),
    seconds: (work.clock.now() - startedAt) / 1000,
  };
}

interface ImportedPage {
  readonly page: Page;
  /** The link whose article it belongs to, when it is none of its own. */
  readonly partOf?: Url;
}

/** Puts all pages into the archive before one is read: an article may have several. Gives the links that wait. */
async function keepPages(
  pages: AsyncIterable<ImportedPage>,
  { project, store, signal }: Work,
): Promise<{ readonly pages: number; readonly known: number; readonly links: readonly Url[] }> {
  const links = new Set<Url>();
  let count = 0;
  let known = 0;
  for await (const { page, partOf } of pages) {
    if (signal.aborted) break;
    count += 1;
    const url = normalizeUrl(page.requestedUrl);
    const outlet = outletOf(page.url, project);
    if (partOf === undefined && outlet !== null)
      await store.addLinks([{ url, source: outlet, foundIn: url, foundAt: page.fetchedAt, hints: {} }]);
    const isWanted = partOf !== undefined || (await store.getLink(url))?.state === 'waiting';
    if (!isWanted || links.has(url)) known += 1;
    else if (partOf === undefined) links.add(url);
    if (isWanted && (await store.latestPage(url)) === undefined)
      await store.putPage({ ...page, requestedUrl: url }, partOf && { partOf });
  }
  return { pages: count, known, links: [...links] };
}

/** Links under way at once: enough for every thread that extracts, and one to write. */
const linksAtOnce = 6;

/** Processes links side by side, without the network, and writes in their order, however long each takes to read: the same
 *  import makes the same files. The first page of an article has a shorter address than the others, and comes before them. */
async function processLinks(links: readonly Url[], work: Work): Promise<void> {
  const offline = withoutNetwork(work);
  const underWay: Promise<unknown>[] = [];
  try {
    for (const url of [...links].sort((a, b) => a.length - b.length)) {
      if (work.signal.aborted) break;
      while (underWay.length >= linksAtOnce) await underWay.shift();
      const before = underWay.at(-1);
      const inTurn: Work['inTurn'] = async (put) => {
        await before;
        return put();
      };
      const ended = Promise.all([before, processOne(url, { ...offline, inTurn })]);
      ended.catch(() => undefined); // thrown below, when all before it have ended
      underWay.push(ended);
    }
    for (const ended of underWay) await ended;
  } finally {
    await Promise.allSettled(underWay);
  }
}

async function processOne(url: Url, work: Work): Promise<void> {
  const link = await work.store.getLink(url);
  if (link?.state !== 'waiting') return;
  const source = work.project.sources.find(({ id }) => id === link.source);
  await processLink(link, source, work);
}

/** Pictures and pages that are not in the import are done without: nobody asked to go to the network for them. */
function withoutNetwork(work: Work): Work {
  const http: HttpClient = {
    fetchPage: async (url) => skipped('pipeline/not-kept', url),
    postForm: async (url) => skipped('pipeline/not-kept', url),
    licensesOf: async () => [],
    notBefore: () => 0,
    requestCount: 0,
    close: async () => undefined,
  };
  return { ...work, http, siteRights: async () => [], project: { ...work.project, images: 'none' } };
}

async function* readArchive(path: string, work: Work, passOver: (reason: string) => void): AsyncIterable<ImportedPage> {
  const onBroken = (detail: string): void => {
    passOver('broken record');
    work.report({ event: 'broken-file', source: '', url: path, detail });
  };
  for await (const { page, partOf } of readWarc(path, {
    decode: contentDecoder(work.project),
    findAddress,
    onBroken,
  })) {
    if (page.status === 200 && isHtml(page)) yield { page, ...(partOf && { partOf }) };
    else passOver('import/not-a-page');
  }
}

function isHtml(page: Page): boolean {
  const type = headerOf(page, 'content-type') ?? '';
  return type === '' || /html/i.test(type);
}

async function* readFolder(
  folder: string,
  baseUrl: string | undefined,
  work: Work,
  passOver: (reason: string) => void,
): AsyncIterable<ImportedPage> {
  const base = baseUrl === undefined ? null : toUrl(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  if (baseUrl !== undefined && base === null)
    throw new NewsError('cli/misuse', { detail: `--base-url ${baseUrl} is no http address.` });
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.x?html?$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (names.length === 0)
    throw new NewsError('import/not-found', { file: folder, detail: 'The folder holds no .html file.' });
  for (const name of names) {
    const path = relative(folder, name).split(sep).map(encodeURIComponent).join('/');
    const page = await readPageFile(name, { fallback: base && toUrl(path, base) });
    if (page) yield { page };
    else {
      passOver('import/no-address');
      work.report({ event: 'broken-file', source: '', url: name, detail: 'import/no-address' });
    }
  }
}
