import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { root } from '../house/source-files.ts';
import { startLoopbackServer, type LoopbackServer } from '../loopback-server.ts';
import { buildPackage, type BuiltPackage } from '../runs/build-package.ts';
import { readWorkflow, runJob, type JobRun, type Runner, type Workflow } from './run-workflow.ts';

let workflow: Workflow;
beforeAll(async () => {
  workflow = await readWorkflow(join(root, 'deploy', 'github-pages.yml'));
});

describe('the workflow for GitHub Pages', () => {
  test('names every action by its commit, with the version beside it', async () => {
    const text = await readFile(join(root, 'deploy', 'github-pages.yml'), 'utf8');
    const used = text.match(/uses: .*/g) ?? [];
    expect(used.length).toBeGreaterThan(5);
    for (const line of used) expect(line).toMatch(/^uses: actions\/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('gives each job what it needs, and no more', () => {
    expect(workflow.permissions).toEqual({});
    expect(Object.values(workflow.jobs).map(({ permissions }) => permissions)).toEqual([
      { contents: 'write' },
      { pages: 'write', 'id-token': 'write' },
    ]);
  });

  test('asks once an hour at most, and not when everybody does', () => {
    expect(workflow.on.schedule.map(({ cron }) => cron)).toEqual([expect.stringMatching(/^[1-9]\d? \S+ \* \* \*$/)]);
  });
});

describe('its steps', () => {
  let outlet: LoopbackServer;
  let runner: Runner;
  let cli: BuiltPackage;

  beforeAll(async () => {
    outlet = await startLoopbackServer({
      '/feed': rss(['/harbor', '/ferry']),
      '/harbor': articlePage('The harbor is full'),
      '/ferry': articlePage('The ferry is late'),
    });
    const folder = await mkdtemp(join(tmpdir(), 'courant-pages-'));
    const [repository = '', cache = '', artifact = '', bin = ''] = ['repository', 'cache', 'artifact', 'bin'].map(
      (name) => join(folder, name),
    );
    runner = { folder, repository, cache, artifact, bin };
    await makeRepository(runner, outlet);
    cli = buildPackage();
    await makeNpm(bin, cli);
  }, 120_000);
  afterAll(async () => {
    await outlet.close();
    cli.remove();
    await rm(runner.folder, { recursive: true, force: true });
  });

  const run = (): Promise<JobRun> => runJob(workflow.jobs['collect'] ?? { permissions: {}, steps: [] }, runner);
  const pushed = (): string => git(runner.repository, 'ls-tree', '-r', '--name-only', 'main');

  test('keep what was collected when the build fails, and publish nothing', async () => {
    await change(runner, 'themes/mine/page.html', '{{#broken}}');
    const { isGreen, outcomes, log } = await run();
    expect({ isGreen, ...outcomes }, log).toMatchObject({
      isGreen: false,
      Collect: 'success',
      'Build the site': 'failure',
      'Keep the articles': 'success',
      'Keep the index': 'success',
      'actions/upload-pages-artifact': 'skipped',
    });
    expect(pushed().match(/^content\/post\/.*\.md$/gm)).toHaveLength(2);
    expect(pushed()).not.toMatch(/^(?:\.courant|public|warc|node_modules|readers\.db)/m);
    expect(await readdir(runner.cache)).toEqual(expect.arrayContaining(['.courant', 'warc']));
  }, 300_000);

  test('store nothing again in the next run, and ask for no article twice; then the site is there', async () => {
    await change(runner, 'themes/mine/page.html', await readFile(join(root, 'themes', 'courant', 'page.html'), 'utf8'));
    const before = pushed().match(/^content\/post\/.*$/gm);
    const { isGreen, outcomes, log } = await run();
    expect({ isGreen, outcomes: new Set(Object.values(outcomes)) }, log).toEqual({
      isGreen: true,
      outcomes: new Set(['success']),
    });
    expect(pushed().match(/^content\/post\/.*$/gm)).toEqual(before);
    expect(outlet.paths().filter((path) => path === '/harbor' || path === '/ferry')).toHaveLength(2);
    const front = await readFile(join(runner.artifact, 'public', 'index.html'), 'utf8');
    expect(front).toContain('The harbor is full');
    expect(front).toContain('The ferry is late');
  }, 300_000);
});

function rss(links: readonly string[]): string {
  const items = links.map((link) => `<item><link>${link}</link></item>`);
  return `<rss version="2.0"><channel><title>One</title>${items.join('')}</channel></rss>`;
}

function articlePage(title: string): string {
  const paragraph = `<p>${title}, said the master of the port on Monday, and nobody on the quay had anything to say against it.</p>`;
  return `<!doctype html><html lang="en"><head><title>${title}</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2026-09-14T05:06:07Z"></head>
<body><article><h1>${title}</h1>${paragraph.repeat(8)}</article></body></html>`;
}

function git(cwd: string, ...args: readonly string[]): string {
  const name = ['-c', 'user.name=Ana', '-c', 'user.email=ana@localhost', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...name, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** As docs/how-to/deploy.md has it made: settings, a .gitignore, and what npm installs. */
async function makeRepository({ repository, folder }: Runner, outlet: LoopbackServer): Promise<void> {
  await mkdir(repository);
  git(repository, 'init', '--quiet', '--bare');
  const clone = join(folder, 'clone');
  git(folder, 'clone', '--quiet', repository, clone);
  await mkdir(join(clone, 'sources'));
  const source = {
    name: 'One',
    home: outlet.url('/'),
    language: 'en',
    feeds: [{ kind: 'feed', url: outlet.url('/feed') }],
  };
  await writeFile(join(clone, 'sources', 'one.yaml'), stringify(source));
  const fetch = { contact: 'test@localhost', delaySeconds: 0.005, allowNetworks: ['127.0.0.0/8'] };
  const settings = { site: { title: 'Test', url: 'https://ana.example/news/', theme: 'mine' }, fetch, images: 'none' };
  await writeFile(join(clone, 'courant.yaml'), stringify(settings));
  await writeFile(join(clone, '.gitignore'), '.courant/\nnode_modules/\npublic/\nreaders.db*\nwarc/\n');
  await writeFile(join(clone, 'package-lock.json'), '{}');
  commit(clone);
}

/** As somebody who works on the archive meanwhile. */
async function change({ folder }: Runner, path: string, text: string): Promise<void> {
  const clone = join(folder, 'clone');
  git(clone, 'pull', '--quiet', '--rebase', 'origin', 'main');
  await mkdir(join(clone, path, '..'), { recursive: true });
  await writeFile(join(clone, path), text);
  commit(clone);
}

function commit(clone: string): void {
  git(clone, 'add', '--all');
  git(clone, 'commit', '--quiet', '--message', 'Change');
  git(clone, 'push', '--quiet', 'origin', 'HEAD:main');
}

/** There is no network here: what `npm ci` would install is this work tree. */
async function makeNpm(bin: string, { main }: BuiltPackage): Promise<void> {
  await mkdir(bin);
  const courant = `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`;
  const npm = `#!/bin/sh\ntest "$1" = ci && test -e package-lock.json && mkdir -p node_modules/.bin && cp '${join(bin, 'installed')}' node_modules/.bin/courant\n`;
  for (const [name, text] of Object.entries({ installed: courant, npm })) {
    await writeFile(join(bin, name), text);
    await chmod(join(bin, name), 0o755);
  }
}
