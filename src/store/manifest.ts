import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from './read-if-there.ts';
import { errorCodeOf, guard } from './store-failure.ts';

/** SHA-256 (hexadecimal) of files by their path from the root of the archive. */
export type Hashes = Map<string, string>;

const folder = 'manifest';

/** The part of the manifest that a file stands in: `content-2025-01`, `media-a`, `warc`. Each is a file of its own, so that an
 *  article more does not write all of them again. */
function manifestPartOf(path: string): string {
  const [top = '', ...rest] = path.split('/');
  if (top === 'static') return `media-${rest.at(-1)?.charAt(0) ?? ''}`;
  const month = /\/(\d{4})\/(\d\d)\//.exec(path);
  return top === 'warc' || month === null ? top : `${top}-${month[1]}-${month[2]}`;
}

/** The parts there are. */
export async function listManifest(root: string): Promise<readonly string[]> {
  const names = await guard({ file: join(root, folder) }, () =>
    readdir(join(root, folder)).catch((cause: unknown) => {
      if (errorCodeOf(cause) === 'ENOENT') return [];
      throw cause;
    }),
  );
  return names.flatMap((name) => (name.endsWith('.sha256') ? name.slice(0, -'.sha256'.length) : [])).sort();
}

/** One part; empty when there is none. Lines that are none of `sha256sum` are passed over: their files are not listed then. */
export async function readManifest(root: string, part: string): Promise<Hashes> {
  return parseHashes((await readIfThere(fileOf(root, part))) ?? '');
}

/** Reads lines of `sha256sum`; others are passed over. */
export function parseHashes(text: string): Hashes {
  return new Map([...text.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm)].map(([, hash = '', path = '']) => [path, hash]));
}

/** Writes them, in order of the paths. */
export function formatHashes(hashes: ReadonlyMap<string, string>): string {
  const lines = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, hash]) => `${hash}  ${path}\n`);
  return lines.join('');
}

/** Writes one part whole, in the form of `sha256sum`, which can check it: `sha256sum --check manifest/*.sha256`. */
export async function writeManifest(root: string, part: string, hashes: ReadonlyMap<string, string>): Promise<void> {
  const file = fileOf(root, part);
  await guard({ file }, async () => {
    if (hashes.size === 0) return rm(file, { force: true });
    await mkdir(join(root, folder), { recursive: true });
    const fresh = `${file}.${process.pid}.new`;
    await writeFile(fresh, formatHashes(hashes));
    await rename(fresh, file);
  });
}

function fileOf(root: string, part: string): string {
  return join(root, manifestFile(part));
}

/** Where a part lies, from the root of the archive. */
export function manifestFile(part: string): string {
  return `${folder}/${part}.sha256`;
}

/** SHA-256 of a file in hexadecimal digits and its size in bytes; undefined when there is none. */
export async function hashFile(file: string): Promise<{ readonly hash: string; readonly bytes: number } | undefined> {
  return guard({ file }, async () => {
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
      }
    } catch (cause) {
      if (errorCodeOf(cause) === 'ENOENT') return undefined;
      throw cause;
    }
    return { hash: hash.digest('hex'), bytes };
  });
}

/** Groups paths by the part of the manifest they stand in. A name that no line can hold is left out. */
export async function byPart(
  paths: Iterable<string> | AsyncIterable<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const parts = new Map<string, string[]>();
  for await (const path of paths) {
    if (path.includes('\n')) continue;
    const part = manifestPartOf(path);
    const group = parts.get(part);
    if (group) group.push(path);
    else parts.set(part, [path]);
  }
  return parts;
}
