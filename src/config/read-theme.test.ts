import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import { templateNames, toTheme } from '../publish/theme.ts';
import { readTheme } from './read-theme.ts';

async function makeTheme(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await makeFolder();
  await mkdir(join(root, 'themes', 'mine'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  return root;
}

test('a theme of the archive replaces the templates it has', async () => {
  const root = await makeTheme({ 'themes/mine/widget.html': '<section>{{title}}</section>' });
  const [own, usual] = [await readTheme(root, 'mine'), await readTheme(root, 'courant')];
  expect(own.templates.widget).toEqual({
    file: join(root, 'themes', 'mine', 'widget.html'),
    text: '<section>{{title}}</section>',
  });
  for (const name of templateNames.filter((template) => template !== 'widget'))
    expect(own.templates[name]).toEqual(usual.templates[name]);
  expect(own.style).toBe(usual.style);
  expect(toTheme(own).widget({ title: 'a & b' })).toBe('<section>a &amp; b</section>');
});

test('a theme of the archive goes before one of the same name that comes with the program', async () => {
  const root = await makeFolder();
  await mkdir(join(root, 'themes', 'courant'), { recursive: true });
  await writeFile(join(root, 'themes', 'courant', 'style.css'), 'p{}');
  expect((await readTheme(root, 'courant')).style).toBe('p{}');
});

test('custom.css is added to the style of any theme', async () => {
  const root = await makeTheme({ 'custom.css': ':root { --accent: #123456; }\n' });
  const { style } = await readTheme(root, 'mine');
  expect(style.startsWith(await readFile('themes/courant/style.css', 'utf8'))).toBe(true);
  expect(style.endsWith('\n:root { --accent: #123456; }\n')).toBe(true);
});

test('a theme that is not there is an error that names it', async () => {
  const folder = await makeFolder();
  await expect(readTheme(folder, 'elsewhere')).rejects.toMatchObject({
    code: 'config/invalid',
    context: { file: join(folder, 'courant.yaml'), detail: expect.stringContaining('themes/elsewhere') as string },
  });
});
