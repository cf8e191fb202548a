import type { Bindable, IndexDatabase } from './database.ts';

/** Runs a statement with rows by the thousand: it takes them as one JSON array (`json_each(?)`), since a call of the driver costs
 *  several times what a row does. No rows, no call. */
export function runRows(db: IndexDatabase, sql: string, rows: readonly (readonly (string | number)[])[]): void {
  if (rows.length > 0) db.run(sql, toJson(rows));
}

/** Reads rows by the thousand: the statement gives them as one JSON array, in a column named `rows`. */
export function readRows<T>(db: IndexDatabase, sql: string, ...values: Bindable[]): readonly T[] {
  return JSON.parse(db.get<{ rows: string }>(sql, ...values)?.rows ?? '[]') as T[]; // as this statement made it
}

/** NUL and halves of surrogate pairs, which JSON writes as escapes, as the driver would have them: left out, and U+FFFD. */
const unstorable = /(?<!\\)((?:\\\\)*)\\u(?:(0000)|d[89a-f][0-9a-f]{2})/g;

/** Values as JSON for a statement. */
export function toJson(values: readonly unknown[]): string {
  const json = JSON.stringify(values);
  if (!json.includes('\\u')) return json;
  return json.replace(
    unstorable,
    (_, before: string, isNul?: string) => before + (isNul === undefined ? '\ufffd' : ''),
  );
}
