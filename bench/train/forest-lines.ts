import type { Forest } from '../../src/text/forest.ts';

/** What was learned as the lines between the braces of an object in a source file. `digits`: of each number. */
export function forestLines({ depth, base, trees }: Forest, digits = 4): readonly string[] {
  const short = (value: number): number => Number(value.toPrecision(digits));
  return [
    `  depth: ${depth},`,
    `  base: ${short(base)},`,
    '  trees: [',
    ...trees.map(
      ({ splits, votes }) =>
        `    { splits: [${splits.map(short).join(',')}], votes: [${votes.map(short).join(',')}] },`,
    ),
    '  ],',
  ];
}
