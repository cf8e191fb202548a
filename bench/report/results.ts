import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

/** What a part of the report found, with when, on what and how. */
export interface Result<Figures = unknown> {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** As `git describe --always --dirty` has it. */
  readonly commit: string;
  readonly node: string;
  readonly machine: string;
  /** How many processes wanted a core on average in the five minutes before the end. */
  readonly load: number;
  readonly figures: Figures;
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

/** The last result of a part; undefined when there is none. Its figures are as the part keeps them. */
export function readResult<Figures>(part: string): Result<Figures> | undefined {
  const file = join(folder, `${part}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result<Figures>) : undefined;
}

function describeCommit(): string {
  const git = ['describe', '--always', '--dirty', '--exclude=*'];
  return execFileSync('git', git, { encoding: 'utf8', cwd: folder.replace(/results$/, '') }).trim();
}
