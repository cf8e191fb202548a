import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { callerOf, type AccessEnv } from '../access/caller.ts';
import type { Operation } from '../service.ts';

/** Counts each request and how long its answer took, and tells log and traces of it. `now`: epoch ms. */
export function observeRequests({ meter, log, tracing }: Operation, now: () => number): MiddlewareHandler<AccessEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const { status, headers } = c.res;
    const ms = performance.now() - startedAt;
    const answered = { method: c.req.method, route: routePath(c), status, ms };
    meter.note(answered);
    tracing?.note(answered, now());
    if (log === undefined) return;
    const length = headers.get('Content-Length');
    const bytes = length === null || c.req.method === 'HEAD' ? {} : { bytes: Number(length) };
    log({ ...answered, ...bytes, user: callerOf(c)?.user.name ?? '' });
  };
}
