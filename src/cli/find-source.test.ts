import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { hearTerminal } from '../../test/heard-terminal.ts';
import { indexOf, makeArticle, makeFolder, makeLink, openForTest } from '../../test/sample-archive.ts';
import { runExport } from './export.ts';
import { runRetry } from './retry.ts';

let root = '';
let said: string[] = [];
const terminal = { ...hearTerminal(), say: (line = '') => void said.push(line) };

// One with a file alone, one with an article alone, one with a link alone.
beforeEach(async () => {
  said = [];
  root = await makeFolder();
  await mkdir(join(root, 'sources'));
  await writeFile(join(root, 'courant.yaml'), stringify(indexOf(root)));
  await writeFile(join(root, 'sources', 'harbor-gazette.yaml'), 'name: Harbor\nfeeds:\n  - url: https://h.example/f\n');
  const store = await openForTest(root);
  const { id, file } = makeArticle('https://hill.example/snow', { outlet: 'hill-post' });
  await store.putArticle(id, file);
  const skip = { code: 'pipeline/gave-up', detail: '' } as const;
  await store.addLinks([makeLink('https://tide.example/1', {}, 'tide-letter')], { skip });
  await store.close();
});

const retry = (source: string): Promise<void> => runRetry(undefined, { dir: root, json: false, source }, terminal);
const exportOf = (outlet: string): Promise<void> =>
  runExport(join(root, 'all.jsonl'), { dir: root, json: false, published: false, outlet }, terminal);

test.each([
  ['one that is spelled alike', 'harbour-gazete', 'Did you mean harbor-gazette?'],
  ['a part of its id', 'hill', 'Did you mean hill-post?'],
  ['none', 'zzz', '`courant status`'],
  ['what can be no id', '…', '`courant status`'],
])('a source that there is not is refused, with %s', async (_, name, hint) => {
  for (const run of [retry, exportOf]) {
    const detail = expect.stringMatching(`There is no source "${name}".*${hint.replace('?', '\\?')}`) as string;
    await expect(run(name)).rejects.toMatchObject({ code: 'cli/misuse', context: { detail } });
  }
});

test.each(['harbor-gazette', 'hill-post', 'tide-letter'])('%s is one, with or without a file', async (id) => {
  await retry(id);
  await exportOf(id);
  expect(said.join('\n')).toContain(id === 'tide-letter' ? '1 link waits again' : '0 links wait again');
  const lines = (await readFile(join(root, 'all.jsonl'), 'utf8')).split('\n').filter(Boolean);
  expect(lines).toHaveLength(id === 'hill-post' ? 1 : 0);
});
