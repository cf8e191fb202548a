import { createServer } from 'node:net';
import { NewsError } from '../errors.ts';
import { errorCodeOf } from '../store/store-failure.ts';

/** Throws NewsError `serve/port-in-use` when nobody could serve there. What else may be in the way is told by the one who serves. */
export function refuseBusyPort({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause) => {
      if (errorCodeOf(cause) === 'EADDRINUSE') reject(portInUse(host, port, cause));
      else resolve();
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

export function portInUse(host: string, port: number, cause: unknown): NewsError {
  return new NewsError('serve/port-in-use', { detail: `Port ${port} at ${host}.`, cause });
}
