import { skipped, type Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';

/** Why an answer is no page to read; `null` for success and for 304 (not modified).
 *  Skips: fetch/gone, fetch/refused, fetch/server-error, fetch/http-error. Spec: RFC 9110 15. */
export function checkStatus(page: Pick<Page, 'status'>): Skip | null {
  const { status } = page;
  if ((status >= 200 && status < 300) || status === 304) return null;
  const detail = `status ${status}`;
  if (status === 404 || status === 410) return skipped('fetch/gone', detail).skip;
  if (status === 401 || status === 402 || status === 403 || status === 451)
    return skipped('fetch/refused', detail).skip;
  if (status >= 500) return skipped('fetch/server-error', detail).skip;
  return skipped('fetch/http-error', detail).skip;
}
