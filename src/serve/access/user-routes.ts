import type { Context } from 'hono';
import { roles, type Role, type User } from '../../model/reader.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import { answerPage, formField } from '../app-page.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { answerRefusal, callerOf, may, type AccessEnv } from './caller.ts';
import { addUser, isLastAdmin, listUsers, resetPassword, subjectOf } from './change-users.ts';
import { newPasswordHint, notice, pageHead, roleField, textField } from './form-parts.ts';
import { toLogin } from './gate.ts';
import { noteAudit } from './note-audit.ts';
import { readForm, type Form } from './read-form.ts';

const done: Readonly<Record<string, string>> = {
  added: 'The user was added.',
  role: 'The role was changed.',
  disabled: 'The user is logged out and cannot log in.',
  enabled: 'The user can log in again.',
  removed: 'The user was removed.',
  password: 'The password was changed; the user is logged out.',
};

/** What is done to one user; returns what is wrong with it. */
type Change = (user: User, form: Form, context: ServiceContext) => Promise<string | undefined> | string | undefined;

const lastAdmin = 'This is the last admin: make somebody else one first.';

const changes: Readonly<Record<string, { readonly action: string; readonly done: string; readonly make: Change }>> = {
  role: { action: 'user-role', done: 'role', make: changeRole },
  disable: { action: 'user-disabled', done: 'disabled', make: disable },
  enable: {
    action: 'user-enabled',
    done: 'enabled',
    make: (user, _form, { service }) => {
      service.readers.users.setDisabled(user.id, false);
      return undefined;
    },
  },
  remove: { action: 'user-removed', done: 'removed', make: remove },
  password: {
    action: 'user-password',
    done: 'password',
    make: (user, form, { service }) => resetPassword(service.readers, user, form.text('password')),
  },
};

/** `/app/users`: for admins. */
export function addUserRoutes(app: ServiceApp, context: ServiceContext): void {
  const { readers, access } = context.service;
  app.use('/app/users/*', async (c, next) => {
    const caller = callerOf(c);
    if (caller === undefined) return toLogin(c);
    return may(caller, 'admin') ? next() : answerRefusal(c, caller, 'admin');
  });
  app.get('/app/users', (c) => answerUsers(c, context, { done: done[c.req.query('done') ?? ''] ?? '' }));
  app.post('/app/users', async (c) => {
    const form = await readForm(c);
    const subject = form.text('subject').trim();
    // Whoever adds the first one must log in from then on.
    if (form.text('password') === '' && listUsers(readers).length === 0)
      return answerUsers(c, context, { wrong: 'The first user needs a password.' });
    const added = await addUser(
      readers,
      {
        name: form.text('name'),
        role: toRole(form.text('role')) ?? 'reader',
        password: form.text('password'),
        ...(subject !== '' && access.oidc && { subject: subjectOf(access.oidc.issuer, subject) }),
      },
      access.now(),
    );
    if (typeof added === 'string') return answerUsers(c, context, { wrong: added });
    noteAudit(c, access, { action: 'user-added', target: added.name, detail: added.role });
    return c.redirect('/app/users?done=added', 303);
  });
  app.post('/app/users/:id/:change', async (c) => {
    const user = listUsers(readers).find(({ id }) => String(id) === c.req.param('id'));
    const change = Object.hasOwn(changes, c.req.param('change')) ? changes[c.req.param('change')] : undefined;
    if (user === undefined || change === undefined) return c.notFound();
    const form = await readForm(c);
    const wrong = await change.make(user, form, context);
    if (wrong !== undefined) return answerUsers(c, context, { wrong: `${user.name}: ${wrong}` });
    const detail = change.action === 'user-role' ? form.text('role') : '';
    noteAudit(c, access, { action: change.action, target: user.name, detail });
    return c.redirect(`/app/users?done=${change.done}`, 303);
  });
}

function toRole(text: string): Role | undefined {
  return roles.find((role) => role === text);
}

function changeRole(user: User, form: Form, { service }: ServiceContext): string | undefined {
  const role = toRole(form.text('role'));
  if (role === undefined) return `A role is one of ${roles.join(', ')}.`;
  if (role !== 'admin' && isLastAdmin(service.readers, user)) return lastAdmin;
  service.readers.users.setRole(user.id, role);
  return undefined;
}

function disable(user: User, _form: Form, { service }: ServiceContext): string | undefined {
  if (isLastAdmin(service.readers, user)) return lastAdmin;
  service.readers.users.setDisabled(user.id, true);
  return undefined;
}

function remove(user: User, form: Form, { service }: ServiceContext): string | undefined {
  if (form.text('sure') !== 'yes') return 'Tick that you are sure.';
  if (isLastAdmin(service.readers, user)) return lastAdmin;
  service.readers.users.remove(user.id);
  return undefined;
}

function answerUsers(
  c: Context<AccessEnv>,
  context: ServiceContext,
  told: { readonly done?: string; readonly wrong?: string },
): Response | Promise<Response> {
  const { readers, access } = context.service;
  const users = listUsers(readers);
  const field = formField(c);
  const hint = users.length === 0 ? 'Nobody has to log in yet: whoever works at this machine may do everything.' : '';
  const main = markup`${pageHead('Users', hint)}${notice(told.done, 'done')}${notice(told.wrong, 'wrong')}${users.map((user) => userSection(user, readers.users.passwordOf(user.id) !== '', field))}<section class="app-section" aria-labelledby="add"><h2 id="add">Add a user</h2>
${users.length === 0 && markup`<p>The first one is an admin; from then on everybody logs in, you too.</p>`}<form method="post" action="/app/users" class="app-form">${field}
${textField({ label: 'Name', name: 'name' })}${roleField(users.length === 0 ? 'admin' : 'reader', 'field-role')}${textField({ label: 'Password', name: 'password', type: 'password', autocomplete: 'new-password', isOptional: users.length > 0, hint: users.length === 0 ? newPasswordHint : `${newPasswordHint} None for somebody who comes by a proxy or an identity provider.` })}${access.oidc && textField({ label: 'Subject', name: 'subject', isOptional: true, hint: 'What the identity provider calls them, if they log in there.' })}<button>Add</button>
</form></section>
<p><a href="/app/audit">Who did what</a></p>`;
  return answerPage(c, context, { title: 'Users', main, status: told.wrong === undefined ? 200 : 400 });
}

function userSection({ id, name, role, isDisabled }: User, hasPassword: boolean, field: Markup): Markup {
  const form = (change: string, content: Markup): Markup =>
    markup`<form method="post" action="/app/users/${id}/${change}" class="app-row">${field}${content}</form>\n`;
  const facts = [role, isDisabled && 'disabled', !hasPassword && 'without a password'].filter((fact) => fact !== false);
  return markup`<section class="app-section app-user" aria-labelledby="user-${id}"><h2 id="user-${id}">${name}</h2>
<p class="meta">${facts.join(', ')}</p>
<details><summary>Change<span class="app-unseen"> ${name}</span></summary>
${form('role', markup`${roleField(role, `role-${id}`)}<button>Set role</button>`)}${form('password', markup`${textField({ label: 'New password', name: 'password', type: 'password', autocomplete: 'new-password', id: `password-${id}` })}<button>Set password</button>`)}${isDisabled ? form('enable', markup`<button>Enable</button>`) : form('disable', markup`<button>Disable</button>`)}${form('remove', markup`<label><input type="checkbox" name="sure" value="yes" required> with all marks, collections and tokens</label> <button>Remove</button>`)}</details></section>\n`;
}
