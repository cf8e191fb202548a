import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import ipaddr from 'ipaddr.js';
import { formTokenFor } from './form-token.ts';
import { scopes, type Caller, type User } from '../../model/reader.ts';
import type { ReaderStore } from '../../store/reader-store.ts';
import type { AccessEnv } from './caller.ts';

export interface AccessOptions {
  readonly readers: ReaderStore;
  /** Epoch ms. */
  readonly now: () => number;
  /** Nobody else reaches the server: while there are no users, whoever asks is the one person of this machine. */
  readonly isLoopback: boolean;
  /** The names it is reached by; addresses and `localhost` need not be named. */
  readonly hosts: readonly string[];
  /** A reverse proxy that has checked who asks and says so in a header; believed from these networks (CIDR) alone. */
  readonly proxy?: { readonly header: string; readonly networks: readonly string[] };
}

export const sessionCookie = 'courant_session';
const sessionLifeMs = 30 * 86_400_000;
/** The name of the one person of a machine without users; nobody can log in by it. */
export const localName = '(local)';

/** Finds out who asks: by a token, a session, a trusted proxy, or as the one person of this machine. Refuses names that the server does
 *  not go by (DNS rebinding), and requests that change something and come from another site's page. */
export function identify(options: AccessOptions): MiddlewareHandler<AccessEnv> {
  return async (c, next) => {
    if (!isOurHost(c.req.header('Host') ?? '', options.hosts))
      return c.text('This server does not go by that name. Add it to `serve.hosts` in courant.yaml.\n', 421);
    const caller = findCaller(c, options);
    const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    if (!isSafe && caller !== undefined && caller.by !== 'token' && !(await isOwnPage(c, caller)))
      return c.text('The request did not come from a page of this site. Load the page again and retry.\n', 403);
    c.set('caller', caller);
    return next();
  };
}

/** As `identify`, once more: whether a login still holds while an answer goes on. */
export function findCaller(c: Context<AccessEnv>, options: AccessOptions): Caller | undefined {
  const { readers, now } = options;
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  if (bearer !== undefined) return callerByToken(bearer, options);
  const secret = getCookie(c, sessionCookie);
  const session = secret === undefined ? undefined : readers.sessions.find(secret, now());
  if (secret !== undefined && session) {
    const user = readers.users.get(session.user);
    if (user === undefined || user.isDisabled) return undefined;
    if (session.expiresAt - now() < sessionLifeMs / 2) readers.sessions.extend(secret, now() + sessionLifeMs);
    return { user, by: 'session', scopes, formToken: session.formToken };
  }
  return callerByProxy(c, options) ?? localCaller(options);
}

/** As a client that speaks no other way sends it, too. */
export function callerByToken(secret: string, { readers, now }: AccessOptions): Caller | undefined {
  const token = readers.tokens.find(secret, now());
  const user = token && readers.users.get(token.user);
  if (token === undefined || user === undefined || user.isDisabled) return undefined;
  // Not at every request: a client asks many times a minute.
  if (token.usedAt === '' || now() - Date.parse(token.usedAt) > 60_000) readers.tokens.noteUse(token.id, now());
  return { user, by: 'token', scopes: token.scopes, formToken: '' };
}

function callerByProxy(c: Context, { readers, proxy }: AccessOptions): Caller | undefined {
  const name = proxy && c.req.header(proxy.header);
  if (proxy === undefined || name === undefined || !isFrom(addressOf(c), proxy.networks)) return undefined;
  const user = readers.users.find(name.toLowerCase());
  return user && !user.isDisabled ? { user, by: 'proxy', scopes, formToken: formTokenFor(user) } : undefined;
}

function localCaller({ readers, isLoopback, now }: AccessOptions): Caller | undefined {
  if (!isLoopback || hasUsers(readers)) return undefined;
  const known = readers.users.find(localName);
  const createdAt = new Date(now()).toISOString();
  const user = known ?? readers.users.add({ name: localName, role: 'admin', password: '', createdAt });
  return user && { user, by: 'local', scopes, formToken: formTokenFor(user) };
}

/** Whether anybody can log in. */
export function hasUsers(readers: ReaderStore): boolean {
  return readers.users.list().some(({ name }) => name !== localName);
}

/** Begins a session; the value of its cookie. */
export function beginSession(c: Context, user: User, { readers, now }: AccessOptions): string {
  return readers.sessions.begin(user.id, c.req.header('User-Agent') ?? '', now(), sessionLifeMs);
}

/** `localhost`, an address, or one of the names: no other can be made to lead here by somebody else. */
function isOurHost(host: string, names: readonly string[]): boolean {
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  return name === 'localhost' || ipaddr.isValid(name.replace(/^\[|\]$/g, '')) || names.includes(name);
}

/** A request that changes something comes from a page of ours: browsers say where it comes from, and the page knows the token. */
async function isOwnPage(c: Context, caller: Caller): Promise<boolean> {
  const site = c.req.header('Sec-Fetch-Site');
  const origin = c.req.header('Origin');
  const isHere =
    site === undefined ? origin === undefined || hostOf(origin) === c.req.header('Host') : site === 'same-origin';
  if (!isHere) return false;
  const sent = c.req.header('X-Form-Token') ?? (await formTokenOf(c));
  return sent !== '' && sent === caller.formToken;
}

async function formTokenOf(c: Context): Promise<string> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type)) return '';
  const token = (await c.req.parseBody())['form-token'];
  return typeof token === 'string' ? token : '';
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}

/** Where the request comes from; empty when that cannot be told, as in tests. */
export function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? '';
  } catch {
    return ''; // called without a server
  }
}

function isFrom(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    const [range, bits] = ipaddr.parseCIDR(network);
    return range.kind() === parsed.kind() && parsed.match([range, bits]);
  });
}
