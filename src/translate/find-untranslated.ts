/** What a translation has of its source, word for word. */

const word = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const isCapital = /^[\p{Lu}\p{Lt}\p{N}]/u;
/** So many words of the source in a row are not a name or a title of something. */
const longestKept = 5;

/** Words of the source that stand in the translation as they were, or undefined: a run of more than five words of which most are no names.
 *  Plain texts, scripts with spaces. */
export function findUntranslated(source: string, output: string): string | undefined {
  const [wanted, told] = [source.match(word) ?? [], output.match(word) ?? []];
  const runs = new Set<string>();
  for (let at = 0; at + longestKept < wanted.length; at += 1) {
    const run = wanted.slice(at, at + longestKept + 1);
    if (run.filter((one) => !isCapital.test(one)).length > longestKept / 2) runs.add(run.join(' ').toLowerCase());
  }
  if (runs.size === 0) return undefined;
  for (let at = 0; at + longestKept < told.length; at += 1) {
    const run = told
      .slice(at, at + longestKept + 1)
      .join(' ')
      .toLowerCase();
    if (runs.has(run)) return run;
  }
  return undefined;
}
