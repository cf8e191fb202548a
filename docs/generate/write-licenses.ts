import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Generator } from './generators.ts';

/** A package of package-lock.json. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX; `none stated` where its package.json says nothing. */
  readonly license: string;
  /** Needed only to develop Courant. */
  readonly isDevelopment: boolean;
  readonly hasInstallScript: boolean;
  readonly integrity: string;
  /** Where it comes from, when the lock file says so; the registry that npm is set to otherwise. */
  readonly resolved: string;
}

interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
}

/** Every package that the lock file names, for any platform, in its order. */
export async function readLockFile(): Promise<readonly LockedPackage[]> {
  const file = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
  const { packages } = JSON.parse(await readFile(file, 'utf8')) as { readonly packages: Record<string, LockEntry> };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version ?? '',
      license: entry.license ?? 'none stated',
      isDevelopment: entry.dev === true,
      hasInstallScript: entry.hasInstallScript === true,
      integrity: entry.integrity ?? '',
      resolved: entry.resolved ?? '',
    }));
}

const intro = `# Licenses

Courant is under the MIT license. This page is made of \`package-lock.json\` by \`npm run reference\`; a test refuses a license that is not known to go with that
(\`test/supply/lock-file.test.ts\`). A bill of materials in CycloneDX form is made for each release by \`npm run sbom\`.

## What is not code of a package

- The model that tells a page's language, \`lid.176.ftz\` of fastText, is under [CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/). It lies unchanged in the package \`fasttext.wasm.js\`, is
  no part of Courant's own package, and binds nobody who only uses it; whoever passes on a changed model passes it on under the same license. Bundles for browsers leave it out.
- sharp makes small copies of pictures with libvips, which comes compiled, as packages \`@img/sharp-libvips-…\` of its own under LGPL-3.0-or-later. It is linked dynamically and can be
  exchanged for another build, as that license asks; Courant itself holds none of it.
- \`catalog/outlets.yaml\` holds facts about outlets: names, addresses, countries, languages. Themes, layouts for Hugo and the words of the interface are Courant's own, under MIT.
- What you collect belongs to its outlets ([rights](../explanation/rights.md)).
`;

/** docs/reference/licenses.md */
export const licensesPage: Generator = {
  path: 'docs/reference/licenses.md',
  content: async () => {
    const packages = await readLockFile();
    const needed = packages.filter(({ isDevelopment }) => !isDevelopment);
    const development = packages.filter(({ isDevelopment }) => isDevelopment);
    return `${intro}\n## Packages that Courant needs\n\nFor all platforms together; npm installs those for the machine.\n\n${toTable(needed)}
## Packages for development\n\nNone of them is installed with Courant.\n\n${toCounts(development)}`;
  },
};

function toTable(packages: readonly LockedPackage[]): string {
  const rows = packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |\n`);
  return `| package | version | license |\n| --- | --- | --- |\n${[...new Set(rows)].sort().join('')}`;
}

function toCounts(packages: readonly LockedPackage[]): string {
  const counts = new Map<string, number>();
  for (const { license } of packages) counts.set(license, (counts.get(license) ?? 0) + 1);
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([license, count]) => `| ${license} | ${count} |\n`); // prettier-ignore
  return `| license | packages |\n| --- | --- |\n${rows.join('')}`;
}
