import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { toUrl } from '../src/url/normalize.ts';
import type { Url } from '../src/model/ids.ts';

export interface RecordedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  /** Epoch ms. */
  readonly startedAt: number;
  /** Epoch ms; 0 while it is being answered. */
  endedAt: number;
}

/** A real server on loopback that remembers what it was asked. */
export interface LoopbackServer {
  readonly origin: string;
  readonly host: string;
  readonly requests: readonly RecordedRequest[];
  /** The largest number of requests in work at the same time. */
  readonly mostAtOnce: number;
  url(path: string): Url;
  paths(): readonly string[];
  close(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a server that answers by path; without an entry for `/robots.txt` that one is 404, as all other paths. */
export async function startLoopbackServer(routes: Readonly<Record<string, string | Handler>>): Promise<LoopbackServer> {
  const requests: RecordedRequest[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const server = createServer({ maxHeaderSize: 1 << 20 }, (request, response) => {
    const path = request.url ?? '';
    const record = {
      path,
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      startedAt: Date.now(),
      endedAt: 0,
    };
    requests.push(record);
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    response.on('close', () => {
      record.endedAt = Date.now();
      atOnce--;
    });
    const route = Object.hasOwn(routes, path) ? routes[path] : routes['*'];
    if (typeof route === 'function') return route(request, response);
    response.statusCode = route === undefined ? 404 : 200;
    response.end(route ?? 'not here');
  });
  const port = await listen(server);
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    host: `127.0.0.1:${port}`,
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    url: (path) => {
      const url = toUrl(path, origin);
      if (url === null) throw new Error(`no address: ${path}`);
      return url;
    },
    paths: () => requests.map((request) => request.path),
    close: () => closeServer(server),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
