import { ok, type Outcome } from '../../model/outcome.ts';
import type { TaggedText } from '../../model/translation.ts';

export type Answers = readonly (TaggedText | undefined)[];

export interface BatchLimits {
  readonly texts: number;
  /** As `sizeOf` counts them; a text of more goes alone. */
  readonly size: number;
  readonly sizeOf: (text: TaggedText) => number;
}

/** Gives an engine as many texts as it takes at once, one batch after the other. When it fails, what it gave before that is not lost: the rest
 *  is undefined. Resolves to the skip when it gave nothing. */
export async function inBatches(
  texts: readonly TaggedText[],
  limits: BatchLimits,
  translate: (batch: readonly TaggedText[]) => Promise<Outcome<Answers>>,
): Promise<Outcome<Answers>> {
  const answers: (TaggedText | undefined)[] = [];
  for (const batch of cut(texts, limits)) {
    const outcome = await translate(batch);
    if (outcome.ok) answers.push(...batch.map((_, index) => outcome.value[index]));
    else if (answers.some((answer) => answer !== undefined)) break;
    else return outcome;
  }
  return ok(texts.map((_, index) => answers[index]));
}

function cut(texts: readonly TaggedText[], limits: BatchLimits): readonly (readonly TaggedText[])[] {
  const batches: TaggedText[][] = [];
  let size = 0;
  for (const text of texts) {
    const own = limits.sizeOf(text);
    const last = batches.at(-1);
    if (last === undefined || last.length >= limits.texts || size + own > limits.size) {
      batches.push([text]);
      size = own;
    } else {
      last.push(text);
      size += own;
    }
  }
  return batches;
}
