import type { TraceStep } from '../model/trace.ts';
import { formatTable, shorten } from './terminal.ts';

/** Steps of a trace as a table. */
export function formatSteps(steps: readonly TraceStep[]): string {
  const rows = steps.map(({ stage, step, decision, score, target, because }) => [
    stage,
    step,
    decision,
    score === undefined ? '' : score.toFixed(2),
    shorten(target, 70),
    because,
  ]);
  return formatTable(rows);
}
