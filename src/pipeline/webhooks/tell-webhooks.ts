import { createHash } from 'node:crypto';
import type { Project } from '../../config/project.ts';
import { createMessageSender } from '../../fetch/message-sender.ts';
import type { Clock } from '../../model/clock.ts';
import type { WebhookMessage } from '../../model/webhook.ts';
import type { ReaderStore } from '../../store/reader-store.ts';
import type { Store } from '../../store/store.ts';
import { isOriginal, originalPathOf } from '../../publish/post.ts';
import { showArticle } from '../../publish/show-article.ts';
import type { WebhookTable } from '../../store/reader-webhooks.ts';
import { decideArticle, type PolicyRules } from '../decide-articles.ts';
import { createLiveRules } from '../live-rules.ts';
import { openStories, type OpenedStories } from '../stories/open-stories.ts';
import { createStoryReader, type StoryReader } from '../stories/read-story.ts';
import { storyStages } from '../stories/story-stages.ts';
import { findArticleNews, type FoundNews, type News } from './find-news.ts';
import { findStoryNews } from './find-story-news.ts';
import { sendMessages, type Sent } from './send-messages.ts';

interface TellTools {
  readonly project: Project;
  readonly store: Store;
  readonly readers: Pick<ReaderStore, 'webhooks' | 'transaction'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const keptMs = 30 * 86_400_000;

/** Tells those who want to know what happened since this was called last, and those again whom a message did not reach. What is found is in
 *  line, and counts as found, in one transaction: a kill loses nothing, and tells nothing under another id. */
export async function tellWebhooks(tools: TellTools): Promise<Sent> {
  await queueNews(tools);
  return sendDue(tools);
}

async function queueNews(tools: TellTools): Promise<void> {
  const { project, store, readers, clock } = tools;
  const { webhooks } = readers;
  const now = clock.now();
  webhooks.setOfFile(project.webhooks, new Date(now).toISOString());
  webhooks.forget(now - keptMs);
  if (webhooks.list().length === 0) return webhooks.forgetSeen();
  await withShowing(tools, async ({ rules, stories }) => {
    const asked = { project, store, rules, seen: webhooks, now };
    const found: FoundNews[] = [await findArticleNews(asked)];
    if (stories) found.push(await findStoryNews(stories.index, stories.read, asked));
    readers.transaction(() => {
      webhooks.putMessages(found.flatMap(({ news }) => news).flatMap((one) => toMessages(one, webhooks, now)));
      webhooks.putSeen(found.flatMap(({ seen }) => seen));
    });
  });
}

function toMessages({ event, subject, key, data }: News, webhooks: WebhookTable, now: number) {
  const body = JSON.stringify({ type: event, timestamp: new Date(now).toISOString(), data });
  return webhooks
    .list()
    .filter(({ events, isDisabled }) => events.includes(event) && !isDisabled)
    .map(({ id: webhook }) => {
      const digest = createHash('sha256').update(`${webhook} ${event} ${key}`).digest('base64url');
      return { id: `msg_${digest.slice(0, 27)}`, webhook, event, subject, body, createdAt: now };
    });
}

/** Sends what is due. */
export async function sendDue(tools: TellTools): Promise<Sent> {
  const { project, store, readers, clock, signal } = tools;
  if ((readers.webhooks.nextAt() ?? Infinity) > clock.now()) return { delivered: 0, failed: 0 };
  const sender = createMessageSender(project.fetch);
  try {
    return await withShowing(tools, ({ rules, stories }) => {
      const isShown = async ({ event, subject, body }: WebhookMessage): Promise<boolean> => {
        if (event !== 'story.changed') return isFileShown(subject, store, rules, clock.now());
        const story = stories?.index.get(subject);
        const page = story && (await stories?.read(story));
        // Its headline may be that of an article that is not shown any more.
        return page !== undefined && body.includes(JSON.stringify(page.card.title));
      };
      return sendMessages(readers.webhooks, sender, { clock, signal, isShown });
    });
  } finally {
    await sender.close();
  }
}

async function isFileShown(path: string, store: Store, rules: PolicyRules, now: number): Promise<boolean> {
  const read = (name: string) => store.findArticleFile(name).catch(() => undefined); // broken: nothing is shown of it
  const file = await read(path);
  const original = file && !isOriginal(path) ? await read(originalPathOf(path)) : undefined;
  const showing = file && decideArticle(file, rules, original);
  return file !== undefined && showing !== undefined && showArticle(file, showing, now) !== undefined;
}

interface Showing {
  readonly rules: PolicyRules;
  readonly stories?: { readonly index: OpenedStories; readonly read: StoryReader['read'] };
}

/** What may be shown, as policy.yaml says now. */
async function withShowing<T>(
  { project, store, clock }: TellTools,
  task: (showing: Showing) => Promise<T>,
): Promise<T> {
  const { rules, reload } = createLiveRules(project);
  await reload();
  const index = openStories(project.root);
  if (index === undefined) return task({ rules });
  try {
    const { read } = createStoryReader(project, store, { index, stages: storyStages }, () => clock.now(), rules);
    return await task({ rules, stories: { index, read } });
  } finally {
    index.close();
  }
}
