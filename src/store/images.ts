import { createHash } from 'node:crypto';
import type { IndexDatabase } from './database.ts';

export interface StoredImage {
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

interface ImageRow extends StoredImage {
  readonly url: string;
}

/** The stem of the file that keeps the picture of an address: 24 hexadecimal digits. */
export function imageKey(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, 24);
}

/** Which pictures are kept, by original address. */
export class ImageTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  put(url: string, { path, width, height }: StoredImage): void {
    const sql = 'INSERT OR REPLACE INTO images (key, url, path, width, height) VALUES (?, ?, ?, ?, ?)';
    this.#db.run(sql, imageKey(url), url, path, width, height);
  }

  has(url: string): boolean {
    return this.#db.get('SELECT 1 AS one FROM images WHERE key = ?', imageKey(url)) !== undefined;
  }

  find(urls: readonly string[]): ReadonlyMap<string, StoredImage> {
    const rows = this.#db.all<ImageRow>(
      'SELECT url, path, width, height FROM images WHERE key IN (SELECT value FROM json_each(?))',
      JSON.stringify(urls.map(imageKey)),
    );
    return new Map(rows.map(({ url, path, width, height }) => [url, { path, width, height }]));
  }

  list(): ReadonlyMap<string, StoredImage> {
    const rows = this.#db.all<ImageRow>('SELECT url, path, width, height FROM images ORDER BY url');
    return new Map(rows.map(({ url, path, width, height }) => [url, { path, width, height }]));
  }
}
