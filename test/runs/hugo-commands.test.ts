import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeArticle, makeFolder, openForTest } from '../sample-archive.ts';
import { buildPackage, type BuiltPackage } from './build-package.ts';

let cli: BuiltPackage;
beforeAll(() => {
  cli = buildPackage();
}, 180_000);
afterAll(() => cli.remove());

/** A project with two articles. */
let root: string;
beforeEach(async () => {
  root = await makeFolder();
  await mkdir(join(root, 'sources'));
  await writeFile(join(root, 'courant.yaml'), 'site:\n  title: Test\n');
  await writeFile(
    join(root, 'sources', 'example-daily.yaml'),
    'name: Example Daily\nfeeds:\n  - url: https://daily.example/feed\n',
  );
  const store = await openForTest(root);
  for (const name of ['ferry', 'bakery']) {
    const { id, file } = makeArticle(`https://daily.example/${name}`, {
      title: `The ${name} opens`,
      body: `Of ${name}s.`,
    });
    await store.putArticle(id, file);
  }
  await store.close();
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function courant(...options: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli.main, ...options], {
    cwd: root,
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(stderr).not.toContain('    at ');
  return { code: status, stdout, stderr };
}

function parse({ stdout }: Ended): unknown {
  return JSON.parse(stdout);
}

const inHugo = (path: string): string => join(root, 'hugo', path);

/** Every file below hugo/, with the moment in which it was written. */
async function stamps(): Promise<Readonly<Record<string, number>>> {
  const entries = await readdir(inHugo(''), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, (await stat(file)).ctimeMs] as const)));
}

/** What the tree has of the articles: their files below content/post/. */
async function articlePaths(): Promise<readonly string[]> {
  const names = await readdir(inHugo('content'), { recursive: true });
  return names.filter((name) => name.startsWith('post/') && name.endsWith('.md'));
}

describe('courant hugo init', () => {
  test('without a theme makes settings and layouts, and says what comes next; once more changes nothing', async () => {
    const first = courant('hugo', 'init', '--theme', 'none');
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toMatch(/Made {2}\d+ files written, 0 as they were/);
    expect(first.stderr).toContain(`folder    ${root}/hugo`);
    expect(first.stderr).toMatch(/courant hugo export\n {2}hugo --source hugo/);
    expect(first.stderr).not.toContain('git clone');
    expect(await readFile(inHugo('hugo.toml'), 'utf8')).not.toMatch(/^theme =/m);
    const before = await stamps();
    const again = courant('hugo', 'init', '--theme', 'none');
    expect(again.code).toBe(0);
    expect(again.stderr).toMatch(/Made {2}0 files written, [1-9]\d* as they were/);
    expect(await stamps()).toEqual(before);
  });

  test('takes Mainroad when no theme is named, says where it is had, and another theme replaces what nobody changed', async () => {
    const mainroad = courant('hugo', 'init');
    expect(mainroad).toMatchObject({ code: 0, stdout: '' });
    expect(mainroad.stderr).toMatch(/git clone \S+ hugo\/themes\/mainroad/);
    expect(await readFile(inHugo('hugo.toml'), 'utf8')).toMatch(/^theme = "mainroad"/m);
    const ofMainroad = Object.keys(await stamps());
    expect(courant('hugo', 'init', '--theme', 'none').code).toBe(0);
    const ofNone = Object.keys(await stamps());
    expect(ofNone.filter((file) => /mainroad/.test(file))).toEqual([]);
    expect(courant('hugo', 'init', '--theme', 'mainroad').code).toBe(0);
    expect(Object.keys(await stamps()).sort()).toEqual(ofMainroad.sort());
  });

  test('leaves alone what somebody made or changed, and names it', async () => {
    await mkdir(inHugo(''));
    await writeFile(inHugo('hugo.toml'), 'title = "Mine"\n');
    const found = courant('hugo', 'init', '--theme', 'none', '--json');
    expect(found).toMatchObject({ code: 0, stderr: '' });
    expect(parse(found)).toMatchObject({ event: 'hugo-init', unchanged: [], leftAlone: ['hugo.toml'] });
    expect(await readFile(inHugo('hugo.toml'), 'utf8')).toBe('title = "Mine"\n');
    const layout = 'layouts/_default/single.html';
    await writeFile(inHugo(layout), 'changed');
    const again = courant('hugo', 'init', '--theme', 'none');
    expect(again.code).toBe(0);
    for (const path of ['hugo.toml', layout]) expect(again.stderr).toContain(`left alone  ${path}: it was changed`);
    expect(await readFile(inHugo(layout), 'utf8')).toBe('changed');
    // What another theme does not have stays too when somebody changed it.
    courant('hugo', 'init', '--theme', 'mainroad');
    expect(await readFile(inHugo(layout), 'utf8')).toBe('changed');
  });
});

describe('courant hugo export', () => {
  test('writes what may be shown, and once more changes nothing', async () => {
    const first = courant('hugo', 'export');
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toMatch(/articles {2}2 shown, \d of them cut or with local pictures; 0 withheld/);
    expect(first.stderr).toContain(`folder    ${root}/hugo`);
    expect(first.stderr).toContain('Next: `courant hugo init`');
    expect(await articlePaths()).toHaveLength(2);
    const before = await stamps();
    courant('hugo', 'init', '--theme', 'none');
    const again = courant('hugo', 'export', '--json');
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(parse(again)).toMatchObject({ event: 'hugo-exported', articles: 2, withheld: 0, written: 0, removed: 0 });
    expect(await stamps()).toMatchObject(before);
    expect(courant('hugo', 'export').stderr).not.toContain('Next:');
  });

  test('takes away what may be shown no more, and what the archive no longer has', async () => {
    courant('hugo', 'export');
    await writeFile(
      join(root, 'policy.yaml'),
      'articles:\n  - { article: https://daily.example/ferry, reason: asked for, text: private }\n',
    );
    const cut = courant('hugo', 'export');
    expect(cut.code).toBe(0);
    expect(cut.stderr).toMatch(/1 shown, .*; 1 withheld\n.* 1 removed/);
    const [bakery = '', ...others] = await articlePaths();
    expect(others).toEqual([]);
    expect(await readFile(inHugo(`content/${bakery}`), 'utf8')).toContain('The bakery opens');
    await rm(join(root, 'content', bakery));
    const gone = courant('hugo', 'export');
    expect(gone.code).toBe(0);
    expect(gone.stderr).toContain(`content/${bakery}`);
    expect(gone.stderr).toContain('`courant reindex` forgets it');
    expect(await articlePaths()).toEqual([]);
  });

  test('leaves pages of others alone, also where one of its own would stand', async () => {
    await mkdir(inHugo('content'), { recursive: true });
    for (const name of ['about.md', 'search.md']) await writeFile(inHugo(`content/${name}`), 'mine');
    for (let turn = 0; turn < 2; turn += 1) {
      expect(courant('hugo', 'export').code).toBe(0);
      for (const name of ['about.md', 'search.md'])
        expect(await readFile(inHugo(`content/${name}`), 'utf8')).toBe('mine');
    }
  });
});

describe('bad input', () => {
  test.each([
    ['no command', ['hugo'], 'Usage: courant hugo'],
    ['an unknown command', ['hugo', 'exprot'], 'Did you mean export?'],
    ['an unknown theme', ['hugo', 'init', '--theme', 'nowhere'], 'There is no theme nowhere; known: mainroad, none.'],
    ['a theme without its name', ['hugo', 'init', '--theme'], '--theme'],
    ['an argument too many', ['hugo', 'init', 'site'], 'too many arguments'],
    ['no project to make settings in', ['hugo', 'init', '-C', tmpdir()], 'config/not-found'],
    ['no project to export', ['hugo', 'export', '-C', tmpdir()], 'config/not-found'],
  ])('%s is answered with what to do', async (_name, options, text) => {
    const ended = courant(...options);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(text);
    expect(await readdir(root)).not.toContain('hugo');
  });

  test('a file where the folder should be fails by name, and stays', async () => {
    await writeFile(inHugo(''), 'mine');
    for (const command of ['init', 'export']) {
      const ended = courant('hugo', command);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toMatch(/store\/failed[^]*hugo/);
    }
    expect(await readFile(inHugo(''), 'utf8')).toBe('mine');
  });
});
