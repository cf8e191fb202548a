import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/source-files.ts';

/** The compiled command: starting TypeScript anew for every call would take longer than the tests. */
export interface BuiltCli {
  readonly main: string;
  remove(): void;
}

/** Compiles `src/` into a folder inside node_modules, so that packages are found from there. */
export function buildCli(): BuiltCli {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'courant-'));
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const options = ['-p', 'tsconfig.build.json', '--declaration', 'false', '--outDir', folder];
  const { status, stdout } = spawnSync(tsc, options, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout);
  return { main: join(folder, 'cli', 'main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
