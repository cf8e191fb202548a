import type { Caller, User } from '../../model/reader.ts';
import { Problem } from './problem.ts';

/** Who asks. Throws Problem 401 where reading is open and nobody is logged in: what is asked for is somebody's own. */
export function userOf(caller: Caller | undefined): User {
  if (caller === undefined) throw new Problem(401, 'Send a token: `Authorization: Bearer …`.');
  return caller.user;
}
