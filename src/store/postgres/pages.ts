import type { Url } from '../../model/ids.ts';
import type { Asked } from '../archive-index.ts';
import { toPageRef, type PageIndex, type PageRow } from '../pages.ts';
import type { PageRef } from '../store.ts';
import type { PostgresDatabase } from './database.ts';

const columns = `url, requested_url, fetched_at, status, byte_offset, byte_length, digest, etag, last_modified, part_of,
  (SELECT path FROM warc_files WHERE warc_files.id = pages.warc) AS path`;
// Each by its index, as no page has the same address twice. PostgreSQL reads the whole table for an OR, or an IN, while it does not know how
// large that is.
const ofAddress = (condition = ''): string => `
  SELECT ${columns} FROM (
    SELECT * FROM pages WHERE md5(url)::uuid = md5($1)::uuid AND url = $1 ${condition}
    UNION ALL
    SELECT * FROM pages WHERE md5(requested_url)::uuid = md5($1)::uuid AND requested_url = $1 ${condition}) AS pages`;
const isGoodStatus = 'AND status BETWEEN 200 AND 299';
const newestFirst = 'ORDER BY fetched_at DESC, id DESC';

/** Which HTTP answers the WARC files hold, in PostgreSQL. */
export class PostgresPages implements Asked<PageIndex> {
  readonly #db: PostgresDatabase;
  /** The files of this process, by path. */
  readonly #warcs = new Map<string, number>();

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async add(ref: PageRef): Promise<boolean> {
    const added = await this.#db.run(
      `INSERT INTO pages (url, requested_url, fetched_at, status, warc, byte_offset, byte_length, digest, etag, last_modified, part_of)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
      ...[ref.url, ref.requestedUrl === ref.url ? null : ref.requestedUrl, ref.fetchedAt, ref.status],
      ...[await this.#warcOf(ref.warc), ref.offset, ref.length, ref.digest, ref.etag, ref.lastModified],
      ref.partOf ?? null,
    );
    return added > 0;
  }

  async #warcOf(path: string): Promise<number> {
    const known = this.#warcs.get(path);
    if (known !== undefined) return known;
    await this.#db.run('INSERT INTO warc_files (path) VALUES ($1) ON CONFLICT DO NOTHING', path);
    const { id } = (await this.#db.get<{ id: number }>('SELECT id FROM warc_files WHERE path = $1', path)) ?? { id: 0 };
    if (this.#warcs.size >= 100) this.#warcs.clear();
    this.#warcs.set(path, id);
    return id;
  }

  async latest(url: Url, { isGood = false }: { readonly isGood?: boolean } = {}): Promise<PageRef | undefined> {
    const sql = `${ofAddress(isGood ? isGoodStatus : '')} ${newestFirst} LIMIT 1`;
    const row = await this.#db.get<PageRow>(sql, url);
    return row && toPageRef(row);
  }

  async first(url: Url): Promise<PageRef | undefined> {
    const row = await this.#db.get<PageRow>(`${ofAddress(isGoodStatus)} ORDER BY fetched_at, id LIMIT 1`, url);
    return row && toPageRef(row);
  }

  async list(url: Url): Promise<readonly PageRef[]> {
    return (await this.#db.all<PageRow>(`${ofAddress()} ${newestFirst}`, url)).map(toPageRef);
  }

  async count(): Promise<number> {
    return (await this.#db.get<{ total: number }>('SELECT count(*) AS total FROM pages'))?.total ?? 0;
  }

  async withoutLink(): Promise<readonly PageRef[]> {
    const rows = await this.#db.all<PageRow>(`SELECT ${columns} FROM pages
      WHERE part_of IS NULL
      AND NOT EXISTS (SELECT 1 FROM links WHERE md5(links.url)::uuid = md5(pages.url)::uuid)
      AND NOT EXISTS (SELECT 1 FROM links WHERE md5(links.url)::uuid = md5(pages.requested_url)::uuid)
      ORDER BY fetched_at, id`);
    return [...new Map(rows.map((row) => [row.requested_url ?? row.url, toPageRef(row)])).values()];
  }

  async endOf(warc: string): Promise<number> {
    const sql = `SELECT max(byte_offset + byte_length) AS size FROM pages WHERE warc = (SELECT id FROM warc_files WHERE path = $1)`;
    return (await this.#db.get<{ size: number | null }>(sql, warc))?.size ?? 0;
  }

  async forget(warc: string): Promise<void> {
    this.#warcs.delete(warc);
    await this.#db.run('DELETE FROM warc_files WHERE path = $1', warc);
  }
}
