import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { NewsError } from '../../errors.ts';
import type { AtomicWriter } from '../atomic-write.ts';
import { isAccessible } from '../is-accessible.ts';
import { hashFile } from '../manifest.ts';
import type { PullReport, RemoteFiles } from '../remote-files.ts';
import { guard } from '../store-failure.ts';
import { walkFilesBelow } from '../walk-archive.ts';
import { openSuffix, type WarcPlace } from '../warc-writer.ts';
import { atOnce } from './at-once.ts';
import type { Bucket } from './bucket.ts';
import {
  fetchRecord,
  gatherWarc,
  keyOfRecord,
  listRecords,
  recordKey,
  removeRecords,
  sendWarc,
  sizeOf,
  type RecordObject,
} from './bucket-warcs.ts';
import { CopiedFiles, type CopiedFilesParts, type Settled } from './copied-files.ts';
import type { KnownFiles } from './known-files.ts';

/** So many files of a folder are not removed one by one. */
const leastEmptied = 10;

export interface BucketFilesParts extends CopiedFilesParts {
  /** `any`: a file that is here is read as it is. */
  readonly reads: 'newest' | 'any';
  /** Runs a task about a name while no other process that shares the archive runs one. */
  readonly exclusively: <T>(name: string, task: () => Promise<T>) => Promise<T>;
}

const articleFolders = ['content', 'history', 'static/media'] as const;
const allFolders = [...articleFolders, 'warc', 'manifest'] as const;

/** WARC files that are being written, what editors and file managers leave, and files that are not in their place yet. */
const notSent = /\.warc\.gz\.open$|\/\.|\.new$/;

/** Files whose bucket is the truth: the folder has a copy of those that were written or read here. */
export class BucketFiles implements RemoteFiles {
  readonly #parts: BucketFilesParts;
  readonly #bucket: Bucket;
  readonly #known: KnownFiles;
  readonly #copies: CopiedFiles;
  #isClosed = false;

  constructor(parts: BucketFilesParts) {
    this.#parts = parts;
    this.#bucket = parts.bucket;
    this.#known = parts.known;
    this.#copies = new CopiedFiles(parts);
  }

  writerOver(local: AtomicWriter): AtomicWriter {
    return {
      write: async (path, content) => {
        const key = this.#keyOf(path);
        const bytes = typeof content === 'string' ? Buffer.from(content) : content;
        const etag = (await this.#bucket.put(key, bytes)) ?? '';
        await local.write(path, content);
        this.#copies.noteWritten(key, etag, createHash('sha256').update(bytes).digest('hex'));
      },
      link: (from, path) => local.link(from, path),
      remove: async (path) => {
        const key = this.#keyOf(path);
        await this.#bucket.remove(key);
        await local.remove(path);
        this.#known.forget(key);
        this.#known.noteUnlisted(key, '');
      },
    };
  }

  async write(path: string, content: string): Promise<void> {
    const etag = (await this.#bucket.put(path, Buffer.from(content))) ?? '';
    const temporary = await this.#copies.temporary();
    await guard({ file: temporary }, () => writeFile(temporary, content));
    await this.#copies.moveInto(temporary, path, etag);
  }

  async remove(path: string): Promise<void> {
    await this.#bucket.remove(path);
    await guard({ file: path }, () => rm(this.#copies.placeOf(path), { force: true }));
    this.#known.forget(path);
  }

  async bring(path: string): Promise<void> {
    if (this.#parts.reads === 'any' && (await isAccessible(this.#copies.placeOf(path)))) return;
    await this.#copies.settle(path);
  }

  async bringAll(prefix: string): Promise<void> {
    for await (const { key, etag } of this.#bucket.list(prefix))
      if (!this.#copies.isAsKnown(key, etag)) await this.bring(key);
  }

  async pull(what: 'articles' | 'all', onProgress?: (files: number) => void): Promise<PullReport> {
    const counts: Record<Settled, number> = { same: 0, fetched: 0, sent: 0, removed: 0, conflict: 0 };
    const conflicts: string[] = [];
    let files = 0;
    const count = (): void => {
      files += 1;
      onProgress?.(files);
    };
    const settle = async (path: string): Promise<void> => {
      const settled = await this.#copies.settle(path);
      counts[settled] += 1;
      if (settled === 'conflict') conflicts.push(path);
      count();
    };
    for (const folder of what === 'all' ? allFolders : articleFolders) {
      const there = new Set<string>();
      await atOnce(this.#listed(folder, there, count), settle);
      if (there.size === 0) await this.#refuseEmptied(folder);
      await atOnce(this.#unlistedHere(folder, there), settle);
    }
    const { fetched, sent, removed } = counts;
    return { files, fetched: fetched + conflicts.length, sent, removed, conflicts };
  }

  async hasNoArticles(): Promise<boolean> {
    return !(await this.#bucket.check('content/'));
  }

  async keepRecord(warc: string, offset: number, member: Uint8Array): Promise<void> {
    await this.#bucket.put(keyOfRecord(warc, offset), member);
  }

  async keepWarc(warc: string): Promise<void> {
    await this.#parts.exclusively(`warc ${warc}`, async () => {
      const path = this.#copies.placeOf(warc);
      const etag = await sendWarc(this.#bucket, path, warc);
      if (etag === undefined)
        await guard({ file: path }, () => rm(path)); // the bucket has more of it
      else this.#copies.noteWritten(warc, etag, (await hashFile(path))?.hash ?? '');
      await removeRecords(this.#bucket, warc, await sizeOf(path));
    });
  }

  async findRecord(place: WarcPlace): Promise<Uint8Array | undefined> {
    const path = this.#copies.placeOf(place.warc);
    const end = place.offset + place.length;
    if ((await sizeOf(path)) >= end || (await sizeOf(`${path}${openSuffix}`)) >= end) return undefined;
    return fetchRecord(this.#bucket, place);
  }

  async mendWarcs(
    opened: readonly string[],
    isLeft: (name: string) => boolean,
    mend: (opened: string) => Promise<void>,
  ): Promise<void> {
    const records = await listRecords(this.#bucket);
    const here = opened.map((name) => name.slice(0, -openSuffix.length));
    for (const warc of [...new Set([...records.keys(), ...here])].sort()) {
      if (!isLeft(warc)) continue;
      await this.#parts.exclusively(`warc ${warc}`, async () => {
        // Listed again: another process may have ended it meanwhile.
        const left = (await listRecords(this.#bucket, `${warc}${openSuffix}/`)).get(warc) ?? [];
        await this.#mendWarc(warc, left, mend);
      });
    }
  }

  async unlisted(): Promise<ReadonlyMap<string, string>> {
    const written = new Map(this.#known.unlisted());
    const isOurs = async (path: string, hash: string): Promise<boolean> => {
      if (!/^content\//.test(path)) return true; // written once
      const etag = await this.#bucket.etagOf(path);
      return etag === (hash === '' ? undefined : this.#known.get(path)?.etag);
    };
    await atOnce(written, async ([path, hash]) => {
      if (await isOurs(path, hash)) return;
      written.delete(path);
      this.#known.noteListed([path]); // by whoever changed it
    });
    return written;
  }

  noteListed(paths: Iterable<string>): void {
    this.#known.noteListed(paths);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#known.close();
    await this.#bucket.close();
  }

  /** What a listing names that is not as it is known here. `there` gets all that it names. */
  async *#listed(folder: string, there: Set<string>, onSame: () => void): AsyncGenerator<string> {
    for await (const { key, etag } of this.#bucket.list(`${folder}/`)) {
      if (recordKey.test(key) || isUnsafe(key)) continue;
      there.add(key);
      if (this.#copies.isAsKnown(key, etag)) onSame();
      else yield key;
    }
  }

  async *#unlistedHere(folder: string, there: ReadonlySet<string>): AsyncGenerator<string> {
    for await (const path of walkFilesBelow(this.#parts.root, folder))
      if (!there.has(path) && !notSent.test(path)) yield path;
  }

  /** A bucket that somebody emptied, or another one of the same name, would take all copies with it. */
  async #refuseEmptied(folder: string): Promise<void> {
    let gone = 0;
    for await (const path of this.#unlistedHere(folder, new Set())) if (this.#known.get(path) !== undefined) gone += 1;
    if (gone < leastEmptied) return;
    const detail = `${gone} files of ${folder}/ that were there are there no longer; they are still in this folder.`;
    throw new NewsError('store/bucket-emptied', { file: this.#bucket.shown, detail });
  }

  async #mendWarc(
    warc: string,
    records: readonly RecordObject[],
    mend: (opened: string) => Promise<void>,
  ): Promise<void> {
    const path = this.#copies.placeOf(warc);
    const opened = `${path}${openSuffix}`;
    // Another machine has ended it with all that was sent; what is more here nobody was told of.
    if (records.length === 0 && (await this.#bucket.etagOf(warc)) !== undefined)
      return guard({ file: opened }, () => rm(opened, { force: true }));
    const temporary = await this.#copies.temporary();
    const size = records.length === 0 ? 0 : await gatherWarc(this.#bucket, path, { warc, records, temporary });
    await mend(`${warc}${openSuffix}`);
    if (await isAccessible(path)) {
      const etag = await this.#bucket.put(warc, { file: path });
      this.#copies.noteWritten(warc, etag ?? '', (await hashFile(path))?.hash ?? '');
    }
    await removeRecords(this.#bucket, warc, size);
  }

  #keyOf(path: string): string {
    return relative(this.#parts.root, path).split(sep).join('/');
  }
}

/** Nobody's key leads out of the folder. */
function isUnsafe(key: string): boolean {
  return key.endsWith('/') || key.split(/[/\\]/).some((part) => part === '' || part === '.' || part === '..');
}
