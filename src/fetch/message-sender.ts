import { Agent } from 'undici';
import type { Url } from '../model/ids.ts';
import { ok, type Outcome } from '../model/outcome.ts';
import { createAddressGuard } from './address-guard.ts';
import { FetchFailure } from './fetch-failure.ts';
import { createGuardedConnector } from './guarded-connector.ts';
import type { FetchSettings } from './http-client.ts';
import { sendRequest } from './send-request.ts';

/** Sends messages to interfaces that were made for programs, and that somebody told us to call: nothing is paced, robots.txt is not
 *  about it, and no redirect is followed. Guarded as all requests. */
export interface MessageSender {
  /** The status, whatever it is. Skips: fetch/*. */
  post(
    url: Url,
    message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
    signal: AbortSignal,
  ): Promise<Outcome<number>>;
  close(): Promise<void>;
}

// Whoever takes longer has time to answer first and work then.
const longestMs = 15_000;
const maxAnswerBytes = 2000;

/** Throws NewsError config/invalid for a bad network in `allowNetworks`. */
export function createMessageSender(
  settings: Pick<FetchSettings, 'userAgent' | 'timeoutMs' | 'allowNetworks'>,
): MessageSender {
  const timeoutMs = Math.min(settings.timeoutMs, longestMs);
  const connector = createGuardedConnector(createAddressGuard(settings.allowNetworks), timeoutMs);
  const agent = new Agent({ connect: connector.connect, connections: 2, headersTimeout: timeoutMs });
  return {
    post: async (url, { headers, body }, signal) => {
      const exchange = await sendRequest(agent, url, {
        headers: { 'user-agent': settings.userAgent, 'content-type': 'application/json', ...headers },
        ...{ body, timeoutMs, signal, maxBytes: maxAnswerBytes, overflow: 'truncate' },
      });
      return exchange.ok ? ok(exchange.answer.status) : { ok: false, skip: exchange.skip };
    },
    close: async () => {
      connector.destroy();
      await agent.destroy(new FetchFailure('fetch/aborted', 'the client was closed'));
    },
  };
}
