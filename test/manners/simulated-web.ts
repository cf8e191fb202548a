import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/model/clock.ts';
import { siteOf } from '../../src/url/site.ts';
import { toUrl } from '../../src/url/normalize.ts';

/** Hosts that behave in every bad way there is, by chance, and write down what is done to them. */
export interface SimulatedWeb {
  readonly port: number;
  readonly hosts: readonly string[];
  /** What was done against a host's wish. */
  readonly violations: readonly string[];
  readonly requests: number;
  /** How many answers of each kind were given. */
  readonly answers: ReadonlyMap<string, number>;
  /** From here on nothing is answered: what is under way when a process is killed. */
  pause(): void;
  /** A new process, which knows nothing, and whose predecessor has no request under way any more. */
  restart(): void;
  close(): Promise<void>;
}

export interface WebOptions {
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly delayMs: number;
  readonly sites: number;
  readonly hostsPerSite: number;
}

interface Host {
  readonly name: string;
  readonly site: Site;
  readonly disallowed: readonly string[];
  readonly crawlDelayMs: number;
  /** Another host that has this one's robots.txt; empty when it is here. */
  readonly robotsAt: string;
  /** What the process that asks knows: `open` when there is no robots.txt, `closed` after an error. */
  robots: 'unknown' | 'rules' | 'open' | 'closed';
  robotsReadAt: number;
  /** Of an answer to a request for a page. */
  endedAt: number;
}

interface Site {
  underWay: number;
  /** Epoch ms, as the site said by 429 or 503. */
  notBefore: number;
  endedAt: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const defaultRetryMs = 60_000;
const folders = ['/a/', '/b/', '/c/', '/d/'];

/** Starts the hosts on one loopback port; a client finds them by a look-up that leads every name there. */
export async function startSimulatedWeb(options: WebOptions): Promise<SimulatedWeb> {
  const { clock, random } = options;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const hosts = new Map<string, Host>();
  const violations: string[] = [];
  const answers = new Map<string, number>();
  let requests = 0;
  let isPaused = false;
  const names = Array.from({ length: options.sites * options.hostsPerSite }, (_, i) => nameOf(i, options));
  const sites = Array.from({ length: options.sites }, (): Site => ({ underWay: 0, notBefore: 0, endedAt: 0 }));
  for (const [i, name] of names.entries()) {
    const site = sites[i % options.sites] as Site;
    hosts.set(name, {
      ...{ name, site, robots: 'unknown', robotsReadAt: 0, endedAt: 0 },
      disallowed: folders.filter(() => random() < 0.3),
      crawlDelayMs: random() < 0.3 ? Math.ceil(random() * 90) * 1000 : 0,
      robotsAt: random() < 0.1 ? pick(names) : '',
    });
  }

  const check = (host: Host, path: string): void => {
    const { site } = host;
    const now = clock.now();
    const blame = (what: string): unknown => violations.push(`${what}: ${host.name}${path} at ${now}`);
    if (site.underWay > 0) blame('two requests at a time');
    if (now < site.notBefore) blame(`${site.notBefore - now} ms before Retry-After`);
    if (now < site.endedAt + options.delayMs) blame('sooner than the pace');
    if (isAboutRobots(path)) return;
    if (host.robots === 'unknown' || host.robots === 'closed') blame(`robots.txt is ${host.robots}`);
    // Half a day of tolerance: while one waits for its turn, the waiting of others makes hours pass.
    if (now > host.robotsReadAt + 1.5 * dayMs) blame('robots.txt is old');
    if (host.robots !== 'rules') return;
    if (now < host.endedAt + host.crawlDelayMs) blame('sooner than Crawl-delay');
    if (host.disallowed.some((folder) => path.startsWith(folder))) blame('disallowed');
  };

  const server = createServer((request, response) => {
    requests++;
    const host = hosts.get((request.headers.host ?? '').replace(/:\d+$/, ''));
    const path = request.url ?? '';
    if (host === undefined) throw new Error(`no such host: ${request.headers.host}`);
    check(host, path);
    const { site } = host;
    site.underWay++;
    let isOpen = true;
    const end = (): void => {
      if (!isOpen) return;
      isOpen = false;
      site.underWay--;
      site.endedAt = Math.max(site.endedAt, clock.now());
      if (!isAboutRobots(path)) host.endedAt = clock.now();
    };
    response.on('close', () => {
      if (!isOpen) return;
      isOpen = false; // given up by the other side, some moments ago
      site.underWay = Math.max(0, site.underWay - 1);
    });
    if (isPaused) return;
    const tell = (kind: string): unknown => answers.set(kind, (answers.get(kind) ?? 0) + 1);
    const send = (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): void => {
      tell(`status ${status}`);
      const retryAfter = headers['retry-after'];
      if (status === 429 || status === 503) site.notBefore = Math.max(site.notBefore, retryAt(retryAfter, clock.now()));
      end();
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
    };
    const reset = (): void => {
      tell('reset');
      end();
      response.destroy();
    };
    const address = (name: string, at: string): string => `http://${name}:${portOf(server)}${at}`;
    const owner = path === '/robots.txt' ? host : hosts.get(path.replace('/robots-of/', ''));
    if (isAboutRobots(path) && owner !== undefined) return answerRobots(owner, path, { send, reset, address });
    answerPage({ send, reset, tell, address });
  });

  interface Ways {
    readonly send: (status: number, headers?: Readonly<Record<string, string>>, body?: string) => void;
    readonly reset: () => void;
    readonly address: (name: string, path: string) => string;
  }

  function answerRobots(owner: Host, path: string, { send, reset, address }: Ways): void {
    if (path === '/robots.txt' && owner.robotsAt !== '')
      return send(301, { location: address(owner.robotsAt, `/robots-of/${owner.name}`) });
    owner.robotsReadAt = clock.now();
    const chance = random();
    if (chance < 0.1) {
      owner.robots = 'closed';
      return send(pick([500, 502, 503, 429]), random() < 0.5 ? retryAfter(clock.now(), random) : {});
    }
    if (chance < 0.15) {
      owner.robots = 'closed';
      return reset();
    }
    if (chance < 0.25) {
      owner.robots = 'open';
      return send(pick([404, 403, 410]));
    }
    owner.robots = 'rules';
    const delay = owner.crawlDelayMs > 0 ? [`Crawl-delay: ${owner.crawlDelayMs / 1000}`] : [];
    send(200, {}, ['User-agent: *', ...delay, ...owner.disallowed.map((folder) => `Disallow: ${folder}`)].join('\n'));
  }

  function answerPage({ send, reset, tell, address }: Ways & { readonly tell: (kind: string) => unknown }): void {
    const chance = random();
    if (chance < 0.05) return send(pick([429, 503]), retryAfter(clock.now(), random));
    if (chance < 0.08) return send(pick([500, 502]));
    if (chance < 0.12) return send(pick([401, 402, 403, 404, 410, 451]));
    if (chance < 0.2) return send(pick([301, 302, 307]), { location: pathBy(random) });
    if (chance < 0.3) return send(302, { location: address(pick(names), pathBy(random)) });
    if (chance < 0.33) return reset();
    if (chance < 0.3305) return void tell('no answer');
    if (chance < 0.35) return void setTimeout(() => send(200, {}, 'slow'), 20);
    send(200, {}, 'page');
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server),
    hosts: names,
    violations,
    answers,
    get requests() {
      return requests;
    },
    pause: () => {
      isPaused = true;
    },
    restart: () => {
      isPaused = false;
      for (const site of sites) site.underWay = 0;
      for (const host of hosts.values()) host.robots = 'unknown';
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function nameOf(index: number, { sites }: WebOptions): string {
  const name = `h${Math.floor(index / sites)}.site${index % sites}.example`;
  const url = toUrl(`http://${name}/`);
  if (url === null || siteOf(url) !== name.replace(/^h\d+\./, '')) throw new Error(`${name} is of another site`);
  return name;
}

function portOf(server: ReturnType<typeof createServer>): number {
  return (server.address() as AddressInfo).port;
}

function isAboutRobots(path: string): boolean {
  return path === '/robots.txt' || path.startsWith('/robots-of/');
}

/** A path on any host. */
export function pathBy(random: () => number): string {
  return `${folders[Math.floor(random() * folders.length)] ?? '/'}${Math.floor(random() * 1000)}`;
}

/** Seconds, a date in one of the forms of HTTP, something else, or nothing. */
function retryAfter(now: number, random: () => number): Readonly<Record<string, string>> {
  const chance = random();
  const seconds = Math.ceil(random() ** 4 * 20_000);
  const date = new Date(now + seconds * 1000).toUTCString();
  if (chance < 0.4) return { 'retry-after': String(seconds) };
  if (chance < 0.8) return { 'retry-after': date };
  return chance < 0.9 ? { 'retry-after': 'soon' } : {};
}

function retryAt(value: string | undefined, now: number): number {
  if (value !== undefined && /^\d+$/.test(value)) return now + Number(value) * 1000;
  const date = Date.parse(value ?? '');
  return Number.isNaN(date) ? now + defaultRetryMs : date;
}
