import type { Row } from '../report/results.ts';

/** What a part of the quality run found. */
export interface PartReport {
  /** What fell below its floor, one line each. */
  readonly below: readonly string[];
  /** Empty when its data is not there. */
  readonly rows: readonly Row[];
}
