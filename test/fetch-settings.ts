import type { FetchSettings } from '../src/fetch/http-client.ts';

/** A client for servers on loopback: short limits, and no pause between two requests. */
export const fetchSettings: FetchSettings = {
  userAgent: 'Courant/0.1 (+mailto:editor@news.example)',
  timeoutMs: 2_000,
  maxBytes: 200_000,
  maxRedirects: 5,
  delayMs: 0,
  allowNetworks: ['127.0.0.0/8'],
};
