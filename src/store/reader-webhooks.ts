import { webhookEvents, type Webhook, type WebhookMessage, type WebhookSettings } from '../model/webhook.ts';
import type { IndexDatabase } from './database.ts';
import { runRows } from './json-rows.ts';

interface HookRow {
  readonly id: number;
  readonly name: string;
  readonly url: string;
  readonly secret: string;
  readonly events: string;
  readonly origin: 'file' | 'api';
  readonly created_at: string;
  readonly disabled: number;
}

const messageColumns =
  'id, webhook, event, subject, body, created_at AS createdAt, due_at AS dueAt, attempts, state, detail';

/** Receivers of webhooks, what they were told, and how far the archive was looked through for news. */
export class WebhookTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  list(): readonly Webhook[] {
    return this.#db.all<HookRow>('SELECT * FROM webhooks ORDER BY id').map(toHook);
  }

  /** Undefined when there is one of that name. */
  add(settings: WebhookSettings, origin: Webhook['origin'], createdAt: string): Webhook | undefined {
    const { name, url, secret, events } = settings;
    const isNew = this.#db.run(
      `INSERT INTO webhooks (name, url, secret, events, origin, created_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      ...[name, url, secret, events.join(' '), origin, createdAt],
    );
    return isNew === 0 ? undefined : this.list().find((one) => one.name === name);
  }

  /** Makes those of courant.yaml what they are there; what waits for one that stays, stays. One that was made by the API keeps its name. */
  setOfFile(all: readonly WebhookSettings[], createdAt: string): void {
    this.#db.transaction(() => {
      const known = this.list().filter(({ origin }) => origin === 'file');
      for (const old of known) if (all.every(({ name }) => name !== old.name)) this.remove(old.id);
      for (const one of all) {
        const old = known.find(({ name }) => name === one.name);
        if (old === undefined) this.add(one, 'file', createdAt);
        else {
          const wasElsewhere = old.url !== one.url;
          this.#db.run(
            'UPDATE webhooks SET url = ?, secret = ?, events = ?, disabled = CASE WHEN ? THEN 0 ELSE disabled END WHERE id = ?',
            ...[one.url, one.secret, one.events.join(' '), wasElsewhere ? 1 : 0, old.id],
          );
        }
      }
    });
  }

  /** With all that waits for it; true when there was one. */
  remove(id: number): boolean {
    return this.#db.run('DELETE FROM webhooks WHERE id = ?', id) > 0;
  }

  disable(id: number): void {
    this.#db.run('UPDATE webhooks SET disabled = 1 WHERE id = ?', id);
  }

  /** Puts messages in line; those whose id is known are passed over. */
  putMessages(
    messages: readonly Pick<WebhookMessage, 'id' | 'webhook' | 'event' | 'subject' | 'body' | 'createdAt'>[],
  ): void {
    runRows(
      this.#db,
      `INSERT OR IGNORE INTO webhook_messages (id, webhook, event, subject, body, created_at, due_at)
       SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>5 FROM json_each(?)`,
      messages.map(({ id, webhook, event, subject, body, createdAt }) => [
        id,
        webhook,
        event,
        subject,
        body,
        createdAt,
      ]),
    );
  }

  /** Those to be sent by `now` (epoch ms) to receivers that want any, the oldest first. */
  due(now: number, limit: number): readonly WebhookMessage[] {
    return this.#db.all<WebhookMessage>(
      `SELECT ${messageColumns} FROM webhook_messages WHERE state = 'waiting' AND due_at <= ?
         AND webhook IN (SELECT id FROM webhooks WHERE disabled = 0)
       ORDER BY due_at, created_at, id LIMIT ?`,
      ...[now, limit],
    );
  }

  /** Epoch ms of the next one that is due. */
  nextAt(): number | undefined {
    const row = this.#db.get<{ at: number | null }>(
      `SELECT min(due_at) AS at FROM webhook_messages WHERE state = 'waiting'
         AND webhook IN (SELECT id FROM webhooks WHERE disabled = 0)`,
    );
    return row?.at ?? undefined;
  }

  /** What an attempt came to. `dueAt`: of the next one, for one that still waits. */
  settle(id: string, outcome: Pick<WebhookMessage, 'state' | 'dueAt' | 'detail'>): void {
    this.#db.run(
      'UPDATE webhook_messages SET state = ?, due_at = ?, detail = ?, attempts = attempts + 1 WHERE id = ?',
      ...[outcome.state, outcome.dueAt, outcome.detail.slice(0, 500), id],
    );
  }

  /** To one receiver, newest first. */
  listMessages(webhook: number, limit: number): readonly WebhookMessage[] {
    return this.#db.all<WebhookMessage>(
      `SELECT ${messageColumns} FROM webhook_messages WHERE webhook = ? ORDER BY created_at DESC, id LIMIT ?`,
      ...[webhook, limit],
    );
  }

  /** Lets those wait again that were given up, and the receiver want messages again; returns how many. */
  retry(webhook: number, now: number): number {
    this.#db.run('UPDATE webhooks SET disabled = 0 WHERE id = ?', webhook);
    return this.#db.run(
      `UPDATE webhook_messages SET state = 'waiting', due_at = ?, attempts = 0 WHERE webhook = ? AND state = 'failed'`,
      ...[now, webhook],
    );
  }

  /** Forgets what was settled and is older than this moment (epoch ms). */
  forget(before: number): void {
    this.#db.run(`DELETE FROM webhook_messages WHERE state <> 'waiting' AND created_at < ?`, before);
  }

  /** What was seen of the archive, by subject: an article, a translation, a mark. Undefined: never. */
  seen(subject: string): string | undefined {
    return this.#db.get<{ version: string }>('SELECT version FROM webhook_seen WHERE subject = ?', subject)?.version;
  }

  putSeen(all: readonly (readonly [subject: string, version: string])[]): void {
    runRows(
      this.#db,
      'INSERT OR REPLACE INTO webhook_seen (subject, version) SELECT value->>0, value->>1 FROM json_each(?)',
      all,
    );
  }

  /** While nobody wants to be told of anything. */
  forgetSeen(): void {
    this.#db.run('DELETE FROM webhook_seen');
  }
}

/** The tables, as one step of the schema. */
export const webhookStep = `CREATE TABLE webhooks (
     id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, url TEXT NOT NULL, secret TEXT NOT NULL,
     events TEXT NOT NULL, origin TEXT NOT NULL, created_at TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0);
   CREATE TABLE webhook_messages (
     id TEXT PRIMARY KEY, webhook INTEGER NOT NULL REFERENCES webhooks ON DELETE CASCADE, event TEXT NOT NULL,
     subject TEXT NOT NULL, body TEXT NOT NULL, created_at INTEGER NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
     state TEXT NOT NULL DEFAULT 'waiting', detail TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
   CREATE INDEX webhook_messages_due ON webhook_messages (due_at) WHERE state = 'waiting';
   CREATE INDEX webhook_messages_of ON webhook_messages (webhook, created_at);
   CREATE TABLE webhook_seen (subject TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID;`;

function toHook({ events, created_at: createdAt, disabled, ...row }: HookRow): Webhook {
  const wanted = events.split(' ');
  return {
    ...row,
    events: webhookEvents.filter((event) => wanted.includes(event)),
    createdAt,
    isDisabled: disabled !== 0,
  };
}
