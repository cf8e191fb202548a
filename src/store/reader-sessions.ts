import { createHash, randomBytes } from 'node:crypto';
import { scopes, type ApiToken, type Scope } from '../model/reader.ts';
import type { IndexDatabase } from './database.ts';

/** A secret that nobody can guess: 32 random bytes, base64url. */
function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret: who reads the database cannot log in with it. */
function keyOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What clients of the Fever API make of a name and a password. */
function clientKeyOf(name: string, secret: string): string {
  return createHash('md5').update(`${name}:${secret}`).digest('hex');
}

export interface Session {
  readonly user: number;
  readonly formToken: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** Who is logged in, by the secret in their cookie. */
export class SessionTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  /** Returns the secret. Times are epoch ms; `agent`: the browser, as it calls itself. */
  begin(user: number, agent: string, now: number, lifeMs: number): string {
    const secret = createSecret();
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM sessions WHERE expires_at <= ?', now);
      this.#db.run(
        'INSERT INTO sessions (key, user, form_token, expires_at, agent) VALUES (?, ?, ?, ?, ?)',
        ...[keyOf(secret), user, createSecret(), now + lifeMs, agent.slice(0, 200)],
      );
    });
    return secret;
  }

  find(secret: string, now: number): Session | undefined {
    return this.#db.get<Session>(
      'SELECT user, form_token AS formToken, expires_at AS expiresAt FROM sessions WHERE key = ? AND expires_at > ?',
      ...[keyOf(secret), now],
    );
  }

  extend(secret: string, expiresAt: number): void {
    this.#db.run('UPDATE sessions SET expires_at = ? WHERE key = ?', expiresAt, keyOf(secret));
  }

  end(secret: string): void {
    this.#db.run('DELETE FROM sessions WHERE key = ?', keyOf(secret));
  }

  endAllOf(user: number): void {
    this.#db.run('DELETE FROM sessions WHERE user = ?', user);
  }
}

interface TokenRow {
  readonly id: number;
  readonly user: number;
  readonly name: string;
  readonly scopes: string;
  readonly created_at: string;
  readonly expires_at: number;
  readonly used_at: number;
}

const tokenColumns = 'id, user, name, scopes, created_at, expires_at, used_at';

/** API tokens, by their secret. */
export class TokenTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  /** `expiresAt`: epoch ms, 0 for never. Returns the token and its secret, which is shown once. */
  add(
    token: {
      readonly user: number;
      readonly name: string;
      readonly scopes: readonly Scope[];
      readonly expiresAt: number;
    },
    now: number,
  ): { readonly token: ApiToken; readonly secret: string } {
    const secret = `courant_${createSecret()}`;
    const { name } = this.#db.get<{ name: string }>('SELECT name FROM users WHERE id = ?', token.user) ?? { name: '' };
    const about = [token.name, token.scopes.join(' '), new Date(now).toISOString(), token.expiresAt];
    this.#db.run(
      'INSERT INTO tokens (key, client_key, user, name, scopes, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[keyOf(secret), keyOf(clientKeyOf(name, secret)), token.user, ...about],
    );
    const added = this.find(secret, now);
    if (added === undefined) throw new Error('a token that was just added is not found');
    return { token: added, secret };
  }

  find(secret: string, now: number): ApiToken | undefined {
    const row = this.#db.get<TokenRow>(
      `SELECT ${tokenColumns} FROM tokens WHERE key = ? AND (expires_at = 0 OR expires_at > ?)`,
      ...[keyOf(secret), now],
    );
    return row && toToken(row);
  }

  /** By what clients of the Fever API send: `clientKeyOf` the user's name and the secret, in lower case. */
  findClient(clientKey: string, now: number): ApiToken | undefined {
    const row = this.#db.get<TokenRow>(
      `SELECT ${tokenColumns} FROM tokens WHERE client_key = ? AND (expires_at = 0 OR expires_at > ?)`,
      ...[keyOf(clientKey), now],
    );
    return row && toToken(row);
  }

  noteUse(id: number, now: number): void {
    this.#db.run('UPDATE tokens SET used_at = ? WHERE id = ?', now, id);
  }

  listOf(user: number): readonly ApiToken[] {
    return this.#db.all<TokenRow>(`SELECT ${tokenColumns} FROM tokens WHERE user = ? ORDER BY id`, user).map(toToken);
  }

  /** Only one of this user; true when there was one. */
  remove(id: number, user: number): boolean {
    return this.#db.run('DELETE FROM tokens WHERE id = ? AND user = ?', id, user) > 0;
  }
}

function toToken({ id, user, name, scopes: allowed, created_at: createdAt, ...row }: TokenRow): ApiToken {
  const words = allowed.split(' ');
  const instant = (ms: number): string => (ms === 0 ? '' : new Date(ms).toISOString());
  return {
    ...{ id, user, name, createdAt },
    scopes: scopes.filter((scope) => words.includes(scope)),
    expiresAt: instant(row.expires_at),
    usedAt: instant(row.used_at),
  };
}
