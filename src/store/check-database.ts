import { IndexDatabase } from './database.ts';

/** What SQLite finds wrong in a database, looking at all of its pages; undefined when it is whole. Changes nothing, and runs beside a writer.
 *  Throws NewsError `store/*` when it cannot be opened. */
export function findDamage(file: string, { isWritable }: { readonly isWritable: boolean }): string | undefined {
  const db = new IndexDatabase(file, { mode: isWritable ? 'read' : 'read-immutable' });
  try {
    const found = db.get<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check;
    return found === 'ok' ? undefined : found;
  } finally {
    db.close();
  }
}
