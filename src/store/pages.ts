import type { Url } from '../model/ids.ts';
import { headerOf } from '../model/page.ts';
import { toUrl } from '../url/normalize.ts';
import { NewsError } from '../errors.ts';
import type { IndexDatabase } from './database.ts';
import type { PageRef } from './store.ts';
import type { StoredAnswer } from './warc-record.ts';
import type { WarcPlace } from './warc-writer.ts';

export interface PageRow {
  readonly url: string;
  readonly requested_url: string | null;
  readonly fetched_at: string;
  readonly status: number;
  readonly path: string;
  readonly byte_offset: number;
  readonly byte_length: number;
  readonly digest: string;
  readonly etag: string;
  readonly last_modified: string;
  readonly part_of: string | null;
}

const selectAll = `
  SELECT url, requested_url, fetched_at, status, path, byte_offset, byte_length, digest, etag, last_modified, part_of
  FROM pages JOIN warc_files ON warc_files.id = pages.warc`;
const whereAddress = `
  WHERE pages.id IN (SELECT id FROM pages WHERE url = ? UNION SELECT id FROM pages WHERE requested_url = ?)`;
const newestFirst = 'ORDER BY fetched_at DESC, pages.id DESC';

/** Which HTTP answers the WARC files hold, and where. */
export class PageIndex {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  /** False when it was known. */
  add(ref: PageRef): boolean {
    return this.#db.transaction(() => {
      this.#db.run('INSERT INTO warc_files (path) VALUES (?) ON CONFLICT DO NOTHING', ref.warc);
      const added = this.#db.run(
        `INSERT INTO pages (url, requested_url, fetched_at, status, warc, byte_offset, byte_length, digest, etag, last_modified, part_of)
         VALUES (?, ?, ?, ?, (SELECT id FROM warc_files WHERE path = ?), ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        ref.url,
        ref.requestedUrl === ref.url ? null : ref.requestedUrl,
        ref.fetchedAt,
        ref.status,
        ref.warc,
        ref.offset,
        ref.length,
        ref.digest,
        ref.etag,
        ref.lastModified,
        ref.partOf ?? null,
      );
      return added > 0;
    });
  }

  latest(url: Url, { isGood = false }: { readonly isGood?: boolean } = {}): PageRef | undefined {
    const status = isGood ? 'AND status BETWEEN 200 AND 299' : '';
    const row = this.#db.get<PageRow>(`${selectAll} ${whereAddress} ${status} ${newestFirst} LIMIT 1`, url, url);
    return row && toPageRef(row);
  }

  first(url: Url): PageRef | undefined {
    const sql = `${selectAll} ${whereAddress} AND status BETWEEN 200 AND 299 ORDER BY fetched_at, pages.id LIMIT 1`;
    const row = this.#db.get<PageRow>(sql, url, url);
    return row && toPageRef(row);
  }

  list(url: Url): readonly PageRef[] {
    return this.#db.all<PageRow>(`${selectAll} ${whereAddress} ${newestFirst}`, url, url).map(toPageRef);
  }

  /** The newest of each address, of those that are no link's and no part of one, in order of time. */
  withoutLink(): readonly PageRef[] {
    const rows = this.#db.all<PageRow>(`${selectAll}
      WHERE part_of IS NULL AND NOT EXISTS (SELECT 1 FROM links WHERE links.url IN (pages.url, pages.requested_url))
      ORDER BY fetched_at, pages.id`);
    return [...new Map(rows.map((row) => [row.requested_url ?? row.url, toPageRef(row)])).values()];
  }

  count(): number {
    return this.#db.get<{ total: number }>('SELECT count(*) AS total FROM pages')?.total ?? 0;
  }

  /** The end of the last record known in a WARC file; 0 when none is. */
  endOf(warc: string): number {
    const sql = `SELECT max(byte_offset + byte_length) AS size FROM pages WHERE warc = (SELECT id FROM warc_files WHERE path = ?)`;
    return this.#db.get<{ size: number | null }>(sql, warc)?.size ?? 0;
  }

  forget(warc: string): void {
    this.#db.run('DELETE FROM warc_files WHERE path = ?', warc);
  }
}

export function refOf(answer: StoredAnswer, digest: string, place: WarcPlace): PageRef {
  return {
    url: answer.url,
    requestedUrl: answer.requestedUrl,
    fetchedAt: answer.fetchedAt,
    status: answer.status,
    ...place,
    digest,
    etag: headerOf(answer, 'etag') ?? '',
    lastModified: headerOf(answer, 'last-modified') ?? '',
    ...(answer.partOf !== undefined && { partOf: answer.partOf }),
  };
}

export function toPageRef(row: PageRow): PageRef {
  const url = urlIn(row.url);
  return {
    url,
    requestedUrl: row.requested_url === null ? url : urlIn(row.requested_url),
    fetchedAt: row.fetched_at,
    status: row.status,
    warc: row.path,
    offset: row.byte_offset,
    length: row.byte_length,
    digest: row.digest,
    etag: row.etag,
    lastModified: row.last_modified,
    ...(row.part_of !== null && { partOf: urlIn(row.part_of) }),
  };
}

/** An address as the index holds it. Throws NewsError `store/corrupt-database` when it is none. */
export function urlIn(text: string): Url {
  const url = toUrl(text);
  if (url === null) throw new NewsError('store/corrupt-database', { detail: `no address: ${text.slice(0, 200)}` });
  return url;
}
