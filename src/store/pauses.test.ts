import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import { NewsError } from '../errors.ts';
import { listPauses, openPauses } from './pauses.ts';

test('what is kept is there for the next process, until it has passed', async () => {
  const root = await makeFolder();
  expect(listPauses(root, 0).size).toBe(0);
  const { keep } = openPauses(root, 0);
  keep('a.example', 1000);
  keep('b.example', 2000);
  keep('a.example', 3000);
  expect([...openPauses(root, 2500).pauses]).toEqual([['a.example', 3000]]);
  expect([...listPauses(root, 0)]).toEqual([['a.example', 3000]]);
});

test('a pause that was made shorter, or was cut off by a kill, does not count', async () => {
  const root = await makeFolder();
  const { keep } = openPauses(root, 0);
  keep('a.example', 5000.2);
  keep('b.example', 5000);
  keep('b.example', 10);
  await appendFile(join(root, '.courant', 'pauses'), '9000 c.example');
  expect([...listPauses(root, 100)]).toEqual([['a.example', 5001]]);
});

test('pauses that cannot be read are not taken for none', async () => {
  const root = await makeFolder();
  await mkdir(join(root, '.courant', 'pauses'), { recursive: true });
  expect(() => listPauses(root, 0)).toThrow(NewsError);
});
