import type { Forest } from '../text/forest.ts';
export const storyForest: Forest = { depth: 1, base: 0, trees: [] };
