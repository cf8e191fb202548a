import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface SourceFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Paths relative to the root, of the project's own files that it imports. */
  readonly imports: readonly string[];
  /** Names of packages and Node modules that it imports. */
  readonly packages: readonly string[];
}

/** Every TypeScript file, and every script for browsers, below a folder of the project. */
export function readSourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((path) => /\.[jt]s$/.test(path) && !path.includes('node_modules/'))
    .sort()
    .map((path) => readSourceFile(path));
}

function readSourceFile(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\b[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gms),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  const isOwn = (specifier: string): boolean => specifier.startsWith('.');
  return {
    path,
    text,
    imports: specifiers.filter(isOwn).map((specifier) => posix.join(posix.dirname(path), specifier)),
    packages: specifiers.filter((specifier) => !isOwn(specifier)),
  };
}
