/** Regression trees that vote on one question. A tree of `depth` levels is complete: `splits` holds feature and threshold
 *  for each inner node from the root down (greater goes right; feature -1 always left), `votes` one number for each end. */
export interface Forest {
  readonly depth: number;
  readonly base: number;
  readonly trees: readonly { readonly splits: readonly number[]; readonly votes: readonly number[] }[];
}

/** The sum of all trees' votes for these features. */
export function sumVotes(values: Float64Array, { depth, base, trees }: Forest): number {
  const inner = 2 ** depth - 1;
  let sum = base;
  for (const { splits, votes } of trees) {
    let at = 0;
    while (at < inner) {
      const feature = splits[2 * at] ?? -1;
      const isRight = feature >= 0 && (values[feature] ?? 0) > (splits[2 * at + 1] ?? 0);
      at = 2 * at + (isRight ? 2 : 1);
    }
    sum += votes[at - inner] ?? 0;
  }
  return sum;
}
