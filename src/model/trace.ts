/** One decision of a stage: what it looked at, what it did, and why. */
export interface TraceStep {
  readonly stage: 'discover' | 'fetch' | 'extract' | 'store' | 'publish';
  /** What was decided, as a noun: `title`, `root`, `block`, `date`. */
  readonly step: string;
  /** What it was decided about: an element path, a URL, a value. */
  readonly target: string;
  readonly decision: 'kept' | 'dropped' | 'chosen' | 'considered';
  readonly because: string;
  readonly score?: number;
  /** The part of the page it was decided about: its place in document order, from the body, which is 0. */
  readonly part?: number;
}

/** Collects decisions; a stage takes one as its optional last argument and only ever pushes. */
export interface Trace {
  push(step: TraceStep): void;
}

export function collectTrace(): Trace & { readonly steps: readonly TraceStep[] } {
  const steps: TraceStep[] = [];
  return { steps, push: (step) => void steps.push(step) };
}
