/** Before a number that is the end of another one, or half of one: "1.5 years", "twenty-two", "3-4 years", "half a year". */
const ofAnother =
  /(?:\d[.,–-]|\p{L}-|(?<!\p{L})(?:half|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)(?: and)?|двадцать|тридцать|сорок|(?:пять|шесть|семь|восемь)десят|девяносто|сто|двести|dwadziescia|trzydziesci|czterdziesci|\p{L}+dziesiat|sto|dwiescie) )$/u;
/** "Two or three years ago". */
const orAnother = /(?:^|[ (])(\S+) (?:or|to|o|of|или|lub|albo|czy) $/u;

/** "Il y a un an et demi". */
const andHalf = /^ (?:y medi[oa]|et demie?|e mei[oa])(?!\p{L})/u;

/** Whether a count of days, months or years is but a part of what the text says: of a larger number, a fraction, a choice of two.
 *  Folded text before and after it; `numbers`: the words for numbers. */
export function isPartOfCount(before: string, after: string, numbers: readonly RegExp[]): boolean {
  if (ofAnother.test(before) || andHalf.test(after)) return true;
  const other = orAnother.exec(before)?.[1];
  return other !== undefined && (/^\d/.test(other) || numbers.some((number) => number.test(other)));
}
