const leastLength = 40;
const leastShare = 1 / 3;

/** Whether two texts are versions of one: a third of the longer lines of either stands in the other, letter by letter.
 *  An edit leaves most paragraphs alone; two articles of an outlet share a notice at most. */
export function isSameText(a: string, b: string): boolean {
  const first = longLines(a);
  const second = longLines(b);
  const smaller = Math.min(first.size, second.size);
  if (smaller === 0) return a === b;
  let shared = 0;
  for (const line of first) if (second.has(line)) shared += 1;
  return shared >= smaller * leastShare;
}

function longLines(text: string): ReadonlySet<string> {
  return new Set(text.split('\n').filter((line) => line.length >= leastLength));
}
