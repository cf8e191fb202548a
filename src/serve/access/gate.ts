import type { Context, MiddlewareHandler } from 'hono';
import { answerRefusal, callerOf, may, type AccessEnv } from './caller.ts';
import { kindOfPath } from './paths.ts';

/** Asks for a login where reading takes one: pages lead to it, programs get 401. What only users may read is kept by no cache that
 *  others share. */
export function guardReading(isReadingOpen: boolean): MiddlewareHandler<AccessEnv> {
  return async (c, next) => {
    const caller = callerOf(c);
    const { pathname } = new URL(c.req.url);
    const kind = kindOfPath(c.req.path, pathname);
    const isPage = /^\/app(?:\/|$)/.test(c.req.path);
    if (kind === 'open' || (isReadingOpen && !isPage)) return next();
    if (kind === 'site' ? !may(caller, 'read') : caller === undefined)
      return caller === undefined && wantsPage(c) ? toLogin(c) : answerRefusal(c, caller, 'read');
    await next();
    const kept = c.res.headers.get('Cache-Control');
    if (kept?.includes('public') === true) c.res.headers.set('Cache-Control', kept.replace('public', 'private'));
    return undefined;
  };
}

/** Browsers that show what they get say so. */
function wantsPage(c: Context): boolean {
  return ['GET', 'HEAD'].includes(c.req.method) && (c.req.header('Accept') ?? '').includes('text/html');
}

/** Where somebody logs in, to come back afterwards. */
export function toLogin(c: Context): Response {
  const { pathname, search } = new URL(c.req.url);
  c.header('Cache-Control', 'no-store');
  return c.redirect(`/login?next=${encodeURIComponent(pathname + search)}`);
}
