import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { ProxySettings } from '../../config/serve-settings.ts';
import { isSecure } from './request-origin.ts';

// Where the way is encrypted a cookie has the prefix `__Host-`: no other host, and no unencrypted page, can have set it.

/** A cookie of ours as the browser sent it. */
export function readOwnCookie(c: Context, name: string, proxy: ProxySettings | undefined): string | undefined {
  return isSecure(c, proxy) ? getCookie(c, name, 'host') : getCookie(c, name);
}

/** Sends one that no script can read. `maxAge`: seconds. */
export function sendOwnCookie(
  c: Context,
  proxy: ProxySettings | undefined,
  { name, value, maxAge }: { readonly name: string; readonly value: string; readonly maxAge: number },
): void {
  const attributes = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge } as const;
  if (isSecure(c, proxy)) setCookie(c, name, value, { ...attributes, secure: true, prefix: 'host' });
  else setCookie(c, name, value, attributes);
}

/** Has the browser forget it. */
export function dropOwnCookie(c: Context, name: string, proxy: ProxySettings | undefined): void {
  if (isSecure(c, proxy)) deleteCookie(c, name, { path: '/', secure: true, prefix: 'host' });
  else deleteCookie(c, name, { path: '/' });
}
