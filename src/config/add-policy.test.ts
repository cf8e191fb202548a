import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import { addPolicy } from './add-policy.ts';
import { readPolicyFile } from './publication-policy.ts';

test('a decision is added, one about the same article replaced; all other lines stay as they are', async () => {
  const root = await makeFolder();
  const own = `# Ours.
articles:
  - article: https://harbor.example/a
    reason: They asked us to take it down, and wrote why at a length that no line of eighty characters holds. # by phone
    text: private
`;
  await writeFile(join(root, 'policy.yaml'), own);
  await addPolicy(root, { article: 'https://harbor.example/b', reason: 'Asked.', text: 'headline' });
  await addPolicy(root, { article: 'https://harbor.example/b', reason: 'Asked again.', text: 'private' });
  const written = await readFile(join(root, 'policy.yaml'), 'utf8');
  expect(written.startsWith(own)).toBe(true);
  expect((await readPolicyFile(root)).map(({ reason }) => reason).slice(1)).toEqual(['Asked again.']);
});
