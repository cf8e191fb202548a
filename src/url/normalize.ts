import { brandUrl, type Url } from '../model/ids.ts';

/** Resolves text to an absolute http(s) address without fragment and credentials; `null` for anything else.
 *  Spec: WHATWG URL. */
export function toUrl(text: string, base?: string): Url | null {
  let url: URL;
  try {
    url = base === undefined ? new URL(text.trim()) : new URL(text.trim(), base);
  } catch {
    return null; // not an address: the caller decides what that means
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  url.hash = '';
  url.username = '';
  url.password = '';
  return brandUrl(url.href);
}
