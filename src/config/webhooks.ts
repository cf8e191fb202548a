import { z } from 'zod';
import { NewsError } from '../errors.ts';
import { webhookEvents, type WebhookSettings } from '../model/webhook.ts';
import { readEnvironment } from './environment.ts';
import { address } from './field-schemas.ts';

export const webhookName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens, as `newsletter`');
export const webhookSecret = z
  .string()
  .max(200)
  .refine(isSecret, 'must be `whsec_` and 24 to 64 bytes in base64, as of `openssl rand -base64 32`');

/** `webhooks:` of courant.yaml. */
export const webhooksSchema = z
  .array(
    z.strictObject({
      name: webhookName
        .meta({ title: 'lower-case letters, digits, hyphens' })
        .describe('What it is called in the log and by the API.'),
      url: address.describe('Where messages are sent.'),
      secret: webhookSecret
        .meta({ title: '`whsec_` and base64' })
        .exactOptional()
        .describe('What messages are signed with; without one that of `COURANT_WEBHOOK_SECRET`.'),
      events: z
        .array(z.enum(webhookEvents))
        .min(1)
        .default([...webhookEvents])
        .describe('What is told.'),
    }),
  )
  .max(50, 'must be no more than 50')
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must have a name of its own each')
  .default([]);

/** Those without a secret of their own share that of the environment. `file`: courant.yaml, for reports. Throws NewsError `config/invalid` when there is none. */
export function toWebhooks(webhooks: z.infer<typeof webhooksSchema>, file: string): readonly WebhookSettings[] {
  const { webhookSecret: shared } = readEnvironment();
  return webhooks.map(({ secret = shared, ...webhook }) => {
    if (isSecret(secret)) return { ...webhook, secret };
    const detail = `\`webhooks\`: ${webhook.name} has no \`secret\`, and COURANT_WEBHOOK_SECRET is none (\`whsec_\` and base64).`;
    throw new NewsError('config/invalid', { file, detail });
  });
}

function isSecret(text: string): boolean {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(base64, 'base64').length;
  return bytes >= 24 && bytes <= 64;
}
