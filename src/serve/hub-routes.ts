import type { Hono } from 'hono';
import type { AccessEnv } from './access/caller.ts';
import { bodyLimit } from 'hono/body-limit';
import type { HubReceiver } from '../pipeline/receive-push.ts';

/** Where the hubs of feeds call us: `GET` asks whether we want a subscription, `POST` brings what is new.
 *  A message with a wrong signature gets the answer of a right one, so that nobody learns from it. Spec: W3C WebSub 5.3, 7. */
export function addHubRoutes(app: Hono<AccessEnv>, hubs: HubReceiver): void {
  app.get('/websub/:token', async (c) => {
    const challenge = await hubs.verify(c.req.param('token'), new URL(c.req.url).searchParams);
    return challenge === null ? c.text('not asked for\n', 404) : c.text(challenge);
  });
  const limit = bodyLimit({ maxSize: hubs.maxBytes, onError: (c) => c.text('too large\n', 413) });
  app.post('/websub/:token', limit, async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const outcome = await hubs.receive(c.req.param('token'), { headers: [...c.req.raw.headers], body });
    return outcome === 'unknown' ? c.text('not asked for\n', 410) : c.body(null, 202);
  });
}
