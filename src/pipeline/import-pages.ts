import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { NewsError } from '../errors.ts';
import { findAddress } from '../extract/find-address.ts';
import type { Url } from '../model/ids.ts';
import { headerOf, type Page } from '../model/page.ts';
import type { Accounting } from '../store/store.ts';
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
  // Pictures are not in the import; fetching them would go to the network unasked.
  const offline: Work = { ...work, project: { ...work.project, images: 'none' } };
  const reasons = new Map<string, number>();
  const passOver = (reason: string): void => void reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  let pages = 0;
  let known = 0;
  const source = kind.isDirectory()
    ? readFolder(path, options.baseUrl, work, passOver)
    : readArchive(path, work, passOver);
  await forEachPage(source, work.signal, async (page, inTurn) => {
    pages += 1;
    if (!(await importPage(page, { ...offline, inTurn }))) known += 1;
  });
  return {
    pages,
    known,
    passedOver: [...reasons].map(([reason, count]) => ({ reason, count })),
    accounting: await work.store.accounting(),
    seconds: (work.clock.now() - startedAt) / 1000,
  };
}

/** Pages under way at once: enough for every thread that extracts, and one to write. */
const pagesAtOnce = 6;

/** Runs `task` on pages side by side. `inTurn` runs what it is given in the order of the pages, however long each takes to
 *  read: the same import makes the same files. Two answers of one address are never under way at once. */
async function forEachPage(
  pages: AsyncIterable<Page>,
  signal: AbortSignal,
  task: (page: Page, inTurn: Work['inTurn']) => Promise<void>,
): Promise<void> {
  const underWay: { readonly url: Url; readonly ended: Promise<unknown> }[] = [];
  try {
    for await (const page of pages) {
      if (signal.aborted) break;
      const url = normalizeUrl(page.requestedUrl);
      const isAgain = underWay.some((other) => other.url === url);
      while (underWay.length >= (isAgain ? 1 : pagesAtOnce)) await underWay.shift()?.ended;
      const before = underWay.at(-1)?.ended;
      const inTurn: Work['inTurn'] = async (put) => {
        await before;
        return put();
      };
      const ended = Promise.all([before, task(page, inTurn)]);
      ended.catch(() => undefined); // thrown below, when all before it have ended
      underWay.push({ url, ended });
    }
    for (const { ended } of underWay) await ended;
  } finally {
    await Promise.allSettled(underWay.map(({ ended }) => ended));
  }
}

/** False when the page's link was settled before. */
async function importPage(page: Page, work: Work): Promise<boolean> {
  const url = normalizeUrl(page.requestedUrl);
  const outlet = outletOf(page.url, work.project);
  if (outlet === null) return false;
  await work.store.addLinks([{ url, source: outlet, foundIn: url, foundAt: page.fetchedAt, hints: {} }]);
  const link = await work.store.getLink(url);
  if (link === undefined || link.state !== 'waiting') return false;
  if ((await work.store.latestPage(url)) === undefined) await work.store.putPage({ ...page, requestedUrl: url });
  await processLink(
    link,
    work.project.sources.find(({ id }) => id === outlet),
    work,
  );
  return true;
}

async function* readArchive(path: string, work: Work, passOver: (reason: string) => void): AsyncIterable<Page> {
  const onBroken = (detail: string): void => {
    passOver('broken record');
    work.report({ event: 'broken-file', source: '', url: path, detail });
  };
  for await (const { page } of readWarc(path, { decode: contentDecoder(work.project), findAddress, onBroken })) {
    if (page.status === 200 && isHtml(page)) yield page;
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
): AsyncIterable<Page> {
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
    if (page) yield page;
    else {
      passOver('import/no-address');
      work.report({ event: 'broken-file', source: '', url: name, detail: 'import/no-address' });
    }
  }
}
