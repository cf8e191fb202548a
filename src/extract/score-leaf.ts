import { sumVotes } from '../text/forest.ts';
import type { Forest } from '../text/forest.ts';
import type { LeafReading } from './leaf-features.ts';
import { leafForest } from './leaf-forest.ts';

/** How likely a line with these features is article text, 0 to 1. */
export function scoreLeaf({ values }: Pick<LeafReading, 'values'>, forest: Forest = leafForest): number {
  return 1 / (1 + Math.exp(-sumVotes(values, forest)));
}
