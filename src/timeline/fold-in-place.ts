import { foldDateText } from '../dates/month-names.ts';

const folded = new Map<string, string>();
const maxFolded = 5000;

function foldCharacter(character: string): string {
  const known = folded.get(character);
  if (known !== undefined) return known;
  const made = /\p{Zs}/u.test(character) ? ' ' : foldDateText(character);
  const kept = made.length === 1 ? made : character.toLowerCase().length === 1 ? character.toLowerCase() : character;
  if (folded.size < maxFolded) folded.set(character, kept);
  return kept;
}

/** The text in lower case and without accents, every UTF-16 code unit where it was: offsets hold for both. */
export function foldInPlace(text: string): string {
  return text.replace(/[A-Z]+/g, (run) => run.toLowerCase()).replace(/[^\x00-\x7f]/g, foldCharacter);
}
