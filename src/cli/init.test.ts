import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readProject } from '../config/project.ts';
import { writeProject } from './init.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'courant-init-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a new project names the schema for editors where the package is installed beside it, and nothing elsewhere', async () => {
  await writeProject(join(folder, 'one'), 'me@news.example');
  expect(await readFile(join(folder, 'one/courant.yaml'), 'utf8')).toMatch(/^# Courant/);

  const schema = join(folder, 'node_modules/courant/schema');
  await mkdir(schema, { recursive: true });
  await writeFile(join(schema, 'courant.json'), '{}');
  await writeProject(join(folder, 'two'), 'me@news.example');
  expect(await readFile(join(folder, 'two/courant.yaml'), 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/node_modules\/courant\/schema\/courant\.json\n# Courant/,
  );
});

test('what a new project shows as its defaults are the defaults', async () => {
  await writeProject(folder, '');
  const path = join(folder, 'courant.yaml');
  const before = await readProject(folder);
  const text = await readFile(path, 'utf8');
  // Addresses of one's own and what needs a variable of the environment are examples, not defaults.
  const keys = /^( *)# ?((?:  )?(?:\w+: .*|poll:|serve:))$/gm;
  const shown = text.replace(keys, (line, indent: string, key: string) =>
    /^ *(?:database|hub|url: https):?|postgres|Courant:/.test(key) ? line : `${indent}${key}`,
  );
  expect(shown).toMatch(/^ {2}pageSize: 30$/m);
  await writeFile(path, shown);
  expect(await readProject(folder)).toEqual(before);
});
