import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answersOf, gzipped, isUnchanged, notFound, pictureAnswer, type Answer } from './answers.ts';
import { outlets, siteOf } from './outlets.ts';
import type { EditionNumber, Outlet, Site } from './types.ts';

export interface NewsroomOptions {
  /** One port per outlet: this one, the next, and so on; 0 or absent: any that are free. */
  readonly basePort?: number;
  readonly host?: '127.0.0.1';
  /** 2 is after two articles were edited and one was added. */
  readonly edition?: EditionNumber;
}

export interface NewsroomRequest {
  readonly outlet: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Epoch ms. */
  readonly at: number;
  readonly userAgent: string;
  readonly status: number;
  /** It carried If-None-Match or If-Modified-Since. */
  readonly conditional: boolean;
}

export interface NewsroomOutlet {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly country: string;
  readonly home: string;
  readonly feeds: readonly { readonly kind: 'feed' | 'sitemap' | 'front-page'; readonly url: string }[];
}

export interface Newsroom {
  readonly outlets: readonly NewsroomOutlet[];
  /** Every request so far, oldest first. */
  readonly requests: readonly NewsroomRequest[];
  setEdition(edition: EditionNumber): void;
  stop(): Promise<void>;
}

/** Starts the made-up newsroom: one HTTP server per outlet on 127.0.0.1.
 *  Throws an Error that names the port when one is in use; then none of the servers is left running. */
export async function startNewsroom(options: NewsroomOptions = {}): Promise<Newsroom> {
  const requests: NewsroomRequest[] = [];
  const basePort = options.basePort ?? 0;
  const desks: Desk[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(desks.map((desk) => close(desk.server)));
  };
  try {
    for (const [index, outlet] of outlets.entries()) {
      const port = basePort === 0 ? 0 : basePort + index;
      desks.push(await openDesk(outlet, port, options.edition ?? 1, requests));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    outlets: desks.map(describe),
    requests,
    setEdition: (edition) => {
      for (const desk of desks) publish(desk, siteOf(desk.site.outlet, desk.site.origin, edition));
    },
    stop,
  };
}

/** A running server of one outlet. */
interface Desk {
  readonly server: Server;
  site: Site;
  answers: ReadonlyMap<string, Answer>;
  /** Paths whose first request was turned away already. */
  readonly turnedAway: Set<string>;
}

async function openDesk(outlet: Outlet, port: number, edition: EditionNumber, log: NewsroomRequest[]): Promise<Desk> {
  const server = createServer();
  const site = siteOf(outlet, await listen(server, port), edition);
  const desk: Desk = { server, site, answers: answersOf(site), turnedAway: new Set() };
  server.on('request', (request, response) => {
    log.push(answer(desk, request, response));
  });
  return desk;
}

function publish(desk: Desk, site: Site): void {
  desk.site = site;
  desk.answers = answersOf(site);
}

function describe({ site: { outlet, origin } }: Desk): NewsroomOutlet {
  const { id, name, language, country } = outlet;
  const feeds = outlet.feeds.map(({ kind, path }) => ({ kind, url: origin + path }));
  return { id, name, language, country, home: `${origin}/`, feeds };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${cause.code ?? cause.message})`;
      reject(new Error(`port ${port} of the made-up newsroom ${why}`, { cause }));
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the newsroom has no port'));
      else resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Answers a request and tells what it was. */
function answer(desk: Desk, request: IncomingMessage, response: ServerResponse): NewsroomRequest {
  const { method = 'GET', url: path = '/', headers } = request;
  const condition = { ifNoneMatch: headers['if-none-match'], ifModifiedSince: headers['if-modified-since'] };
  const found = method === 'GET' || method === 'HEAD' ? find(desk, path) : undefined;
  let status: number;
  if (found === undefined) {
    status = send(response, 405, { allow: 'GET, HEAD' });
  } else if (isFirstTry(desk, path)) {
    status = send(response, 429, { 'retry-after': '1', 'content-type': 'text/plain' }, 'Too many requests\n');
  } else {
    const hasGzip = desk.site.outlet.gzip && !found.headers['content-type']?.startsWith('image/');
    const accepts = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
    const chosen = hasGzip && accepts && found.status === 200 ? gzipped(found) : found;
    const isSame = chosen.status === 200 && isUnchanged(chosen, condition);
    const { 'content-type': type, 'content-encoding': coding, ...kept } = chosen.headers;
    if (isSame) status = send(response, 304, kept);
    else {
      const sent = {
        ...kept,
        ...(type ? { 'content-type': type } : {}),
        ...(coding ? { 'content-encoding': coding } : {}),
      };
      status = send(response, chosen.status, sent, method === 'HEAD' ? undefined : chosen.body, chosen.body.length);
    }
  }
  return {
    outlet: desk.site.outlet.id,
    method,
    path,
    at: Date.now(),
    userAgent: headers['user-agent'] ?? '',
    status,
    conditional: condition.ifNoneMatch !== undefined || condition.ifModifiedSince !== undefined,
  };
}

/** By path and query, else by path alone: tracking parameters change nothing. */
function find(desk: Desk, target: string): Answer {
  const [path = '/'] = target.split('?');
  return desk.answers.get(target) ?? desk.answers.get(path) ?? pictureAnswer(desk.site, path) ?? notFound;
}

/** True the first time a path that is to be refused once is asked for. */
function isFirstTry(desk: Desk, path: string): boolean {
  const isBusy = desk.site.pieces.some((piece) => piece.path === path && piece.firstTry === 'fetch/rate-limited');
  if (!isBusy || desk.turnedAway.has(path)) return false;
  desk.turnedAway.add(path);
  return true;
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Buffer | string = '',
  length = body.length,
): number {
  const hasBody = status !== 304;
  response.writeHead(status, hasBody ? { ...headers, 'content-length': length } : headers);
  response.end(hasBody ? body : undefined);
  return status;
}
