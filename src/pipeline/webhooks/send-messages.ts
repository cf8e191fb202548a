import type { MessageSender } from '../../fetch/message-sender.ts';
import type { Clock } from '../../model/clock.ts';
import type { Webhook, WebhookMessage } from '../../model/webhook.ts';
import type { WebhookTable } from '../../store/reader-webhooks.ts';
import { toUrl } from '../../url/normalize.ts';
import { signMessage } from './sign-message.ts';

const minuteMs = 60_000;
/** Between an attempt and the next: nearly two days together. */
const pausesMs = [1, 5, 15, 60, 180, 360, 720, 1440].map((minutes) => minutes * minuteMs);
/** So many in a row that fail, and the receiver is left alone until the next time. */
const patience = 3;
const messagesAtOnce = 500;

export interface SendOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Whether what a message is about may be shown still: it may have been taken down while the message waited. */
  readonly isShown: (message: WebhookMessage) => Promise<boolean>;
}

export interface Sent {
  readonly delivered: number;
  readonly failed: number;
}

/** Sends what is due, to several receivers side by side, to each one after the other. A message is settled after the receiver has
 *  answered: one that a kill interrupts is sent again, with the same id. */
export async function sendMessages(
  webhooks: WebhookTable,
  sender: MessageSender,
  { clock, signal, isShown }: SendOptions,
): Promise<Sent> {
  const sent = { delivered: 0, failed: 0 };
  const due = webhooks.due(clock.now(), messagesAtOnce);
  const sendAll = async (webhook: Webhook): Promise<void> => {
    let failedInARow = 0;
    for (const message of due) {
      if (message.webhook !== webhook.id || signal.aborted || failedInARow >= patience) continue;
      if (!(await isShown(message))) {
        webhooks.settle(message.id, { state: 'failed', dueAt: 0, detail: 'it may no longer be shown' });
        continue;
      }
      const outcome = await sendOne(webhook, message, sender, { clock, signal });
      if (outcome === undefined) return; // stopped: as if it had not been tried
      webhooks.settle(message.id, outcome);
      if (outcome.isUnwanted) return webhooks.disable(webhook.id);
      failedInARow = outcome.state === 'delivered' ? 0 : failedInARow + 1;
      sent[outcome.state === 'delivered' ? 'delivered' : 'failed'] += 1;
    }
  };
  await Promise.all(webhooks.list().map(sendAll));
  return sent;
}

type Settled = Pick<WebhookMessage, 'state' | 'dueAt' | 'detail'> & { readonly isUnwanted: boolean };

async function sendOne(
  { url, secret }: Webhook,
  message: WebhookMessage,
  sender: MessageSender,
  { clock, signal }: Pick<SendOptions, 'clock' | 'signal'>,
): Promise<Settled | undefined> {
  const address = toUrl(url);
  if (address === null) return { state: 'failed', dueAt: 0, detail: 'no address', isUnwanted: false };
  const { body } = message;
  const answer = await sender.post(address, { headers: signMessage(secret, message, clock.now()), body }, signal);
  if (!answer.ok && answer.skip.code === 'fetch/aborted') return undefined;
  const detail = answer.ok ? `status ${answer.value}` : `${answer.skip.code} ${answer.skip.detail}`;
  const isUnwanted = answer.ok && answer.value === 410;
  if (answer.ok && answer.value >= 200 && answer.value < 300)
    return { state: 'delivered', dueAt: 0, detail, isUnwanted };
  const pauseMs = pausesMs[message.attempts];
  if (pauseMs === undefined || isUnwanted) return { state: 'failed', dueAt: 0, detail, isUnwanted };
  return { state: 'waiting', dueAt: clock.now() + pauseMs, detail, isUnwanted };
}
