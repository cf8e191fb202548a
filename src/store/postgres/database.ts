import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { NewsError } from '../../errors.ts';
import type { DatabaseAddress } from './database-address.ts';
import { toPostgresError } from './postgres-failure.ts';

/** What a statement takes. Bigints go as text: an `int8` that is larger than a number can tell. */
export type Value = string | number | boolean | bigint | null | readonly string[] | readonly number[];

/** Statements, of their own or within a transaction. `Row` says the columns of the statement: keep both side by side. */
export interface Queries {
  all<Row>(sql: string, ...values: Value[]): Promise<readonly Row[]>;
  get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined>;
  /** Resolves to how many rows were changed. */
  run(sql: string, ...values: Value[]): Promise<number>;
}

/** Hears that PostgreSQL went away (`detail` says how) and that it is back. */
export type OutageListener = (event: 'away' | 'back', detail: string) => void;

export interface DatabaseOptions {
  /** How long a statement waits for a server that went away, ms. */
  readonly patienceMs: number;
  readonly onOutage?: OutageListener;
  /** Aborts when somebody stops the work: then no statement waits any more. */
  readonly signal?: AbortSignal;
  /** Connections at once. */
  readonly connections?: number;
}

const int8 = 20;
// Not `Date`s and not text: numbers of ours are below 2^53.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === int8 ? Number : (pg.types.getTypeParser(oid, format) as unknown)) as typeof pg.types.getTypeParser,
};

const longestPauseMs = 2_000;

/** Connections to PostgreSQL. A statement that finds it gone waits for it: every one of ours may be run twice. Whatever else
 *  it says leaves as NewsError `store/*`. */
export class PostgresDatabase implements Queries {
  readonly address: DatabaseAddress;
  readonly #pool: pg.Pool;
  readonly #options: DatabaseOptions;
  readonly #closing = new AbortController();
  #isAway = false;

  constructor(address: DatabaseAddress, options: DatabaseOptions) {
    this.address = address;
    this.#options = options;
    this.#pool = new pg.Pool({
      connectionString: address.connection,
      options: `-c search_path=${address.schema} -c client_min_messages=warning`,
      application_name: 'courant',
      max: options.connections ?? 8,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      types,
    });
    // Of connections, in use or not, whose server ends: the next statement finds out by itself.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => void client.on('error', () => undefined));
  }

  all<Row>(sql: string, ...values: Value[]): Promise<readonly Row[]> {
    return this.#whenThere(async () => (await this.#pool.query(toQuery(sql, values))).rows as Row[]);
  }

  async get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return (await this.all<Row>(sql, ...values))[0];
  }

  run(sql: string, ...values: Value[]): Promise<number> {
    return this.#whenThere(async () => (await this.#pool.query(toQuery(sql, values))).rowCount ?? 0);
  }

  /** All of `work` or nothing of it. `work` is run again when PostgreSQL went away or two of them were in each other's way. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#whenThere(async () => {
      const client = await this.#pool.connect();
      let failure: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work(queriesOf(client));
        await client.query('COMMIT');
        return result;
      } catch (cause) {
        await client.query('ROLLBACK').catch((second: Error) => (failure = second));
        throw cause;
      } finally {
        client.release(failure);
      }
    });
  }

  /** Runs a task while no other connection holds one of these names. Should the connection break, the names are free before the
   *  task has ended: what it does must bear being done twice. */
  async withLocks<T>(names: readonly string[], task: () => Promise<T>): Promise<T> {
    // In one order, so that nobody waits in a circle.
    const keys = [...new Set(names)].sort();
    const client = await this.#whenThere(async () => {
      const connected = await this.#pool.connect();
      try {
        await connected.query(toQuery(lockAll, [keys]));
        return connected;
      } catch (cause) {
        connected.release(true);
        throw cause;
      }
    });
    try {
      return await task();
    } finally {
      const failure = await client.query(toQuery(unlockAll, [keys])).then(
        () => undefined,
        (cause: Error) => cause,
      );
      client.release(failure);
    }
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#pool.end();
  }

  async #whenThere<T>(work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    for (let tries = 0; ; tries += 1) {
      try {
        const result = await work();
        this.#tell('back', '');
        return result;
      } catch (cause) {
        const kind = kindOf(cause);
        const isPatient = performance.now() - startedAt < this.#options.patienceMs && !this.#isStopped();
        if (kind === 'failed' || !isPatient) throw toPostgresError(cause, kind, this.address);
        if (kind === 'away') this.#tell('away', cause instanceof Error ? cause.message : String(cause));
        const pauseMs = kind === 'away' ? Math.min(50 * 2 ** tries, longestPauseMs) : 5 * (tries + 1);
        await sleep(pauseMs, undefined, { signal: this.#closing.signal }).catch(() => undefined); // closed: one last try
      }
    }
  }

  #isStopped(): boolean {
    return this.#closing.signal.aborted || this.#options.signal?.aborted === true;
  }

  #tell(event: 'away' | 'back', detail: string): void {
    const isAway = event === 'away';
    if (this.#isAway === isAway) return;
    this.#isAway = isAway;
    this.#options.onOutage?.(event, detail);
  }
}

function queriesOf(client: pg.PoolClient): Queries {
  const all = async <Row>(sql: string, ...values: Value[]): Promise<readonly Row[]> =>
    (await client.query(toQuery(sql, values))).rows as Row[];
  return {
    all,
    get: async <Row>(sql: string, ...values: Value[]) => (await all<Row>(sql, ...values))[0],
    run: async (sql, ...values) => (await client.query(toQuery(sql, values))).rowCount ?? 0,
  };
}

const lockAll = 'SELECT pg_advisory_lock(hashtextextended(name, 3)) FROM unnest($1::text[]) AS name';
const unlockAll = 'SELECT pg_advisory_unlock(hashtextextended(name, 3)) FROM unnest($1::text[]) AS name';

const names = new Map<string, string>();

/** Each statement with values is prepared once a connection, by a name made of its text. */
function toQuery(sql: string, values: readonly Value[]): pg.QueryConfig {
  if (values.length === 0) return { text: sql };
  let name = names.get(sql);
  if (name === undefined) {
    name = createHash('sha256').update(sql).digest('hex').slice(0, 16);
    names.set(sql, name);
  }
  return { name, text: sql, values: values.map(toSendable) };
}

/** PostgreSQL's text holds no NUL. */
function toSendable(value: Value): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '') : value;
  return value;
}

/** `away`: there is no server, or it is going or coming. `again`: two transactions were in each other's way. Told by codes: what
 *  the server itself says is a DatabaseError; all else that a connection throws is about the connection. */
function kindOf(cause: unknown): 'away' | 'again' | 'failed' {
  if (cause instanceof NewsError || cause instanceof TypeError || cause instanceof RangeError) return 'failed';
  if (!(cause instanceof pg.DatabaseError)) return 'away';
  const code = cause.code ?? '';
  if (code === '40001' || code === '40P01') return 'again';
  return code.startsWith('08') || /^57P0[1-3]$/.test(code) || code === '53300' ? 'away' : 'failed';
}
