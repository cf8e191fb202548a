import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeSearchDocument, madeUpLanguages } from '../../test/editions/made-up-texts.ts';
import type { SiteFile } from '../../src/model/site.ts';
import { readSearchScript } from '../../src/pipeline/read-search-script.ts';
import { renderPage } from '../../src/publish/layout.ts';
import { renderSearchBody } from '../../src/publish/search/render-search-body.ts';
import { renderSearchManifest } from '../../src/publish/search/render-manifest.ts';
import { renderSearchSegment } from '../../src/publish/search/render-segment.ts';
import type { SearchDocument, SearchSegment } from '../../src/publish/search/search-document.ts';
import { segmentsOf } from '../../src/publish/search/segments.ts';
import { readInterface } from '../../src/config/read-interface.ts';
import { readTheme } from '../../src/config/read-theme.ts';
import { toTheme } from '../../src/publish/theme.ts';
import { toSiteContext } from '../../src/publish/site-context.ts';
import { renderIcon } from '../../src/publish/site-icon.ts';

/** Six of ten articles are in the first language, the others in the rest of them by turns. */
export const mainLanguage = madeUpLanguages[0] ?? never();
const perDay = 137;

function documentOf(n: number): SearchDocument {
  const other = madeUpLanguages[1 + (Math.floor(n / 10) % (madeUpLanguages.length - 1))] ?? mainLanguage;
  const language = n % 10 < 6 ? mainLanguage : other;
  const length = language.space === '' ? 700 : 567;
  return makeSearchDocument(n, { language, length, frequent: 5000, perDay });
}

export interface BuiltIndex {
  readonly segments: readonly SearchSegment[];
  readonly files: number;
  readonly bytes: number;
  /** CPU time of making the files, without writing them and without making up the articles. */
  readonly renderMs: number;
  readonly writeMs: number;
}

/** Makes up articles and writes their index, with a page that searches it, into a folder. */
export async function buildIndex(folder: string, articles: number): Promise<BuiltIndex> {
  const total = { files: 0, bytes: 0, renderMs: 0, writeMs: 0 };
  const segments: SearchSegment[] = [];
  const days = Array.from({ length: articles }, (_, n) => dayOf(n));
  const counts = new Map<string, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  const segmentOfDay = segmentsOf(counts);
  for (const name of new Set(segmentOfDay.values())) {
    const documents = days.flatMap((day, n) => (segmentOfDay.get(day) === name ? [documentOf(n)] : []));
    let writeMs = 0;
    const before = process.cpuUsage();
    const segment = renderSearchSegment(name, documents, (file) => {
      const beforeWriting = process.cpuUsage();
      writeFile(folder, file);
      total.files += 1;
      total.bytes += file.content.length;
      writeMs += cpuMs(beforeWriting);
    });
    total.renderMs += cpuMs(before) - writeMs;
    total.writeMs += writeMs;
    segments.push(segment);
  }
  for (const file of await pageFiles(segments)) writeFile(folder, file);
  return { ...total, segments };
}

function dayOf(n: number): string {
  return makeSearchDocument(n, { language: mainLanguage, length: 0, frequent: 2, perDay }).day;
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

const made = new Set<string>();

function writeFile(folder: string, { path, content }: SiteFile): void {
  const file = join(folder, path);
  if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
  made.add(dirname(file));
  writeFileSync(file, content);
}

/** The search page, its look and its script. */
export async function pageFiles(segments: readonly SearchSegment[], language = 'en'): Promise<readonly SiteFile[]> {
  const site = {
    title: 'The Made-up Archive',
    description: 'Search at full size',
    url: 'https://archive.example/',
    language,
    timeZone: 'UTC',
    pageSize: 30,
    languages: [],
  };
  const theme = toTheme(await readTheme('.', 'courant'));
  const context = toSiteContext(site, { theme, texts: await readInterface(language) });
  const { strings } = context;
  const main = renderSearchBody(strings, { root: '../', language: context.language });
  const head = { markup: '<script src="../assets/search.js" defer></script>\n' };
  const choices = {
    outlets: Array.from({ length: 20 }, (_, i) => ({ key: `outlet-${i}`, name: `Outlet ${i}` })),
    languages: madeUpLanguages.map(({ tag }) => tag),
    tags: Array.from({ length: 50 }, (_, i) => ({ key: `topic-${i}`, name: `Topic ${i}` })),
  };
  const page = renderPage(context, { folder: 'search', title: strings.search, head, main });
  return [
    { path: 'search/index.html', content: page },
    { path: 'assets/style.css', content: theme.style },
    { path: 'assets/icon.svg', content: renderIcon(site.title) },
    await readSearchScript(),
    ...renderSearchManifest(segments, choices),
  ];
}

function never(): never {
  throw new Error('there is a first language');
}
