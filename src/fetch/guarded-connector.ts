import { lookup as systemLookup } from 'node:dns/promises';
import net from 'node:net';
import tls from 'node:tls';
import type { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import { FetchFailure, toFetchFailure } from './fetch-failure.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a host name. */
export type Lookup = (hostname: string) => Promise<readonly ResolvedAddress[]>;

const defaultLookup: Lookup = (hostname) => systemLookup(hostname, { all: true, verbatim: true });

/** Opens connections for the HTTP library; `destroy` ends those that are still being opened. */
export interface GuardedConnector {
  readonly connect: buildConnector.connector;
  destroy(): void;
}

/** Makes a connector that resolves a name once, checks every address of the answer, and connects to exactly the
 *  checked ones: there is no second look-up that could answer otherwise (DNS rebinding). */
export function createGuardedConnector(
  guard: AddressGuard,
  timeoutMs: number,
  lookup: Lookup = defaultLookup,
): GuardedConnector {
  const opening = new Set<net.Socket>();
  let isClosed = false;
  const connect: buildConnector.connector = (options, callback) => {
    resolveChecked(options.hostname, guard, lookup).then(
      (addresses) => {
        if (isClosed) return callback(closed(), null);
        const socket = openSocket(options, addresses);
        opening.add(socket);
        finishOpening(socket, { isSecure: options.protocol === 'https:', guard, timeoutMs }, (error) => {
          opening.delete(socket);
          if (error === null) callback(null, socket);
          else callback(error, null);
        });
      },
      (error: unknown) => {
        callback(toFetchFailure(error), null);
      },
    );
  };
  return {
    connect,
    destroy: () => {
      isClosed = true;
      for (const socket of opening) socket.destroy(closed());
    },
  };
}

function closed(): FetchFailure {
  return new FetchFailure('fetch/aborted', 'the client was closed');
}

async function resolveChecked(
  hostname: string,
  guard: AddressGuard,
  lookup: Lookup,
): Promise<readonly ResolvedAddress[]> {
  const family = net.isIP(hostname);
  const found = family === 0 ? await lookup(hostname) : [{ address: hostname, family }];
  if (found.length === 0) throw new FetchFailure('fetch/host-not-found', `${hostname} has no address`);
  const allowed = found.filter(({ address }) => guard(address) === null);
  if (allowed.length > 0) return allowed;
  const reason = found.map(({ address }) => guard(address)).join('; ');
  throw new FetchFailure('fetch/forbidden-address', family === 0 ? `${hostname}: ${reason}` : reason);
}

function openSocket(options: buildConnector.Options, addresses: readonly ResolvedAddress[]): net.Socket {
  const isSecure = options.protocol === 'https:';
  const target = {
    host: options.hostname,
    port: Number(options.port || (isSecure ? 443 : 80)),
    autoSelectFamily: true,
    // Called for names only; gives back what was checked.
    lookup: ((_hostname, wanted, done) => {
      const [first] = addresses;
      if (wanted.all) done(null, [...addresses]);
      else done(null, first?.address ?? '', first?.family);
    }) satisfies net.LookupFunction,
  };
  const servername = net.isIP(options.hostname) === 0 ? options.hostname : '';
  const socket = isSecure ? tls.connect({ ...target, servername, ALPNProtocols: ['http/1.1'] }) : net.connect(target);
  socket.setNoDelay(true);
  return socket;
}

function finishOpening(
  socket: net.Socket,
  options: { readonly isSecure: boolean; readonly guard: AddressGuard; readonly timeoutMs: number },
  done: (error: Error | null) => void,
): void {
  let isDone = false;
  // Absolute: a TLS handshake sent byte by byte must end too.
  const timer = setTimeout(() => {
    socket.destroy(new FetchFailure('fetch/timeout', 'the connection was not opened in time'));
  }, options.timeoutMs);
  const finish = (error: Error | null): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    done(error);
  };
  socket.once(options.isSecure ? 'secureConnect' : 'connect', () => {
    // Whatever the system did in between: the address that answers is one we may talk to.
    const problem = options.guard(socket.remoteAddress ?? '');
    if (problem === null) return finish(null);
    socket.destroy();
    finish(new FetchFailure('fetch/forbidden-address', problem));
  });
  socket.on('error', (error) => {
    finish(toFetchFailure(error));
  });
  socket.once('close', () => {
    finish(new FetchFailure('fetch/connection-failed', 'the connection was closed while it was opened'));
  });
}
