import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { NewsError } from '../errors.ts';

export interface RunningServer {
  readonly url: string;
  /** Takes no new requests, lets those under way finish for a few seconds, then ends them. */
  stop(): Promise<void>;
}

const graceMs = 3000;

/** Serves an app over HTTP. `port` 0 takes any free one. Throws NewsError serve/port-in-use. */
export function listen(
  app: Pick<Hono, 'fetch'>,
  options: { readonly host?: string; readonly port: number },
): Promise<RunningServer> {
  // Only this machine unless told otherwise: there is no access control.
  const host = options.host ?? '127.0.0.1';
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port: options.port }, ({ port }) => {
      resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/`, stop: () => stop(server) });
    });
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const detail = `Port ${options.port} at ${host}.`;
      reject(cause.code === 'EADDRINUSE' ? new NewsError('serve/port-in-use', { detail, cause }) : cause);
    });
  });
}

function stop(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    const end = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(end);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
