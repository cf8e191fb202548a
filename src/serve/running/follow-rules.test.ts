import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../../../test/sample-archive.ts';
import { addPolicy } from '../../config/add-policy.ts';
import { readProject } from '../../config/project.ts';
import type { NewsError } from '../../errors.ts';
import { followRules } from './follow-rules.ts';

test('a decision is taken up while the server runs; a broken file is told, and changes nothing', async () => {
  const root = await makeFolder();
  await writeFile(join(root, 'courant.yaml'), '');
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const broken: NewsError[] = [];
  const options = { signal: stop.signal, onBroken: (error: NewsError) => void broken.push(error), everyMs: 5 };
  const rules = followRules(await readProject(root), options);
  expect(rules.decisions.size).toBe(0);
  await addPolicy(root, { article: 'content/a.md', reason: 'asked for', text: 'private' });
  await expect.poll(() => rules.decisions.get('content/a.md')?.text).toBe('private');
  await writeFile(join(root, 'policy.yaml'), 'articles: everything');
  await expect.poll(() => broken.map(({ code }) => code)).toEqual(['config/invalid']);
  expect(rules.decisions.get('content/a.md')?.text).toBe('private');
});
