import type { Url } from '../model/ids.ts';
import { toUrl } from '../url/normalize.ts';
import type { Answer } from './send-request.ts';

export type RedirectTarget =
  | { readonly kind: 'none' }
  | { readonly kind: 'follow'; readonly url: Url }
  /** To something that is no http(s) address. */
  | { readonly kind: 'forbidden'; readonly location: string };

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where an answer sends us, without credentials. Spec: RFC 9110 10.2.2, 15.4. */
export function redirectTarget(from: Url, answer: Pick<Answer, 'status' | 'headers'>): RedirectTarget {
  const value = answer.headers.find(([name]) => name === 'location')?.[1];
  if (!redirects.has(answer.status) || value === undefined) return { kind: 'none' };
  const location = asUtf8(value);
  const url = toUrl(location, from);
  return url === null ? { kind: 'forbidden', location } : { kind: 'follow', url };
}

/** Header values come as one character for each octet; many servers send UTF-8 there. */
function asUtf8(value: string): string {
  const text = Buffer.from(value, 'latin1').toString('utf8');
  return text.includes('\uFFFD') ? value : text;
}
