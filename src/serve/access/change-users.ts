import { parseUserName, type Role, type User } from '../../model/reader.ts';
import type { ReaderStore } from '../../store/reader-store.ts';
import { hasUsers, localName } from './identify.ts';
import { findPasswordProblem, hashPassword } from './password.ts';

export interface NewUser {
  readonly name: string;
  readonly role: Role;
  /** Empty for somebody who comes by a proxy or an identity provider alone. */
  readonly password: string;
  /** As `subjectOf` makes it. */
  readonly subject?: string;
}

/** Who came, as the identity provider calls them: its own word is theirs alone only together with the provider's address. */
export function subjectOf(issuer: string, subject: string): string {
  return `${issuer.replace(/\/$/, '')} ${subject}`;
}

/** The user, or what is wrong. The first one is an admin, else nobody could add the second, and gets what the one person of the machine
 *  marked and made before. */
export async function addUser(
  readers: ReaderStore,
  { name: written, role, password, subject }: NewUser,
  now: number,
): Promise<User | string> {
  const name = parseUserName(written);
  if (name === null)
    return 'A name has up to 64 letters (a–z), digits, dots, hyphens, underscores and @, and begins with a letter or digit.';
  if (!hasUsers(readers) && role !== 'admin') return 'The first user must be an admin.';
  const problem = password === '' ? undefined : findPasswordProblem(password, name);
  if (problem !== undefined) return problem;
  const hash = password === '' ? '' : await hashPassword(password);
  const user = {
    ...{ name, role, password: hash, createdAt: new Date(now).toISOString() },
    ...(subject !== undefined && { subject }),
  };
  const local = hasUsers(readers) ? undefined : readers.users.find(localName);
  const added = local ? readers.users.replace(local.id, user) : readers.users.add(user);
  return added ?? 'There is a user of that name already, or one whom the provider calls so.';
}

/** Everybody but the one person of a machine without users. */
export function listUsers(readers: ReaderStore): readonly User[] {
  return readers.users.list().filter(({ name }) => name !== localName);
}

/** Nobody else could add users after this one is gone. */
export function isLastAdmin(readers: ReaderStore, { id, role, isDisabled }: User): boolean {
  const isAdmin = role === 'admin' && !isDisabled;
  return isAdmin && !listUsers(readers).some((one) => one.id !== id && one.role === 'admin' && !one.isDisabled);
}

/** Ends every session; tokens stay, as programs have them. Returns what is wrong. */
export async function resetPassword(readers: ReaderStore, user: User, password: string): Promise<string | undefined> {
  const problem = findPasswordProblem(password, user.name);
  if (problem !== undefined) return problem;
  readers.users.setPassword(user.id, await hashPassword(password));
  readers.sessions.endAllOf(user.id);
  return undefined;
}
