/** Characters that could end a link destination, a table cell or a line, or open something else within it. */
const unsafe = /[\s<>"`{}|\\^\u0000-\u001f\u007f]|[^\u0000-\u007f]/gu;

/** An address as it stands between the parentheses of a Markdown link: percent-encoded so that nothing in it can end the
 *  link or start anything else. Spec: CommonMark 0.31, 6.3; RFC 3986, 2.1. */
export function writeHref(url: string): string {
  const encoded = url.replace(/\p{Surrogate}/gu, '\ufffd').replace(unsafe, encodeURIComponent);
  const paired = hasPairedParentheses(encoded) ? encoded : encoded.replace(/\(/g, '%28').replace(/\)/g, '%29');
  return paired.replace(/&(?=#?[0-9A-Za-z]{1,32};)/g, '&amp;');
}

/** The address that `writeHref` wrote. */
export function readHref(href: string): string {
  return href.replace(/&amp;/g, '&');
}

/** True when every parenthesis has its partner and none lies deeper than two: what all Markdown readers follow. */
function hasPairedParentheses(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0 || depth > 2) return false;
  }
  return depth === 0;
}

/** The address a link may lead to, normalized: absolute http(s) or mailto; undefined for anything else. */
export function toSafeHref(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return undefined; // not an absolute address: no link
  }
  if (url.protocol === 'mailto:') return url.pathname === '' ? undefined : url.href;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return url.hostname === '' ? undefined : url.href;
}
