import { brandUrl, type Url } from '../model/ids.ts';
import { isSessionParameter, isTrackingParameter } from './tracking-parameters.ts';
import { targetOf } from './wrapped-link.ts';

/** Characters of an address; servers refuse longer ones (RFC 9110, 4.1, asks them for 8,000). */
const maxLength = 16_384;
const unknownHost = 'unknown.invalid';

/** Stands for the address of a page that nobody knows: nothing relative to it is an address. Spec: RFC 2606. */
export const unknownUrl: Url = brandUrl(`https://${unknownHost}/page`);

/** Resolves text to an absolute http(s) address without fragment and credentials; `null` for anything else.
 *  Common faults of feeds are repaired: an ampersand escaped once too often (`&amp;`, `&#038;`), a CDATA wrapper
 *  that is part of the text, markup after the address, two addresses glued together. One longer than 16,384 characters is
 *  none. Spec: WHATWG URL. */
export function toUrl(text: string, base?: string): Url | null {
  const repaired = withoutGlued(withoutMarkup(text.trim())).replace(/&(?:amp|#0{0,4}38|#x0{0,4}26);/gi, '&');
  if (repaired.length > maxLength) return null;
  let url: URL;
  try {
    url = base === undefined ? new URL(repaired) : new URL(repaired, base);
  } catch {
    return null; // not an address: the caller decides what that means
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  if (url.hostname === unknownHost) return null;
  // Every setter reads the address anew, also when nothing changes.
  if (url.href.includes('#')) url.hash = '';
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
  return url.href.length > maxLength ? null : brandUrl(url.href);
}

/** Raw `<`, `>` and `"` delimit addresses and are never part of one (RFC 3986, appendix C). */
function withoutMarkup(text: string): string {
  const inner = text.startsWith('<![CDATA[') ? text.slice(9).replace(/\]\]>$/, '') : text;
  const end = inner.search(/[<>"]/);
  return end > 0 ? inner.slice(0, end) : inner;
}

/** The first of two addresses with nothing between them (`https://a.example/newshttps://b.example/`), or the second when
 *  the first is broken off in its host. An address within a path or a query stands behind a sign, and stays. */
function withoutGlued(text: string): string {
  if (text.indexOf('://', 8) < 0) return text;
  const path = /^[^?#]*/.exec(text)?.[0] ?? '';
  if (!/^https?:\/\//i.test(path)) return text;
  const at = 8 + path.slice(8).search(/(?<=\w)https?:\/\//i);
  if (at < 8) return text;
  const hasHost = (address: string): boolean => /^https?:\/\/[^/?#]*[^/?#.]\.[^/?#.]/i.test(address);
  if (hasHost(text.slice(0, at))) return text.slice(0, at);
  return hasHost(text.slice(at)) ? text.slice(at) : text;
}

// What one pass leaves may resolve to a path that another shortens: `/.;jsessionid=1//a`.
const maxPasses = 4;

/** A link in a link in a link: no more are taken off. */
const maxWrappers = 3;

/** The identity of a link: the same address without what does not choose the document.
 *  Drops the fragment, parameters that only track the reader, session ids and empty parameters; makes one slash of
 *  several at the start of the path; takes the target of a link that only leads to another (share buttons, click counters).
 *  What stays keeps its order and its bytes, so that the result can be fetched and is judged by robots.txt as the original
 *  would be. Idempotent. `foundIn`: the feed or page that the link stands in, which a `ref` may name. */
export function normalizeUrl(url: Url, foundIn: readonly Url[] = []): Url {
  const parsed = unwrap(new URL(url));
  const { search } = parsed;
  const hosts = search === '' ? [] : [parsed.hostname, ...foundIn.map((page) => new URL(page).hostname)];
  const kept = search
    .slice(1)
    .split('&')
    .filter((parameter) => isKept(parameter, hosts));
  const isBare = kept.length === 0;
  for (let pass = 0, before = ''; pass < maxPasses && before !== parsed.pathname; pass++) {
    before = parsed.pathname;
    const path = before.replace(/;jsessionid=[^/;]*/gi, ''); // Java servlets: `/news;jsessionid=0A1B`
    // A naive tracker remover leaves `/page&` behind.
    const plain = (isBare ? path.replace(/(?<!&)&+$/, '') : path).replace(/^\/{2,}/, '/');
    if (plain !== before) parsed.pathname = plain;
  }
  const query = isBare ? '' : `?${kept.join('&')}`; // the setter would drop a `?` of the query itself
  if (query !== search || parsed.href.endsWith('?')) parsed.search = query;
  return toUrl(parsed.href) ?? brandUrl(url);
}

function unwrap(url: URL): URL {
  let inner = url;
  for (let depth = 0; depth < maxWrappers; depth++) {
    const target = targetOf(inner);
    const address = target === null ? null : toUrl(target);
    if (address === null) return inner;
    inner = new URL(address);
  }
  return inner;
}

function isKept(parameter: string, hosts: readonly string[]): boolean {
  if (parameter === '' || parameter === '=') return false;
  const equals = parameter.indexOf('=');
  const name = decode(equals === -1 ? parameter : parameter.slice(0, equals)).toLowerCase();
  const value = equals === -1 ? '' : decode(parameter.slice(equals + 1));
  return !isTrackingParameter(name, value, hosts) && !isSessionParameter(name, value);
}

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text; // not UTF-8: such a name is none of ours
  }
}
