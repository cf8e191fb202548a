import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { NewsError } from '../../errors.ts';
import type { AtomicWriter } from '../atomic-write.ts';
import { isAccessible } from '../is-accessible.ts';
import { hashFile } from '../manifest.ts';
import { stampOf } from '../rebuild-marks.ts';
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
import type { KnownFiles } from './known-files.ts';

/** So many files of a folder are not removed one by one. */
const leastEmptied = 10;

/** What became of a file that was looked at. `conflict`: changed here and there. */
type Settled = 'same' | 'fetched' | 'sent' | 'removed' | 'conflict';

export interface BucketFilesParts {
  readonly root: string;
  readonly bucket: Bucket;
  readonly known: KnownFiles;
  /** A folder for files that are being fetched, on the file system of the archive. */
  readonly temporary: string;
  /** `any`: a file that is here is read as it is. */
  readonly reads: 'newest' | 'any';
  /** Runs a task about a name while no other process that shares the archive runs one. */
  readonly exclusively: <T>(name: string, task: () => Promise<T>) => Promise<T>;
  readonly onConflict?: ((path: string) => void) | undefined;
}

const articleFolders = ['content', 'history', 'static/media'] as const;
const allFolders = [...articleFolders, 'warc', 'manifest'] as const;

/** WARC files that are being written, what editors and file managers leave, and files that are not in their place yet. */
const notSent = /\.warc\.gz\.open$|\/\.|\.new$/;

/** Files whose bucket is the truth: the folder has a copy of those that were written or read here. What is in the folder and as it is known
 *  is as it was in the bucket; what is in the folder and otherwise was changed by hand. */
export class BucketFiles implements RemoteFiles {
  readonly #parts: BucketFilesParts;
  readonly #bucket: Bucket;
  readonly #known: KnownFiles;
  #isClosed = false;

  constructor(parts: BucketFilesParts) {
    this.#parts = parts;
    this.#bucket = parts.bucket;
    this.#known = parts.known;
  }

  writerOver(local: AtomicWriter): AtomicWriter {
    return {
      write: async (path, content) => {
        const key = this.#keyOf(path);
        const bytes = typeof content === 'string' ? Buffer.from(content) : content;
        const etag = (await this.#bucket.put(key, bytes)) ?? '';
        await local.write(path, content);
        this.#noteWritten(key, etag, createHash('sha256').update(bytes).digest('hex'));
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
    const temporary = await this.#temporary();
    await guard({ file: temporary }, () => writeFile(temporary, content));
    await this.#moveInto(temporary, path, etag);
  }

  async remove(path: string): Promise<void> {
    await this.#bucket.remove(path);
    await guard({ file: path }, () => rm(this.#placeOf(path), { force: true }));
    this.#known.forget(path);
  }

  async bring(path: string): Promise<void> {
    if (this.#parts.reads === 'any' && (await isAccessible(this.#placeOf(path)))) return;
    await this.#settle(path);
  }

  async bringAll(prefix: string): Promise<void> {
    for await (const { key, etag } of this.#bucket.list(prefix)) if (!this.#isAsKnown(key, etag)) await this.bring(key);
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
      const settled = await this.#settle(path);
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
      const path = this.#placeOf(warc);
      const etag = await sendWarc(this.#bucket, path, warc);
      if (etag === undefined)
        await guard({ file: path }, () => rm(path)); // the bucket has more of it
      else this.#noteWritten(warc, etag, (await hashFile(path))?.hash ?? '');
      await removeRecords(this.#bucket, warc, await sizeOf(path));
    });
  }

  async findRecord(place: WarcPlace): Promise<Uint8Array | undefined> {
    const path = this.#placeOf(place.warc);
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
      if (this.#isAsKnown(key, etag)) onSame();
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

  #isAsKnown(path: string, etag: string): boolean {
    const known = this.#known.get(path);
    return known !== undefined && known.etag === etag && known.stamp === stampOf(this.#placeOf(path));
  }

  async #settle(path: string): Promise<Settled> {
    const known = this.#known.get(path);
    const stamp = stampOf(this.#placeOf(path));
    if (stamp === '' || known?.stamp === stamp) return this.#follow(path, stamp === '' ? undefined : known?.etag);
    const etag = await this.#bucket.etagOf(path);
    if (etag === undefined || etag === known?.etag) {
      const sent = await this.#bucket.put(path, { file: this.#placeOf(path) }, etag === undefined ? 'none' : { etag });
      if (sent !== undefined) {
        this.#known.put(path, { etag: sent, stamp });
        return 'sent';
      }
    }
    return this.#resolve(path, stamp);
  }

  /** The file here is not changed: it becomes what is there. */
  async #follow(path: string, unless: string | undefined): Promise<Settled> {
    if (unless !== undefined) {
      const etag = await this.#bucket.etagOf(path);
      if (etag === unless) return 'same';
    }
    if (await this.#download(path)) return 'fetched';
    this.#known.forget(path);
    if (unless === undefined) return 'same';
    await guard({ file: path }, () => rm(this.#placeOf(path), { force: true }));
    return 'removed';
  }

  /** The file here is another one than was known, and so is the one there. */
  async #resolve(path: string, stamp: string): Promise<Settled> {
    const place = this.#placeOf(path);
    const temporary = await this.#temporary();
    const etag = await this.#bucket.download(path, temporary);
    if (etag === undefined) return this.#settle(path); // removed in this moment
    const [there, here] = [await hashFile(temporary), await hashFile(place)];
    if (there?.hash === here?.hash) {
      await guard({ file: temporary }, () => rm(temporary, { force: true }));
      this.#known.put(path, { etag, stamp });
      return 'same';
    }
    const aside = join(this.#parts.root, '.courant', 'conflicts', path);
    await guard({ file: aside }, async () => {
      await mkdir(dirname(aside), { recursive: true });
      await rename(place, aside);
    });
    await this.#moveInto(temporary, path, etag);
    this.#parts.onConflict?.(path);
    return 'conflict';
  }

  /** False when there is no such file in the bucket. */
  async #download(path: string): Promise<boolean> {
    const temporary = await this.#temporary();
    const etag = await this.#bucket.download(path, temporary);
    if (etag === undefined) return false;
    await this.#moveInto(temporary, path, etag);
    return true;
  }

  async #moveInto(temporary: string, path: string, etag: string): Promise<void> {
    const place = this.#placeOf(path);
    await guard({ file: place }, async () => {
      await mkdir(dirname(place), { recursive: true });
      await rename(temporary, place);
    });
    this.#known.put(path, { etag, stamp: stampOf(place) });
  }

  async #mendWarc(
    warc: string,
    records: readonly RecordObject[],
    mend: (opened: string) => Promise<void>,
  ): Promise<void> {
    const path = this.#placeOf(warc);
    const opened = `${path}${openSuffix}`;
    // Another machine has ended it with all that was sent; what is more here nobody was told of.
    if (records.length === 0 && (await this.#bucket.etagOf(warc)) !== undefined)
      return guard({ file: opened }, () => rm(opened, { force: true }));
    const temporary = await this.#temporary();
    const size = records.length === 0 ? 0 : await gatherWarc(this.#bucket, path, { warc, records, temporary });
    await mend(`${warc}${openSuffix}`);
    if (await isAccessible(path)) {
      const etag = await this.#bucket.put(warc, { file: path });
      this.#noteWritten(warc, etag ?? '', (await hashFile(path))?.hash ?? '');
    }
    await removeRecords(this.#bucket, warc, size);
  }

  #noteWritten(path: string, etag: string, hash: string): void {
    this.#known.put(path, { etag, stamp: stampOf(this.#placeOf(path)) });
    this.#known.noteUnlisted(path, hash);
  }

  #placeOf(path: string): string {
    return join(this.#parts.root, path);
  }

  #keyOf(path: string): string {
    return relative(this.#parts.root, path).split(sep).join('/');
  }

  async #temporary(): Promise<string> {
    const { temporary } = this.#parts;
    await guard({ file: temporary }, () => mkdir(temporary, { recursive: true }));
    return join(temporary, randomBytes(8).toString('hex'));
  }
}

/** Nobody's key leads out of the folder. */
function isUnsafe(key: string): boolean {
  return key.endsWith('/') || key.split(/[/\\]/).some((part) => part === '' || part === '.' || part === '..');
}
