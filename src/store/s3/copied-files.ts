import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashFile } from '../manifest.ts';
import { stampOf } from '../rebuild-marks.ts';
import { guard } from '../store-failure.ts';
import type { Bucket } from './bucket.ts';
import type { KnownFiles } from './known-files.ts';

/** What became of a file that was looked at. `conflict`: changed here and there. */
export type Settled = 'same' | 'fetched' | 'sent' | 'removed' | 'conflict';

export interface CopiedFilesParts {
  readonly root: string;
  readonly bucket: Bucket;
  readonly known: KnownFiles;
  /** A folder for files that are being fetched, on the file system of the archive. */
  readonly temporary: string;
  readonly onConflict?: ((path: string) => void) | undefined;
}

/** Single files of a bucket and their copies in a folder. What is in the folder and as it is known is as it was in the bucket; what is in the
 *  folder and otherwise was changed by hand. */
export class CopiedFiles {
  readonly #parts: CopiedFilesParts;
  readonly #bucket: Bucket;
  readonly #known: KnownFiles;

  constructor(parts: CopiedFilesParts) {
    this.#parts = parts;
    this.#bucket = parts.bucket;
    this.#known = parts.known;
  }

  /** Whether a file is the same here and, by its `etag`, there as when it was seen last. */
  isAsKnown(path: string, etag: string): boolean {
    const known = this.#known.get(path);
    return known !== undefined && known.etag === etag && known.stamp === stampOf(this.placeOf(path));
  }

  /** Makes a file here and there the same again: what changed on one side alone is taken over by the other. */
  async settle(path: string): Promise<Settled> {
    const known = this.#known.get(path);
    const stamp = stampOf(this.placeOf(path));
    if (stamp === '' || known?.stamp === stamp) return this.#follow(path, stamp === '' ? undefined : known?.etag);
    const etag = await this.#bucket.etagOf(path);
    if (etag === undefined || etag === known?.etag) {
      const sent = await this.#bucket.put(path, { file: this.placeOf(path) }, etag === undefined ? 'none' : { etag });
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
    await guard({ file: path }, () => rm(this.placeOf(path), { force: true }));
    return 'removed';
  }

  /** The file here is another one than was known, and so is the one there. */
  async #resolve(path: string, stamp: string): Promise<Settled> {
    const place = this.placeOf(path);
    const temporary = await this.temporary();
    const etag = await this.#bucket.download(path, temporary);
    if (etag === undefined) return this.settle(path); // removed in this moment
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
    await this.moveInto(temporary, path, etag);
    this.#parts.onConflict?.(path);
    return 'conflict';
  }

  /** False when there is no such file in the bucket. */
  async #download(path: string): Promise<boolean> {
    const temporary = await this.temporary();
    const etag = await this.#bucket.download(path, temporary);
    if (etag === undefined) return false;
    await this.moveInto(temporary, path, etag);
    return true;
  }

  /** Puts a file that was fetched, or made as it is there, into its place. */
  async moveInto(temporary: string, path: string, etag: string): Promise<void> {
    const place = this.placeOf(path);
    await guard({ file: place }, async () => {
      await mkdir(dirname(place), { recursive: true });
      await rename(temporary, place);
    });
    this.#known.put(path, { etag, stamp: stampOf(place) });
  }

  /** Remembers a file that was written here and there. `hash`: of its content, for the manifest. */
  noteWritten(path: string, etag: string, hash: string): void {
    this.#known.put(path, { etag, stamp: stampOf(this.placeOf(path)) });
    this.#known.noteUnlisted(path, hash);
  }

  placeOf(path: string): string {
    return join(this.#parts.root, path);
  }

  /** A place for a file until it is whole. */
  async temporary(): Promise<string> {
    const { temporary } = this.#parts;
    await guard({ file: temporary }, () => mkdir(temporary, { recursive: true }));
    return join(temporary, randomBytes(8).toString('hex'));
  }
}
