import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Score {
  readonly passed: number;
  readonly total: number;
  readonly failures: readonly string[];
  readonly slowestMs: number;
  /** Printed behind the figures. */
  readonly note?: string;
}

/** The rows of a JSON Lines file of the suites. */
export function readRows<T>(root: string, file: string): readonly T[] {
  return readFileSync(join(root, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** Judges every row; a verdict that is not `true` says what is wrong. An exception is a failure, not an end. */
export function scoreRows<T>(rows: readonly T[], judge: (row: T) => true | string, name: (row: T) => string): Score {
  const failures: string[] = [];
  let slowestMs = 0;
  for (const row of rows) {
    const start = performance.now();
    let verdict: true | string;
    try {
      verdict = judge(row);
    } catch (error) {
      verdict = `threw ${String(error)}`;
    }
    slowestMs = Math.max(slowestMs, performance.now() - start);
    if (verdict !== true) failures.push(`${name(row)}: ${verdict}`);
  }
  return { passed: rows.length - failures.length, total: rows.length, failures, slowestMs };
}

export function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 300);
}
