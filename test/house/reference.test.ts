import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generators } from '../../docs/generate/generators.ts';
import { oldestNode } from '../../src/config/node-version.ts';
import { callsIn, parseCall } from '../parse-call.ts';
import { root } from './source-files.ts';

test('pages that are made of the code are up to date (`npm run reference` writes them)', async () => {
  const outdated: string[] = [];
  for (const { path, content } of generators) {
    const written = await readFile(join(root, path), 'utf8').catch(() => '');
    if (written !== (await content())) outdated.push(path);
  }
  expect(outdated).toEqual([]);
});

test('every call of courant in a code block of a document that somebody wrote can be called', async () => {
  const wrong: string[] = [];
  for (const document of documents()) {
    const lines = (await readFile(join(root, document), 'utf8'))
      .split('\n')
      .filter((line) => /^(?: {4,}|\$ )?(?:npx )?courant [a-z-]/.test(line));
    for (const call of lines.filter((line) => !placeholder.test(line)).flatMap(callsIn)) {
      const failure = await parseCall(call).then(
        () => '',
        (error: unknown) => String(error),
      );
      if (failure !== '') wrong.push(`${document}: ${call}: ${failure}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the oldest Node that is said to run Courant is that of package.json', async () => {
  const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${oldestNode}`);
});

/** What stands for a word: `<folder>`, `[options]`. */
const placeholder = /<[a-z-]+(?:\.\.\.)?>|\[[a-z-]+(?:\.\.\.)?\]/;

function documents(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', 'README.md', 'docs/*.md'], { cwd: root, encoding: 'utf8' });
  const made = generators.map(({ path }) => path); // they show how a command is called, with names in place of what is said
  return listed.split('\n').filter((path) => path !== '' && !made.includes(path) && existsSync(join(root, path)));
}
