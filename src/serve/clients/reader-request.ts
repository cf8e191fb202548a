import type { Context } from 'hono';
import type { User } from '../../model/reader.ts';
import type { Reader } from '../../store/reader-items.ts';
import type { AccessEnv } from '../access/caller.ts';
import type { ServiceContext } from '../service.ts';
import type { Client } from './client-login.ts';
import type { ClientFeeds } from './feeds-of-clients.ts';
import { unreadMs } from './sync-items.ts';

/** A request of a client that is logged in. */
export interface Asked {
  readonly c: Context<AccessEnv>;
  readonly context: ServiceContext;
  readonly client: Client;
  readonly params: URLSearchParams;
  readonly feeds: ClientFeeds;
  readonly reader: Reader;
}

/** What was stored before somebody came, or is old, counts as read: nobody begins with the whole archive unread. */
export function readerOf({ id, createdAt }: User, now: number): Reader {
  const oldest = now - unreadMs;
  return { user: id, since: Math.max(Date.parse(createdAt), oldest), oldest, now };
}
