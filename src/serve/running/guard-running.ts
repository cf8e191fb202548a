import type { Context, MiddlewareHandler } from 'hono';
import { formatReport, NewsError } from '../../errors.ts';
import { markup } from '../../publish/markup.ts';
import { callerOf, may, type AccessEnv } from '../access/caller.ts';
import { toLogin } from '../access/gate.ts';
import { answerPage } from '../app-page.ts';
import type { ServiceContext } from '../service.ts';
import { notice, pageTitle, runningHead } from './page-parts.ts';

/** Lets only those pass who may run the archive: it takes that to look, too, as these pages show what is not published. */
export function guardRunning(context: ServiceContext): MiddlewareHandler<AccessEnv> {
  return async (c, next) => {
    const caller = callerOf(c);
    if (may(caller, 'run')) {
      await next();
      // As when somebody has just broken a source file: the page says where.
      if (c.error instanceof NewsError) c.res = await refuse(c, context, reportOf(c.error), 409);
      return undefined;
    }
    if (caller === undefined && c.req.method === 'GET') return toLogin(c);
    return refuse(c, context, 'Only editors run the archive. Ask an admin to make you one.');
  };
}

function reportOf({ code, context }: NewsError): string {
  const { file, line, column, url, detail, also } = context;
  return formatReport(code, {
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(url !== undefined && { url }),
    ...(detail !== undefined && { detail }),
    ...(also !== undefined && { also }),
  });
}

/** A page that says why something is not done. */
export function refuse(
  c: Context<AccessEnv>,
  context: ServiceContext,
  text: string,
  status: 400 | 403 | 404 | 409 | 429 = 403,
): Response | Promise<Response> {
  const titles = { 400: 'That is not right', 403: 'Not allowed', 404: 'Not found', 409: 'Not now', 429: 'Not so fast' };
  const main = markup`${pageTitle(titles[status])}${notice(text, 'wrong')}`;
  return answerPage(c, context, { title: titles[status], main, head: runningHead, status });
}

/** A field of the form that was sent; empty when it is not there. */
export async function formText(c: Context<AccessEnv>, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name];
  return typeof value === 'string' ? value.trim() : '';
}
