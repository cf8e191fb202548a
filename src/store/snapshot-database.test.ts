import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import { findDamage } from './check-database.ts';
import { IndexDatabase } from './database.ts';
import { snapshotDatabase } from './snapshot-database.ts';

async function makeDatabase(): Promise<{ readonly file: string; readonly db: IndexDatabase }> {
  const file = join(await makeFolder(), 'index.db');
  const db = new IndexDatabase(file, { mode: 'write' });
  db.exec(`CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO notes SELECT i, hex(randomblob(400)) FROM n`);
  return { file, db };
}

test('a copy has what was committed, also while somebody writes, and takes the place of an older one', async () => {
  const { file, db } = await makeDatabase();
  const target = `${file}.copy`;
  await writeFile(target, 'an older one');
  db.begin();
  db.run('DELETE FROM notes');
  expect(await snapshotDatabase(file, target)).toBe(true);
  db.rollback();
  db.close();
  const copy = new IndexDatabase(target, { mode: 'read' });
  expect(copy.get('SELECT count(*) AS n FROM notes')).toEqual({ n: 500 });
  copy.close();
});

test('without a database there is no copy, and an older one stays', async () => {
  const target = join(await makeFolder(), 'copy.db');
  await writeFile(target, 'an older one');
  expect(await snapshotDatabase(`${target}.none`, target)).toBe(false);
  expect(await readFile(target, 'utf8')).toBe('an older one');
});

test('damage of pages that no query has met is found, and a whole database has none', async () => {
  const { file, db } = await makeDatabase();
  expect(findDamage(file, { isWritable: true })).toBeUndefined();
  db.close();
  expect(findDamage(file, { isWritable: false })).toBeUndefined();
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(4096, 0xff), 0, 4096, 20 * 4096);
  await handle.close();
  expect(findDamage(file, { isWritable: true })).toMatch(/\w/);
  expect(findDamage(file, { isWritable: false })).toMatch(/\w/);
});
