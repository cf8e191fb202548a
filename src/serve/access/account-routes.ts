import type { Context } from 'hono';
import { roleOfScope, roles, scopes, type ApiToken, type Caller, type Scope, type User } from '../../model/reader.ts';
import { markup, nothing, type Markup } from '../../publish/markup.ts';
import { answerPage, formField } from '../app-page.ts';
import { answerProblem, Problem } from '../rest/problem.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { callerOf, type AccessEnv } from './caller.ts';
import { newPasswordHint, notice, pageHead, textField } from './form-parts.ts';
import { toLogin } from './gate.ts';
import { addressOf } from './identify.ts';
import { noteAudit } from './note-audit.ts';
import { findPasswordProblem, hashPassword, isPassword } from './password.ts';
import { readForm } from './read-form.ts';
import { beginSession } from './session-cookie.ts';

const tokensAtMost = 50;
const daysAtMost = 3650;
const msPerDay = 86_400_000;

const scopeHints = {
  read: 'read and search',
  mark: 'mark, star, collect',
  run: 'sources, jobs, take-downs',
  admin: 'users',
} as const satisfies Record<Scope, string>;

const done: Readonly<Record<string, string>> = {
  password: 'The password was changed. You are logged out everywhere else.',
  revoked: 'The token was revoked.',
};

/** What each may do with their own account, in person: a token makes no tokens and changes no password. */
export function addAccountRoutes(app: ServiceApp, context: ServiceContext): void {
  const { access } = context.service;
  app.use('/app/account/*', async (c, next) => {
    const caller = callerOf(c);
    if (caller === undefined) return toLogin(c);
    return caller.by === 'token' ? answerProblem(c, new Problem(403, 'A token does not get at the account.')) : next();
  });
  app.get('/app/account', (c) =>
    withPerson(c, ({ user }) => answerAccount(c, context, user, { done: done[c.req.query('done') ?? ''] ?? '' })),
  );
  app.post('/app/account/password', (c) => withPerson(c, ({ user }) => changePassword(c, context, user)));
  app.post('/app/account/tokens', (c) => withPerson(c, ({ user }) => makeToken(c, context, user)));
  app.post('/app/account/tokens/:id/revoke', (c) =>
    withPerson(c, ({ user }) => {
      const isGone = access.readers.tokens.remove(Number(c.req.param('id')), user.id);
      if (!isGone) return c.notFound();
      noteAudit(c, access, { action: 'token-revoked', target: user.name, detail: `token ${c.req.param('id')}` });
      return c.redirect('/app/account?done=revoked', 303);
    }),
  );
  app.post('/app/account/log-out-everywhere', (c) =>
    withPerson(c, ({ user }) => {
      access.readers.sessions.endAllOf(user.id);
      noteAudit(c, access, { action: 'logout-everywhere', target: user.name });
      return c.redirect('/login', 303);
    }),
  );
}

type Answer = Response | Promise<Response>;

function withPerson(c: Context<AccessEnv>, answer: (caller: Caller) => Answer): Answer {
  const caller = callerOf(c);
  return caller === undefined ? toLogin(c) : answer(caller);
}

async function changePassword(c: Context<AccessEnv>, context: ServiceContext, user: User): Promise<Response> {
  const { access } = context.service;
  const { readers, attempts } = access;
  const form = await readForm(c);
  const [current, fresh] = [form.text('current'), form.text('password')];
  const wait = attempts?.begin(user.name, addressOf(c), () => true) ?? 0;
  if (wait > 0) {
    c.header('Retry-After', String(Math.ceil(wait / 1000)));
    return answerAccount(c, context, user, { wrong: 'Too many tries. Wait a while, then try again.', status: 429 });
  }
  let isRight = false;
  try {
    isRight = await isPassword(current, readers.users.passwordOf(user.id));
  } finally {
    attempts?.end(user.name, addressOf(c), isRight);
  }
  if (!isRight) noteAudit(c, access, { action: 'login-failed', target: user.name, detail: 'change of password' });
  const problem = !isRight
    ? 'The current password is wrong.'
    : fresh !== form.text('again')
      ? 'The two new passwords differ.'
      : findPasswordProblem(fresh, user.name);
  if (problem !== undefined) return answerAccount(c, context, user, { wrong: problem, status: 400 });
  readers.users.setPassword(user.id, await hashPassword(fresh));
  readers.sessions.endAllOf(user.id);
  beginSession(c, user, access);
  noteAudit(c, access, { action: 'password-changed', target: user.name });
  return c.redirect('/app/account?done=password', 303);
}

async function makeToken(c: Context<AccessEnv>, context: ServiceContext, user: User): Promise<Response> {
  const { access } = context.service;
  const form = await readForm(c);
  const name = form.text('name').trim().slice(0, 100);
  const days = /^\d{1,4}$/.test(form.text('days')) ? Number(form.text('days')) : NaN;
  const chosen = scopesOf(user).filter((scope) => form.texts('scope').includes(scope));
  const problem =
    name === ''
      ? 'Say what the token is for.'
      : !(days >= 0 && days <= daysAtMost)
        ? `Days: from 1 to ${daysAtMost}; 0 for a token without an end.`
        : chosen.length === 0
          ? 'Choose at least one scope.'
          : access.readers.tokens.listOf(user.id).length >= tokensAtMost && `Revoke one of your ${tokensAtMost} first.`;
  if (problem !== false) return answerAccount(c, context, user, { wrong: problem, status: 400 });
  const expiresAt = days === 0 ? 0 : access.now() + days * msPerDay;
  const { token, secret } = access.readers.tokens.add({ user: user.id, name, scopes: chosen, expiresAt }, access.now());
  const detail = `token ${token.id} (${chosen.join(' ')}), ${days === 0 ? 'without an end' : `${days} days`}`;
  noteAudit(c, access, { action: 'token-added', target: user.name, detail });
  return answerAccount(c, context, user, { secret });
}

/** Those that the role allows. */
function scopesOf(user: User): readonly Scope[] {
  return scopes.filter((scope) => roles.indexOf(user.role) >= roles.indexOf(roleOfScope[scope]));
}

interface Told {
  readonly done?: string;
  readonly wrong?: string;
  /** Of a token that was just made. */
  readonly secret?: string;
  readonly status?: 200 | 400 | 429;
}

function answerAccount(c: Context<AccessEnv>, context: ServiceContext, user: User, told: Told): Answer {
  const { readers } = context.service.access;
  const token = formField(c);
  const hasPassword = readers.users.passwordOf(user.id) !== '';
  const isSession = callerOf(c)?.by === 'session';
  const main = markup`${pageHead('Account', `${user.name}, ${user.role}`)}${notice(told.done, 'done')}${notice(told.wrong, 'wrong')}${told.secret !== undefined && secretNotice(told.secret)}<section class="app-section" aria-labelledby="tokens"><h2 id="tokens">Tokens</h2>
<p>Programs and feed readers come in by a token. It may do what you choose here, and never more than you.</p>
${tokenList(context, readers.tokens.listOf(user.id), token)}${tokenForm(user, token)}</section>
${hasPassword && passwordForm(user, token)}${
    isSession &&
    markup`<section class="app-section" aria-labelledby="sessions"><h2 id="sessions">Sessions</h2>
<p>Ends every session of yours, this one too. Tokens stay.</p>
<form method="post" action="/app/account/log-out-everywhere">${token}<button>Log out everywhere</button></form></section>`
  }`;
  return answerPage(c, context, { title: 'Account', main, status: told.status ?? 200 });
}

function secretNotice(secret: string): Markup {
  return markup`<section class="app-notice done" role="status"><h2>The new token</h2>
<p>Copy it: it is shown this once.</p>
<p><code class="app-secret">${secret}</code></p></section>\n`;
}

function passwordForm(user: User, token: Markup): Markup {
  return markup`<section class="app-section" aria-labelledby="password"><h2 id="password">Password</h2>
<form method="post" action="/app/account/password" class="app-form">${token}
<input type="hidden" name="username" value="${user.name}" autocomplete="username">
${textField({ label: 'Current password', name: 'current', type: 'password', autocomplete: 'current-password' })}${textField({ label: 'New password', name: 'password', type: 'password', autocomplete: 'new-password', hint: newPasswordHint })}${textField({ label: 'New password again', name: 'again', type: 'password', autocomplete: 'new-password' })}<button>Change password</button>
</form></section>\n`;
}

function tokenForm(user: User, token: Markup): Markup {
  const boxes = scopesOf(user).map(
    (scope) =>
      markup`<label><input type="checkbox" name="scope" value="${scope}"${scope === 'read' && markup` checked`}> <b>${scope}</b>: ${scopeHints[scope]}</label>\n`,
  );
  return markup`<form method="post" action="/app/account/tokens" class="app-form">${token}
${textField({ label: 'What it is for', name: 'name', hint: 'As “phone” or “export script”.' })}<fieldset><legend>It may</legend>
${boxes}</fieldset>
${textField({ label: 'Days until it ends', name: 'days', type: 'number', value: '365', hint: '0: it does not end.' })}<button>Make a token</button>
</form>\n`;
}

function tokenList({ pages }: ServiceContext, tokens: readonly ApiToken[], field: Markup): Markup {
  const day = (instant: string): string => pages.formats.shortDay(instant.slice(0, 10));
  const items = tokens.map(({ id, name, scopes: allowed, createdAt, expiresAt, usedAt }) => {
    const facts = [
      allowed.join(', '),
      `made ${day(createdAt)}`,
      usedAt === '' ? 'never used' : `used ${day(usedAt)}`,
      expiresAt === '' ? 'without an end' : `ends ${day(expiresAt)}`,
    ];
    return markup`<li><form method="post" action="/app/account/tokens/${id}/revoke" class="app-row">${field}
<p><b>${name}</b><br><span class="meta">${facts.join(' · ')}</span></p> <button aria-label="Revoke ${name}">Revoke</button></form></li>\n`;
  });
  return tokens.length === 0 ? nothing : markup`<ul class="app-tokens">\n${items}</ul>\n`;
}
