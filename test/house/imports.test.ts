import { describe, expect, test } from 'vitest';
import { readSourceFiles, type SourceFile } from './source-files.ts';

const files = readSourceFiles('src').filter(({ path }) => !path.endsWith('.test.ts'));

/** Level of a folder of `src/`: a file imports only lower levels, its own folder, and what `besides` allows. */
const levels: Readonly<Record<string, { readonly level: number; readonly besides?: readonly string[] }>> = {
  model: { level: 1, besides: ['errors.ts'] },
  'errors.ts': { level: 1, besides: ['model'] },
  url: { level: 2 },
  html: { level: 2, besides: ['url'] },
  text: { level: 2 },
  dates: { level: 2 },
  markdown: { level: 2, besides: ['url', 'text', 'html'] },
  diff: { level: 2, besides: ['text', 'markdown'] },
  discover: { level: 3 },
  fetch: { level: 3 },
  extract: { level: 3 },
  store: { level: 3 },
  publish: { level: 3 },
  copies: { level: 3 },
  stories: { level: 3 },
  quotes: { level: 3 },
  names: { level: 3 },
  timeline: { level: 3 },
  translate: { level: 3 },
  config: { level: 4 },
  pipeline: { level: 4, besides: ['config'] },
  'extract.ts': { level: 4 },
  'feeds.ts': { level: 4 },
  'robots.ts': { level: 4 },
  client: { level: 1 },
  newsroom: { level: 2 },
  serve: { level: 5 },
  cli: { level: 5, besides: ['serve'] },
  'index.ts': { level: 6 },
};

function folderOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function mayImport(from: string, to: string): boolean {
  const [own, other] = [folderOf(from), folderOf(to)];
  if (own === other) return true;
  const rule = levels[own];
  const target = levels[other];
  return (
    rule !== undefined &&
    target !== undefined &&
    (target.level < rule.level || (rule.besides?.includes(other) ?? false))
  );
}

describe('who may import whom', () => {
  test('every folder of src/ has a level', () => {
    expect([...new Set(files.map(({ path }) => folderOf(path)))].filter((folder) => !(folder in levels))).toEqual([]);
  });

  test('a file imports only what its level allows', () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports.filter((target) => !mayImport(path, target)).map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('an import names the file, with its ending', () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports.filter((target) => !/\.[jt]s$/.test(target)).map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('there is no import cycle', () => {
    expect(findCycles(files)).toEqual([]);
  });
});

describe('what a folder may touch', () => {
  const pure = [
    ...['model', 'errors.ts', 'url', 'html', 'text', 'dates', 'markdown'],
    ...['extract.ts', 'feeds.ts', 'robots.ts'],
    ...['discover', 'extract', 'publish', 'copies', 'stories', 'quotes', 'names', 'timeline'],
  ];
  /** Computation that happens to live in a Node module. */
  const pureModules = ['node:zlib', 'node:crypto', 'node:buffer', 'node:util', 'node:module'];

  test('pure folders import no Node module that reaches the world', () => {
    const wrong = files
      // It reads the data of a package, as an import does that of a module: docs/decisions/0035-language-identification.md.
      .filter(({ path }) => pure.includes(folderOf(path)) && path !== 'src/text/language-model.ts')
      .flatMap(({ path, packages }) =>
        packages
          .filter(
            (name) =>
              (name.startsWith('node:') && !pureModules.includes(name)) || name === 'undici' || name === 'libsql',
          )
          .map((name) => `${path} imports ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  test('pure stages take the time as an argument and no randomness', () => {
    const clockless = pure.filter((folder) => folder !== 'model');
    expect(linesWith(/\bDate\.now\(|new Date\(\)|Math\.random\(/, clockless)).toEqual([]);
  });

  test('only config/ reads the environment', () => {
    expect(linesWith(/process\.env/).filter((line) => !line.startsWith('src/config/'))).toEqual([]);
  });

  test('only fetch/ and translate/ go to the network, the client to a server, and store/s3/ to the bucket of the archive', () => {
    const wrong = files.filter(
      ({ path, packages, text }) =>
        !['fetch', 'translate', 'client'].includes(folderOf(path)) &&
        path !== 'src/store/s3/bucket.ts' &&
        (packages.includes('undici') || /(?<![\w.])fetch\(/.test(text)),
    );
    // `app.fetch` of a server and a script for the browser are not ours to forbid.
    expect(wrong.map(({ path }) => path).filter((path) => !/^src\/(serve|publish)\//.test(path))).toEqual([]);
  });

  test('SQL lives only in store/', () => {
    const wrong = linesWith(/\b(?:SELECT\s.+\sFROM|INSERT\s+(?:OR \w+ )?INTO|CREATE\s+TABLE)\b/);
    expect(wrong.filter((line) => !line.startsWith('src/store/'))).toEqual([]);
  });
});

function linesWith(pattern: RegExp, folders?: readonly string[]): readonly string[] {
  return files
    .filter(({ path }) => folders === undefined || folders.includes(folderOf(path)))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, i) =>
          pattern.test(line) && !/^\s*(?:\/\/|\*|\/\*)/.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : [],
        ),
    );
}

function findCycles(all: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(all.map((file) => [file.path, file]));
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'open') cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (state.has(path)) return;
    state.set(path, 'open');
    for (const target of byPath.get(path)?.imports ?? []) visit(target, [...trail, path]);
    state.set(path, 'done');
  };
  for (const { path } of all) visit(path, []);
  return cycles;
}
