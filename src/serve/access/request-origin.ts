import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';
import type { ProxySettings } from '../../config/serve-settings.ts';

/** `localhost`, an address, or one of the names (in lower case): no other can be made to lead here by somebody else. */
export function isOurHost(host: string, names: readonly string[]): boolean {
  const name = nameOf(host);
  return name === 'localhost' || ipaddr.isValid(name) || names.includes(name);
}

/** Without port, brackets, and the dot of the root. */
function nameOf(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

/** Somebody asks at this machine itself: by its own name or address, and no proxy stands between that brings others here. */
export function isDirect(c: Context): boolean {
  const name = nameOf(c.req.header('Host') ?? '');
  const isOwnName = name === 'localhost' || (ipaddr.isValid(name) && ipaddr.process(name).range() === 'loopback');
  return isOwnName && !isForwarded(c) && !isOldHttp(c.env);
}

/** Whether a proxy says that it passes the request on. */
export function isForwarded(c: Context): boolean {
  const headers = ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP'];
  return headers.some((header) => c.req.header(header) !== undefined);
}

/** No browser speaks HTTP/1.0, but some proxies do unless told otherwise. */
function isOldHttp(env: unknown): boolean {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return false;
  const { incoming } = env;
  return (
    typeof incoming === 'object' && incoming !== null && 'httpVersion' in incoming && incoming.httpVersion === '1.0'
  );
}

/** Whether a browser says that a page of ours sent the request; a program that says nothing passes. Browsers of today tell which site it
 *  comes from, those before at least the origin; `null` is that of a page which hides it. */
export function isFromHere(c: Context): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin';
  const origin = c.req.header('Origin');
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === c.req.header('Host')?.toLowerCase());
}

/** The other end of the connection; empty when that cannot be told, as in tests. */
export function peerOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? '';
  } catch {
    return ''; // called without a server
  }
}

/** Where the request comes from: what the last proxy that is trusted saw. Spec: RFC 7239 tells why no earlier entry counts. */
export function readAddress(c: Context, proxy: ProxySettings | undefined): string {
  let address = peerOf(c);
  const passed = (c.req.header('X-Forwarded-For') ?? '').split(',').map((part) => part.trim());
  while (proxy && isFrom(address, proxy.networks)) {
    const before = passed.pop();
    if (before === undefined || !ipaddr.isValid(before)) break;
    address = before;
  }
  return address;
}

/** Whether the browser's way here is encrypted, as the proxy in front says. */
export function isSecure(c: Context, proxy: ProxySettings | undefined): boolean {
  if (proxy === undefined || !isFrom(peerOf(c), proxy.networks)) return false;
  return c.req.header('X-Forwarded-Proto')?.split(',').at(-1)?.trim().toLowerCase() === 'https';
}

export function isFrom(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    const [range, bits] = ipaddr.parseCIDR(network);
    return range.kind() === parsed.kind() && parsed.match([range, bits]);
  });
}
