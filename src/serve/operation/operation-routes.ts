import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import ipaddr from 'ipaddr.js';
import { callerOf, may, type AccessEnv } from '../access/caller.ts';
import { addressOf, identify } from '../access/identify.ts';
import { isForwarded } from '../access/request-origin.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { measureArchive, measureProcess } from './archive-measures.ts';
import { expositionType, formatMeasures, type Measure } from './exposition.ts';
import { finishAnswer } from './finish-answer.ts';
import { observeRequests } from './observe-requests.ts';
import { checkReadiness } from './readiness.ts';
import { createRequestMeter } from './request-meter.ts';

/** Counting the archive reads much of its index: a scrape gets what was counted at most so long ago. */
const countedForMs = 15_000;

/** What is sent to us at most, as a list of sources or what a hub brings; some routes take less. */
const maxBodyBytes = 20_000_000;

/** Measures and finishes what all other routes answer, and tells how the server does:
 *
 *      GET /readyz   whether it can be used: 200, or 503 and what is wrong
 *      GET /metrics  in the text format of Prometheus: for this machine, and for tokens of scope `admin` */
export function addOperationRoutes(app: ServiceApp, context: ServiceContext): void {
  const { service } = context;
  const operation = service.operation ?? { meter: createRequestMeter() };
  app.use(
    '*',
    observeRequests(operation, () => service.clock.now()),
  );
  app.use('*', finishAnswer(service));
  app.use('*', limitBodies);
  app.get('/readyz', async (c) => {
    const checks = await checkReadiness(context);
    const isReady = Object.values(checks).every(Boolean);
    return c.json({ status: isReady ? 'ready' : 'not ready', ...checks }, isReady ? 200 : 503, noStore);
  });
  let counted: { readonly at: number; readonly measures: Promise<readonly Measure[]> } | undefined;
  app.get('/metrics', identify(service.access), async (c) => {
    const isOpen = service.project.metrics === 'open';
    if (!isOpen && !may(callerOf(c), 'admin') && !isFromThisMachine(c))
      return c.text('Only this machine and tokens of scope `admin` are told.\n', 403, noStore);
    const now = service.clock.now();
    if (counted === undefined || now - counted.at >= countedForMs)
      counted = { at: now, measures: measureArchive(service) };
    const archive = await counted.measures.catch((error: unknown) => {
      counted = undefined;
      throw error;
    });
    const all = [...operation.meter.measures(), ...archive, ...measureProcess(service)];
    return c.body(formatMeasures(all), 200, { ...noStore, 'Content-Type': expositionType });
  });
}

const limitBody = bodyLimit({ maxSize: maxBodyBytes, onError: (c) => c.text('That is too large.\n', 413) });

/** Only where something is sent: looking for a body takes longer than many an answer. */
const limitBodies: MiddlewareHandler = (c, next) =>
  c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : limitBody(c, next);

const noStore = { 'Cache-Control': 'no-store' };

/** Whether a request comes from this machine itself, and not through a proxy on it. */
function isFromThisMachine(c: Context<AccessEnv>): boolean {
  const address = addressOf(c);
  return !isForwarded(c) && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
