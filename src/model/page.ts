import type { Url } from './ids.ts';

/** One HTTP answer as received. Never a page we publish. */
export interface Page {
  /** The address asked for. */
  readonly requestedUrl: Url;
  /** The address that answered, after redirects. */
  readonly url: Url;
  /** Where the permanent redirects (301, 308) at the start of the way led, when there were any; kept in no file. */
  readonly movedTo?: Url;
  readonly status: number;
  /** In order, names in lower case, values as sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body as sent, content coding (gzip, br) still applied: what WARC keeps. */
  readonly raw: Uint8Array;
  /** The body with content codings removed: what stages read. Same array as `raw` when there was none. */
  readonly bytes: Uint8Array;
  /** RFC 3339, UTC. */
  readonly fetchedAt: string;
}

/** The first value of a header, or undefined. `name` in lower case. */
export function headerOf(page: Pick<Page, 'headers'>, name: string): string | undefined {
  return page.headers.find(([key]) => key === name)?.[1];
}
