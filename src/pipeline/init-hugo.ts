import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Project } from '../config/project.ts';
import { createAtomicWriter } from '../store/atomic-write.ts';
import { readIfThere } from '../store/read-if-there.ts';
import { hugoFolder } from './export-hugo.ts';
import { renderHugoSettings } from './hugo-settings.ts';

export const hugoThemes = ['mainroad', 'none'] as const;
export type HugoTheme = (typeof hugoThemes)[number];

export interface HugoInitReport {
  /** Paths below `hugo/`. */
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** What somebody changed, or made before us: left as it is. */
  readonly leftAlone: readonly string[];
}

/** Our layouts, by theme, and those for any. */
const shippedFolder = fileURLToPath(new URL('../../hugo/', import.meta.url));

/** What was written, `sha256 path` a line: how a file that somebody changed is known. */
const madeList = '.courant-made.txt';

/** Writes settings and layouts for Hugo into `hugo/`. A file that differs from what an earlier call wrote is left alone, and so is
 *  one that was there before; of another theme, files that nobody changed are removed. */
export async function initHugo(project: Pick<Project, 'root' | 'site'>, theme: HugoTheme): Promise<HugoInitReport> {
  const folder = join(project.root, hugoFolder);
  const writer = await createAtomicWriter(join(project.root, '.courant', 'hugo-tmp'));
  const listed = (await readIfThere(join(folder, madeList))) ?? '';
  const made = parseMade(listed);
  const files = await listFiles(theme);
  files.set('hugo.toml', renderHugoSettings(project.site, theme));
  const report = { written: [] as string[], unchanged: [] as string[], leftAlone: [] as string[] };
  for (const [path, content] of files) {
    const present = await readIfThere(join(folder, path));
    if (present === content) report.unchanged.push(path);
    else if (present === undefined || made.get(path) === digest(present)) {
      await writer.write(join(folder, path), content);
      report.written.push(path);
    } else {
      report.leftAlone.push(path);
      continue;
    }
    made.set(path, digest(content));
  }
  for (const [path, known] of made) {
    if (files.has(path)) continue;
    const present = await readIfThere(join(folder, path));
    if (present !== undefined && digest(present) === known) await writer.remove(join(folder, path));
    made.delete(path);
  }
  const lines = [...made].map(([path, hash]) => `${hash} ${path}\n`);
  const list = lines.sort().join('');
  if (list !== listed) await writer.write(join(folder, madeList), list);
  return report;
}

/** What ships for a theme, by path below `hugo/`. */
async function listFiles(theme: HugoTheme): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const part of ['both', theme]) {
    const root = join(shippedFolder, part);
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const file = join(entry.parentPath, entry.name);
      files.set(relative(root, file).split(sep).join('/'), await readFile(file, 'utf8'));
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function parseMade(list: string): Map<string, string> {
  return new Map(
    list.split('\n').flatMap((line) => {
      const [, hash = '', path = ''] = /^([0-9a-f]{64}) (.+)$/.exec(line) ?? [];
      return hash === '' || path.split(/[/\\]/).includes('..') ? [] : [[path, hash] as const];
    }),
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
