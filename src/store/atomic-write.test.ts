import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeOf, makeFolder } from '../../test/sample-archive.ts';
import { createAtomicWriter } from './atomic-write.ts';

it('writes into folders that are not there yet, over files that are, and many at once', async () => {
  const folder = await makeFolder();
  const writer = await createAtomicWriter(join(folder, 'tmp'));
  const path = join(folder, 'a/b/c.txt');
  await writer.write(path, 'old');
  await Promise.all(Array.from({ length: 20 }, (_, index) => writer.write(path, `new ${index} `.repeat(5000))));
  expect(await readFile(path, 'utf8')).toMatch(/^(new \d+ )\1{4999}$/);
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
});

it('leaves the old file and no temporary one when it fails', async () => {
  const folder = await makeFolder();
  const writer = await createAtomicWriter(join(folder, 'tmp'));
  await mkdir(join(folder, 'target'));
  await writeFile(join(folder, 'target/kept'), 'kept');
  expect(await codeOf(writer.write(join(folder, 'target'), 'x'))).toBe('store/failed');
  expect(await readFile(join(folder, 'target/kept'), 'utf8')).toBe('kept');
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
});

it('removes what is there, and does not mind what is not', async () => {
  const folder = await makeFolder();
  const writer = await createAtomicWriter(join(folder, 'tmp'));
  await writer.write(join(folder, 'x'), 'x');
  await writer.remove(join(folder, 'x'));
  await writer.remove(join(folder, 'x'));
  expect(await readdir(folder)).toEqual(['tmp']);
});
