import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from '../house/source-files.ts';

/** The package as it is published, compiled: starting TypeScript anew for every call would take longer than the tests. */
export interface BuiltPackage {
  /** A folder in which files may be written that import `courant`. */
  readonly folder: string;
  /** The command. */
  readonly main: string;
  remove(): void;
}

/** Compiles `src/` into a folder inside node_modules, so that packages are found from there. With declarations the compiler does it, as for
 *  the package; without them the types are only taken away, which takes a hundredth of the time. */
export function buildPackage(options: { readonly declarations: boolean } = { declarations: false }): BuiltPackage {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = realpathSync(mkdtempSync(join(cache, 'courant-'))); // node_modules may be a link
  const own = join(folder, 'node_modules', 'courant');
  mkdirSync(own, { recursive: true });
  copyFileSync(join(root, 'package.json'), join(own, 'package.json'));
  for (const shipped of shippedFiles()) cpSync(join(root, shipped), join(own, shipped), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "user-of-courant" }');
  if (options.declarations) compile(join(own, 'dist'));
  else stripTypes(join(own, 'dist'));
  return {
    folder,
    main: join(own, 'dist', 'cli', 'main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function compile(folder: string): void {
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  // Types are checked by `npm run types`.
  const flags = ['--noCheck', '--outDir', folder];
  const { status, stdout } = spawnSync(tsc, ['-p', 'tsconfig.build.json', ...flags], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout);
}

function stripTypes(folder: string): void {
  const source = join(root, 'src');
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test|\.d)\.[jt]s$/.test(name),
  );
  const { outputFiles } = buildSync({
    entryPoints: names.map((name) => join(source, name)),
    outbase: source,
    outdir: folder,
    format: 'esm',
    target: 'node20',
    write: false,
    logLevel: 'error',
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replace(/((?:from |import\(|import )"\.{1,2}\/[^"\n]+)\.ts"/g, '$1.js"'));
  }
}

/** What package.json names beside the compiled code. */
function shippedFiles(): readonly string[] {
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly files: readonly string[];
  };
  return files.filter((name) => name !== 'dist');
}
