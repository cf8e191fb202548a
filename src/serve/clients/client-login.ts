import type { Context } from 'hono';
import { createHash } from 'node:crypto';
import { scopes, type Caller } from '../../model/reader.ts';
import type { AccessEnv } from '../access/caller.ts';
import { callerByToken, type AccessOptions } from '../access/identify.ts';
import { logIn } from '../access/log-in.ts';
import { sessionLifeMs } from '../access/session-cookie.ts';

/** Who asks, and the secret that they came with. */
export interface Client {
  readonly caller: Caller;
  readonly secret: string;
}

export type ClientLogin =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly waitMs: number };

/** Logs a client in by a token, or by name and password; the secret is what it sends from then on. */
export async function logInClient(
  c: Context<AccessEnv>,
  options: AccessOptions,
  given: { readonly name: string; readonly password: string },
): Promise<ClientLogin> {
  if (given.password.startsWith('courant_'))
    return callerByToken(given.password, options) ? { kind: 'secret', secret: given.password } : { kind: 'wrong' };
  const login = await logIn(c, options, given);
  if (login.kind !== 'user') return login;
  const { readers, now } = options;
  const agent = c.req.header('User-Agent') ?? '';
  return { kind: 'secret', secret: readers.sessions.begin(login.user.id, agent, now(), sessionLifeMs) };
}

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
