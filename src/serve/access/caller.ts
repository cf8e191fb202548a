import type { Context, MiddlewareHandler } from 'hono';
import { roleOfScope, roles, type Caller, type Scope } from '../../model/reader.ts';
import { answerProblem, Problem } from '../rest/problem.ts';

/** What the middleware of `identify` leaves for what answers. */
export interface AccessVariables {
  readonly caller: Caller | undefined;
  /** Where the request comes from; behind a proxy that is trusted, where it says so. */
  readonly address: string;
}
export type AccessEnv = { Variables: AccessVariables };

/** Who asks; undefined for somebody who is not logged in. */
export function callerOf(c: Context<AccessEnv>): Caller | undefined {
  return c.get('caller');
}

/** Whether somebody may do something: their role allows it, and so does the token that they came with. */
export function may(caller: Caller | undefined, scope: Scope): boolean {
  return (
    caller !== undefined &&
    !caller.user.isDisabled &&
    roles.indexOf(caller.user.role) >= roles.indexOf(roleOfScope[scope]) &&
    caller.scopes.includes(scope)
  );
}

/** Lets only those pass who may: others get 401 when nobody is logged in, else 403, as a problem (RFC 9457). For what programs ask. */
export function needs(scope: Scope): MiddlewareHandler<AccessEnv> {
  return async (c, next) => {
    const caller = callerOf(c);
    return may(caller, scope) ? next() : answerRefusal(c, caller, scope);
  };
}

/** 401 for nobody, 403 for somebody who lacks the scope. */
export function answerRefusal(c: Context, caller: Caller | undefined, scope: Scope): Response {
  return answerProblem(c, refusalOf(caller, scope));
}

/** As `answerRefusal`, to be thrown or answered. */
export function refusalOf(caller: Caller | undefined, scope: Scope): Problem {
  return caller === undefined
    ? new Problem(401, 'Send a token: `Authorization: Bearer …`.')
    : new Problem(403, `This takes the scope \`${scope}\`.`);
}
