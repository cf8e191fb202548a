import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateArchive } from './publish/generate-archive.ts';

interface Run {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakMb: number;
  readonly files: number;
}

interface Publisher {
  readonly name: string;
  readonly note: string;
  /** Makes the site of the articles, and again after others came (`changed`: their paths). */
  readonly build: (root: string, changed: readonly string[]) => Run;
}

const here = fileURLToPath(new URL('./publish/', import.meta.url));
const eleventy = fileURLToPath(new URL('./peers/node_modules/@11ty/eleventy/cmd.cjs', import.meta.url));
const newArticles = 100;

/** A whole site, and 100 new articles into it: ours beside Hugo (when installed) and 11ty (when installed in bench/peers), each as a
 *  process of its own, on the same made-up archive. The others have the least theme there can be: a page for each article and
 *  one list. Ours has everything: lists by day, tag, outlet and language, feeds, archived feeds, sitemaps, search index. */
export function benchPublish(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'courant-publish-'));
  try {
    const publishers = [ours, ...(isInstalled('hugo') ? [hugo] : []), ...(existsSync(eleventy) ? [eleven] : [])];
    const rows = publishers.map(({ name, note, build }) => {
      const root = join(folder, name);
      mkdirSync(root);
      const first = build(root, generateArchive(root, 0, count));
      const second = build(root, generateArchive(root, count, count + newArticles));
      return { name, note, first, second };
    });
    const base = rows[0];
    if (base === undefined) return '';
    const line = (label: string, run: Run, of: Run, items: number): string =>
      `  ${label.padEnd(34)}${`${run.cpuSeconds.toFixed(2)} s`.padStart(10)}${`${run.wallSeconds.toFixed(2)} s`.padStart(10)}` +
      `${`${(run.cpuSeconds / of.cpuSeconds).toFixed(2)}×`.padStart(9)}${`${Math.round(items / run.cpuSeconds)}/s`.padStart(9)}` +
      `${`${run.peakMb} MB`.padStart(9)}${`${run.files} files`.padStart(14)}`;
    return [
      `Site of ${count} articles of 600 words (CPU, wall, ratio to ours, articles per CPU second, peak memory, files)`,
      ...rows.flatMap(({ name, note, first }) => [line(`${name}, ${note}`, first, base.first, count)]),
      `${newArticles} new articles into it`,
      ...rows.flatMap(({ name, second }) => [line(name, second, base.second, newArticles)]),
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ours: Publisher = {
  name: 'courant',
  note: 'everything',
  build: (root, changed) => {
    writeFileSync(join(root, 'courant.yaml'), 'site:\n  title: Bench\n  url: https://bench.example/\n');
    writeFileSync(join(root, 'changed.txt'), changed.join('\n'));
    return timed(root, process.execPath, [join(here, 'build-ours.mjs'), root, join(root, 'changed.txt')], 'public');
  },
};

const hugo: Publisher = {
  name: 'hugo',
  note: 'least theme',
  build: (root) => {
    const layouts = join(root, 'layouts', '_default');
    mkdirSync(layouts, { recursive: true });
    writeFileSync(
      join(root, 'config.toml'),
      'baseURL = "https://bench.example/"\ntitle = "Bench"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n',
    );
    writeFileSync(
      join(layouts, 'single.html'),
      '<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}',
    );
    writeFileSync(
      join(layouts, 'list.html'),
      '<!doctype html>{{ range first 30 .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}',
    );
    return timed(root, 'hugo', ['--quiet'], 'public');
  },
};

const eleven: Publisher = {
  name: '11ty',
  note: 'least theme',
  build: (root) => {
    mkdirSync(join(root, 'content', '_includes'), { recursive: true });
    writeFileSync(
      join(root, 'content', '_includes', 'page.html'),
      '<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>{{ content }}',
    );
    writeFileSync(
      join(root, '.eleventy.js'),
      "module.exports = (config) => config.addDateParsing((date) => typeof date === 'string' ? new Date(date.replace(' ', 'T') + 'Z') : undefined);",
    );
    writeFileSync(join(root, 'content', 'content.json'), '{ "layout": "page.html" }');
    return timed(root, process.execPath, [eleventy, '--quiet', '--input=content', '--output=public'], 'public');
  },
};

function isInstalled(command: string): boolean {
  const { error, status } = spawnSync(command, ['version'], { stdio: 'ignore' });
  return error === undefined && status === 0;
}

/** Runs a command under GNU time. */
function timed(cwd: string, command: string, args: readonly string[], output: string): Run {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', 'TIME %U %S %M', command, ...args], {
    cwd,
    encoding: 'utf8',
  });
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const [, user = '0', system = '0', peak = '0'] = /TIME (\S+) (\S+) (\S+)/.exec(stderr) ?? [];
  if (status !== 0) throw new Error(`${command} failed: ${stderr.slice(0, 2000)}`);
  return {
    cpuSeconds: Number(user) + Number(system),
    wallSeconds,
    peakMb: Math.round(Number(peak) / 1024),
    files: readdirSync(join(cwd, output), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .length,
  };
}
