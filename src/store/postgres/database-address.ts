import { NewsError } from '../../errors.ts';

/** Where the index lies: `postgres://user:password@host/database`, and the schema named by `?schema=`, else `courant`. */
export interface DatabaseAddress {
  /** Without the schema, which is no setting of the server's. */
  readonly connection: string;
  readonly schema: string;
  /** For reports: without the password. */
  readonly shown: string;
}

/** Throws NewsError config/invalid. */
export function parseDatabaseAddress(text: string): DatabaseAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')) {
    const detail = '`database` must be an address as postgres://user:password@host:5432/database.';
    throw new NewsError('config/invalid', { detail });
  }
  const schema = url.searchParams.get('schema') ?? 'courant';
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema))
    throw new NewsError('config/invalid', {
      detail: '`schema` of `database`: lower-case letters, digits and _, 41 at most.',
    });
  url.searchParams.delete('schema');
  const connection = url.href;
  if (url.password !== '') url.password = '***';
  return { connection, schema, shown: url.href };
}
