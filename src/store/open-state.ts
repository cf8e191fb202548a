import { existsSync, rmSync } from 'node:fs';
import { findDamage } from './check-database.ts';
import { IndexDatabase } from './database.ts';
import { versionOf } from './migrations.ts';
import { isDamage } from './store-failure.ts';

/** Opens a database that holds nothing but what files tell: a new one where there is none, or one of another version, or one that is no
 *  database any more. `schema`: SQL that also sets `user_version`. `:memory:` for one that is not kept. Throws NewsError `store/*`. */
export function openState(file: string, version: number, schema: string): IndexDatabase {
  const kept = openOf(file, version);
  if (kept === undefined) removeState(file);
  const db = kept ?? new IndexDatabase(file, { mode: 'state' });
  if (versionOf(db) === version) return db;
  db.transaction(() => {
    if (versionOf(db) === 0) db.exec(schema); // or another process has made it meanwhile
  });
  return db;
}

/** Undefined for one to be made anew. */
function openOf(file: string, version: number): IndexDatabase | undefined {
  let db: IndexDatabase | undefined;
  try {
    db = new IndexDatabase(file, { mode: 'state' });
    if ([0, version].includes(versionOf(db))) return db;
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
  }
  db?.close();
  return undefined;
}

/** Removes a database of this kind when it is damaged: who opens it next makes it anew. Reads all of it. True when it was. */
export function removeDamagedState(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    if (findDamage(file, { isWritable: true }) === undefined) return false;
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
  }
  removeState(file);
  return true;
}

function removeState(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}
