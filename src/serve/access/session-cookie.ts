import type { Context } from 'hono';
import type { ReaderStore } from '../../store/reader-store.ts';
import type { User } from '../../model/reader.ts';
import type { ProxySettings } from '../../config/serve-settings.ts';
import { dropOwnCookie, readOwnCookie, sendOwnCookie } from './own-cookie.ts';

const sessionCookie = 'courant_session';
export const sessionLifeMs = 30 * 86_400_000;

interface SessionOptions {
  readonly readers: ReaderStore;
  /** Epoch ms. */
  readonly now: () => number;
  readonly proxy?: ProxySettings;
}

/** The secret that the browser sent. */
export function readSessionCookie(c: Context, { proxy }: Pick<SessionOptions, 'proxy'>): string | undefined {
  return readOwnCookie(c, sessionCookie, proxy);
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
  dropOwnCookie(c, sessionCookie, options.proxy);
}

export function sendSessionCookie(c: Context, secret: string, { proxy }: Pick<SessionOptions, 'proxy'>): void {
  sendOwnCookie(c, proxy, { name: sessionCookie, value: secret, maxAge: sessionLifeMs / 1000 });
}
