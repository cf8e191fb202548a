import type { Context } from 'hono';
import { parseUserName, type User } from '../../model/reader.ts';
import type { AccessEnv } from './caller.ts';
import { addressOf, localName, type AccessOptions } from './identify.ts';
import { noteAudit } from './note-audit.ts';
import { isPassword } from './password.ts';

export type Login =
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'wrong' }
  /** Too many have been tried: not before so many milliseconds. */
  | { readonly kind: 'wait'; readonly waitMs: number };

/** Checks name and password, for whatever way they came, and notes it. Whether the name is known, disabled or without a password shows
 *  neither in the answer nor in the time. Names that are not known are noted nowhere: some are a password in the wrong field. */
export async function logIn(
  c: Context<AccessEnv>,
  options: AccessOptions,
  given: { readonly name: string; readonly password: string },
): Promise<Login> {
  const { readers, attempts } = options;
  const name = parseUserName(given.name) ?? '';
  const address = addressOf(c);
  const waitMs = attempts?.begin(name, address, () => readers.audit.hasLoggedIn(name, address)) ?? 0;
  if (waitMs > 0) return { kind: 'wait', waitMs };
  const user = name === localName ? undefined : readers.users.find(name);
  let isRight = false;
  try {
    isRight = await isPassword(given.password, user && !user.isDisabled ? readers.users.passwordOf(user.id) : '');
  } finally {
    attempts?.end(name, address, isRight);
  }
  // Disabled, or removed, meanwhile?
  const current = user && readers.users.get(user.id);
  if (!isRight || current === undefined || current.isDisabled) {
    noteAudit(c, options, { action: 'login-failed', user: '', target: user?.name ?? '' });
    return { kind: 'wrong' };
  }
  noteAudit(c, options, { action: 'login', user: current.name, target: current.name });
  return { kind: 'user', user: current };
}
