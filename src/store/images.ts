import { createHash } from 'node:crypto';
import type { LocalImage } from '../model/edition.ts';
import type { IndexDatabase } from './database.ts';

/** A kept picture and its smaller copies; paths relative to `static/`. */
export type StoredImage = LocalImage;

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
