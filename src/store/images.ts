import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { NewsError } from '../errors.ts';
import type { ImageFile, LocalImage } from '../model/edition.ts';
import type { AtomicWriter } from './atomic-write.ts';
import type { IndexDatabase } from './database.ts';

/** A kept picture and its smaller copies; paths relative to `static/`. */
export type StoredImage = LocalImage;

/** A picture as it was fetched. */
export interface NewImage extends NewImageCopy {
  /** Of its file name, without the dot. */
  readonly extension: string;
}

export interface NewImageCopy {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Smaller copies of a picture. */
export type ImageCopies = Partial<Record<'small' | 'medium', NewImageCopy>>;

export interface ImageRow extends Pick<StoredImage, 'path' | 'width' | 'height'> {
  readonly url: string;
  readonly copies: string;
}

/** The stem of the file that keeps the picture of an address: 24 hexadecimal digits. */
export function imageKey(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, 24);
}

/** Where a smaller copy of a picture lies, relative to `static/`: the same for the same picture, whatever its address. */
export function copyPath(bytes: Uint8Array, width: number): string {
  return `media/small/${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}-${width}.webp`;
}

/** Writes the files of a picture and its copies below `static/` of the archive (`root`). Throws NewsError `store/*`. */
export async function writeImage(
  url: string,
  { bytes, extension, width, height }: NewImage,
  copies: ImageCopies,
  root: string,
  files: AtomicWriter,
): Promise<StoredImage> {
  if (!/^[a-z0-9]{1,8}$/.test(extension))
    throw new NewsError('store/failed', { url, detail: `no file name extension: ${extension}` });
  const path = `media/${imageKey(url)}.${extension}`;
  await files.write(join(root, 'static', path), bytes);
  const kept: { small?: ImageFile; medium?: ImageFile } = {};
  for (const name of ['small', 'medium'] as const) {
    const copy = copies[name];
    if (copy === undefined) continue;
    kept[name] = { path: copyPath(bytes, copy.width), width: copy.width, height: copy.height };
    await files.write(join(root, 'static', kept[name].path), copy.bytes);
  }
  return { path, width, height, ...kept };
}

/** Which pictures are kept, by original address. */
export class ImageTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  put(url: string, { path, width, height, ...copies }: StoredImage): void {
    const sql = 'INSERT OR REPLACE INTO images (key, url, path, width, height, copies) VALUES (?, ?, ?, ?, ?, ?)';
    this.#db.run(sql, imageKey(url), url, path, width, height, JSON.stringify(copies));
  }

  has(url: string): boolean {
    return this.#db.get('SELECT 1 AS one FROM images WHERE key = ?', imageKey(url)) !== undefined;
  }

  find(urls: readonly string[]): ReadonlyMap<string, StoredImage> {
    const rows = this.#db.all<ImageRow>(
      'SELECT * FROM images WHERE key IN (SELECT value FROM json_each(?))',
      JSON.stringify(urls.map(imageKey)),
    );
    return new Map(rows.map(toImage));
  }

  list(): ReadonlyMap<string, StoredImage> {
    const rows = this.#db.all<ImageRow>('SELECT * FROM images ORDER BY url');
    return new Map(rows.map(toImage));
  }
}

export function toImage({ url, path, width, height, copies }: ImageRow): readonly [string, StoredImage] {
  return [url, { path, width, height, ...(JSON.parse(copies) as Pick<StoredImage, 'small' | 'medium'>) }]; // as `put` wrote it
}
