import { roles, type Role, type User } from '../model/reader.ts';
import type { IndexDatabase } from './database.ts';

interface UserRow {
  readonly id: number;
  readonly name: string;
  readonly role: string;
  readonly created_at: string;
  readonly disabled: number;
}

interface NewUser {
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  readonly subject?: string;
  readonly createdAt: string;
}

const columns = 'id, name, role, created_at, disabled';

/** The people who may log in. */
export class UserTable {
  readonly #db: IndexDatabase;
  #others: { readonly name: string; readonly has: boolean; readonly at: number } | undefined;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  /** `password`: as `hashPassword` makes it; empty for one who comes by a proxy or an identity provider only. `subject`: what that
   *  provider calls them. Undefined when the name or the subject is taken. */
  add(user: NewUser): User | undefined {
    const { name, role, password, subject, createdAt } = user;
    this.#others = undefined;
    const changed = this.#db.run(
      'INSERT INTO users (name, role, password, subject, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ...[name, role, password, subject ?? null, createdAt],
    );
    return changed > 0 ? this.find(name) : undefined;
  }

  /** Makes somebody else of a user, who gets all that is theirs. Undefined when the name or the subject is taken. */
  replace(id: number, { name, role, password, subject, createdAt }: NewUser): User | undefined {
    this.#others = undefined;
    const changed = this.#db.run(
      'UPDATE OR IGNORE users SET name = ?, role = ?, password = ?, subject = ?, created_at = ? WHERE id = ?',
      ...[name, role, password, subject ?? null, createdAt, id],
    );
    return changed > 0 ? this.get(id) : undefined;
  }

  find(name: string): User | undefined {
    return this.#one('name = ?', name);
  }

  get(id: number): User | undefined {
    return this.#one('id = ?', id);
  }

  findSubject(subject: string): User | undefined {
    return this.#one('subject = ?', subject);
  }

  list(): readonly User[] {
    return this.#db.all<UserRow>(`SELECT ${columns} FROM users ORDER BY name`).map(toUser);
  }

  count(): number {
    return this.#db.get<{ n: number }>('SELECT count(*) AS n FROM users')?.n ?? 0;
  }

  /** Whether there is anybody but one of this name. Asked at every request, so that what another process adds may be known a second
   *  late. */
  hasOtherThan(name: string): boolean {
    const now = performance.now();
    if (this.#others?.name === name && now - this.#others.at < 1000) return this.#others.has;
    const has = this.#db.get('SELECT 1 AS found FROM users WHERE name <> ? LIMIT 1', name) !== undefined;
    this.#others = { name, has, at: now };
    return has;
  }

  /** Empty for one without. */
  passwordOf(id: number): string {
    return this.#db.get<{ password: string }>('SELECT password FROM users WHERE id = ?', id)?.password ?? '';
  }

  setPassword(id: number, password: string): void {
    this.#db.run('UPDATE users SET password = ? WHERE id = ?', password, id);
  }

  setRole(id: number, role: Role): void {
    this.#db.run('UPDATE users SET role = ? WHERE id = ?', role, id);
  }

  /** One who is disabled is logged out everywhere. */
  setDisabled(id: number, isDisabled: boolean): void {
    this.#db.transaction(() => {
      this.#db.run('UPDATE users SET disabled = ? WHERE id = ?', isDisabled ? 1 : 0, id);
      if (isDisabled) this.#db.run('DELETE FROM sessions WHERE user = ?', id);
    });
  }

  /** With all that is theirs: marks, collections, tokens. */
  remove(id: number): void {
    this.#others = undefined;
    this.#db.run('DELETE FROM users WHERE id = ?', id);
  }

  #one(condition: string, value: string | number): User | undefined {
    const row = this.#db.get<UserRow>(`SELECT ${columns} FROM users WHERE ${condition}`, value);
    return row && toUser(row);
  }
}

function toUser({ id, name, role, created_at: createdAt, disabled }: UserRow): User {
  return { id, name, role: roles.find((one) => one === role) ?? 'reader', createdAt, isDisabled: disabled !== 0 };
}
