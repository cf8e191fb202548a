/** Of one length of character sequences: how many the translations have, the references, and both. */
interface Counts {
  readonly translated: number;
  readonly reference: number;
  readonly shared: number;
}

const longest = 6;
const beta = 2;

/** How much of their characters translations share with references, over all of them together: chrF2, 0 to 100. White space does not count, case does.
 *  Pairs: a translation and its reference. Spec: Popović, "chrF: character n-gram F-score for automatic MT evaluation" (2015): lengths 1 to 6,
 *  beta 2, precision and recall each the mean over lengths. */
export function chrF(pairs: readonly (readonly [translation: string, reference: string])[]): number {
  const cut = pairs.map(([translation, reference]) => [toCharacters(translation), toCharacters(reference)] as const);
  let [precision, recall, lengths] = [0, 0, 0];
  for (let length = 1; length <= longest; length += 1) {
    const { translated, reference, shared } = countAll(cut, length);
    if (translated === 0 || reference === 0) continue;
    precision += shared / translated;
    recall += shared / reference;
    lengths += 1;
  }
  if (precision + recall === 0) return 0;
  const factor = beta ** 2;
  return (100 * ((1 + factor) * precision * recall)) / (factor * precision + recall) / lengths;
}

type Characters = readonly string[];

function toCharacters(text: string): Characters {
  return [...text.replace(/\s+/gu, '')];
}

function countAll(pairs: readonly (readonly [Characters, Characters])[], length: number): Counts {
  let [translated, reference, shared] = [0, 0, 0];
  for (const [own, other] of pairs) {
    const [a, b] = [countSequences(own, length), countSequences(other, length)];
    translated += Math.max(0, own.length - length + 1);
    reference += Math.max(0, other.length - length + 1);
    for (const [sequence, count] of a) shared += Math.min(count, b.get(sequence) ?? 0);
  }
  return { translated, reference, shared };
}

function countSequences(characters: Characters, length: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + length <= characters.length; at += 1) {
    const sequence = characters.slice(at, at + length).join('');
    counts.set(sequence, (counts.get(sequence) ?? 0) + 1);
  }
  return counts;
}
