import { keepResult, readResult } from './results.ts';

/** What was read of one kind of input. */
export interface Fuzzed {
  readonly inputs: number;
  readonly cpuSeconds: number;
  /** Batches that ended with a failure. */
  readonly failures: number;
}

/** Sums since the first run by kind of input; `lastFailures` are those of the run that added to it last. */
export type FuzzFigures = Readonly<Record<string, Fuzzed & { readonly lastFailures: number }>>;

/** Adds a run to what a fuzzer did before, all told. */
export function keepFuzzing(
  part: 'fuzz-pages' | 'fuzz-inputs' | 'fuzz-api',
  run: Readonly<Record<string, Fuzzed>>,
): void {
  const before = readResult<FuzzFigures>(part)?.figures ?? {};
  const added = Object.entries(run).map(([name, { inputs, cpuSeconds, failures }]) => {
    const known = before[name] ?? { inputs: 0, cpuSeconds: 0, failures: 0 };
    const sums = {
      inputs: known.inputs + inputs,
      cpuSeconds: Math.round(known.cpuSeconds + cpuSeconds),
      failures: known.failures + failures,
    };
    return [name, { ...sums, lastFailures: failures }] as const;
  });
  keepResult(part, { ...before, ...Object.fromEntries(added) });
}
