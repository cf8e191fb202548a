import type { Block } from '../model/article.ts';
import { blocksText } from './blocks-text.ts';
import { squeeze } from '../text/squeeze.ts';

/** Of the lines of `inner`, how many stand in `outer`; by length, 0 to 1. */
export function coverage(inner: readonly Block[], outer: readonly Block[]): number {
  const lines = blocksText(inner).split('\n').map(squeeze);
  const text = new Set(blocksText(outer).split('\n').map(squeeze));
  const total = lines.reduce((sum, line) => sum + line.length, 0);
  const covered = lines.reduce((sum, line) => sum + (text.has(line) ? line.length : 0), 0);
  return total === 0 ? 1 : covered / total;
}
