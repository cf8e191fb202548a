/** What the letters of one line tell, as numbers. */

const looked = 240;

/** Of the first characters, how many are digits. */
export function digitShare(text: string): number {
  const end = Math.min(text.length, looked);
  let digits = 0;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits / Math.max(1, end);
}

/** Of the first words, how many begin with a Latin capital: few in sentences, many in labels and titles. */
export function capitalShare(text: string): number {
  const end = Math.min(text.length, looked);
  let words = 1;
  let upper = 0;
  let isStart = true;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) words++;
    else if (isStart && code >= 65 && code <= 90) upper++;
    isStart = code === 32;
  }
  return upper / words;
}

/** How a line begins or ends: a quotation mark, a bullet, a bracket, an address in it, a digit, a colon, a question,
 *  cut off; 0 for none of these. */
export function signKind(text: string): number {
  if (/^["“„«»‘'「『]/.test(text)) return 1;
  if (/^[-–—•*·▶►→>+]/.test(text)) return 2;
  if (/^[([【]/.test(text)) return 3;
  if (text.length < 400 && /@[\w-]+\.\w|https?:\/\/|www\./.test(text)) return 4;
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return 5;
  if (text.endsWith(':')) return 6;
  if (text.endsWith('?')) return 7;
  return text.endsWith('…') || text.endsWith('...') ? 8 : 0;
}

/** 2 for a line that holds a title whole; else the share of its words that are in the title. */
export function titleShare(
  text: string,
  key: string,
  titleKeys: readonly string[],
  titleWords: ReadonlySet<string>,
): number {
  if (key.length > 4 && titleKeys.some((title) => title.length > 8 && key.includes(title))) return 2;
  if (text.length > 200 || titleWords.size < 2) return 0;
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  let hits = 0;
  for (const word of words) if (titleWords.has(word)) hits++;
  return words.length === 0 ? 0 : hits / words.length;
}
