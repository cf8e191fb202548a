import type { Url } from '../model/ids.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';

/** How we fetch; checked by `config/`. */
export interface FetchSettings {
  /** `Courant/0.1 (+contact)`. */
  readonly userAgent: string;
  readonly timeoutMs: number;
  /** Of the body, after content codings are removed. */
  readonly maxBytes: number;
  readonly maxRedirects: number;
  /** Between the end of an answer and the next request to the same site. */
  readonly delayMs: number;
  /** CIDR blocks that may be reached although they are private, as `127.0.0.0/8`. */
  readonly allowNetworks: readonly string[];
}

export interface FetchOptions {
  /** Sent back byte for byte as If-None-Match and If-Modified-Since. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** The address that gave them: where a redirect leads elsewhere, they mean nothing. Without it they are sent to any. */
  readonly validFor?: Url;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

/** A polite, guarded HTTP client: one request per site at a time, robots.txt, Retry-After, limits. */
export interface HttpClient {
  /** The answer, whatever its status (304 and 404 are answers too), except 429 and 503, which are Skips with `retryAt`.
   *  Skips: fetch/*. */
  fetchPage(url: Url, options?: FetchOptions): Promise<Outcome<Page>>;
  /** Sends a form to an interface that was made for programs, as the hub of a feed: paced and guarded as all requests; robots.txt
   *  is not about it, and no redirect is followed. Skips: as of `fetchPage`. */
  postForm(
    url: Url,
    fields: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<Outcome<{ readonly status: number; readonly text: string }>>;
  /** Where robots.txt says that the terms for all pages of this site are (RSL 1.0); none when it cannot be read. */
  licensesOf(url: Url): Promise<readonly Url[]>;
  /** Epoch ms before which a host (as in `new URL(url).host`) takes no request. */
  notBefore(host: string): number;
  /** Requests sent so far, robots.txt and redirects included. */
  readonly requestCount: number;
  close(): Promise<void>;
}
