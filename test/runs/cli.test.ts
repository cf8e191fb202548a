import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { casesFolder } from '../extract-cases.ts';
import { buildPackage, type BuiltPackage } from './build-package.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

let cli: BuiltPackage;
let newsroom: Newsroom;
let folder: string;
beforeAll(async () => {
  cli = buildPackage();
  newsroom = await startNewsroom({ edition: 1 });
  folder = await mkdtemp(join(tmpdir(), 'courant-cli-'));
}, 180_000);
afterAll(async () => {
  await newsroom.stop();
  cli.remove();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function courant(...options: readonly string[]): Promise<Ended> {
  return courantReading('', ...options);
}

function courantReading(stdin: string, ...options: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [cli.main, ...options], { cwd: folder, stdio: 'pipe' });
  child.stdin.on('error', () => child.stdin.destroy()); // most commands end without reading it
  child.stdin.end(stdin);
  return ended(child);
}

function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => (stdout += String(data)));
  child.stderr.on('data', (data) => (stderr += String(data)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

/** A source whose outlet takes the connection and never answers. */
async function addSlowOutlet(
  root: string,
): Promise<{ readonly connected: Promise<unknown>; readonly remove: () => Promise<void> }> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const file = join(root, 'sources', 'slow.yaml');
  await writeFile(file, `name: Slow\nfeeds:\n  - url: http://127.0.0.1:${port}/\n`);
  return {
    connected: new Promise((resolve) => server.once('connection', resolve)),
    remove: async () => {
      server.close();
      await rm(file);
    },
  };
}

/** Starts `courant run`, and waits until it waits for a slow outlet. `ended`: its exit code; `said`: what it wrote to stderr so far. */
async function runIntoSlowOutlet(root: string) {
  const slow = await addSlowOutlet(root);
  const child = spawn(process.execPath, [cli.main, 'run', '--all', '--port', '0', '-C', root], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data) => (stderr += String(data)));
  const ended = new Promise((resolve) => child.once('close', resolve));
  await slow.connected;
  return { child, ended, said: () => stderr, slow };
}

function homeOf(id: string): string {
  return newsroom.outlets.find((outlet) => outlet.id === id)?.home ?? '';
}

describe('the catalog', () => {
  test('is searched and added from without the network; what it does not hold is answered with what is near', async () => {
    const root = join(folder, 'from-catalog');
    await courant('init', root);
    const found = await courant('catalog', '--country', 'gb', '--language', 'en', 'bbc');
    expect(found).toMatchObject({ code: 0 });
    expect(found.stdout).toMatch(/^bbc +BBC News +GB +en +unverified \d{4}-\d\d-\d\d/m);
    expect(found.stderr).toContain('Unverified:');

    const added = await courant('add', 'BBC', 'News', '-C', root);
    expect(added, added.stderr).toMatchObject({ code: 0, stdout: '' });
    expect(added.stderr).toContain('unverified');
    expect(await readFile(join(root, 'sources', 'bbc.yaml'), 'utf8')).toMatch(/unverified[^]*name: BBC News/);
    expect((await courant('add', 'bbc', '-C', root)).code).toBe(2);
    const unknown = await courant('add', 'gaurdian', '-C', root);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toMatch(/cli\/not-in-catalog[^]*guardian/);

    const plan = await courant('plan', '-C', root);
    expect(plan).toMatchObject({ code: 0 });
    expect(plan.stdout).toContain('+ bbc  new, sources/bbc.yaml');
    expect(plan.stderr).toContain('1 new, 0 removed, 0 changed');
    expect(JSON.parse((await courant('plan', '-C', root, '--json')).stdout)).toMatchObject({ unchanged: 0 });

    const list = await courant('sources', 'export', '-C', root);
    expect(list.stdout).toContain('xmlUrl="https://feeds.bbci.co.uk/news/rss.xml"');
    await writeFile(join(folder, 'list.opml'), list.stdout);
    const again = await courant('sources', 'import', join(folder, 'list.opml'), '-C', root);
    expect(again, again.stderr).toMatchObject({ code: 0, stdout: '' });
    expect(again.stderr).toContain('Nothing was written.');
  }, 60_000);
});

describe('a newcomer', () => {
  test('makes a project, adds a site, collects, builds, and asks why', async () => {
    const init = await courant('init', 'my-news', '--contact', 'me@example.org');
    expect(init).toMatchObject({ code: 0, stdout: '' });
    expect(init.stderr).toContain('courant add');
    const root = join(folder, 'my-news');
    const config = await readFile(join(root, 'courant.yaml'), 'utf8');
    expect(config).toContain('contact: me@example.org');

    const refused = await courant('add', homeOf('harbor-gazette'), '-C', root);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('fetch/forbidden-address');
    await writeFile(
      join(root, 'courant.yaml'),
      config
        .replace('# allowNetworks: []', 'allowNetworks: [127.0.0.0/8]')
        .replace('# delaySeconds: 1', 'delaySeconds: 0'),
    );

    const added = await courant('add', homeOf('harbor-gazette'), '-C', root, '--id', 'harbor-gazette');
    expect(added, added.stderr).toMatchObject({ code: 0 });
    expect(await readFile(join(root, 'sources', 'harbor-gazette.yaml'), 'utf8')).toMatch(/kind: feed/);
    expect((await courant('add', homeOf('harbor-gazette'), '-C', root, '--id', 'harbor-gazette')).code).toBe(2);

    const collected = await courant('collect', '-C', root);
    expect(collected, collected.stderr).toMatchObject({ code: 0, stdout: '' });
    expect(collected.stderr).toMatch(/\d+ found = \d+ stored \+ \d+ skipped \+ 0 waiting/);
    expect(collected.stderr).toContain('fetch/gone');

    const built = await courant('build', '-C', root, '--json');
    expect(built.code).toBe(0);
    expect(JSON.parse(built.stdout)).toMatchObject({ event: 'built' });
    expect(await readdir(join(root, 'public'))).toContain('index.html');

    const resting = await courant('collect', '-C', root);
    expect(resting.stderr).toContain('0 of 1 read; 1 not due');
    expect(resting.stderr).toContain(', 0 requests');

    const events = await courant('collect', '--all', '-C', root, '--json');
    for (const line of events.stdout.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(JSON.parse(events.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
      event: 'collected',
      articles: { stored: 0 },
    });

    const url = `${homeOf('harbor-gazette')}news/night-ferry-returns`;
    const links = JSON.parse((await courant('status', '-C', root, '--json')).stdout) as {
      accounting: { stored: number };
    };
    expect(links.accounting.stored).toBeGreaterThan(3);
    const article =
      (await readdir(join(root, 'content'), { recursive: true })).find((name) => name.endsWith('.md')) ?? '';
    const address = /^ {2}url: "(.*)"$/m.exec(await readFile(join(root, 'content', article), 'utf8'))?.[1] ?? url;
    const trace = await courant('trace', address, '-C', root);
    expect(trace, trace.stderr).toMatchObject({ code: 0 });
    for (const stage of ['discover', 'fetch', 'extract', 'state', 'store', 'publish'])
      expect(trace.stdout).toMatch(new RegExp(`^${stage} `, 'm'));
    const explained = await courant('explain', address, '-C', root);
    expect(explained.stdout).toMatch(/^ {2}title +\S/m);
    expect(explained.stdout).toContain('(from the archive, confidence ');
    expect(JSON.parse((await courant('explain', address, '-C', root, '--json')).stdout)).toMatchObject({
      from: 'archive',
    });

    const reread = await courant('reextract', '-C', root, '--source', 'harbor-gazette', '--json');
    expect(reread, reread.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(reread.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
      event: 'reextracted',
      outcomes: { changed: 0, unchanged: links.accounting.stored },
    });
    expect((await courant('reextract', '-C', root, '--write')).stderr).toContain('Read again and written');
    const misnamed = await courant('reextract', '-C', root, '--source', 'harbor-gazete');
    expect(misnamed.code).toBe(2);
    expect(misnamed.stderr).toContain('Did you mean harbor-gazette?');
  }, 60_000);

  test('explains a page of a file in words, as data and as a page', async () => {
    const page = join(casesFolder, 'newsletter-and-share-lines', 'input.html');
    const address = 'https://courier.example/2024/05/03/story';
    const explain = (...options: string[]): ReturnType<typeof courant> =>
      courant('explain', page, '--url', address, '-C', folder, ...options);
    const { stdout: text } = await explain();
    for (const title of ['Fields', 'What may hold the article', 'Left out of it (4)', 'Left out around it (2)'])
      expect(text).toContain(`\n${title}\n`);
    const painted = await explain('--html', '-');
    expect(painted.stdout).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    const file = join(folder, 'explained.html');
    expect(JSON.parse((await explain('--json', '--html', file)).stdout)).toHaveProperty('decisions.removals.length', 6);
    expect(await readFile(file, 'utf8')).toBe(painted.stdout);
    expect(await explain('--json', '--html', '-')).toMatchObject({ code: 2 });
  }, 60_000);

  test('imports a folder of pages', async () => {
    const pages = join(folder, 'saved');
    await mkdir(pages);
    const text = Array.from(
      { length: 6 },
      (_, i) =>
        `<p>The harbor council met for the ${i + 1}th time this year, and talked about the ferry, the pier and the price of bread.</p>`,
    );
    const page = (head: string): string =>
      `<html lang="en"><head><title>The harbor council meets again</title>${head}</head><body><article><h1>The harbor council meets again</h1>${text.join('')}</article></body></html>`;
    await writeFile(join(pages, 'a.html'), page('<link rel="canonical" href="https://harbor.example/council">'));
    await writeFile(join(pages, 'b.html'), page(''));
    const root = join(folder, 'imported');
    const first = await courant('import', pages, '-C', root);
    expect(first, first.stderr).toMatchObject({ code: 0 });
    expect(first.stderr).toContain('import/no-address');
    expect(first.stderr).toContain('1 found = 1 stored');
    const again = await courant('import', pages, '-C', root, '--base-url', 'https://pier.example/');
    expect(again.stderr).toContain('2 found = 2 stored');
    expect(await readdir(join(root, 'content'), { recursive: true })).toContainEqual(expect.stringContaining('/pier/'));
    expect(await readFile(join(root, 'public', 'index.html'), 'utf8')).toContain('The harbor council meets again');
  }, 60_000);
});

describe('extract', () => {
  const paragraphs = Array.from(
    { length: 5 },
    (_, i) =>
      `<p>The keeper of the <a href="/light">old light</a> wrote for the ${i + 1}th time that the <b>fog horn</b> is out of order, and that ships should mind the rocks.</p>`,
  );
  const page = `<html lang="en"><head><title>Fog *horn* fails</title></head><body><article><h1>Fog *horn* fails</h1>${paragraphs.join('')}</article></body></html>`;

  test('prints the article of a file or of stdin, offline, in the form asked for', async () => {
    await writeFile(join(folder, 'fog.html'), page);
    const markdown = await courant('extract', 'fog.html');
    expect(markdown, markdown.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(markdown.stdout).toMatch(
      /^# Fog \\\*horn\\\* fails\n\nThe keeper of the old light wrote .*\*\*fog horn\*\*/,
    );
    const piped = await courantReading(page, 'extract', '-', '--url', 'https://lamp.example/fog');
    expect(piped.stdout).toContain('[old light](https://lamp.example/light)');
    expect((await courantReading(page, 'extract', '-', '--text')).stdout).toMatch(/^Fog \*horn\* fails\n\nThe keeper/);
    expect((await courantReading(page, 'extract', '-', '--html')).stdout).toContain('<strong>fog horn</strong>');
    expect(JSON.parse((await courantReading(page, 'extract', '-', '--json')).stdout)).toMatchObject({
      article: { title: 'Fog *horn* fails', blocks: expect.any(Array) as unknown },
    });
  }, 120_000);

  test('fetches an address as politely as collecting does, and says what is no article', async () => {
    const refused = await courant('extract', homeOf('harbor-gazette'));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('fetch/forbidden-address');
    const project = await makeNewsroomProject(newsroom);
    const front = await courant('extract', homeOf('harbor-gazette'), '-C', project.root);
    expect(front).toMatchObject({ code: 1, stdout: '' });
    expect(front.stderr).toContain('extract/not-an-article');
    const story = `${homeOf('harbor-gazette')}news/2026/09/night-ferry-returns`;
    const read = await courant('extract', story, '-C', project.root, '--json');
    expect(JSON.parse(read.stdout), read.stderr).toMatchObject({ article: { url: story } });
    await project.remove();
    const skip = await courantReading('no page', 'extract', '-', '--json');
    expect(skip.code).toBe(1);
    expect(JSON.parse(skip.stdout)).toMatchObject({ skip: { code: 'extract/not-html' } });
  }, 120_000);
});

describe('bad input', () => {
  let project: NewsroomProject;
  beforeAll(async () => {
    project = await makeNewsroomProject(newsroom);
  });
  afterAll(() => project.remove());

  test.each([
    ['no command', [], 2, 'Usage: courant'],
    ['an unknown command', ['colect'], 2, 'Did you mean collect?'],
    ['an unknown option', ['collect', '--fast'], 2, '--fast'],
    ['a port that is none', ['serve', '--port', 'x'], 2, 'A whole number from 0 to 65535'],
    ['no project', ['collect', '-C', '/'], 2, 'courant init'],
    ['nothing to import', ['import', 'nowhere.warc.gz', '-C', 'nowhere'], 1, 'import/not-found'],
    ['a file that is no page to explain', ['explain', 'nowhere.html'], 2, 'nowhere.html'],
    ['a day that is none', ['reextract', '--since', 'yesterday'], 2, 'A day, as'],
    ['a file that is no page to extract', ['extract', 'nowhere.html'], 2, 'nowhere.html'],
    ['an address that is none', ['extract', '-', '--url', 'nowhere'], 2, 'nowhere'],
    ['two formats at once', ['extract', '-', '--text', '--html'], 2, 'Choose one'],
    ['no address to add', ['add', 'ftp://x.example'], 2, ''],
  ])('%s is answered with what to do', async (_name, options, code, text) => {
    const ended = await courant(...options);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(text);
    expect(ended.stderr).not.toContain('    at ');
  });

  test('an unknown key names file, line and the nearest known one', async () => {
    const file = join(project.root, 'courant.yaml');
    const good = await readFile(file, 'utf8');
    await writeFile(file, `${good}imagse: none\n`);
    const ended = await courant('collect', '-C', project.root);
    await writeFile(file, good);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/courant\.yaml:\d+/);
    expect(ended.stderr).toContain('Did you mean `images`?');
  });

  test('a source that fails is reported, the others go on; when all fail the exit code is 1', async () => {
    const sources = join(project.root, 'sources');
    const names = await readdir(sources);
    await writeFile(join(sources, 'broken.yaml'), 'name: Broken\nfeeds:\n  - url: http://127.0.0.1:1/feed\n');
    const some = await courant('collect', '-C', project.root);
    expect(some, some.stderr).toMatchObject({ code: 0 });
    expect(some.stderr).toMatch(/feed failed +broken/);
    expect(some.stderr).toContain(`${names.length} of ${names.length + 1} read; failed: broken`);
    expect((await courant('status', '-C', project.root)).stdout).toMatch(/broken +failed 1×/);
    for (const name of names) await rm(join(sources, name));
    const all = await courant('collect', '--all', '-C', project.root);
    expect(all.code).toBe(1);
    expect(all.stderr).toContain('pipeline/all-sources-failed');
  }, 60_000);

  test('a second process on the same archive is refused, and reading goes on', async () => {
    const slow = await addSlowOutlet(project.root);
    const first = spawn(process.execPath, [cli.main, 'collect', '-C', project.root], { stdio: 'ignore' });
    await slow.connected;
    const second = await courant('collect', '-C', project.root);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('store/locked');
    expect(second.stderr).toContain(`process ${first.pid ?? 0}`);
    expect((await courant('status', '-C', project.root)).code).toBe(0);
    first.kill('SIGKILL');
    await slow.remove();
    expect((await courant('build', '-C', project.root)).code).toBe(0);
  }, 30_000);

  test('a damaged database is named, with the way to mend it, and reindex mends it', async () => {
    const database = join(project.root, '.courant', 'index.db');
    await writeFile(database, 'this is no database, whatever the name of the file says'.repeat(100));
    for (const name of ['index.db-wal', 'index.db-shm'])
      await rm(join(project.root, '.courant', name), { force: true });
    const ended = await courant('build', '-C', project.root);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('store/corrupt-database');
    expect(ended.stderr).toContain('courant reindex');
    const mended = await courant('reindex', '-C', project.root);
    expect(mended, mended.stderr).toMatchObject({ code: 0 });
    expect((await courant('build', '-C', project.root)).code).toBe(0);
  }, 30_000);

  test('a site cannot be served at an address that is not ours', async () => {
    await courant('build', '-C', project.root);
    const add = ['user', 'add', 'ana', '--role', 'admin', '--password-file', '-', '-C', project.root];
    expect((await courantReading('correct horse battery\n', ...add)).code).toBe(0);
    const ended = await courant('serve', '--host', '192.0.2.1', '-C', project.root);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/serve\/cannot-listen[^]*192\.0\.2\.1/);
    expect(ended.stderr).not.toContain('    at ');
  }, 30_000);

  test('a reader that goes away does not stop the work', async () => {
    const child = spawn(process.execPath, [cli.main, 'collect', '--json', '-C', project.root], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (data) => (stderr += String(data)));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(stderr).not.toContain('    at ');
    expect([0, 1]).toContain(code);
  }, 30_000);

  test.each([
    ['Ctrl-C', 'SIGINT', 'run', 0],
    ['Ctrl-C', 'SIGINT', 'collect', 130],
    ['SIGTERM', 'SIGTERM', 'collect', 143],
  ] as const)(
    '%s (%s) ends a %s that waits for a slow outlet, in order and at once',
    async (_name, signal, command, expected) => {
      const slow = await addSlowOutlet(project.root);
      const options = command === 'run' ? ['--port', '0'] : [];
      const child = spawn(process.execPath, [cli.main, command, '--all', ...options, '-C', project.root], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      child.stderr.on('data', (data) => (stderr += String(data)));
      await slow.connected;
      child.kill(signal);
      const code = await new Promise((resolve) => child.once('close', resolve));
      await slow.remove();
      expect(code, stderr).toBe(expected);
      expect(stderr).toContain('Stopping');
      expect(stderr.slice(stderr.indexOf('Stopping'))).not.toContain('Serving');
    },
    60_000,
  );

  test('run serves the site that was built before while it waits for a slow outlet', async () => {
    await courant('build', '-C', project.root);
    const { child, ended, said, slow } = await runIntoSlowOutlet(project.root);
    const url = /at (http:\S+)/.exec(said())?.[1] ?? '';
    expect((await fetch(new URL('healthz', url))).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended, said()).toBe(0);
    await slow.remove();
  }, 60_000);

  test('SIGHUP does not end a run that collects for the first time', async () => {
    await rm(join(project.root, 'public'), { recursive: true, force: true });
    const { child, ended, said, slow } = await runIntoSlowOutlet(project.root);
    child.kill('SIGHUP');
    child.kill('SIGTERM');
    expect(await ended, said()).toBe(0);
    expect(said()).toContain('Stopping');
    await slow.remove();
  }, 60_000);
});

describe('a terminal', () => {
  let root: string;
  beforeAll(async () => {
    root = join(folder, 'terminal');
    await courant('init', root, '--contact', 'me@example.org');
  });
  const withEnvironment = (env: Readonly<Record<string, string>>, ...options: readonly string[]): Promise<Ended> =>
    ended(
      spawn(process.execPath, [cli.main, ...options, '-C', root], { env: { ...process.env, ...env }, stdio: 'pipe' }),
    );

  test('that nobody reads any more is no failure of the help', async () => {
    const child = spawn(process.execPath, [cli.main, '--help'], { stdio: 'pipe' });
    child.stdout.destroy();
    const stderr = await text(child.stderr);
    expect(stderr).toBe('');
  });

  test.each([
    ['no colors where it is none', {}, false],
    ['colors by FORCE_COLOR', { FORCE_COLOR: '1' }, true],
    ['no colors by FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['no colors by NO_COLOR, whatever else is set', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('shows %s', async (_name, env, isColored) => {
    const { stderr, stdout } = await withEnvironment({ NO_COLOR: '', FORCE_COLOR: '', ...env }, 'doctor');
    expect(/\u001b\[/.test(stderr)).toBe(isColored);
    expect(stdout).not.toContain('\u001b');
  });

  test('names the next command as its reader can call it', async () => {
    const init = await withEnvironment({ npm_command: 'exec' }, 'init', join(folder, 'by-npx'));
    expect(init.stderr).toContain('npx courant add');
    expect(init.stderr).toContain('fetch.contact');
  });

  test('hears of a port in use before the work, not after it', async () => {
    await courant('add', 'bbc', '-C', root);
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const address = busy.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const ended = await courant('run', '--port', String(port), '-C', root);
    busy.close();
    expect(ended).toMatchObject({ code: 1 });
    expect(ended.stderr).toMatch(/^serve\/port-in-use/);
  });
});

describe('the doctor', () => {
  test('ends with 1 when something failed, and not for a warning', async () => {
    const root = join(folder, 'ill');
    await courant('init', root);
    const warned = await courant('doctor', '-C', root);
    expect(warned, warned.stderr).toMatchObject({ code: 0 });
    expect(warned.stdout).toMatch(/^warning +contact +\S/m);
    expect(warned.stdout).toMatch(/^ +do: \S/m);
    await writeFile(join(root, 'courant.yaml'), 'site: []\n');
    const failed = await courant('doctor', '--json', '-C', root);
    expect(failed).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(failed.stdout)).toMatchObject({ failed: 1 });
  });
});

describe('users', () => {
  const password = 'correct horse battery';
  let root: string;
  const user = (...options: readonly string[]): Promise<Ended> => courant('user', ...options, '-C', root);
  const add = (name: string, ...options: readonly string[]): Promise<Ended> =>
    courantReading(`${password}\n`, 'user', 'add', name, '--password-file', '-', ...options, '-C', root);
  beforeEach(async () => {
    root = await mkdtemp(join(folder, 'users-'));
    await writeFile(join(root, 'courant.yaml'), '');
  });

  test('are added, listed, changed and removed', async () => {
    expect((await user('list')).stderr).toContain('Nobody yet');
    const first = await add('Ana');
    expect(first).toMatchObject({ code: 2, stdout: '' });
    expect(first.stderr).toMatch(/cli\/user-refused[^]*first user must be an admin[^]*--role admin/);
    expect(await add('Ana', '--role', 'admin')).toMatchObject({ code: 0, stdout: '', stderr: 'Added ana (admin)\n' });
    expect((await user('add', 'ben', '--no-password', '--role', 'editor')).code).toBe(0);
    expect((await user('list')).stdout).toMatch(
      /^ana +admin +\d{4}-\d\d-\d\d\nben +editor +no password +\d{4}-\d\d-\d\d\n$/,
    );
    const listed = (await user('list', '--json')).stdout.trim().split('\n');
    expect(JSON.parse(listed[1] ?? '')).toMatchObject({ name: 'ben', role: 'editor', hasPassword: false });
    expect((await user('role', 'ben', 'admin')).code).toBe(0);
    expect((await user('role', 'ana', 'reader')).code).toBe(0);
    expect((await user('role', 'ben', 'reader')).stderr).toContain('the last admin');
    await writeFile(join(root, 'password'), `${password} again`);
    expect((await user('password', 'ana', '--password-file', join(root, 'password'))).code).toBe(0);
    expect((await user('remove', 'ana')).code).toBe(0);
    expect((await user('list')).stdout).toMatch(/^ben +admin/);
    expect((await stat(join(root, 'readers.db'))).mode & 0o777).toBe(0o600);
  }, 60_000);

  test('are refused with a reason, and their passwords are shown nowhere', async () => {
    await add('ana', '--role', 'admin');
    const refused: readonly (readonly [Ended, RegExp])[] = [
      [await add('ana'), /cli\/user-refused[^]*of that name already/],
      [await add('Ä b'), /cli\/user-refused[^]*begins with a letter/],
      [await courantReading('short', 'user', 'add', 'ben', '--password-file', '-', '-C', root), /cli\/bad-password/],
      [await user('add', 'ben'), /cli\/misuse[^]*--password-file -/],
      [await user('add', 'ben', '--subject', 'x'), /cli\/misuse[^]*serve\.oidc/],
      [await user('add', 'ben', '--role', 'king'), /Allowed choices are reader, editor, admin/],
      [await user('role', 'ana', 'king'), /Allowed choices are reader, editor, admin/],
      [await user('password', 'ana', '--password-file', 'nowhere'), /cli\/misuse[^]*cannot be read/],
      [await user('remove', 'eve'), /cli\/no-such-user/],
    ];
    for (const [ended, reason] of refused) {
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toMatch(reason);
      expect(ended.stderr).not.toContain(password);
    }
    const bytes = await readFile(join(root, 'readers.db'), 'latin1');
    expect(bytes).not.toContain(password);
  }, 60_000);

  test('without any, nobody but this machine is served, and nothing is collected for it', async () => {
    for (const command of ['serve', 'run'])
      for (const host of ['0.0.0.0', '::', '192.0.2.1']) {
        const ended = await courant(command, '--host', host, '--port', '0', '-C', root);
        expect(ended).toMatchObject({ code: 1, stdout: '' });
        expect(ended.stderr).toMatch(/serve\/no-users[^]*courant user add/);
      }
    expect(await readdir(root)).not.toContain('.courant');
  }, 60_000);

  test('log in to a server of their own', async () => {
    await add('ana', '--role', 'admin');
    await writeFile(join(root, 'courant.yaml'), 'serve:\n  hosts: [news.example]\n');
    await mkdir(join(root, 'pages'));
    await writeFile(join(root, 'pages', 'a.html'), '<title>No article</title>');
    await courant('import', join(root, 'pages'), '-C', root);
    await courant('build', '-C', root);
    const child = spawn(process.execPath, [cli.main, 'serve', '--host', '0.0.0.0', '--port', '0', '-C', root], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (data) => (said += String(data)));
    try {
      await expect.poll(() => /:(\d+)\//.exec(said)?.[1], { timeout: 20_000 }).toBeDefined();
      const url = `http://127.0.0.1:${/:(\d+)\//.exec(said)?.[1]}`;
      expect((await fetch(`${url}/feed.xml`)).status).toBe(401);
      const form = { method: 'POST', redirect: 'manual' } as const;
      const login = await fetch(`${url}/login`, { ...form, body: new URLSearchParams({ name: 'ana', password }) });
      const cookie = login.headers.get('Set-Cookie')?.split(';')[0] ?? '';
      expect([login.status, cookie.split('=')[0]]).toEqual([303, 'courant_session']);
      expect((await fetch(`${url}/feed.xml`, { headers: { Cookie: cookie } })).status).toBe(200);
      // A change at the command line counts at once.
      expect((await add('ben')).code).toBe(0);
      await courantReading('another long password', 'user', 'password', 'ana', '--password-file', '-', '-C', root);
      expect((await fetch(`${url}/feed.xml`, { headers: { Cookie: cookie } })).status).toBe(401);
    } finally {
      child.kill('SIGINT');
    }
    expect(await new Promise((resolve) => child.once('close', resolve)), said).toBe(0);
    expect(said).not.toContain(password);
  }, 90_000);
});
