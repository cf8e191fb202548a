import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generators } from '../../docs/generate/generators.ts';
import { oldestNode } from '../../src/config/node-version.ts';
import { root } from './source-files.ts';

test('pages that are made of the code are up to date (`npm run reference` writes them)', async () => {
  const outdated: string[] = [];
  for (const { path, content } of generators) {
    const written = await readFile(join(root, path), 'utf8').catch(() => '');
    if (written !== (await content())) outdated.push(path);
  }
  expect(outdated).toEqual([]);
});

test('the oldest Node that is said to run Courant is that of package.json', async () => {
  const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${oldestNode}`);
});
