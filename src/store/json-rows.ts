import type { Bindable, IndexDatabase } from './database.ts';

/** Runs a statement with rows by the thousand: it takes them as one JSON array (`json_each(?)`), since a call of the driver costs
 *  several times what a row does. No rows, no call. */
export function runRows(db: IndexDatabase, sql: string, rows: readonly (readonly (string | number)[])[]): void {
  if (rows.length > 0) db.run(sql, JSON.stringify(rows));
}

/** Reads rows by the thousand: the statement gives them as one JSON array, in a column named `rows`. */
export function readRows<T>(db: IndexDatabase, sql: string, ...values: Bindable[]): readonly T[] {
  return JSON.parse(db.get<{ rows: string }>(sql, ...values)?.rows ?? '[]') as T[]; // as this statement made it
}
