/** `npm run demo`: starts the bundled newsroom on loopback, collects from it, builds the site and serves it.
 *  `--once` ends after the build; `--dir <folder>` puts the archive elsewhere than in .demo/. */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { buildAndSay } from '../src/cli/build.ts';
import { collectAndSay } from '../src/cli/collect.ts';
import { runCommand } from '../src/cli/run-command.ts';
import { withProject } from '../src/cli/with-project.ts';
import { serveUntilStopped } from '../src/cli/serve.ts';
import { formatTable, type Terminal } from '../src/cli/terminal.ts';
import { addPolicy } from '../src/config/add-policy.ts';
import type { Policy } from '../src/model/policy.ts';
import { startNewsroom, type Newsroom } from '../src/newsroom/start-newsroom.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.demo' },
    port: { type: 'string', default: '4600' },
    once: { type: 'boolean', default: false },
  },
});
const root = resolve(values.dir);

/** How much is shown of outlets that are not shown in full: the demo has each policy once. */
const shown: Readonly<Record<string, Partial<Policy>>> = {
  'kerrigal-post': { text: 'excerpt' },
  'stepnoy-kray': { text: 'headline' },
  'grenzland-bote': { images: 'none' },
};

/** Articles that are kept and not shown, one of an outlet. */
const takenDown: Readonly<Record<string, string>> = { 'ostrander-ledger': '/2026/09/19/tigers-football/' };

await runCommand('demo', async (terminal) => {
  const basePort = await readBasePort();
  const isNew = basePort === undefined;
  // A second run must find its articles at the same addresses, so the ports of the first are used again.
  const newsroom = await startFirstFree(isNew ? [4710, 4810, 4910, 5710, 0] : [basePort]);
  try {
    if (isNew) await writeProject(newsroom);
    say(terminal, newsroom, isNew);
    await collectAndBuild(newsroom, isNew, terminal);
    if (!values.once) await serve(terminal);
  } finally {
    await newsroom.stop();
  }
});

async function collectAndBuild(newsroom: Newsroom, isNew: boolean, terminal: Terminal): Promise<void> {
  const options = { dir: root, json: false, wait: 10, retry: false, all: true };
  await withProject(options, terminal, async (work, project) => {
    newsroom.setEdition(isNew ? 1 : 2);
    await collectAndSay(options, terminal, work, project);
    if (isNew) {
      newsroom.setEdition(2);
      terminal.say('\nThe newsroom has edited two articles and published another; collecting again:');
      await collectAndSay(options, terminal, work, project);
    }
    await buildAndSay(options, terminal, project, work.store);
  });
}

async function serve(terminal: Terminal): Promise<void> {
  const { readProject } = await import('../src/config/project.ts');
  terminal.say();
  await serveUntilStopped(await readProject(root), { host: '127.0.0.1', port: Number(values.port) }, terminal);
}

function say(terminal: Terminal, newsroom: Newsroom, isNew: boolean): void {
  terminal.say(
    `${terminal.style('bold', 'A made-up newsroom')} on loopback${isNew ? '' : ' (as left by the last run)'}:`,
  );
  const rows = newsroom.outlets.map(({ name, language, home, feeds }) => [
    name,
    language,
    feeds.map(({ kind }) => kind).join(', '),
    home,
  ]);
  terminal.say(formatTable(rows).replace(/^/gm, '  '));
  terminal.say(`The archive is in ${relative(process.cwd(), root)}/\n`);
}

async function readBasePort(): Promise<number | undefined> {
  const folder = join(root, 'sources');
  const names = await readdir(folder).catch(() => []);
  const ports = await Promise.all(
    names.map(async (name) => {
      const source: unknown = parse(await readFile(join(folder, name), 'utf8'));
      const home = typeof source === 'object' && source !== null && 'home' in source ? String(source.home) : '';
      return Number(new URL(home).port);
    }),
  );
  return ports.length === 0 ? undefined : Math.min(...ports);
}

async function startFirstFree(ports: readonly number[]): Promise<Newsroom> {
  let failure: unknown;
  for (const basePort of ports) {
    try {
      return await startNewsroom({ basePort, edition: 1 });
    } catch (error) {
      failure = error; // in use: the next one; the last failure is thrown
    }
  }
  throw failure;
}

async function writeProject(newsroom: Newsroom): Promise<void> {
  await mkdir(join(root, 'sources'), { recursive: true });
  const config = {
    site: {
      title: 'The Courant',
      description: 'A demo of Courant, collected from a made-up newsroom on this machine.',
    },
    fetch: { contact: 'demo@localhost', delaySeconds: 0.02, allowNetworks: ['127.0.0.0/8'] },
  };
  await writeFile(join(root, 'courant.yaml'), `# Written by npm run demo.\n${stringify(config)}`);
  for (const { id, name, home, language, country, feeds } of newsroom.outlets) {
    const publish = shown[id];
    const source = { name, home, language, country, feeds, ...(publish === undefined ? {} : { publish }) };
    await writeFile(join(root, 'sources', `${id}.yaml`), stringify(source));
    const path = takenDown[id];
    if (path !== undefined)
      await addPolicy(root, { article: new URL(path, home).href, text: 'private', reason: 'The outlet asked us to.' });
  }
}
