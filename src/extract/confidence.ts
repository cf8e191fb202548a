/** What is known of how an article was read. */
export interface ConfidenceSigns {
  /** How likely the kept text is the article's, 0 to 1. */
  readonly sureness: number;
  /** Likely text that is left out, beside what is kept, 0 to 1. */
  readonly leftOut: number;
  /** Of the page's running text, how much is in the body, 0 to 1. */
  readonly share: number;
  /** Characters. */
  readonly length: number;
  /** The page says that it is an article. */
  readonly isMarked: boolean;
  readonly isFree: boolean;
}

/** Fitted by `npm run train:confidence` on pages that the line model had not seen. */
const weights = [-0.13, 2.14, -3.48, 0.43, -0.81, 0.33] as const;
/** Too rare among pages with gold to be fitted: a text that is not free is often cut. */
const notFree = -0.8;

/** Numbers that the weights belong to, the constant first. */
export function confidenceInputs(signs: ConfidenceSigns): readonly number[] {
  const { sureness, leftOut, share, length, isMarked } = signs;
  return [1, sureness, leftOut, share, Math.min(1, Math.log10(length + 1) / 4), Number(isMarked)];
}

/** The chance, 0.02 to 0.98, that the text is the article, whole and nothing else: that it has F1 ≥ 0.9 with what people
 *  would take. */
export function confidenceOf(signs: ConfidenceSigns): number {
  const inputs = confidenceInputs(signs);
  const sum = weights.reduce((total, weight, index) => total + weight * (inputs[index] ?? 0), 0);
  const chance = 1 / (1 + Math.exp(-sum - (signs.isFree ? 0 : notFree)));
  return Math.round(Math.max(0.02, Math.min(0.98, chance)) * 100) / 100;
}
