import type { Context, MiddlewareHandler } from 'hono';
import { roleOfScope, roles, type Caller, type Scope } from '../../model/reader.ts';

/** What the middleware of `identify` leaves for what answers. */
export interface AccessVariables {
  readonly caller: Caller | undefined;
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
    if (may(caller, scope)) return next();
    const status = caller === undefined ? 401 : 403;
    const detail =
      caller === undefined ? 'Send a token: `Authorization: Bearer …`.' : `This takes the scope \`${scope}\`.`;
    if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="courant"');
    c.header('Content-Type', 'application/problem+json');
    return c.body(
      JSON.stringify({ type: 'about:blank', title: status === 401 ? 'Unauthorized' : 'Forbidden', status, detail }),
      status,
    );
  };
}
