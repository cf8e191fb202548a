import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import { findHolder, takeLock } from './lock.ts';

const makeFile = async (): Promise<string> => join(await makeFolder(), 'lock.db');
const locked = (detail: string): unknown =>
  expect.objectContaining({ code: 'store/locked', context: expect.objectContaining({ detail }) });

describe('the lock of an archive', () => {
  test('is of one at a time, and says which process has it', async () => {
    const file = await makeFile();
    const lock = takeLock(file);
    expect(() => takeLock(file)).toThrow(locked(`It is process ${process.pid}.`));
    expect(findHolder(file)).toBe(String(process.pid));
    lock.release();
    takeLock(file).release();
  });

  test('is held by nobody before it was taken, and after it was let go', async () => {
    const file = await makeFile();
    expect(findHolder(file)).toBeUndefined();
    takeLock(file).release();
    expect(findHolder(file)).toBeUndefined();
  });

  test.each([
    ['a process that is gone', String(2 ** 22 + 1)],
    ['no number', 'made up'],
    ['a group of processes', '-1'],
  ])('is not held by %s', async (_name, holder) => {
    const file = await makeFile();
    takeLock(file).release();
    await writeFile(`${file}.pid`, holder);
    expect(findHolder(file)).toBeUndefined();
  });

  test('whose holder has not written who it is yet is refused all the same', async () => {
    const file = await makeFile();
    const lock = takeLock(file);
    await rm(`${file}.pid`);
    expect(() => takeLock(file)).toThrow(locked('It is process (unknown).'));
    lock.release();
  });

  test('is not taken for held where it cannot be made', async () => {
    const file = join(await makeFolder(), 'none', 'lock.db');
    expect(() => takeLock(file)).toThrow(expect.not.objectContaining({ code: 'store/locked' }));
  });
});
