import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { NewsError } from '../../errors.ts';
import { whyUnreadable } from '../../store/store-failure.ts';

/** A site config file; its name without `.txt` is the host it is for, with a dot in front for all hosts below that one. */
export interface SiteConfigFile {
  readonly path: string;
  readonly host: string;
}

const name = /^(\.?[a-z0-9-]+(?:\.[a-z0-9-]+)+)\.txt$/i;

/** The site config files among files and in folders, sorted by path in each folder. Of a folder those count that are named
 *  after a host; a file that is named itself always does. Throws NewsError `cli/misuse`. */
export async function findSiteConfigs(paths: readonly string[]): Promise<readonly SiteConfigFile[]> {
  const found: SiteConfigFile[] = [];
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) {
        const names = (await readdir(path)).filter((entry) => name.test(entry)).sort();
        found.push(...names.map((entry) => ({ path: join(path, entry), host: hostOf(entry) })));
      } else found.push({ path, host: hostOf(basename(path)) });
    } catch (cause) {
      throw new NewsError('cli/misuse', { detail: `${path} cannot be read: ${whyUnreadable(cause)}.`, cause });
    }
  }
  return found;
}

/** The text of a site config file. Throws NewsError `cli/misuse`. */
export async function readConfigText({ path }: SiteConfigFile): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new NewsError('cli/misuse', { detail: `${path} cannot be read: ${whyUnreadable(cause)}.`, cause });
  }
}

/** The config for any of these hosts: by its name, else the nearest host above that has one for those below it. */
export function configFor(files: readonly SiteConfigFile[], hosts: readonly string[]): SiteConfigFile | undefined {
  for (const host of hosts) {
    const plain = host.replace(/^www\./, '');
    const above = plain.split('.').map((_part, at, parts) => `.${parts.slice(at + 1).join('.')}`);
    for (const wanted of [host, plain, ...above.filter((text) => text.length > 1)]) {
      const file = files.find((candidate) => candidate.host === wanted);
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

function hostOf(file: string): string {
  return (name.exec(file)?.[1] ?? '').toLowerCase().replace(/^www\./, '');
}
