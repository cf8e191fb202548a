import type { Context, MiddlewareHandler } from 'hono';
import { answerProblem, Problem } from '../rest/problem.ts';
import { callerOf, type AccessEnv } from './caller.ts';
import { addressOf } from './identify.ts';
import { toNetwork } from './login-attempts.ts';
import { isForPrograms } from './paths.ts';
import type { RequestBudget } from './request-budget.ts';

/** Programs that ask too much get 429 and are told when to come again; the one person of a machine never. */
export function limitRequests(budget: RequestBudget | undefined): MiddlewareHandler<AccessEnv> {
  return async (c, next) => {
    const wait = budget !== undefined && isForPrograms(c.req.path) ? budget.take(keyOf(c)) : 0;
    if (wait === 0 || callerOf(c)?.by === 'local') return next();
    c.header('Retry-After', String(Math.ceil(wait / 1000)));
    return answerProblem(c, new Problem(429, 'Too many requests. `Retry-After` says when to ask again.'));
  };
}

function keyOf(c: Context<AccessEnv>): string {
  const caller = callerOf(c);
  return caller === undefined ? toNetwork(addressOf(c)) : `${caller.by} ${caller.user.id}`;
}
