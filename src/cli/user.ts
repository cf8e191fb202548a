import { readProject, type Project } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { roles, type Role, type User } from '../model/reader.ts';
import { addUser, isLastAdmin, listUsers, resetPassword, subjectOf } from '../serve/access/change-users.ts';
import { ReaderStore } from '../store/reader-store.ts';
import { readNewPassword } from './read-password.ts';
import type { GlobalOptions } from './run-command.ts';
import { formatTable, type Terminal } from './terminal.ts';

/** Who did it, in the audit log. */
const commandLine = '(command line)';

export interface UserAddFlags {
  readonly role: Role;
  readonly passwordFile?: string;
  /** False: no password, for somebody who comes by a proxy or an identity provider. */
  readonly password: boolean;
  readonly subject?: string;
}

/** `courant user add`: adds somebody who may log in. */
export async function runUserAdd(
  name: string,
  options: GlobalOptions & UserAddFlags,
  terminal: Terminal,
): Promise<void> {
  await withReaders(options, async (readers, project) => {
    const { role } = options;
    const subject = subjectIn(project, options.subject);
    const hasPassword = options.password && subject === undefined;
    const password = hasPassword ? await readNewPassword(name, options.passwordFile, terminal) : '';
    const added = await addUser(
      readers,
      { name, role, password, ...(subject !== undefined && { subject }) },
      systemClock.now(),
    );
    if (typeof added === 'string') throw new NewsError('cli/user-refused', { detail: added });
    note(readers, 'user-added', added, role);
    if (options.json) return terminal.data(JSON.stringify({ event: 'user-added', ...shown(readers, added) }));
    terminal.say(`Added ${terminal.style('bold', added.name)} (${role}${hasPassword ? '' : ', without a password'})`);
  });
}

/** `courant user list`. */
export async function runUserList(options: GlobalOptions, terminal: Terminal): Promise<void> {
  await withReaders(options, async (readers) => {
    const users = listUsers(readers).map((user) => shown(readers, user));
    if (options.json) return users.forEach((user) => terminal.data(JSON.stringify(user)));
    if (users.length === 0) return terminal.say('Nobody yet: `courant user add <name> --role admin` adds the first.');
    terminal.data(
      formatTable(
        users.map(({ name, role, isDisabled, hasPassword, createdAt }) => [
          ...[name, role, isDisabled ? 'disabled' : hasPassword ? '' : 'no password', createdAt.slice(0, 10)],
        ]),
      ),
    );
  });
}

/** `courant user password`: sets a new one, and logs the user out everywhere. */
export async function runUserPassword(
  name: string,
  options: GlobalOptions & { readonly passwordFile?: string },
  terminal: Terminal,
): Promise<void> {
  await withReaders(options, async (readers) => {
    const user = findUser(readers, name);
    const problem = await resetPassword(
      readers,
      user,
      await readNewPassword(user.name, options.passwordFile, terminal),
    );
    if (problem !== undefined) throw new NewsError('cli/bad-password', { detail: problem });
    tell('user-password', user, readers, { options, terminal, text: 'has a new password, and is logged out.' });
  });
}

/** `courant user role`. */
export async function runUserRole(
  name: string,
  role: string,
  options: GlobalOptions,
  terminal: Terminal,
): Promise<void> {
  await withReaders(options, async (readers) => {
    const user = findUser(readers, name);
    const known = roles.find((one) => one === role);
    if (known === undefined) throw new NewsError('cli/misuse', { detail: `A role is one of ${roles.join(', ')}.` });
    if (known !== 'admin') refuseLastAdmin(readers, user);
    readers.users.setRole(user.id, known);
    tell('user-role', user, readers, { options, terminal, text: `has the role ${known}.`, detail: known });
  });
}

/** `courant user remove`: with their marks, collections and tokens. */
export async function runUserRemove(name: string, options: GlobalOptions, terminal: Terminal): Promise<void> {
  await withReaders(options, async (readers) => {
    const user = findUser(readers, name);
    if (listUsers(readers).length > 1) refuseLastAdmin(readers, user); // the last of all may go
    const before = shown(readers, user);
    readers.users.remove(user.id);
    note(readers, 'user-removed', user, '');
    if (options.json) return terminal.data(JSON.stringify({ event: 'user-removed', ...before }));
    terminal.say(`Removed ${terminal.style('bold', user.name)}`);
  });
}

async function withReaders(
  options: GlobalOptions,
  task: (readers: ReaderStore, project: Project) => Promise<void>,
): Promise<void> {
  const project = await readProject(options.dir);
  const readers = ReaderStore.open(project.root);
  try {
    await task(readers, project);
  } finally {
    readers.close();
  }
}

function findUser(readers: ReaderStore, name: string): User {
  const user = listUsers(readers).find((one) => one.name === name.toLowerCase());
  if (user === undefined) throw new NewsError('cli/no-such-user', { detail: name });
  return user;
}

function refuseLastAdmin(readers: ReaderStore, user: User): void {
  if (isLastAdmin(readers, user))
    throw new NewsError('cli/user-refused', {
      detail: `${user.name} is the last admin: make somebody else one first.`,
    });
}

function subjectIn({ serve }: Project, subject: string | undefined): string | undefined {
  if (subject === undefined) return undefined;
  if (serve.oidc) return subjectOf(serve.oidc.issuer, subject);
  throw new NewsError('cli/misuse', {
    detail: '`--subject` needs an identity provider: `serve.oidc` in courant.yaml.',
  });
}

function shown(readers: ReaderStore, user: User) {
  const { name, role, isDisabled, createdAt } = readers.users.get(user.id) ?? user;
  return { name, role, isDisabled, hasPassword: readers.users.passwordOf(user.id) !== '', createdAt };
}

function note(readers: ReaderStore, action: string, { name }: User, detail: string): void {
  const at = new Date(systemClock.now()).toISOString();
  readers.audit.add({ at, user: commandLine, action, target: name, detail, address: '' });
}

function tell(
  action: string,
  user: User,
  readers: ReaderStore,
  {
    options,
    terminal,
    text,
    detail = '',
  }: { readonly options: GlobalOptions; readonly terminal: Terminal; readonly text: string; readonly detail?: string },
): void {
  note(readers, action, user, detail);
  if (options.json) return terminal.data(JSON.stringify({ event: action, ...shown(readers, user) }));
  terminal.say(`${terminal.style('bold', user.name)} ${text}`);
}
