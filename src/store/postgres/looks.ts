import { newEditHabits, type EditHabits, type Look } from '../../model/look.ts';
import type { ArticleId, SourceId } from '../../model/ids.ts';
import { siteOf } from '../../url/site.ts';
import { toLook, type LookRow } from '../looks.ts';
import type { LookStore } from '../store.ts';
import type { PostgresDatabase } from './database.ts';

/** Which articles are to be looked at again, in PostgreSQL. A trigger wakes the site of each that becomes due. */
export class PostgresLooks implements LookStore {
  readonly #db: PostgresDatabase;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async put({ article, link, source, dueAt, ...state }: Look): Promise<void> {
    await this.#db.run(
      `INSERT INTO looks (article, link, site, source, due_at, state) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (article) DO UPDATE SET link = excluded.link, site = excluded.site, source = excluded.source,
         due_at = excluded.due_at, state = excluded.state`,
      ...[article, link, siteOf(link), source, dueAt, JSON.stringify(state)],
    );
  }

  async remove(article: ArticleId): Promise<void> {
    await this.#db.run('DELETE FROM looks WHERE article = $1', article);
  }

  async get(article: ArticleId): Promise<Look | undefined> {
    const row = await this.#db.get<LookRow>('SELECT * FROM looks WHERE article = $1', article);
    return row && toLook(row);
  }

  async due(now: number, limit: number): Promise<readonly Look[]> {
    const rows = await this.#db.all<LookRow>(
      `SELECT * FROM (
         SELECT *, row_number() OVER (PARTITION BY source ORDER BY due_at, article) AS turn FROM looks WHERE due_at <= $1) AS due
       ORDER BY turn, due_at, article LIMIT $2`,
      now,
      limit,
    );
    return rows.map(toLook);
  }

  /** What is due of a site, the longest due first. */
  async dueOfSite(site: string, now: number, limit: number): Promise<readonly Look[]> {
    const sql = 'SELECT * FROM looks WHERE site = $1 AND due_at <= $2 ORDER BY due_at, article LIMIT $3';
    return (await this.#db.all<LookRow>(sql, site, now, limit)).map(toLook);
  }

  async nextAt(): Promise<number | undefined> {
    return (await this.#db.get<{ next: number | null }>('SELECT min(due_at) AS next FROM looks'))?.next ?? undefined;
  }

  async habitsOf(source: SourceId): Promise<EditHabits> {
    const row = await this.#db.get<{ habits: string }>('SELECT habits FROM edit_habits WHERE source = $1', source);
    return { ...newEditHabits(source), ...(JSON.parse(row?.habits ?? '{}') as Partial<EditHabits>) }; // as `putHabits` wrote it
  }

  async putHabits({ source, ...habits }: EditHabits): Promise<void> {
    await this.#db.run(
      'INSERT INTO edit_habits (source, habits) VALUES ($1, $2) ON CONFLICT (source) DO UPDATE SET habits = excluded.habits',
      source,
      JSON.stringify(habits),
    );
  }
}
