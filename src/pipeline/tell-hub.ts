import { basename, dirname } from 'node:path';
import type { Project } from '../config/project.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import type { Clock } from '../model/clock.ts';
import type { Url } from '../model/ids.ts';
import { absoluteUrl } from '../publish/address.ts';
import { toUrl } from '../url/normalize.ts';

/** How long a hub that did not answer is left alone before each further try. */
const pausesMs = [2000, 15_000] as const;

export interface HubTold {
  readonly told: number;
  /** Why the hub could not be told of the others; empty when it was told of all. */
  readonly detail: string;
}

/** Tells the hub of a site which of its feeds have changed (their paths), so that it tells subscribers; does nothing without a hub. A hub that
 *  fails is tried three times; what it is not told, subscribers find when they poll. Spec: W3C WebSub 6, PubSubHubbub 0.4 7.1. */
export async function tellHub(
  { site, fetch }: Pick<Project, 'site' | 'fetch'>,
  feeds: readonly string[],
  clock: Clock,
  signal?: AbortSignal,
): Promise<HubTold> {
  const hub = site.hub === undefined ? null : toUrl(site.hub);
  if (hub === null || feeds.length === 0) return { told: 0, detail: '' };
  const http = createHttpClient(fetch, clock);
  try {
    for (const [told, path] of feeds.entries()) {
      const detail = await tellOf(topicOf(site.url, path), { hub, http, clock, signal });
      if (detail !== '') return { told, detail };
    }
    return { told: feeds.length, detail: '' };
  } finally {
    await http.close();
  }
}

/** As the feed names itself. */
function topicOf(site: string, path: string): string {
  const folder = dirname(path);
  return absoluteUrl(site, folder === '.' ? '' : folder) + basename(path);
}

interface Telling {
  readonly hub: Url;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** Empty when the hub knows, else why not. */
async function tellOf(topic: string, { hub, http, clock, signal }: Telling): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    const answer = await http.postForm(hub, { 'hub.mode': 'publish', 'hub.url': topic }, signal);
    if (answer.ok && answer.value.status >= 200 && answer.value.status < 300) return '';
    const detail = answer.ok
      ? `status ${answer.value.status} ${answer.value.text.slice(0, 200)}`.trim()
      : `${answer.skip.code} ${answer.skip.detail}`.trim();
    const isFinal = answer.ok && answer.value.status < 500; // it does not want to know
    const pauseMs = pausesMs[tries];
    if (isFinal || pauseMs === undefined || signal?.aborted === true) return detail;
    await clock.sleep(pauseMs, signal);
  }
}
