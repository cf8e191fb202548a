import type { Server, ServerOptions } from 'node:http';
import ipaddr from 'ipaddr.js';
import type { AnswersUnderWay } from './track-answers.ts';

/** How long a client may take, in ms: for the headers of a request, for all of it, and between two on one connection. */
export const limits = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000, // longer than proxies keep theirs, so that none asks on a connection that is being closed
  connectionsCheckingInterval: 2000,
  maxHeaderSize: 16_384,
} as const satisfies ServerOptions;

const idleMs = 60_000;
const connectionsInAll = 4000;
const connectionsOfAddress = 128;

/** Refuses more connections than that from one address. Those of this machine are not counted: a proxy on it asks for many people. */
export function countConnections(server: Server, most: number = connectionsOfAddress): void {
  server.maxConnections = connectionsInAll;
  const counts = new Map<string, number>();
  server.on('connection', (socket) => {
    const network = networkOf(socket.remoteAddress ?? '');
    if (network === '') return;
    const count = (counts.get(network) ?? 0) + 1;
    if (count > most) return void socket.destroy();
    counts.set(network, count);
    socket.once('close', () => {
      const left = (counts.get(network) ?? 1) - 1;
      if (left > 0) counts.set(network, left);
      else counts.delete(network);
    });
  });
}

/** Who counts as one: an IPv4 address, or the network of 64 bits that an IPv6 client has to itself. Empty for this machine. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return '';
  const parsed = ipaddr.process(address);
  if (parsed.range() === 'loopback') return '';
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}

/** Ends connections on which nothing moves, as of a client that reads no further; but for streams of events, which are quiet for long. */
export function endIdle(server: Server, answers: AnswersUnderWay): void {
  server.setTimeout(idleMs, (socket) => {
    if (!answers.hasEvents(socket)) socket.destroy();
  });
}
