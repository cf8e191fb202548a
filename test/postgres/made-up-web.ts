import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A web of many hosts at one port of this machine: host `n` is 127.1.x.y, which is a site of its own. It writes down what it is
 *  asked, and whether that is within the manners. */
export interface WebPlan {
  readonly hosts: number;
  /** Of each host. */
  readonly articles: number;
  /** Between the end of an answer and the next request to the same site, ms. */
  readonly delayMs: number;
  /** Words of an article: what it costs to read. */
  readonly words: number;
}

export interface WebReport {
  readonly requests: number;
  /** Requests that came while another one to the same site was under way, too soon after it, or before a Retry-After had passed. */
  readonly violations: readonly string[];
  /** The most often that one article's page was asked for. */
  readonly mostAsked: number;
  /** Pages of articles that were sent more than once. */
  readonly sentAgain: number;
}

/** What must become of the links of a plan. */
export function truthOf({ hosts, articles }: WebPlan): { readonly stored: number; readonly skipped: number } {
  const skipped = hosts * kindsUpTo(articles).filter((kind) => kind !== 'article' && kind !== 'busy').length;
  return { stored: hosts * articles - skipped, skipped };
}

type Kind = 'article' | 'busy' | 'gone' | 'forbidden' | 'moved';

/** Of article `n` of any host. `busy`: answers 429 the first time; `moved`: redirects to the article before it. */
function kindOf(n: number): Kind {
  if (n % 25 === 7) return 'busy';
  if (n % 25 === 11) return 'gone';
  if (n % 25 === 17) return 'forbidden';
  return n % 25 === 21 ? 'moved' : 'article';
}

function kindsUpTo(articles: number): readonly Kind[] {
  return Array.from({ length: articles }, (_, n) => kindOf(n));
}

export function hostOf(n: number): string {
  return `127.1.${Math.floor(n / 250)}.${(n % 250) + 1}`;
}

interface Site {
  active: number;
  endedAt: number;
  heldUntil: number;
}

const retryAfterSeconds = 2;

/** Of timers and the way between two processes, ms. */
const toleranceMs = 3;

const syllables = ['ba', 're', 'ti', 'no', 'ku', 'sel', 'mor', 'dan', 'vi', 'ral', 'on', 'est'] as const;

/** A text of its own for each article, the same every time. */
function textOf(host: string, n: number, words: number): string {
  let state = [...`${host}/${n}`].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7);
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 8;
  const word = (): string =>
    Array.from({ length: 1 + (next() % 3) }, () => syllables[next() % syllables.length] ?? 'ba').join('');
  const sentence = (): string => `The ${Array.from({ length: 12 }, word).join(' ')}.`;
  const paragraph = (): string => `<p>${Array.from({ length: 5 }, sentence).join(' ')}</p>`;
  return Array.from({ length: Math.ceil(words / 65) }, paragraph).join('\n');
}

function pageOf(host: string, n: number, plan: WebPlan): string {
  const title = `Report ${n} of the town at ${host.replaceAll('.', ' ')}`;
  const menu = Array.from({ length: 20 }, (_, at) => `<li><a href="/section/${at}">Section ${at}</a></li>`).join('');
  return `<!doctype html><html lang="en"><head><title>${title} | Town paper</title><meta property="og:type" content="article">
<meta property="article:published_time" content="2026-03-${String(1 + (n % 28)).padStart(2, '0')}T10:00:00Z"></head>
<body><nav><ul>${menu}</ul></nav><main><article><h1>${title}</h1><p class="byline">By Ada Made-Up</p>
${textOf(host, n, plan.words)}</article><aside><h2>More</h2><ul>${menu}</ul></aside></main><footer>Made up</footer></body></html>`;
}

function feedOf(base: string, plan: WebPlan): string {
  const item = (n: number): string =>
    `<item><title>Report ${n}</title><link>${base}/article/${n}</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>`;
  const items = Array.from({ length: plan.articles }, (_, n) => item(n)).join('');
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Town</title><link>${base}/</link>${items}</channel></rss>`;
}

/** Starts it on all addresses of this machine. */
export async function startWeb(plan: WebPlan): Promise<{ readonly port: number; report(): WebReport; stop(): void }> {
  const sites = new Map<string, Site>();
  const asked = new Map<string, number>();
  const sent = new Map<string, number>();
  const violations: string[] = [];
  let requests = 0;

  const watch = (host: string, path: string, response: ServerResponse): Site => {
    const known = sites.get(host);
    const site = known ?? { active: 0, endedAt: 0, heldUntil: 0 };
    if (!known) sites.set(host, site);
    const now = performance.now();
    const isEarly = now < site.endedAt + plan.delayMs - toleranceMs;
    if (site.active > 0) violations.push(`${host}${path}: side by side with another`);
    else if (now < site.heldUntil - toleranceMs) violations.push(`${host}${path}: before Retry-After had passed`);
    else if (isEarly) violations.push(`${host}${path}: ${Math.round(now - site.endedAt)} ms after the one before`);
    site.active += 1;
    // The answer has not arrived before it is handed on; of its end this process hears later when it is busy.
    response.once('prefinish', () => (site.endedAt = performance.now()));
    response.once('close', () => {
      site.active -= 1;
      if (!response.writableEnded) site.endedAt = performance.now();
    });
    return site;
  };

  const answerArticle = (host: string, n: number, site: Site, response: ServerResponse): void => {
    const key = `${host}/${n}`;
    const times = (asked.get(key) ?? 0) + 1;
    asked.set(key, times);
    const kind = kindOf(n);
    if (kind === 'gone') return void response.writeHead(404).end();
    if (kind === 'moved') return void response.writeHead(301, { location: `/article/${n - 1}` }).end();
    if (kind === 'busy' && times === 1) {
      site.heldUntil = performance.now() + retryAfterSeconds * 1000;
      return void response.writeHead(429, { 'retry-after': String(retryAfterSeconds) }).end();
    }
    if (kind === 'forbidden') violations.push(`${key}: robots.txt forbids it`);
    response.once('finish', () => sent.set(key, (sent.get(key) ?? 0) + 1));
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(host, n, plan));
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const path = request.url ?? '/';
    requests += 1;
    const site = watch(host, path, response);
    const article = /^\/article\/(\d+)$/.exec(path)?.[1];
    if (article !== undefined) return answerArticle(host, Number(article), site, response);
    if (path === '/feed.xml') {
      response.setHeader('content-type', 'application/rss+xml');
      return void response.end(feedOf(`http://${request.headers.host ?? ''}`, plan));
    }
    if (path === '/robots.txt') return void response.end(`User-agent: *\n${forbiddenRules(plan)}`);
    response.writeHead(404).end();
  };

  const server = createServer({ keepAliveTimeout: 5000 }, answer);
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    report: () => ({
      requests,
      violations,
      mostAsked: Math.max(0, ...asked.values()),
      sentAgain: [...sent.values()].filter((times) => times > 1).length,
    }),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function forbiddenRules(plan: WebPlan): string {
  return kindsUpTo(plan.articles)
    .flatMap((kind, n) => (kind === 'forbidden' ? [`Disallow: /article/${n}$`] : []))
    .join('\n');
}
