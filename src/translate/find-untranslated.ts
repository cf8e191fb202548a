/** What a translation has of its source, word for word. */

const word = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const isLower = /^\p{Ll}/u;
/** A word that could be of one language alone. */
const isTelling = /^\p{Ll}{4}/u;

/** Words of the source that stand in the translation as they were, or undefined: a run of words that is longer than good translations have
 *  it, most of them no names. Plain texts, scripts with spaces. `areKin`: the languages share many words. */
export function findUntranslated(source: string, output: string, areKin: boolean): string | undefined {
  const [wanted, told] = [source.match(word) ?? [], output.match(word) ?? []];
  const length = runLength(told.length, areKin);
  const runs = new Set(
    runsOf(wanted, length)
      .filter((run) => isOfWords(run))
      .map((run) => run.join(' ')),
  );
  if (runs.size === 0) return undefined;
  return runsOf(told, length)
    .map((run) => run.join(' '))
    .find((run) => runs.has(run));
}

/** Measured on news in 16 languages: of good translations into another family one in four hundred has such a run, into a near language one
 *  in a hundred. */
function runLength(words: number, areKin: boolean): number {
  if (areKin) return words <= 4 ? 3 : words <= 16 ? 5 : 6;
  return words <= 4 ? 1 : words <= 16 ? 2 : 4;
}

function runsOf(words: readonly string[], length: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.max(0, words.length - length + 1) }, (_, at) => words.slice(at, at + length));
}

function isOfWords(run: readonly string[]): boolean {
  return run.filter((one) => isLower.test(one)).length >= run.length / 2 && run.some((one) => isTelling.test(one));
}
