import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a program loads that imports one entry of the package and does nothing else. */
export interface Loads {
  /** Names of packages of others, sorted. */
  readonly packages: readonly string[];
  readonly files: number;
  /** Of all these files; of compiled addons as well. */
  readonly bytes: number;
  /** In a new process, Node itself not counted. */
  readonly ms: number;
}

/** Runs in the thread of the loader: notes the address of each module. */
const hooks = `import { appendFileSync } from 'node:fs';
let file;
export function initialize(data) { file = data; }
export async function load(url, context, next) { appendFileSync(file, url + '\\n'); return next(url, context); }`;

/** Imports an entry in a process of its own. `folder`: where the package is found from. */
export function listLoads(folder: string, entry: string): Loads {
  const list = join(folder, 'loads.txt');
  writeFileSync(list, '');
  writeFileSync(join(folder, 'loads-hooks.mjs'), hooks);
  const code = `import { createRequire, register } from 'node:module';
    import { readFileSync } from 'node:fs';
    import { fileURLToPath } from 'node:url';
    register('./loads-hooks.mjs', import.meta.url, { data: ${JSON.stringify(list)} });
    const startedAt = performance.now();
    await import(${JSON.stringify(entry)});
    const ms = performance.now() - startedAt;
    const modules = readFileSync(${JSON.stringify(list)}, 'utf8').split('\\n').filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
    const files = [...new Set([...modules, ...Object.keys(createRequire(import.meta.url).cache)])];
    console.log(JSON.stringify({ ms, files }));`;
  writeFileSync(join(folder, 'loads.mjs'), code);
  const { stdout, stderr, status } = spawnSync(process.execPath, ['loads.mjs'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const { ms, files } = JSON.parse(stdout) as { readonly ms: number; readonly files: readonly string[] };
  const names = files.map((file) => file.split('/node_modules/').at(-1) ?? '').map((path) => path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/')); // prettier-ignore
  return {
    packages: [...new Set(names)].filter((name) => name !== 'courant').sort(),
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
    ms,
  };
}
