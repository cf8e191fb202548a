import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { NewsError } from '../../errors.ts';
import type { ArchiveIndex } from '../archive-index.ts';
import type { RemoteFiles } from '../remote-files.ts';
import { repairWarcs } from '../repair-warcs.ts';
import { leaseMs } from '../site-lease.ts';
import { guard } from '../store-failure.ts';
import { processOfWarc } from '../warc-writer.ts';
import type { PostgresDatabase, Queries } from './database.ts';
import type { PostgresLeases } from './site-leases.ts';

const heartbeatMs = 5_000;

/** What a process left behind is tidied up when it was not heard of for so long, while PostgreSQL was there to hear it. */
const leftMs = 300_000;
const tidyEveryMs = 60_000;

interface Tidied {
  readonly root: string;
  readonly remote: RemoteFiles | undefined;
  /** Where processes keep temporary files, each in a folder of its name. */
  readonly temporary: string;
  readonly pages: ArchiveIndex['pages'];
  /** Ends the WARC file that this process writes; the next page begins another one. */
  readonly endWarc: () => Promise<void>;
}

/** Says every five seconds that this process lives, which keeps up its leases and turns. */
export class Presence {
  readonly id: string;
  readonly #db: PostgresDatabase;
  readonly #leases: PostgresLeases;
  readonly #tidied: Tidied;
  #timer: NodeJS.Timeout | undefined;
  #beat: Promise<void> = Promise.resolve();
  #tidiedAt = 0;

  constructor(db: PostgresDatabase, id: string, leases: PostgresLeases, tidied: Tidied) {
    this.#db = db;
    this.id = id;
    this.#leases = leases;
    this.#tidied = tidied;
  }

  /** Registers the process. `isAlone`: no other may be there, nor come. Throws NewsError `store/locked`. */
  async begin({ isAlone }: { readonly isAlone: boolean }): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx.get('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', this.#db.address.schema);
      const others = await tx.all<{ name: string }>(
        `SELECT name FROM processes WHERE id <> $1 AND seen_at > now_ms() - ${leaseMs} AND ($2 OR starts_with(name, 'alone '))`,
        this.id,
        isAlone,
      );
      if (others.length > 0) {
        const detail = `It is ${others.map(({ name }) => name.replace(/^alone /, '')).join(', ')}.`;
        throw new NewsError('store/locked', { file: this.#db.address.shown, detail });
      }
      await this.#register(tx, isAlone ? 'alone process' : 'process');
    });
    await this.#tidy();
    this.#timer = setInterval(() => this.#next(), heartbeatMs);
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beat;
    await this.#db.run('DELETE FROM processes WHERE id = $1', this.id);
    await this.#leases.turns.end();
    await this.#db.run('UPDATE sites SET owner = NULL WHERE owner = $1', this.id);
  }

  /** One at a time: while PostgreSQL is away a beat takes as long as that. */
  #next(): void {
    if (this.#isBeating) return;
    this.#isBeating = true;
    this.#beat = this.#send().finally(() => (this.#isBeating = false));
  }

  #isBeating = false;

  async #send(): Promise<void> {
    try {
      await this.#leases.renew();
      const sql = 'UPDATE processes SET seen_at = now_ms() WHERE id = $1';
      if ((await this.#db.run(sql, this.id)) === 0) await this.#comeBack();
      if (performance.now() - this.#tidiedAt > tidyEveryMs) await this.#tidy();
    } catch (cause) {
      // Away for longer than a statement waits: the work itself finds out, and says so. Leases run out by themselves.
      if (!(cause instanceof NewsError)) throw cause;
    }
  }

  /** Another process took us for dead, and ended our WARC file. */
  async #comeBack(): Promise<void> {
    await this.#tidied.endWarc();
    await this.#register(this.#db, 'process');
  }

  async #register(queries: Queries, kind: 'process' | 'alone process'): Promise<void> {
    await queries.run(
      `INSERT INTO processes (id, name, started_at, seen_at) VALUES ($1, $2, now_ms(), now_ms()) ON CONFLICT DO NOTHING`,
      this.id,
      `${kind} ${process.pid} of ${hostname()}`,
    );
  }

  /** Ends the WARC files of processes that are gone, and removes what they had not finished. One process does it at a time. */
  async #tidy(): Promise<void> {
    this.#tidiedAt = performance.now();
    const { root, remote, temporary, pages } = this.#tidied;
    await this.#db.transaction(async (tx) => {
      const lock = await tx.get<{ is_ours: boolean }>(
        'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 2)) AS is_ours',
        this.#db.address.schema,
      );
      if (lock?.is_ours !== true) return;
      const rows = await tx.all<{ id: string; is_left: boolean }>(
        `SELECT id, seen_at < now_ms() - ${leftMs} AND pg_postmaster_start_time() < now() - interval '${leftMs} ms' AS is_left
         FROM processes`,
      );
      const living = new Set(rows.filter((row) => !row.is_left).map(({ id }) => id));
      await repairWarcs(root, pages, { remote, isLeft: (name) => !living.has(processOfWarc(name) ?? '') });
      for (const { id, is_left: isLeft } of rows) {
        if (!isLeft) continue;
        const folder = join(temporary, id);
        await guard({ file: folder }, () => rm(folder, { recursive: true, force: true }));
        await tx.run('DELETE FROM processes WHERE id = $1', id);
      }
    });
  }
}
