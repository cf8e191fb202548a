import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files of the site of a project that a build from nothing makes otherwise, or that only one of both has. `build` builds a project. */
export async function compareWithCleanBuild(
  root: string,
  build: (root: string) => Promise<void>,
): Promise<{ readonly files: number; readonly different: readonly string[] }> {
  const clean = await mkdtemp(join(tmpdir(), 'courant-clean-'));
  try {
    await cp(root, clean, { recursive: true, filter: (path) => !/\/public$|\.courant\/site[^/]*$/.test(path) });
    await build(clean);
    const [own, other] = await Promise.all([root, clean].map((folder) => listFiles(join(folder, 'public'))));
    const all = new Set([...(own ?? []), ...(other ?? [])]);
    const different: string[] = [];
    for (const path of all)
      if (!(await isSame(join(root, 'public', path), join(clean, 'public', path)))) different.push(path);
    return { files: own?.length ?? 0, different };
  } finally {
    await rm(clean, { recursive: true, force: true });
  }
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

async function isSame(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((path) => readFile(path).catch(() => undefined)));
  return one !== undefined && other !== undefined && one.equals(other);
}
