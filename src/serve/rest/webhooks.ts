import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { webhookName, webhookSecret } from '../../config/webhooks.ts';
import { webhookEvents, type Webhook, type WebhookMessage } from '../../model/webhook.ts';
import { toUrl } from '../../url/normalize.ts';
import { noteAudit } from '../access/note-audit.ts';
import type { ServiceContext } from '../service.ts';
import { operation } from './operation.ts';
import { notFound, Problem } from './problem.ts';
import { instant, limitUpTo } from './schemas.ts';

const webhookSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    url: z.string(),
    events: z.array(z.enum(webhookEvents)),
    origin: z.enum(['file', 'api']).describe('`file`: courant.yaml names it, and it is changed there.'),
    createdAt: instant,
    isDisabled: z.boolean().describe('The receiver answered 410: it wants no more.'),
  })
  .meta({ id: 'Webhook' });
const messageSchema = z
  .object({
    id: z.string(),
    event: z.enum(webhookEvents),
    state: z.enum(['waiting', 'delivered', 'failed']),
    createdAt: instant,
    dueAt: instant.optional(),
    attempts: z.int(),
    detail: z.string().describe('What the last attempt came to.'),
    body: z.string(),
  })
  .meta({ id: 'WebhookMessage' });
const numbered = z.object({ id: z.coerce.number().int().min(1).max(1e9) });
const tag = 'Webhooks';
const maxWebhooks = 50;

export const listWebhooks = operation({
  ...({ id: 'listWebhooks', method: 'get', path: '/webhooks', tag, scope: 'admin' } as const),
  summary: 'Who is told of what happens',
  answer: z.object({ webhooks: z.array(webhookSchema) }).meta({ id: 'Webhooks' }),
  run: async ({ context }) => ({ webhooks: context.service.readers.webhooks.list().map(toWebhook) }),
});

export const addWebhook = operation({
  ...({ id: 'addWebhook', method: 'post', path: '/webhooks', tag, scope: 'admin', status: 201 } as const),
  summary: 'Tells somebody from now on; the answer has the secret, which is shown this once',
  problems: [409],
  body: z.strictObject({
    name: webhookName,
    url: z.string().max(2000),
    events: z
      .array(z.enum(webhookEvents))
      .min(1)
      .max(webhookEvents.length)
      .default([...webhookEvents]),
    secret: webhookSecret.optional().describe('`whsec_` and base64; made when it is left out.'),
  }),
  answer: webhookSchema.extend({ secret: z.string() }).meta({ id: 'NewWebhook' }),
  run: async ({ c, context, body }) => {
    const { readers, clock } = context.service;
    const url = toUrl(body.url);
    if (url === null) throw new Problem(400, '`url` in the body: It must be an absolute http or https address.');
    if (readers.webhooks.list().length >= maxWebhooks) throw new Problem(409, `There are ${maxWebhooks} already.`);
    const secret = body.secret ?? `whsec_${randomBytes(32).toString('base64')}`;
    const createdAt = new Date(clock.now()).toISOString();
    const added = readers.webhooks.add({ ...body, url, secret }, 'api', createdAt);
    if (added === undefined) throw new Problem(409, 'There is a webhook of this name.');
    noteAudit(c, context.service.access, { action: 'webhook-added', target: body.name, detail: url });
    return { ...toWebhook(added), secret };
  },
});

export const removeWebhook = operation({
  ...({ id: 'removeWebhook', method: 'delete', path: '/webhooks/{id}', tag, scope: 'admin', status: 204 } as const),
  summary: 'Tells somebody no more; what waits for them is forgotten',
  problems: [404, 409],
  params: numbered,
  run: async ({ c, context, path }) => {
    const webhook = getWebhook(context, path.id);
    if (webhook.origin === 'file') throw new Problem(409, 'courant.yaml names it: remove it there.');
    context.service.readers.webhooks.remove(path.id);
    noteAudit(c, context.service.access, { action: 'webhook-removed', target: webhook.name });
  },
});

export const listMessages = operation({
  ...({ id: 'listWebhookMessages', method: 'get', path: '/webhooks/{id}/messages', tag, scope: 'admin' } as const),
  ...{ summary: 'What somebody was told, the newest first', problems: [404] as const },
  params: numbered,
  query: z.strictObject({ limit: limitUpTo(200, 50) }),
  answer: z.object({ messages: z.array(messageSchema) }).meta({ id: 'WebhookMessages' }),
  run: async ({ context, path, query }) => {
    const { id } = getWebhook(context, path.id);
    return { messages: context.service.readers.webhooks.listMessages(id, query.limit).map(toMessage) };
  },
});

export const retryWebhook = operation({
  ...({ id: 'retryWebhook', method: 'post', path: '/webhooks/{id}/retry', tag, scope: 'admin' } as const),
  ...{ summary: 'Lets messages wait again that were given up', problems: [404] as const },
  params: numbered,
  answer: z.object({ waiting: z.int() }).meta({ id: 'Retried' }),
  run: async ({ c, context, path }) => {
    const { readers, clock } = context.service;
    const { id, name } = getWebhook(context, path.id);
    noteAudit(c, context.service.access, { action: 'webhook-retried', target: name });
    return { waiting: readers.webhooks.retry(id, clock.now()) };
  },
});

function getWebhook({ service }: ServiceContext, id: number): Webhook {
  const found = service.readers.webhooks.list().find((one) => one.id === id);
  if (found === undefined) throw notFound('webhook');
  return found;
}

function toWebhook({ id, name, url, events, origin, createdAt, isDisabled }: Webhook) {
  return { id, name, url, events: [...events], origin, createdAt, isDisabled };
}

function toMessage({ id, event, state, createdAt, dueAt, attempts, detail, body }: WebhookMessage) {
  return {
    ...{ id, event, state, attempts, detail, body },
    createdAt: new Date(createdAt).toISOString(),
    ...(state === 'waiting' && { dueAt: new Date(dueAt).toISOString() }),
  };
}

export const webhookOperations = [listWebhooks, addWebhook, removeWebhook, listMessages, retryWebhook];
