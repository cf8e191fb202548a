import { rm } from 'node:fs/promises';
import { IndexDatabase } from './database.ts';
import { isAccessible } from './is-accessible.ts';
import { guard } from './store-failure.ts';

/** Writes a copy of a database as it is in this moment, also while another process writes; false when there is none. Replaces `target`.
 *  Throws NewsError `store/*`. */
export async function snapshotDatabase(file: string, target: string): Promise<boolean> {
  if (!(await isAccessible(file))) return false;
  await guard({ file: target }, () => rm(target, { force: true }));
  const db = new IndexDatabase(file, { mode: 'read' });
  try {
    db.run('VACUUM INTO ?', target);
  } finally {
    db.close();
  }
  return true;
}
