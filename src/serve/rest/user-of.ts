import type { Context } from 'hono';
import type { Caller, User } from '../../model/reader.ts';
import { addressOf } from '../access/identify.ts';
import type { ServiceContext } from '../service.ts';
import { Problem } from './problem.ts';

/** Who asks. Throws Problem 401 where reading is open and nobody is logged in: what is asked for is somebody's own. */
export function userOf(caller: Caller | undefined): User {
  if (caller === undefined) throw new Problem(401, 'Send a token: `Authorization: Bearer …`.');
  return caller.user;
}

/** Notes what somebody did that changes something for others. */
export function note(
  c: Context,
  { service: { readers, clock } }: ServiceContext,
  caller: Caller | undefined,
  entry: { readonly action: string; readonly target: string; readonly detail?: string },
): void {
  readers.audit.add({
    at: new Date(clock.now()).toISOString(),
    user: caller?.user.name ?? '',
    detail: '',
    ...entry,
    address: addressOf(c),
  });
}
