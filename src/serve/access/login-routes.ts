import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { markup } from '../../publish/markup.ts';
import { answerPage } from '../app-page.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { callerOf, type AccessEnv } from './caller.ts';
import { hasUsers } from './identify.ts';
import { notice, pageHead, textField } from './form-parts.ts';
import { toLocalPath } from './local-path.ts';
import { logIn, type Login } from './log-in.ts';
import { noteAudit } from './note-audit.ts';
import { readForm } from './read-form.ts';
import { isFromHere } from './request-origin.ts';
import { beginSession, endSession } from './session-cookie.ts';

export const firstPage = '/app/';

/** `/login` and `/logout`. */
export function addLoginRoutes(app: ServiceApp, context: ServiceContext): void {
  const { access } = context.service;
  app.get('/login', (c) => {
    const next = toLocalPath(c.req.query('next'), firstPage);
    if (callerOf(c)) return c.redirect(next, 303);
    return answerLoginPage(c, context, { next });
  });
  app.post('/login', bodyLimit({ maxSize: 20_000 }), async (c) => {
    // Else a foreign page could log somebody in as somebody else, who then reads what they write.
    if (!isFromHere(c)) return c.text('The request did not come from a page of this site.\n', 403);
    const form = await readForm(c);
    const next = toLocalPath(form.text('next'), firstPage);
    const name = form.text('name');
    const login = await logIn(c, access, { name, password: form.text('password') });
    if (login.kind !== 'user') return answerLoginPage(c, context, { next, name, login });
    beginSession(c, login.user, access);
    c.header('Cache-Control', 'no-store');
    return c.redirect(next, 303);
  });
  app.post('/logout', (c) => {
    if (callerOf(c)?.by === 'session') noteAudit(c, access, { action: 'logout' });
    endSession(c, access);
    return c.redirect('/login', 303);
  });
}

/** The form, and what went wrong with the last try. */
export function answerLoginPage(
  c: Context<AccessEnv>,
  context: ServiceContext,
  {
    next,
    name = '',
    login,
    problem,
  }: { readonly next: string; readonly name?: string; readonly login?: Login; readonly problem?: string },
): Response | Promise<Response> {
  const { oidc, readers } = context.service.access;
  const waitSeconds = login?.kind === 'wait' ? Math.ceil(login.waitMs / 1000) : 0;
  if (waitSeconds > 0) c.header('Retry-After', String(waitSeconds));
  const wrong =
    waitSeconds > 0
      ? `Too many tries. Wait ${waitSeconds === 1 ? 'a second' : `${waitSeconds} seconds`}, then try again.`
      : login && 'Name or password is wrong.';
  const main = markup`<section class="app-narrow">
${pageHead('Log in')}${notice(problem ?? wrong, 'wrong')}<form method="post" action="/login" class="app-form">
<input type="hidden" name="next" value="${next}">
${textField({ label: 'Name', name: 'name', value: name.slice(0, 64), autocomplete: 'username' })}${textField({ label: 'Password', name: 'password', type: 'password', autocomplete: 'current-password' })}<button>Log in</button>
</form>
${!hasUsers(readers) && markup`<p class="hint">There are no users yet: <code>courant user add &lt;name&gt; --role admin</code> adds the first.</p>`}
${oidc && markup`<p class="app-other-login"><a href="/login/provider?next=${encodeURIComponent(next)}">${oidc.label}</a></p>`}
</section>`;
  const status = waitSeconds > 0 ? 429 : login || problem !== undefined ? 403 : 200;
  return answerPage(c, context, { title: 'Log in', main, status });
}
