import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Server, ServerOptions } from 'node:http';
import { countConnections, endIdle, limits } from './operation/connections.ts';
import { trackAnswers } from './operation/track-answers.ts';
import { portInUse } from './refuse-busy-port.ts';

export interface RunningServer {
  readonly url: string;
  /** Takes no new requests, ends streams of events, lets answers under way finish for a few seconds, then ends them. */
  stop(): Promise<void>;
}

const graceMs = 5000;

/** Serves an app over HTTP. `port` 0 takes any free one. A client that is slow to ask or to listen is left behind after a while, and
 *  one address has so many connections at most. Throws NewsError serve/port-in-use. */
export function listen(
  app: Pick<Hono, 'fetch'>,
  options: { readonly host?: string; readonly port: number; readonly limits?: ServerOptions },
): Promise<RunningServer> {
  // Only this machine unless told otherwise: there, while nobody is a user yet, whoever asks may do everything.
  const host = options.host ?? '127.0.0.1';
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: app.fetch, hostname: host, port: options.port, serverOptions: { ...limits, ...options.limits } },
      ({ port }) => {
        resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/`, stop });
      },
    ) as Server; // of node:http, as no other was asked for
    countConnections(server);
    const answers = trackAnswers(server);
    endIdle(server, answers);
    const stop = (): Promise<void> =>
      new Promise((done) => {
        const end = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(end);
          done();
        });
        answers.endEvents();
        server.closeIdleConnections();
      });
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(cause.code === 'EADDRINUSE' ? portInUse(host, options.port, cause) : cause);
    });
  });
}
