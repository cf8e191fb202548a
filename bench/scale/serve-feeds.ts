/** The process that plays all hosts of a source list on one loopback port. Each feed brings a new entry in a rhythm of its own,
 *  answers 304 when nothing changed, and some hosts are slow, gone or overloaded now and then. Is sent how many times faster
 *  than real time goes; when asked, tells how each site was asked. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { siteOf } from '../../src/url/site.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { createRandom } from '../create-random.ts';

export interface ServedWeb {
  readonly speed: number;
  /** Virtual epoch ms at `startedAt` (real). */
  readonly epoch: number;
  readonly startedAt: number;
}

export interface ServedReport {
  readonly requests: number;
  readonly unchanged: number;
  /** Virtual ms between the end of one request to a site and the start of the next: the least of all sites. */
  readonly leastGapMs: number;
  /** Requests that came sooner than a second (less 5 % for timers), or while another was under way. */
  readonly tooSoon: number;
  /** Requests before a Retry-After had passed. */
  readonly beforeRetryAfter: number;
  /** Requests in each virtual hour. */
  readonly byHour: readonly number[];
}

const [{ speed, epoch, startedAt }] = (await once(process, 'message')) as [ServedWeb];
const now = (): number => epoch + (Date.now() - startedAt) * speed;

interface Site {
  endedAt: number;
  open: number;
  heldUntil: number;
}
const sites = new Map<string, Site>();
const byHour = new Array<number>(24).fill(0);
const report = { requests: 0, unchanged: 0, leastGapMs: Infinity, tooSoon: 0, beforeRetryAfter: 0 };
const hourMs = 3_600_000;

function begin(host: string): Site {
  const url = toUrl(`http://${host}/`);
  const name = url === null ? host : siteOf(url);
  let site = sites.get(name);
  if (site === undefined) sites.set(name, (site = { endedAt: -Infinity, open: 0, heldUntil: 0 }));
  const at = now();
  const gapMs = at - site.endedAt;
  if (site.open > 0 || gapMs < 950) report.tooSoon += 1;
  if (at < site.heldUntil) report.beforeRetryAfter += 1;
  report.leastGapMs = Math.min(report.leastGapMs, gapMs);
  report.requests += 1;
  const hour = Math.floor((at - epoch) / hourMs);
  if (hour >= 0 && hour < byHour.length) byHour[hour] = (byHour[hour] ?? 0) + 1;
  site.open += 1;
  return site;
}

/** The same for the same address: how often it brings an entry, from four a day to one a month. */
function rhythmOf(address: string): { readonly everyMs: number; readonly luck: number } {
  let seed = 7;
  for (const char of address) seed = (Math.imul(seed, 31) + char.charCodeAt(0)) >>> 0;
  const random = createRandom(seed);
  return { everyMs: hourMs * 6 * 120 ** random(), luck: random() };
}

const server = createServer((request, response) => {
  const host = request.headers.host?.split(':')[0] ?? '';
  const site = begin(host);
  response.on('close', () => {
    site.open -= 1;
    site.endedAt = now();
  });
  if (request.url === '/robots.txt') return response.writeHead(404).end();
  const { everyMs, luck } = rhythmOf(`${host}${request.url}`);
  if (luck < 0.02) return response.writeHead(404).end();
  if (luck < 0.03) {
    site.heldUntil = now() + 1_800_000;
    return response.writeHead(503, { 'retry-after': '1800' }).end();
  }
  const entry = Math.floor(now() / everyMs);
  const etag = `"${entry}"`;
  if (request.headers['if-none-match'] === etag) {
    report.unchanged += 1;
    return response.writeHead(304, { etag }).end();
  }
  const items = Array.from({ length: 10 }, (_, i) => {
    const at = new Date((entry - i) * everyMs).toUTCString();
    const link = `http://${request.headers.host}/news/${entry - i}`;
    return `<item><title>Entry ${entry - i}</title><link>${link}</link><guid>${link}</guid><pubDate>${at}</pubDate></item>`;
  });
  const body = `<?xml version="1.0"?><rss version="2.0"><channel><title>${host}</title><link>http://${request.headers.host}/</link>${items.join('')}</channel></rss>`;
  return response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(body);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.((server.address() as AddressInfo).port);
process.on('message', () => process.send?.({ ...report, byHour } satisfies ServedReport));
process.on('disconnect', () => process.exit());
