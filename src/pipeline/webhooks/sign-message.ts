import { createHmac } from 'node:crypto';

/** The headers by which a receiver knows a message, when it was sent, and that it comes from whoever has the secret (`whsec_` and
 *  base64). `now`: epoch ms. Spec: Standard Webhooks 1.0. */
export function signMessage(
  secret: string,
  { id, body }: { readonly id: string; readonly body: string },
  now: number,
): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
