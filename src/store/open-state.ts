import { rmSync } from 'node:fs';
import { IndexDatabase } from './database.ts';
import { versionOf } from './migrations.ts';

/** Opens a database that holds nothing but what files tell: a new one where there is none, or one of another version. `schema`: SQL that
 *  also sets `user_version`. `:memory:` for one that is not kept. Throws NewsError `store/*`. */
export function openState(file: string, version: number, schema: string): IndexDatabase {
  let db = new IndexDatabase(file, { mode: 'state' });
  const known = versionOf(db);
  if (known === version) return db;
  if (known !== 0) {
    db.close();
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
    db = new IndexDatabase(file, { mode: 'state' });
  }
  db.transaction(() => {
    if (versionOf(db) === 0) db.exec(schema); // or another process has made it meanwhile
  });
  return db;
}
