import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import { NewsError } from '../errors.ts';
import { readPolicyFile } from './publication-policy.ts';

async function read(text: string): Promise<unknown> {
  const root = await makeFolder();
  await writeFile(join(root, 'policy.yaml'), text);
  return readPolicyFile(root).catch((error: unknown) => error);
}

test('a project without policy.yaml decides about no article', async () => {
  expect(await readPolicyFile(await makeFolder())).toEqual([]);
});

test('decisions keep what they say and no more', async () => {
  const text = `
articles:
  - article: https://harbor.example/a
    reason: taken down on request
    text: private
  - article: content/post/2025/02/09/harbor/b.md
    reason: an agreement
    text: full
    days: 30
    images: none
    permission: letter of May
`;
  expect(await read(text)).toEqual([
    { article: 'https://harbor.example/a', reason: 'taken down on request', text: 'private' },
    {
      article: 'content/post/2025/02/09/harbor/b.md',
      reason: 'an agreement',
      text: 'full',
      days: 30,
      images: 'none',
      permission: 'letter of May',
    },
  ]);
});

const entry = 'articles:\n  - article: https://harbor.example/a\n    reason: asked\n';
test.each([
  ['a misspelled key', `${entry}    txet: private\n`, 4, /text/],
  ['an unknown form', `${entry}    text: some\n`, 4, /full/],
  ['days that are none', `${entry}    days: -1\n`, 4, /./],
  ['a permission that names nothing', `${entry}    permission: ''\n`, 4, /agreement/],
  ['no reason', 'articles:\n  - article: https://harbor.example/a\n', 2, /reason/],
])('%s is an error with its line', async (_, text, line, detail) => {
  const error = await read(text);
  if (!(error instanceof NewsError)) throw new Error('expected a NewsError');
  expect([error.code, error.context.line]).toEqual(['config/invalid', line]);
  expect(error.context.detail).toMatch(detail);
});
