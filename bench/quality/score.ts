/** Counts of one comparison; precision, recall and F1 come from their sums. */
export interface Counts {
  readonly hit: number;
  readonly missed: number;
  readonly extra: number;
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { hit: a.hit + b.hit, missed: a.missed + b.missed, extra: a.extra + b.extra };
}

export function f1({ hit, missed, extra }: Counts): number {
  return hit === 0 ? 0 : (2 * hit) / (2 * hit + missed + extra);
}
export function precision({ hit, extra }: Counts): number {
  return hit === 0 ? 0 : hit / (hit + extra);
}
export function recall({ hit, missed }: Counts): number {
  return hit === 0 ? 0 : hit / (hit + missed);
}

/** White space and typographic variants made one, for looking up segments. */
export function normalize(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\ufeff\u00ad\u2060]/g, '')
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[‐‑‒–—―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words for comparing bodies; scripts without spaces by letter. */
export function words(text: string): readonly string[] {
  return (
    normalize(text)
      .toLowerCase()
      .match(/[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Words in common, as a multiset. */
export function compareWords(expected: readonly string[], actual: readonly string[]): Counts {
  const left = new Map<string, number>();
  for (const word of expected) left.set(word, (left.get(word) ?? 0) + 1);
  let hit = 0;
  for (const word of actual) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    hit++;
    left.set(word, count - 1);
  }
  return { hit, missed: expected.length - hit, extra: actual.length - hit };
}

/** Segments found where they must be, missing, and found where they must not be. */
export function compareSegments(wanted: readonly string[], unwanted: readonly string[], text: string): Counts {
  const own = normalize(text);
  const has = (segment: string): boolean => own.includes(normalize(segment));
  const hit = wanted.filter(has).length;
  return { hit, missed: wanted.length - hit, extra: unwanted.filter(has).length };
}
