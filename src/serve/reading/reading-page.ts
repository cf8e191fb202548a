import type { Context, MiddlewareHandler } from 'hono';
import type { Caller, Scope } from '../../model/reader.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import type { ServiceContext } from '../service.ts';
import { answerRefusal, callerOf, may, type AccessEnv } from '../access/caller.ts';
import { toLogin } from '../access/gate.ts';
import { toLocalPath } from '../access/local-path.ts';
import { answerPage, formField, type AppPage } from '../app-page.ts';
import { etagOf, isKnown } from '../operation/compress.ts';

/** Lets those pass who may: others are led to where they log in, or are told that they may not. */
export function onlyFor(scope: Scope): MiddlewareHandler<AccessEnv> {
  return async (c, next) => {
    const caller = callerOf(c);
    if (may(caller, scope)) return next();
    return caller === undefined && c.req.method === 'GET' ? toLogin(c) : answerRefusal(c, caller, scope);
  };
}

/** Who asks, behind `onlyFor`. */
export function readerOf(c: Context<AccessEnv>): Caller {
  const caller = callerOf(c);
  if (caller === undefined) throw new Error('a page for readers was reached by nobody');
  return caller;
}

/** Whether somebody looks at the page now, and may note so: a browser may only get it in advance, and a program may read alone. */
export function isOpened(c: Context<AccessEnv>): boolean {
  return c.req.method === 'GET' && c.req.header('Sec-Purpose') === undefined && may(callerOf(c), 'mark');
}

/** A page that one person may keep: when it is asked for again and still the same, it is not sent again. */
export async function answerReading(c: Context<AccessEnv>, context: ServiceContext, page: AppPage): Promise<Response> {
  const answer = await answerPage(c, context, { ...page, main: markup`${page.main}\n${marksForm(c)}` });
  if (answer.status !== 200) return answer;
  const text = await answer.text();
  const etag = etagOf(text);
  const headers = { 'Cache-Control': 'private, no-cache', ETag: etag, Vary: 'Cookie' };
  return isKnown(c.req.header('If-None-Match') ?? '', etag) ? c.body(null, 304, headers) : c.html(text, 200, headers);
}

/** The form of all buttons that mark something: lists have forms of their own, and none can stand in another. */
function marksForm(c: Context<AccessEnv>): Markup {
  return markup`<form id="marks" method="post" action="/app/marks">${formField(c)}<input type="hidden" name="back" value="${hereOf(c)}"></form>`;
}

/** The address of the page that is shown, as forms give it to come back to. */
export function hereOf(c: Context<AccessEnv>): string {
  const { pathname, search } = new URL(c.req.url);
  // What was sent here is no page.
  return c.req.method === 'POST' ? pathname.replace(/\/rename$/, '') : pathname + search;
}

/** Where to go after a form: a page of the service, whatever was sent. */
export function backTo(text: string, otherwise = '/app/'): string {
  const path = toLocalPath(text, otherwise);
  return path.startsWith('/app/') ? path : otherwise;
}

// What a cut leaves of a character of two halves.
const halfCharacter = /[\ud800-\udfff]/gu;

/** The fields of a form, cut. */
export async function formTexts(
  c: Context<AccessEnv>,
  maxLength = 10_000,
): Promise<(name: string, limit?: number) => string> {
  const fields = await c.req.parseBody();
  return (name, limit = maxLength) => {
    const value = fields[name];
    return typeof value === 'string' ? value.trim().slice(0, limit).replace(halfCharacter, '') : '';
  };
}

/** Whether a script of ours asks, which changes the page itself. */
export function isAskedInPlace(c: Context<AccessEnv>): boolean {
  return (c.req.header('Accept') ?? '').includes('application/json');
}
