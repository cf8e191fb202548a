import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { OwnPage } from '../model/own-page.ts';
import { makeFolder } from '../../test/sample-archive.ts';
import { parseOwnPage, readOwnFiles } from './own-pages.ts';

const read = (text: string): OwnPage | string | undefined => parseOwnPage('content/page/about-us.md', text);

describe('a page', () => {
  test.each<[string, string, Partial<OwnPage>]>([
    ['without front matter has the title of its heading', '# About *us*\n\nWe.', { title: 'About us', body: 'We.' }],
    ['with neither, that of its file', 'We.', { title: 'about us', body: 'We.' }],
    ['with a title says it once', '---\ntitle: About\n---\n# About\n\nWe.', { title: 'About', body: 'We.' }],
    ['keeps another heading', '---\ntitle: About\n---\n# Us\n', { title: 'About', body: '# Us' }],
    ['shows front matter', '# Us\n\n---\ntitle: No\n---\n', { title: 'Us', body: '---\ntitle: No\n---' }],
    ['may begin with a remark', '<!-- made by hand -->\n# Us\n\nWe.', { title: 'Us', body: 'We.' }],
    ['keeps code that it begins with', '# Us\n\n    code\n', { body: '    code' }],
    ['is read whatever wrote it', '\ufeff---\r\ntitle: 2025\r\n---\r\nWe.\r\n', { title: '2025', body: 'We.' }],
    ['says what it is about', '# Us\n\n- no\n\nWe **are** [here](a.md):\n', { summary: 'We are here.' }],
    ['or has somebody say it', '---\nsummary: Of us\n---\nWe.', { summary: 'Of us' }],
    ['has a place', '---\nweight: 3\n---\n', { weight: 3 }],
    ['has a language', '---\nlang: [de]\n---\n', { language: 'de' }],
    ['stands in the menu', '---\ntitle: Us\nmenu: main\nweight: 3\n---\n', { menu: { name: 'Us', weight: 3 } }],
    ['under another name', '---\nmenu: { main: { name: We, weight: 1 } }\n---\n', { menu: { name: 'We', weight: 1 } }],
    ['in several menus', '---\ntitle: Us\nmenu: [footer, main]\n---\n', { menu: { name: 'Us', weight: 0 } }],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  test('in another menu alone is in none', () => {
    expect(read('---\nmenu: footer\n---\n')).not.toHaveProperty('menu');
  });

  test('that is a draft is none', () => {
    expect(read('---\ndraft: true\n---\nWe.')).toBeUndefined();
  });

  test.each([
    ['no YAML', '---\ntitle: [a\n---\n', /not valid YAML/],
    ['lists without end', `---\ntitle: ${'['.repeat(20_000)}\n---\n`, /nested too deeply|not valid YAML/],
    ['a word for a number', '---\nweight: heavy\n---\n', /weight/],
  ])('with %s says what is wrong', (_, text, reason) => {
    expect(read(text)).toMatch(reason);
  });
});

test('all files are read but hidden ones, what editors leave, and HTML', async () => {
  const root = await makeFolder();
  const put = async (path: string, content: string): Promise<void> => {
    const file = join(root, 'content/page', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"></svg>';
  for (const path of ['_index.md', 'a/_index.de.md', 'a/b.md', 'form.pdf', '.a.md.swp', 'a.md~', 'x.html', '_draft.md'])
    await put(path, '');
  await put('.git/c.md', '');
  await put('a/plan.svg', svg);
  await put('broken.md', '---\nweight: x\n---\n');
  const { pages, attachments, passedOver } = readOwnFiles(root);
  const short = (path: string): string => path.slice('content/page/'.length);
  expect(pages.map(({ path }) => short(path))).toEqual(['_index.md', 'a/_index.de.md', 'a/b.md']);
  expect(attachments).toEqual([
    { path: 'content/page/a/plan.svg', width: 30, height: 20 },
    { path: 'content/page/form.pdf' },
  ]);
  expect(passedOver).toMatchObject([{ file: 'content/page/broken.md' }]);
});
