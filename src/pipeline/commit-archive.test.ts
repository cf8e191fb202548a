import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitArchive } from './commit-archive.ts';

test('what Git complains of is told in its own words', async () => {
  const root = await mkdtemp(join(tmpdir(), 'courant-git-'));
  await writeFile(join(root, '.git'), 'no repository');
  await expect(commitArchive(root)).rejects.toMatchObject({
    code: 'pipeline/git-failed',
    context: { file: root, detail: expect.stringMatching(/^git add: fatal: .*\.git/) as string },
  });
  await rm(root, { recursive: true });
});
