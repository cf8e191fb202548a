/** How well a grouping agrees with the labelled one. */
export interface GroupScore {
  /** B-cubed (Bagga and Baldwin 1998). */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** F1 over pairs of articles. */
  readonly pairs: number;
}

/** `labels` and `gold`: a group's name for each article. */
export function scoreGroups(labels: readonly (string | number)[], gold: readonly string[]): GroupScore {
  const [found, right, both] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  labels.forEach((label, at) => {
    count(found, String(label));
    count(right, gold[at] ?? '');
    count(both, `${label}\n${gold[at] ?? ''}`);
  });
  let [precision, recall] = [0, 0];
  labels.forEach((label, at) => {
    const shared = both.get(`${label}\n${gold[at] ?? ''}`) ?? 0;
    precision += shared / (found.get(String(label)) ?? 1) / labels.length;
    recall += shared / (right.get(gold[at] ?? '') ?? 1) / labels.length;
  });
  const pairsOf = (map: ReadonlyMap<string, number>): number =>
    [...map.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const pairs = pairsOf(found) + pairsOf(right);
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    pairs: pairs === 0 ? 1 : (2 * pairsOf(both)) / pairs,
  };
}
