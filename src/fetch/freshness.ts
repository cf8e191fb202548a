import { headerOf, type Page } from '../model/page.ts';
import { parseHttpDate } from './retry-after.ts';

/** How long an answer stays fresh, in ms from its arrival: `max-age` less `Age`, else `Expires` less `Date`. Undefined when it
 *  does not say, or says that it is never fresh. Spec: RFC 9111 4.2.1, 4.2.3, 5.2.2. */
export function freshForMs(page: Pick<Page, 'headers'>, now: number): number | undefined {
  const control = page.headers.filter(([name]) => name === 'cache-control').map(([, value]) => value).join(',').toLowerCase(); // prettier-ignore
  if (/(?:^|[\s,])no-(?:store|cache)(?:[\s,]|$)/.test(control)) return undefined;
  const age = Number(/^\d{1,10}$/.exec(headerOf(page, 'age')?.trim() ?? '')?.[0] ?? 0);
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/.exec(control)?.[1];
  if (maxAge !== undefined) return positive((Number(maxAge) - age) * 1000);
  const expires = parseHttpDate(headerOf(page, 'expires')?.trim() ?? '', now);
  if (expires === null) return undefined;
  const date = parseHttpDate(headerOf(page, 'date')?.trim() ?? '', now) ?? now;
  return positive(expires - date);
}

function positive(ms: number): number | undefined {
  return ms > 0 ? ms : undefined;
}
