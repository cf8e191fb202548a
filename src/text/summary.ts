import { takeWords } from './words.ts';

/** The first `count` words of a plain text on one line, with `...` behind them when more follow. */
export function firstWords(text: string, count: number): string {
  const { head, hasMore } = takeWords(text, count);
  return hasMore ? `${head}...` : head;
}
