import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../house/source-files.ts';

interface Packages {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** The bill of materials of what is installed with Courant, in CycloneDX form, as npm makes it. `npm sbom --omit dev` leaves out packages that
 *  are needed both to run and to develop; so it is given a project that has nothing to develop with. */
export async function makeBill(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'courant-bill-'));
  try {
    for (const name of ['package.json', 'package-lock.json']) {
      const content = JSON.parse(await readFile(join(root, name), 'utf8')) as object;
      await writeFile(join(folder, name), JSON.stringify(withoutDevelopment(content)));
    }
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
    const { stdout } = await promisify(execFile)('npm', args, { cwd: folder, maxBuffer: 1 << 26 });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function withoutDevelopment(content: object): object {
  if (!isLock(content)) return { ...content, devDependencies: {} };
  const needed = Object.entries(content.packages).filter(([, { dev }]) => dev !== true);
  const packages = needed.map(([path, entry]) => [path, path === '' ? { ...entry, devDependencies: {} } : entry]);
  return { ...content, packages: Object.fromEntries(packages) as object };
}

function isLock(content: object): content is Packages {
  return 'packages' in content;
}
