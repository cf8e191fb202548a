import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { callerOf, type AccessEnv } from '../access/caller.ts';
import type { AccessLog } from './access-log.ts';
import type { RequestMeter } from './request-meter.ts';

/** Counts each request and how long its answer took, and writes it down with `log`. */
export function observeRequests(meter: RequestMeter, log: AccessLog | undefined): MiddlewareHandler<AccessEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const { status, headers } = c.res;
    const ms = performance.now() - startedAt;
    const answered = { method: c.req.method, route: routePath(c), status, ms };
    meter.note(answered);
    if (log === undefined) return;
    const length = headers.get('Content-Length');
    const bytes = length === null || c.req.method === 'HEAD' ? {} : { bytes: Number(length) };
    log({ ...answered, ...bytes, user: callerOf(c)?.user.name ?? '' });
  };
}
