/** A way on this server to go to after a login: whatever leads elsewhere, or is none, becomes `otherwise`. The result holds no character
 *  that could end a header. */
export function toLocalPath(text: string | undefined, otherwise: string): string {
  const base = 'http://local.invalid';
  if (text === undefined || !text.startsWith('/') || text.length > 2000 || !URL.canParse(text, base)) return otherwise;
  const url = new URL(text, base);
  // What a browser would take for a host may also come out of the dots: `/.//elsewhere`.
  if (url.origin !== base || url.pathname.startsWith('//')) return otherwise;
  return url.pathname + url.search;
}
