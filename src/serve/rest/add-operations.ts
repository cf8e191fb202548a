import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { version } from '../../config/version.ts';
import { callerOf, may, refusalOf, type AccessEnv } from '../access/caller.ts';
import { etagOf, isKnown } from '../operation/compress.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import type { Operation } from './operation.ts';
import { answerProblem, Problem } from './problem.ts';
import { feedType, toFeed } from './to-feed.ts';

export const apiRoot = '/api/v1';
const maxBodyBytes = 256 * 1024;

/** Adds the routes of operations, and for what is none of them an answer that says so. */
export function addOperations(app: ServiceApp, context: ServiceContext, operations: readonly Operation[]): void {
  const startedAt = context.service.clock.now();
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError: (c) => answerProblem(c, new Problem(413, `A body has at most ${maxBodyBytes} bytes.`)),
  });
  for (const operation of operations) {
    const answer = (c: Context<AccessEnv>): Promise<Response> => answerOperation(c, context, operation, startedAt);
    const path = routeOf(operation.path);
    if (operation.isFeed === true) app.get(`${path}.json`, answer);
    if (operation.body === undefined) app.on(operation.method.toUpperCase(), path, answer);
    else app.on(operation.method.toUpperCase(), path, limit, answer);
  }
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const allowed = operations.filter((one) => one.path === path).map(({ method }) => method.toUpperCase());
    app.all(routeOf(path), (c) => {
      c.header('Allow', (allowed.includes('GET') ? ['HEAD', ...allowed] : allowed).join(', '));
      return answerProblem(c, new Problem(405, `Here one can ${allowed.join(', ')}.`));
    });
  }
}

/** As the router has it: `/api/v1/articles/:id`. */
function routeOf(path: string): string {
  return apiRoot + path.replace(/\{(\w+)\}/g, ':$1');
}

async function answerOperation(
  c: Context<AccessEnv>,
  context: ServiceContext,
  operation: Operation,
  startedAt: number,
): Promise<Response> {
  try {
    const caller = callerOf(c);
    const isOpen = operation.scope === 'read' && operation.method === 'get' && context.service.isReadingOpen;
    if (!isOpen && !may(caller, operation.scope)) throw refusalOf(caller, operation.scope);
    const isFeed = operation.isFeed === true && asksForFeed(c);
    // Which articles a story has can change while they do not.
    const isOfArchive = operation.changesWith === 'archive' && c.req.query('story') === undefined;
    const early = isOfArchive ? await tagOfArchive(c, context, isFeed, startedAt) : undefined;
    if (early !== undefined && hasAlready(c, early)) return notModified(c, early);
    const value = await operation.call(c, context, caller);
    if (value instanceof Response) return value;
    if (operation.answer === undefined) return c.body(null, 204);
    const text = JSON.stringify(isFeed ? toFeed(c, context, operation.summary, value) : value);
    return answerText(c, text, { status: operation.status ?? 200, tag: early, isFeed, method: operation.method });
  } catch (error) {
    if (error instanceof Problem) return answerProblem(c, error);
    (context.onError ?? console.error)(error);
    return answerProblem(c, new Problem(500, 'The server could not answer.'));
  }
}

function answerText(
  c: Context<AccessEnv>,
  text: string,
  facts: {
    readonly status: 200 | 201 | 202 | 204;
    readonly tag: string | undefined;
    readonly isFeed: boolean;
    readonly method: string;
  },
): Response {
  if (facts.method === 'get') {
    const tag = facts.tag ?? tagOf(text);
    if (hasAlready(c, tag)) return notModified(c, tag);
    setValidators(c, tag);
  } else c.header('Cache-Control', 'no-store');
  c.header('Content-Type', facts.isFeed ? feedType : 'application/json');
  return c.body(text, facts.status === 204 ? 200 : facts.status);
}

/** A feed by its address, or by what is accepted. */
function asksForFeed(c: Context): boolean {
  return c.req.path.endsWith('.json') || (c.req.header('Accept') ?? '').includes(feedType);
}

/** What tells an answer from others before it is made: whatever it can be made from is in the mark of the index, the policy and the
 *  hour, as showing an article may end with time. */
async function tagOfArchive(
  c: Context<AccessEnv>,
  { service }: ServiceContext,
  isFeed: boolean,
  startedAt: number,
): Promise<string> {
  const { project, store, clock, rules } = service;
  const isTimed = [...project.sources.map(({ publish }) => publish), ...rules.decisions.values()].some(
    ({ days }) => days !== undefined,
  );
  const now = Math.floor(clock.now() / (isTimed ? 60_000 : 3_600_000));
  const decided = JSON.stringify([...rules.decisions]);
  return tagOf(JSON.stringify([version, await store.articleMark(), decided, now, startedAt, isFeed, c.req.url]));
}

function tagOf(text: string): string {
  return `W/${etagOf(text)}`;
}

function hasAlready(c: Context, tag: string): boolean {
  return isKnown(c.req.header('If-None-Match') ?? '', tag);
}

function notModified(c: Context, tag: string): Response {
  setValidators(c, tag);
  return c.body(null, 304);
}

function setValidators(c: Context, tag: string): void {
  c.header('ETag', tag);
  c.header('Cache-Control', 'private, no-cache');
  c.header('Vary', 'Accept, Authorization, Cookie');
}
