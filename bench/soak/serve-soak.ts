/** The process that serves the web of a soak: is sent its plan, answers with a port and the outlets of the demo newsroom, which are part
 *  of it. `freeze`: from then on nothing is published, and nobody fails. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startNewsroom, type NewsroomOutlet } from '../../src/newsroom/start-newsroom.ts';
import { createRandom } from '../create-random.ts';
import { renderFeed, renderPage } from './render-soak.ts';
import { kindOfOutlet, planArticles, type PlannedArticle, type SoakPlan } from './soak-plan.ts';

export interface SoakWeb {
  readonly port: number;
  readonly newsroom: readonly NewsroomOutlet[];
}

/** What was served until the web froze. */
export interface Frozen {
  /** Epoch ms. */
  readonly frozenAt: number;
  readonly requests: number;
  readonly failures: number;
}

const [plan] = (await once(process, 'message')) as [SoakPlan];
const random = createRandom(plan.seed + 1);
const planned = planArticles(plan);
const byOutlet = Array.from({ length: plan.outlets }, (_, n) => planned.filter(({ outlet }) => outlet === n));
const asked = new Map<string, number>();
let [requests, failures] = [0, 0];
let frozenAt: number | undefined;

const newsroom = await startNewsroom({ edition: 1 });
const nextEdition = setTimeout(() => newsroom.setEdition(2), plan.minutes * 30_000);

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '0.0.0.0');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
process.send?.({ port, newsroom: newsroom.outlets } satisfies SoakWeb);
process.on('message', () => {
  frozenAt ??= Date.now();
  clearTimeout(nextEdition);
  newsroom.setEdition(2);
  process.send?.({ frozenAt, requests, failures } satisfies Frozen);
});
process.on('disconnect', () => process.exit());

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const [, , block = '0', last = '1'] = host.split('.');
  const outlet = Number(block) * 250 + Number(last) - 1;
  const kind = kindOfOutlet(outlet);
  requests += 1;
  if (frozenAt === undefined && kind === 'slow') await sleep(300 + 1500 * random());
  if (frozenAt === undefined && kind === 'failing' && random() < 0.3) {
    failures += 1;
    if (random() < 0.5) return void request.socket.destroy();
    return void response.writeHead(503, { 'retry-after': '5' }).end('not today');
  }
  const path = request.url ?? '/';
  if (path === '/robots.txt') return void response.end('User-agent: *\nDisallow: /private/\n');
  if (kind === 'moved' && !path.startsWith('/new/'))
    return void response.writeHead(301, { location: `/new${path}` }).end();
  answerContent(outlet, path.replace(/^\/new\//, '/'), request, response);
}

function answerContent(outlet: number, path: string, request: IncomingMessage, response: ServerResponse): void {
  const now = frozenAt ?? Date.now();
  const articles = (byOutlet[outlet] ?? []).filter(({ publishedAt }) => publishedAt <= now);
  if (path === '/feed.xml') {
    const feed = renderFeed(`http://${request.headers.host ?? ''}`, outlet, articles, now);
    return void response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed);
  }
  const article = articles.find((one) => one.path === path);
  if (article === undefined) return void response.writeHead(404).end('not here');
  answerArticle(article, { now, siblings: articles }, response);
}

function answerArticle(
  article: PlannedArticle,
  { now, siblings }: { readonly now: number; readonly siblings: readonly PlannedArticle[] },
  response: ServerResponse,
): void {
  const { fate, changedAt, path } = article;
  const times = (asked.get(path) ?? 0) + 1;
  asked.set(path, times);
  if (fate === 'gone' || (fate === 'removed' && changedAt <= now)) return void response.writeHead(404).end('not here');
  if (fate === 'busy' && times === 1) return void response.writeHead(429, { 'retry-after': '2' }).end('later');
  const html = renderPage(article, { now, request: times, siblings });
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}
