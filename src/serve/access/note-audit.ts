import type { Context } from 'hono';
import { callerOf, type AccessEnv } from './caller.ts';
import { addressOf, type AccessOptions } from './identify.ts';

/** Notes what somebody did. Never a password or token: `target` and `detail` are kept as they are. `user`: who, when it is not the caller. */
export function noteAudit(
  c: Context<AccessEnv>,
  { readers, now }: Pick<AccessOptions, 'readers' | 'now'>,
  entry: { readonly action: string; readonly target?: string; readonly detail?: string; readonly user?: string },
): void {
  const { action, target = '', detail = '', user = callerOf(c)?.user.name ?? '' } = entry;
  readers.audit.add({ at: new Date(now()).toISOString(), user, action, target, detail, address: addressOf(c) });
}
