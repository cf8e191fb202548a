import { parseDatabaseAddress } from './database-address.ts';
import { PostgresDatabase } from './database.ts';
import { checkVersion, versionOf } from './migrations.ts';

export interface ServerLook {
  /** As `17.2`. */
  readonly version: string;
  /** Its clock, epoch ms. */
  readonly now: number;
  /** False: nobody has collected into this database yet. */
  readonly hasIndex: boolean;
}

/** Asks a PostgreSQL what it is; changes nothing. Throws NewsError `store/database-*`, `store/newer-archive`, `store/older-archive`. */
export async function lookAtServer(address: string): Promise<ServerLook> {
  const db = new PostgresDatabase(parseDatabaseAddress(address), { patienceMs: 0, connections: 1 });
  try {
    const server = await db.get<{ version: string; now: number }>(
      "SELECT current_setting('server_version') AS version, (extract(epoch FROM clock_timestamp()) * 1000)::int8 AS now",
    );
    const hasIndex = (await versionOf(db, db.address.schema)) > 0;
    if (hasIndex) await checkVersion(db);
    return { version: server?.version ?? '', now: server?.now ?? 0, hasIndex };
  } finally {
    await db.close();
  }
}
