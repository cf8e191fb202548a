import type { BigIntStats } from 'node:fs';
import { createByteCache } from './operation/byte-cache.ts';
import { compress, isCompressible, leastBytes, type Encoding } from './operation/compress.ts';

const keptBytes = 64_000_000;
/** So long a file counts as it was when it was looked at last. */
const freshForMs = 200;

/** A file of the site as it is sent; names of headers in lower case. */
export interface KeptFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly mtimeMs: number;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Files that were asked for of late, and their compressed forms, so that each is read and compressed once. */
export interface KeptFiles {
  /** As it was a moment ago; undefined when that has to be looked at. */
  fresh(path: string): KeptFile | undefined;
  /** One that is still the same; undefined when it is another one, or not kept. */
  same(path: string, stats: BigIntStats): KeptFile | undefined;
  put(path: string, stats: BigIntStats, file: KeptFile): void;
  /** Undefined when it is better sent as it is. */
  encoded(path: string, file: KeptFile, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> | undefined;
}

interface Entry {
  readonly file: KeptFile;
  readonly identity: string;
  checkedAt: number;
}

export function createKeptFiles(): KeptFiles {
  const files = createByteCache<Entry>(keptBytes);
  const encoded = createByteCache<{ readonly of: KeptFile; readonly body: Promise<Uint8Array<ArrayBuffer>> }>(
    keptBytes,
  );
  return {
    fresh: (path) => {
      const entry = files.get(path);
      return entry && performance.now() - entry.checkedAt < freshForMs ? entry.file : undefined;
    },
    same: (path, stats) => {
      const entry = files.get(path);
      if (entry?.identity !== identityOf(stats)) return undefined;
      entry.checkedAt = performance.now();
      return entry.file;
    },
    put: (path, stats, file) => {
      const entry = { file, identity: identityOf(stats), checkedAt: performance.now() };
      files.put(path, entry, file.body.byteLength);
    },
    encoded: (path, file, encoding) => {
      if (file.body.byteLength < leastBytes || !isCompressible(file.headers['content-type'] ?? '')) return undefined;
      const key = `${encoding} ${path}`;
      const known = encoded.get(key);
      if (known?.of === file) return known.body;
      const body = compress(file.body, encoding);
      encoded.put(key, { of: file, body }, file.body.byteLength); // about a quarter of it, and of the uncompressed one that is held with it
      return body;
    },
  };
}

function identityOf({ ino, size, mtimeNs }: BigIntStats): string {
  return `${ino} ${size} ${mtimeNs}`;
}
