import type { ArticleId } from '../model/ids.ts';
import { parseArticleId } from '../model/ids.ts';
import type { MarkKind, Marks } from '../model/reader.ts';
import type { IndexDatabase } from './database.ts';

const columnOf = { read: 'read_at', starred: 'starred_at', archived: 'archived_at' } as const satisfies Record<
  MarkKind,
  string
>;

interface MarkRow {
  readonly article: string;
  readonly read_at: number;
  readonly starred_at: number;
  readonly archived_at: number;
}

/** What each person has read, starred and put away. */
export class MarkTable {
  readonly #db: IndexDatabase;

  readonly #changes = new Map<number, number>();

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  /** Another number after each change of somebody's marks that this process made. */
  changesOf(user: number): number {
    return this.#changes.get(user) ?? 0;
  }

  noteChange(user: number): void {
    this.#changes.set(user, this.changesOf(user) + 1);
  }

  /** Sets marks of one kind, or takes them away (`at` 0). `at`: epoch ms; a mark that is set keeps its time. */
  set(user: number, articles: readonly ArticleId[], kind: MarkKind, at: number): void {
    const column = columnOf[kind];
    // Marked as unread, it stays so however old it is.
    const kept = kind === 'read' && at === 0 ? 1 : 0;
    const keep = kind === 'read' ? ', is_kept = excluded.is_kept' : '';
    this.#db.run(
      `INSERT INTO marks (user, article, ${column}, is_kept) SELECT ?, value, ?, ? FROM json_each(?) WHERE true
       ON CONFLICT (user, article) DO UPDATE SET ${column} = CASE WHEN excluded.${column} = 0 OR ${column} = 0
         THEN excluded.${column} ELSE ${column} END${keep}`,
      ...[user, at, kept, JSON.stringify(articles)],
    );
    this.noteChange(user);
  }

  /** Of those that have any. */
  of(user: number, articles: readonly ArticleId[]): ReadonlyMap<ArticleId, Marks> {
    const rows = this.#db.all<MarkRow>(
      `SELECT article, read_at, starred_at, archived_at FROM marks
       WHERE user = ? AND article IN (SELECT value FROM json_each(?))`,
      ...[user, JSON.stringify(articles)],
    );
    return new Map(rows.flatMap((row) => toMarks(row).map((marks) => [marks.article, marks])));
  }

  /** Newest first. */
  list(user: number, kind: MarkKind, limit: number): readonly Marks[] {
    const column = columnOf[kind];
    return this.#db
      .all<MarkRow>(
        `SELECT article, read_at, starred_at, archived_at FROM marks
         WHERE user = ? AND ${column} > 0 ORDER BY ${column} DESC, article DESC LIMIT ?`,
        ...[user, limit],
      )
      .flatMap(toMarks);
  }

  /** As `list`, those that come after an article that was marked at `at`. */
  listAfter(
    user: number,
    kind: MarkKind,
    limit: number,
    { at, article }: { readonly at: number; readonly article: string },
  ): readonly Marks[] {
    const column = columnOf[kind];
    return this.#db
      .all<MarkRow>(
        `SELECT article, read_at, starred_at, archived_at FROM marks
         WHERE user = ? AND ${column} > 0 AND (${column}, article) < (?, ?)
         ORDER BY ${column} DESC, article DESC LIMIT ?`,
        ...[user, at, article, limit],
      )
      .flatMap(toMarks);
  }

  count(user: number, kind: MarkKind): number {
    const column = columnOf[kind];
    return (
      this.#db.get<{ n: number }>(`SELECT count(*) AS n FROM marks WHERE user = ? AND ${column} > 0`, user)?.n ?? 0
    );
  }
}

function toMarks({ article, ...row }: MarkRow): readonly Marks[] {
  const id = parseArticleId(article);
  if (id === null) return [];
  return [{ article: id, readAt: row.read_at, starredAt: row.starred_at, archivedAt: row.archived_at }];
}
