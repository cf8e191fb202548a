import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import { openState, removeDamagedState } from './open-state.ts';

const schema = 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT); PRAGMA user_version = 3;';

async function makeState(notes: number): Promise<string> {
  const file = join(await makeFolder(), 'state.db');
  const db = openState(file, 3, schema);
  for (let id = 1; id <= notes; id += 1) db.run('INSERT INTO notes VALUES (?, ?)', id, `note ${id} `.repeat(40));
  db.close();
  return file;
}

function countNotes(file: string, version = 3): number | undefined {
  const db = openState(file, version, schema.replace('= 3', `= ${version}`));
  const row = db.get<{ count: number }>('SELECT COUNT(*) AS count FROM notes');
  db.close();
  return row?.count;
}

test('a state is kept, and made anew for another version or where the file is none', async () => {
  const file = await makeState(5);
  expect(countNotes(file)).toBe(5);
  expect(countNotes(file, 4)).toBe(0);
  await writeFile(file, 'no database at all, '.repeat(100));
  expect(countNotes(file)).toBe(0);
});

test('a state that is damaged inside is found and removed; one that is whole stays', async () => {
  const file = await makeState(400);
  expect(removeDamagedState(file)).toBe(false);
  expect(countNotes(file)).toBe(400);

  const bytes = await readFile(file);
  await writeFile(file, bytes.fill(0x5a, 8192, bytes.length - 4096));
  expect(removeDamagedState(file)).toBe(true);
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(removeDamagedState(file)).toBe(false);
  expect(countNotes(file)).toBe(0);
});
