import { createHash } from 'node:crypto';
import type { Project } from '../../config/project.ts';
import { createMessageSender } from '../../fetch/message-sender.ts';
import type { Clock } from '../../model/clock.ts';
import type { ReaderStore } from '../../store/reader-store.ts';
import type { Store } from '../../store/store.ts';
import { createLiveRules } from '../live-rules.ts';
import { openStories } from '../stories/open-stories.ts';
import { createStoryReader } from '../stories/read-story.ts';
import { storyStages } from '../stories/story-stages.ts';
import { findArticleNews, type FoundNews, type News } from './find-news.ts';
import { findStoryNews } from './find-story-news.ts';
import { sendMessages, type Sent } from './send-messages.ts';

interface TellTools {
  readonly project: Project;
  readonly readers: Pick<ReaderStore, 'webhooks' | 'transaction'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const keptMs = 30 * 86_400_000;

/** Tells those who want to know what happened since this was called last, and those again whom a message did not reach. What is found is in
 *  line, and counts as found, in one transaction: a kill loses nothing, and tells nothing under another id. */
export async function tellWebhooks(tools: TellTools & { readonly store: Store }): Promise<Sent> {
  await queueNews(tools);
  return sendDue(tools);
}

async function queueNews({ project, store, readers, clock }: TellTools & { readonly store: Store }): Promise<void> {
  const { webhooks } = readers;
  const now = clock.now();
  webhooks.setOfFile(project.webhooks, new Date(now).toISOString());
  webhooks.forget(now - keptMs);
  if (webhooks.list().length === 0) return webhooks.forgetSeen();
  const { rules, reload } = createLiveRules(project);
  await reload();
  const tools = { project, store, rules, seen: webhooks, now };
  const found: FoundNews[] = [await findArticleNews(tools)];
  const index = openStories(project.root);
  if (index !== undefined) {
    try {
      const { read } = createStoryReader(project, store, { index, stages: storyStages }, () => now, rules);
      found.push(await findStoryNews(index, read, tools));
    } finally {
      index.close();
    }
  }
  readers.transaction(() => {
    webhooks.putMessages(found.flatMap(({ news }) => news).flatMap((one) => toMessages(one, readers, now)));
    webhooks.putSeen(found.flatMap(({ seen }) => seen));
  });
}

function toMessages({ event, key, data }: News, { webhooks }: TellTools['readers'], now: number) {
  const body = JSON.stringify({ type: event, timestamp: new Date(now).toISOString(), data });
  return webhooks
    .list()
    .filter(({ events, isDisabled }) => events.includes(event) && !isDisabled)
    .map(({ id: webhook }) => {
      const digest = createHash('sha256').update(`${webhook} ${event} ${key}`).digest('base64url');
      return { id: `msg_${digest.slice(0, 27)}`, webhook, event, body, createdAt: now };
    });
}

/** Sends what is due. */
export async function sendDue({ project, readers, clock, signal }: TellTools): Promise<Sent> {
  if ((readers.webhooks.nextAt() ?? Infinity) > clock.now()) return { delivered: 0, failed: 0 };
  const sender = createMessageSender(project.fetch);
  try {
    return await sendMessages(readers.webhooks, sender, { clock, signal });
  } finally {
    await sender.close();
  }
}
