import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toStoreError, whyUnreadable } from './store-failure.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'courant-failure-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['that does not exist', 'none', 'it does not exist'],
  ['that is a folder', '.', 'it is a folder'],
])('a file %s is told in words', async (_name, path, reason) => {
  const cause: unknown = await readFile(join(folder, path)).catch((error: unknown) => error);
  expect(whyUnreadable(cause)).toBe(reason);
});

test.each([
  ['ENOSPC', 'store/no-space'],
  ['EROFS', 'store/not-writable'],
  ['SQLITE_NOTADB', 'store/corrupt-database'],
  ['SQLITE_BUSY_SNAPSHOT', 'store/locked'],
  ['EIO', 'store/failed'],
])('%s is %s', (code, expected) => {
  const error = toStoreError(Object.assign(new Error('x'), { code }), { file: join(folder, 'a') });
  expect([error.code, error.context.detail]).toEqual([expected, 'x']);
});

test('an error without a code about a file that may be written is no question of permissions', () => {
  expect(toStoreError(new Error('x'), { file: folder }).code).toBe('store/failed');
});
