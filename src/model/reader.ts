import type { ArticleId } from './ids.ts';

/** What a person may do; each may do what those before it may. `reader`: read, mark, collect. `editor`: add sources, run, retry, take down.
 *  `admin`: users, tokens of others. */
export const roles = ['reader', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

export interface User {
  readonly id: number;
  /** Lower-case letters, digits, `.`, `_`, `-`, `@`: what they log in with. */
  readonly name: string;
  readonly role: Role;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly isDisabled: boolean;
}

/** A name to log in with, in lower case; null for a text that cannot be one. */
export function parseUserName(text: string): string | null {
  const name = text.trim().toLowerCase();
  return /^[a-z0-9][a-z0-9._@-]{0,63}$/.test(name) ? name : null;
}

/** What a token may be used for, never more than its user may. */
export const scopes = ['read', 'mark', 'run', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** The role it takes to have a scope. */
export const roleOfScope = { read: 'reader', mark: 'reader', run: 'editor', admin: 'admin' } as const satisfies Record<
  Scope,
  Role
>;

export interface ApiToken {
  readonly id: number;
  readonly user: number;
  /** What it is for, in the user's words. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** RFC 3339, UTC; empty: never. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string;
}

/** Who asks, and by what right. `local`: the one person of a machine that has no users. */
export interface Caller {
  readonly user: User;
  readonly by: 'session' | 'token' | 'proxy' | 'local';
  readonly scopes: readonly Scope[];
  /** What a form must send with it; empty where no cookie was sent. */
  readonly formToken: string;
}

/** What one person noted of one article. Epoch ms; 0: not. */
export interface Marks {
  readonly article: ArticleId;
  readonly readAt: number;
  readonly starredAt: number;
  readonly archivedAt: number;
}
export const markKinds = ['read', 'starred', 'archived'] as const;
export type MarkKind = (typeof markKinds)[number];

/** A list of articles that a person made, with notes. */
export interface Collection {
  readonly id: number;
  readonly user: number;
  readonly name: string;
  readonly createdAt: string;
  readonly size: number;
}

export interface CollectedArticle {
  readonly article: ArticleId;
  readonly note: string;
  /** Epoch ms. */
  readonly addedAt: number;
}

/** What somebody did that changed something for others. */
export interface AuditEntry {
  readonly at: string;
  /** The name of the user; empty when nobody was logged in. */
  readonly user: string;
  /** As `login`, `login-failed`, `user-added`, `source-added`, `taken-down`. */
  readonly action: string;
  readonly target: string;
  readonly detail: string;
  readonly address: string;
}
