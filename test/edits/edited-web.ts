import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/model/clock.ts';
import { renderArticlePage, type PageText } from './made-up-page.ts';
import { sentencesOf } from './made-up-sentences.ts';

/** How an outlet of the made-up web tells of its edits: in its feed, in its sitemap, not at all, or all the time. */
export type Telling = 'feed' | 'sitemap' | 'silent' | 'noisy';

export type EditKind =
  'words' | 'headline' | 'correction' | 'paragraph' | 'cut' | 'authors' | 'deleted' | 'redirected' | 'moved';

/** A change of an article at its outlet. `mark`: a word that is in the article from then on, or, for `cut`, not any more. */
export interface KnownEdit {
  readonly kind: EditKind;
  /** Epoch ms. */
  readonly at: number;
  readonly mark: string;
}

export interface KnownArticle {
  readonly outlet: number;
  readonly url: string;
  readonly publishedAt: number;
  /** In order of time. */
  readonly edits: readonly KnownEdit[];
  /** Instants at which its page was asked for, redirects counted by themselves. */
  readonly requests: number[];
}

export interface EditedWeb {
  readonly port: number;
  readonly outlets: readonly { readonly host: string; readonly telling: Telling; readonly feed: string }[];
  readonly articles: readonly KnownArticle[];
  close(): Promise<void>;
}

export interface EditedWebOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly articles: number;
  /** One outlet each. */
  readonly tellings: readonly Telling[];
  /** Articles are published from the start on for so long. */
  readonly publishingMs: number;
}

interface Entry extends KnownArticle {
  readonly path: string;
  readonly seed: number;
}

export const hourMs = 3_600_000;
const feedItems = 30;

/** Starts outlets on one loopback port whose articles are edited, cut, moved and deleted at known times, in templates that change at
 *  every request. */
export async function startEditedWeb(options: EditedWebOptions): Promise<EditedWeb> {
  const { clock, random, tellings, publishingMs } = options;
  const start = clock.now();
  const entries: Entry[] = Array.from({ length: options.articles }, (_, n) => {
    const outlet = n % tellings.length;
    const publishedAt = start + Math.floor((publishingMs * n) / options.articles);
    const path = `/news/${n}-${sentencesOf(n, 1, 1)
      .join(' ')
      .toLowerCase()
      .replace(/[^a-z]+/g, '-')
      .slice(0, 40)}`;
    const edits = makeEdits(n, publishedAt, random);
    return { outlet, path, url: `http://${hostOf(outlet)}${path}`, publishedAt, edits, requests: [], seed: n };
  });
  const byPlace = new Map(entries.map((entry) => [`${hostOf(entry.outlet)}${entry.path}`, entry]));

  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const outlet = Number(/\d+/.exec(host)?.[0]);
    const path = request.url ?? '';
    const now = clock.now();
    const own = entries.filter((entry) => entry.outlet === outlet && entry.publishedAt <= now);
    const telling = tellings[outlet] ?? 'silent';
    if (path === '/feed') return answer(request, response, feedOf(own, telling, now, server), 'application/xml');
    if (path === '/') return answer(request, response, frontPageOf(own), 'text/html');
    const entry = byPlace.get(host + path.replace(/^\/moved/, '/news'));
    if (entry === undefined || entry.publishedAt > now) return void response.writeHead(404).end('not here');
    entry.requests.push(now);
    answerArticle({ entry, path, now, siblings: own }, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    outlets: tellings.map((telling, i) => ({ host: hostOf(i), telling, feed: `http://${hostOf(i)}:${port}/feed` })),
    articles: entries.map((entry) =>
      Object.assign(entry, { url: `http://${hostOf(entry.outlet)}:${port}${entry.path}` }),
    ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Every outlet is a site of its own. */
function hostOf(outlet: number): string {
  return `www.outlet${outlet}.example`;
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** A fifth is edited within the week, most within a day, some of it several times; some vanish or move. */
function makeEdits(n: number, publishedAt: number, random: () => number): readonly KnownEdit[] {
  const time = (): number => {
    const chance = random();
    if (chance < 0.4) return hourMs * (0.1 + 2.9 * random());
    return chance < 0.75 ? hourMs * (3 + 21 * random()) : hourMs * (24 + 132 * random());
  };
  const edits: KnownEdit[] = [];
  if (random() < 0.2) {
    const chance = random();
    const count = chance < 0.7 ? 1 : chance < 0.9 ? 2 : 3;
    const kinds = [
      'words',
      'words',
      'words',
      'headline',
      'headline',
      'correction',
      'correction',
      'paragraph',
      'cut',
      'authors',
    ] as const;
    for (let i = 0; i < count; i += 1) {
      const kind = pick(kinds, random);
      // Only one paragraph can be cut, which is there from the start.
      if (kind === 'cut' && edits.some((edit) => edit.kind === 'cut')) continue;
      edits.push({
        kind,
        at: publishedAt + time(),
        mark: kind === 'cut' ? cutMark(n) : `Mark${lettersOf(n * 10 + i)}`,
      });
    }
  }
  const fate = random();
  if (fate < 0.03) {
    const kind = fate < 0.015 ? 'deleted' : fate < 0.022 ? 'redirected' : 'moved';
    edits.push({ kind, at: publishedAt + time(), mark: '' });
  }
  edits.sort((a, b) => a.at - b.at);
  const end = edits.findIndex(({ kind }) => kind === 'deleted' || kind === 'redirected');
  return end === -1 ? edits : edits.slice(0, end + 1);
}

/** Nobody has digits in his name. */
function lettersOf(n: number): string {
  return `${[...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}x`;
}

function cutMark(n: number): string {
  return `Cut${lettersOf(n)}`;
}

/** The text of an article at a time, and the version it is. */
function textAt({ seed, edits, publishedAt }: Entry, now: number): PageText & { readonly version: number } {
  const done = edits.filter(({ at, mark }) => at <= now && mark !== '');
  const of = (kind: EditKind): readonly string[] => done.filter((edit) => edit.kind === kind).map(({ mark }) => mark);
  const paragraphs = sentencesOf(seed, 24, 12).reduce<string[]>((all, sentence, i) => {
    if (i % 3 === 0) all.push(sentence);
    else all[all.length - 1] += ` ${sentence}`;
    return all;
  }, []);
  for (const [i, mark] of of('words').entries()) {
    const at = (seed + 3 * i) % paragraphs.length;
    paragraphs[at] = (paragraphs[at] ?? '').replace(/ (\w+) (\w+)\.$/, ` $1 ${mark}.`);
  }
  if (of('cut').length === 0)
    paragraphs.splice(
      4,
      0,
      `A spokesperson named ${cutMark(seed)} told the council that the plan had been known for years.`,
    );
  for (const mark of of('paragraph'))
    paragraphs.splice(
      6,
      0,
      `On the same evening the mayor said that ${mark} would look into the matter before the winter.`,
    );
  const corrections = of('correction').map(
    (mark) => `Correction: an earlier version of this article misspelled the name ${mark}.`,
  );
  const headline = [...sentencesOf(seed + 50_000, 1, 8), ...of('headline')].join(' ').replace('.', '');
  return {
    title: headline,
    authors: ['Ada Harbor', ...of('authors').map((mark) => `Ben ${mark}`)],
    paragraphs: [...paragraphs, ...corrections],
    publishedAt,
    version: done.length,
  };
}

function modifiedAt({ edits, publishedAt }: Entry, now: number): number {
  return Math.max(publishedAt, ...edits.filter(({ at }) => at <= now).map(({ at }) => at));
}

interface Asked {
  readonly entry: Entry;
  readonly path: string;
  readonly now: number;
  readonly siblings: readonly Entry[];
}

function answerArticle(
  { entry, path, now, siblings }: Asked,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const fate = entry.edits.findLast(({ kind, at }) => at <= now && /^(?:deleted|redirected|moved)$/.test(kind));
  if (fate?.kind === 'deleted')
    return void response.writeHead(entry.seed % 2 === 0 ? 404 : 410).end('not here any more');
  if (fate?.kind === 'redirected') {
    const other = siblings.find((sibling) => sibling.seed !== entry.seed && sibling.edits.length === 0);
    const location = entry.seed % 2 === 0 || !other ? '/' : other.path;
    return void response.writeHead(302, { location }).end();
  }
  if (fate?.kind === 'moved' && path === entry.path)
    return void response.writeHead(301, { location: path.replace('/news', '/moved') }).end();
  const text = textAt(entry, now);
  const teasers = siblings.map((sibling) => ({ path: sibling.path, title: textAt(sibling, now).title }));
  const html = renderArticlePage(text, { template: entry.outlet, request: entry.requests.length, now, teasers });
  // Some outlets know when an article changed, some only that the page did, some say nothing.
  const validator = entry.outlet % 3 === 0 ? `"${text.version}"` : entry.outlet % 3 === 1 ? undefined : '';
  answer(request, response, html, 'text/html; charset=utf-8', validator);
}

/** With an entity tag: the one given, or that of the bytes; none when it is empty. */
function answer(
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
  type: string,
  validator?: string,
): void {
  const etag = validator ?? `"${hashOf(text)}"`;
  if (etag !== '' && request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
  response.writeHead(200, { 'content-type': type, ...(etag !== '' && { etag }) }).end(text);
}

function hashOf(text: string): string {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return (hash >>> 0).toString(16);
}

function frontPageOf(entries: readonly Entry[]): string {
  const items = entries
    .slice(-20)
    .map(({ path, seed }) => `<li><a href="${path}">${sentencesOf(seed + 50_000, 1, 8).join('')}</a></li>`);
  return `<!doctype html><html lang="en"><title>Front page</title><h1>Today</h1><ul>${items.join('')}</ul>`;
}

function feedOf(own: readonly Entry[], telling: Telling, now: number, server: { address(): unknown }): string {
  const { port } = server.address() as AddressInfo;
  const link = ({ outlet, path }: Entry): string => `http://${hostOf(outlet)}:${port}${path}`;
  const iso = (ms: number): string => new Date(ms).toISOString();
  const isThere = ({ edits }: Entry): boolean => !edits.some(({ kind, at }) => kind === 'deleted' && at <= now);
  if (telling === 'sitemap') {
    const urls = own
      .filter(isThere)
      .map((entry) => `<url><loc>${link(entry)}</loc><lastmod>${iso(modifiedAt(entry, now))}</lastmod></url>`);
    return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`;
  }
  const items = own
    .slice(-feedItems)
    .reverse()
    .map((entry) => {
      const told = telling === 'feed' ? modifiedAt(entry, now) : now - (now % hourMs);
      const updated =
        telling === 'silent' ? '' : `<atom:updated>${iso(Math.max(told, entry.publishedAt))}</atom:updated>`;
      return `<item><title>${textAt(entry, now).title}</title><link>${link(entry)}</link><pubDate>${new Date(entry.publishedAt).toUTCString()}</pubDate>${updated}</item>`;
    });
  return `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Made up</title>${items.join('')}</channel></rss>`;
}
