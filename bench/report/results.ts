import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

/** What a part of the report found, with when, on what and how. */
export interface Result<Figures = unknown> {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly commit: string;
  readonly node: string;
  readonly machine: string;
  /** How many processes wanted a core on average in the five minutes before the end. */
  readonly load?: number;
  readonly figures: Figures;
}

/** A line of a table by column; what is not known is left out. */
export type Row = Readonly<Record<string, string | number>>;

/** What most parts keep. */
export interface Tables {
  /** By title; that of the only one is empty. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
}

const folder = join(import.meta.dirname, '../results');

/** Keeps the figures of a part in `bench/results/`, in place of those of the last time. */
export function keepResult(part: string, figures: object): void {
  const result: Result = {
    at: `${new Date().toISOString().slice(0, 19)}Z`,
    commit: describeCommit(),
    node: process.version,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 1024 ** 3)} GB`,
    load: Math.round(10 * (loadavg()[1] ?? 0)) / 10,
    figures,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${part}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

/** Keeps one table; nothing when it is empty: then the part lacked its data, and the last result stays. */
export function keepTables(part: string, rows: readonly Row[]): void {
  if (rows.length > 0) keepResult(part, { tables: { '': rows } });
}

/** The last result of a part; undefined when there is none. Its figures are as the part keeps them. */
export function readResult<Figures>(part: string): Result<Figures> | undefined {
  const file = join(folder, `${part}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result<Figures>) : undefined;
}

/** As `abc1234`, with a note when the working tree is otherwise in more than results and documents. */
function describeCommit(): string {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { encoding: 'utf8', cwd: join(import.meta.dirname, '../..') }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!bench/results', ':!docs');
  return `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : ' with changes'}`;
}
