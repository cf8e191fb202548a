import type { Context } from 'hono';
import { createHash } from 'node:crypto';
import { scopes, type Caller } from '../../model/reader.ts';
import type { AccessEnv } from '../access/caller.ts';
import { addressOf, beginSession, callerByToken, localName, type AccessOptions } from '../access/identify.ts';
import { isPassword } from '../access/password.ts';

/** Who asks, and the secret that they came with. */
export interface Client {
  readonly caller: Caller;
  readonly secret: string;
}

/** Slows down whoever guesses: after five wrong ones of an address or a name each further one takes twice as long, up to 15 minutes. */
export interface LoginPauses {
  /** Ms until the next one may be tried. */
  wait(key: string): number;
  note(key: string, isRight: boolean): void;
}

export function createLoginPauses(now: () => number): LoginPauses {
  const wrong = new Map<string, { readonly count: number; readonly until: number }>();
  return {
    wait: (key) => Math.max((wrong.get(key)?.until ?? 0) - now(), 0),
    note: (key, isRight) => {
      const count = isRight ? 0 : (wrong.get(key)?.count ?? 0) + 1;
      wrong.delete(key);
      if (count === 0) return;
      wrong.set(key, { count, until: count < 5 ? 0 : now() + Math.min(1000 * 2 ** (count - 5), 900_000) });
      // The oldest are forgotten: nobody fills the memory by names.
      for (const old of wrong.keys()) if (wrong.size > 10_000) wrong.delete(old);
    },
  };
}

export type Login =
  | { readonly kind: 'secret'; readonly secret: string; readonly name: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly waitMs: number };

/** Logs a client in by a token, or by name and password; the secret is what it sends from then on. */
export async function logInClient(
  c: Context<AccessEnv>,
  options: AccessOptions,
  pauses: LoginPauses,
  given: { readonly name: string; readonly password: string },
): Promise<Login> {
  const { readers, now } = options;
  const name = given.name.trim().toLowerCase().slice(0, 200);
  const keys = [`name ${name}`, `address ${addressOf(c)}`];
  const waitMs = Math.max(...keys.map((key) => pauses.wait(key)));
  if (waitMs > 0) return { kind: 'wait', waitMs };
  const isToken = given.password.startsWith('courant_');
  const byToken = isToken ? callerByToken(given.password, options) : undefined;
  const user = name === localName ? undefined : readers.users.find(name);
  const known = user?.isDisabled === false ? readers.users.passwordOf(user.id) : '';
  const isRight = isToken ? byToken !== undefined : await isPassword(given.password, known);
  for (const key of keys) pauses.note(key, isRight);
  if (byToken) return { kind: 'secret', secret: given.password, name: byToken.user.name };
  const at = new Date(now()).toISOString();
  const action = isRight ? 'login' : 'login-failed';
  // An unknown name is noted nowhere: some are a password in the wrong field.
  readers.audit.add({
    at,
    user: isRight ? name : '',
    action,
    target: user?.name ?? '',
    detail: 'client',
    address: addressOf(c),
  });
  if (!isRight || user === undefined) return { kind: 'wrong' };
  return { kind: 'secret', secret: beginSession(c, user, options), name };
}

const sessionLifeMs = 30 * 86_400_000;

/** Who asks, by the header that the Google Reader API has for it; no cookie counts. */
export function clientOf(c: Context<AccessEnv>, options: AccessOptions): Client | undefined {
  const { readers, now } = options;
  const header = c.req.header('Authorization') ?? '';
  const secret = /^(?:GoogleLogin +auth=|Bearer +)"?([^\s",]+)"?/i.exec(header)?.[1];
  if (secret === undefined) return undefined;
  if (secret.startsWith('courant_')) {
    const caller = callerByToken(secret, options);
    return caller && { caller, secret };
  }
  const session = readers.sessions.find(secret, now());
  const user = session && readers.users.get(session.user);
  if (session === undefined || user === undefined || user.isDisabled) return undefined;
  if (session.expiresAt - now() < sessionLifeMs / 2) readers.sessions.extend(secret, now() + sessionLifeMs);
  return { caller: { user, by: 'token', scopes, formToken: '' }, secret };
}

/** What a client sends with each request that changes something. The same as long as it is logged in: some ask for it once only. */
export function actionTokenOf({ secret }: Client): string {
  return createHash('sha256').update(`action ${secret}`).digest('hex').slice(0, 57);
}
