import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createHash, timingSafeEqual } from 'node:crypto';
import { scopes, type ApiToken, type Caller } from '../../model/reader.ts';
import type { ReaderStore } from '../../store/reader-store.ts';
import type { OidcSettings, ProxySettings } from '../../config/serve-settings.ts';
import type { AccessEnv } from './caller.ts';
import { formTokenFor } from './form-token.ts';
import type { LoginAttempts } from './login-attempts.ts';
import { hasOwnLogin } from './paths.ts';
import type { RequestBudget } from './request-budget.ts';
import { isDirect, isFrom, isFromHere, isOurHost, peerOf, readAddress } from './request-origin.ts';
import { readSessionCookie, sendSessionCookie, sessionLifeMs } from './session-cookie.ts';

export interface AccessOptions {
  readonly readers: ReaderStore;
  /** Epoch ms. */
  readonly now: () => number;
  /** Nobody else reaches the server: while there are no users, whoever asks is the one person of this machine. */
  readonly isLoopback: boolean;
  /** The names it is reached by, in lower case; addresses and `localhost` need not be named. */
  readonly hosts: readonly string[];
  /** A reverse proxy that tells where requests come from, and who asks when it has checked that; believed from its networks alone. */
  readonly proxy?: ProxySettings;
  readonly oidc?: OidcSettings;
  /** Counts logins, and what programs ask; without them nobody is held up. */
  readonly attempts?: LoginAttempts;
  readonly requests?: RequestBudget;
}

/** The name of the one person of a machine without users; nobody can log in by it. */
export const localName = '(local)';

/** Forms with files may be this large. */
const maxFormBytes = 20_000_000;

/** Finds out who asks: by a token, a session, a trusted proxy, or as the one person of this machine. Refuses names that the server does
 *  not go by (DNS rebinding), and requests that change something and come from another site's page. */
export function identify(options: AccessOptions): MiddlewareHandler<AccessEnv> {
  const limit = bodyLimit({ maxSize: maxFormBytes, onError: (c) => c.text('The form is too large.\n', 413) });
  return async (c, next) => {
    if (!isOurHost(c.req.header('Host') ?? '', options.hosts))
      return c.text('This server does not go by that name. Add it to `serve.hosts` in courant.yaml.\n', 421);
    c.set('address', readAddress(c, options.proxy));
    const caller = findCaller(c, options);
    c.set('caller', caller);
    const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    // A login names the person itself; its route looks where it comes from.
    if (isSafe || caller === undefined || caller.by === 'token' || c.req.path === '/login') return next();
    return limit(c, async () => {
      if (await isOwnPage(c, caller)) return next();
      c.res = c.text('The request did not come from a page of this site. Load the page again and retry.\n', 403);
    });
  };
}

/** As `identify`, once more: whether a login still holds while an answer goes on. */
export function findCaller(c: Context<AccessEnv>, options: AccessOptions): Caller | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  const named = nameByProxy(c, options);
  // Some proxies send a token of their own along.
  if (bearer !== undefined && (named === '' || bearer.startsWith('courant_'))) return callerByToken(bearer, options);
  if (hasOwnLogin(c.req.path)) return undefined;
  if (named !== '') return callerByProxy(named, options);
  return callerBySession(c, options) ?? localCaller(c, options);
}

/** As a client that speaks no other way sends it, too. */
export function callerByToken(
  secret: string,
  { readers, now }: Pick<AccessOptions, 'readers' | 'now'>,
): Caller | undefined {
  return callerOfToken(readers.tokens.find(secret, now()), { readers, now });
}

/** Undefined without a token, and for one of a user who is disabled. */
export function callerOfToken(
  token: ApiToken | undefined,
  { readers, now }: Pick<AccessOptions, 'readers' | 'now'>,
): Caller | undefined {
  const user = token && readers.users.get(token.user);
  if (token === undefined || user === undefined || user.isDisabled) return undefined;
  // Not at every request: a client asks many times a minute.
  if (token.usedAt === '' || now() - Date.parse(token.usedAt) > 60_000) readers.tokens.noteUse(token.id, now());
  return { user, by: 'token', scopes: token.scopes, formToken: '' };
}

function callerBySession(c: Context<AccessEnv>, options: AccessOptions): Caller | undefined {
  const { readers, now } = options;
  const secret = readSessionCookie(c, options);
  const session = secret === undefined ? undefined : readers.sessions.find(secret, now());
  const user = session && readers.users.get(session.user);
  if (secret === undefined || session === undefined || user === undefined || user.isDisabled) return undefined;
  // On pages of one person alone, which no cache keeps.
  if (session.expiresAt - now() < sessionLifeMs / 2 && c.req.method === 'GET' && c.req.path.startsWith('/app/')) {
    readers.sessions.extend(secret, now() + sessionLifeMs);
    sendSessionCookie(c, secret, options);
  }
  return { user, by: 'session', scopes, formToken: session.formToken };
}

/** Whom the proxy names; empty when it names nobody, or is none that we trust. */
function nameByProxy(c: Context, { proxy }: AccessOptions): string {
  if (proxy === undefined || proxy.header === '' || !isFrom(peerOf(c), proxy.networks)) return '';
  return (c.req.header(proxy.header) ?? '').trim().toLowerCase();
}

function callerByProxy(name: string, { readers }: AccessOptions): Caller | undefined {
  const user = readers.users.find(name);
  if (user === undefined || user.isDisabled || user.name === localName) return undefined;
  return { user, by: 'proxy', scopes, formToken: formTokenFor(user) };
}

function localCaller(c: Context, { readers, isLoopback, now }: AccessOptions): Caller | undefined {
  if (!isLoopback || !isDirect(c) || hasUsers(readers)) return undefined;
  const known = readers.users.find(localName);
  const createdAt = new Date(now()).toISOString();
  const user = known ?? readers.users.add({ name: localName, role: 'admin', password: '', createdAt });
  return user && { user, by: 'local', scopes, formToken: formTokenFor(user) };
}

/** Whether anybody can log in. */
export function hasUsers(readers: ReaderStore): boolean {
  return readers.users.hasOtherThan(localName);
}

/** A request that changes something comes from a page of ours: browsers say where it comes from, and the page knows the token. */
async function isOwnPage(c: Context, caller: Caller): Promise<boolean> {
  if (!isFromHere(c)) return false;
  const sent = c.req.header('X-Form-Token') ?? (await formTokenOf(c));
  return sent !== '' && isSame(sent, caller.formToken);
}

async function formTokenOf(c: Context): Promise<string> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i.test(type)) return '';
  const token = (await c.req.parseBody())['form-token'];
  return typeof token === 'string' ? token : '';
}

/** In a time that tells nothing. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** Where the request comes from; behind a proxy that is trusted, where that says it does. Empty when it cannot be told. */
export function addressOf(c: Context<AccessEnv>): string {
  return c.get('address') ?? '';
}
