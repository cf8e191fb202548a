/** What the process that runs the tests is told, as JSON on its standard input. */
export interface Plan {
  /** Paths of the test files in the copied tree. */
  readonly tests: readonly string[];
  readonly mutants: readonly number[];
  /** Tests that take longer are left out. */
  readonly maxTestMs: number;
  /** What an earlier process found out; absent at the first. */
  readonly baseline: Baseline | undefined;
}

export interface Baseline {
  readonly tests: readonly TestRun[];
  /** Names of tests that fail without a mutant. */
  readonly failing: readonly string[];
  readonly slow: readonly string[];
}

export interface TestRun {
  readonly index: number;
  /** Of CPU. */
  readonly ms: number;
  /** How often it came to any mutant. */
  readonly visits: number;
  readonly covered: readonly number[];
}

/** What it says, one JSON text a line. */
export type Said =
  | { readonly kind: 'baseline'; readonly baseline: Baseline }
  | { readonly kind: 'alive' }
  | { readonly kind: 'begun'; readonly id: number }
  | { readonly kind: 'end'; readonly id: number; readonly fate: Fate; readonly by: string | undefined }
  | { readonly kind: 'poisoned'; readonly tests: readonly string[] };

export type Fate = 'killed' | 'survived' | 'uncovered';
