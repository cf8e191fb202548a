/** The first characters of a text: at most `maxLength` UTF-16 code units, and no half of a surrogate pair at the end. */
export function cutText(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
}
