import { newEditHabits, type EditHabits, type Look } from '../model/look.ts';
import type { ArticleId, SourceId } from '../model/ids.ts';
import { idIn } from './articles.ts';
import type { IndexDatabase } from './database.ts';
import { sourceIn } from './feeds.ts';
import { urlIn } from './pages.ts';
import type { LookStore } from './store.ts';

export interface LookRow {
  readonly article: string;
  readonly link: string;
  readonly source: string;
  readonly due_at: number;
  readonly state: string;
}

/** Which articles are to be looked at again, and how outlets edit. */
export class LookTable implements LookStore {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  async put({ article, link, source, dueAt, ...state }: Look): Promise<void> {
    this.#db.run(
      'INSERT OR REPLACE INTO looks (article, link, source, due_at, state) VALUES (?, ?, ?, ?, ?)',
      ...[article, link, source, dueAt, JSON.stringify(state)],
    );
  }

  async remove(article: ArticleId): Promise<void> {
    this.#db.run('DELETE FROM looks WHERE article = ?', article);
  }

  async get(article: ArticleId): Promise<Look | undefined> {
    const row = this.#db.get<LookRow>('SELECT * FROM looks WHERE article = ?', article);
    return row && toLook(row);
  }

  async due(now: number, limit: number): Promise<readonly Look[]> {
    return this.#db
      .all<LookRow>(
        `SELECT article, link, source, due_at, state FROM
         (SELECT *, row_number() OVER (PARTITION BY source ORDER BY due_at, article) AS turn FROM looks WHERE due_at <= ?)
         ORDER BY turn, due_at, article LIMIT ?`,
        ...[now, limit],
      )
      .map(toLook);
  }

  async nextAt(): Promise<number | undefined> {
    return this.#db.get<{ next: number | null }>('SELECT min(due_at) AS next FROM looks')?.next ?? undefined;
  }

  async habitsOf(source: SourceId): Promise<EditHabits> {
    const row = this.#db.get<{ habits: string }>('SELECT habits FROM edit_habits WHERE source = ?', source);
    return { ...newEditHabits(source), ...(JSON.parse(row?.habits ?? '{}') as Partial<EditHabits>) }; // as `putHabits` wrote it
  }

  async putHabits({ source, ...habits }: EditHabits): Promise<void> {
    const sql = 'INSERT OR REPLACE INTO edit_habits (source, habits) VALUES (?, ?)';
    this.#db.run(sql, source, JSON.stringify(habits));
  }
}

export function toLook({ article, link, source, due_at: dueAt, state }: LookRow): Look {
  const known = JSON.parse(state) as Omit<Look, 'article' | 'link' | 'source' | 'dueAt'>; // as `put` wrote it
  return { article: idIn(article), link: urlIn(link), source: sourceIn(source), dueAt, ...known };
}
