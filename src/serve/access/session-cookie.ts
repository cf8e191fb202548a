import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { ReaderStore } from '../../store/reader-store.ts';
import type { User } from '../../model/reader.ts';
import type { ProxySettings } from '../../config/serve-settings.ts';
import { isSecure } from './request-origin.ts';

const sessionCookie = 'courant_session';
export const sessionLifeMs = 30 * 86_400_000;

interface SessionOptions {
  readonly readers: ReaderStore;
  /** Epoch ms. */
  readonly now: () => number;
  readonly proxy?: ProxySettings;
}

/** The secret that the browser sent. Where the way is encrypted only that of a cookie which no other host, and no unencrypted page, can
 *  have set. */
export function readSessionCookie(c: Context, { proxy }: Pick<SessionOptions, 'proxy'>): string | undefined {
  return isSecure(c, proxy) ? getCookie(c, sessionCookie, 'host') : getCookie(c, sessionCookie);
}

/** Begins a session, and ends the one that the browser had: a secret from before the login is worth nothing after it. */
export function beginSession(c: Context, user: User, options: SessionOptions): void {
  const { readers, now } = options;
  const before = readSessionCookie(c, options);
  if (before !== undefined) readers.sessions.end(before);
  const secret = readers.sessions.begin(user.id, c.req.header('User-Agent') ?? '', now(), sessionLifeMs);
  sendSessionCookie(c, secret, options);
}

export function endSession(c: Context, options: SessionOptions): void {
  const secret = readSessionCookie(c, options);
  if (secret !== undefined) options.readers.sessions.end(secret);
  if (isSecure(c, options.proxy)) deleteCookie(c, sessionCookie, { path: '/', secure: true, prefix: 'host' });
  else deleteCookie(c, sessionCookie, { path: '/' });
}

export function sendSessionCookie(c: Context, secret: string, { proxy }: Pick<SessionOptions, 'proxy'>): void {
  const attributes = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: sessionLifeMs / 1000 } as const;
  if (isSecure(c, proxy)) setCookie(c, sessionCookie, secret, { ...attributes, secure: true, prefix: 'host' });
  else setCookie(c, sessionCookie, secret, attributes);
}
