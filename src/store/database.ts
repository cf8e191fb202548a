import { accessSync, constants } from 'node:fs';
import Libsql from 'libsql';
import { errorCodeOf, toStoreError } from './store-failure.ts';

/** Booleans are missing on purpose: libsql ends the whole process when it is given one. */
export type Bindable = string | number | bigint | Uint8Array | null;

/** Values go in as one array: libsql takes a single `null` for an object of named values. */
interface PreparedStatement {
  run(values: Bindable[]): { readonly changes: number };
  get(values: Bindable[]): unknown;
  all(values: Bindable[]): unknown[];
}

/** `rebuild`: nothing but this process sees the file until it is whole; a kill leaves what was committed. `state`: one process at a time
 *  reads and writes, much at once. `read-immutable`: the folder cannot be written, and nobody writes the file. */
export type DatabaseMode = 'write' | 'rebuild' | 'state' | 'read' | 'read-immutable';

const busyTimeoutMs = 5000;

const pragmas = {
  // In WAL, what a killed process had committed is safe; a power failure may cost the last commits, never the whole file.
  write: ['journal_mode = WAL', 'synchronous = NORMAL', 'foreign_keys = ON', 'cache_size = -16384'],
  rebuild: ['journal_mode = TRUNCATE', 'synchronous = NORMAL', 'foreign_keys = ON', 'cache_size = -262144'],
  // Without a log every page is written once, and large rows lie within their page.
  state: ['page_size = 16384', 'journal_mode = DELETE', 'synchronous = NORMAL', 'cache_size = -32768'],
  read: ['cache_size = -65536'],
  'read-immutable': ['cache_size = -65536'],
} as const satisfies Record<DatabaseMode, readonly string[]>;

/** One connection to the index. Statements are prepared once; whatever SQLite throws leaves as NewsError `store/*`. */
export class IndexDatabase {
  readonly file: string;
  readonly #mode: DatabaseMode;
  readonly #connection: InstanceType<typeof Libsql>;
  readonly #statements = new Map<string, PreparedStatement>();
  #depth = 0;

  constructor(file: string, options: { readonly mode: DatabaseMode }) {
    this.file = file;
    this.#mode = options.mode;
    refuseForeign(file, options.mode);
    this.#connection = this.#guard(() => new Libsql(toName(file, options.mode), { timeout: busyTimeoutMs }));
    for (const pragma of pragmas[options.mode]) this.exec(`PRAGMA ${pragma}`);
  }

  exec(sql: string): void {
    this.#guard(() => this.#connection.exec(sql));
  }

  run(sql: string, ...values: Bindable[]): number {
    return this.#guard(() => this.#prepare(sql).run(values.map(toStorable)).changes);
  }

  /** The first row. `Row` says the columns of the statement: keep both side by side. */
  get<Row>(sql: string, ...values: Bindable[]): Row | undefined {
    const row = this.#guard(() => this.#prepare(sql).get(values.map(toStorable))) as object | undefined;
    if (row) Reflect.deleteProperty(row, '_metadata'); // how long it took: libsql puts that among the columns
    return row as Row | undefined;
  }

  all<Row>(sql: string, ...values: Bindable[]): Row[] {
    return this.#guard(() => this.#prepare(sql).all(values.map(toStorable))) as Row[];
  }

  /** All of `work` or nothing of it; may be nested. */
  transaction<T>(work: () => T): T {
    const isOutermost = this.#depth === 0;
    const name = `level${this.#depth}`;
    this.run(isOutermost ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`);
    this.#depth += 1;
    try {
      const result = work();
      this.run(isOutermost ? 'COMMIT' : `RELEASE ${name}`);
      return result;
    } catch (cause) {
      this.#undo(isOutermost ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`);
      throw cause;
    } finally {
      this.#depth -= 1;
    }
  }

  /** Begins a transaction that spans many calls; nested ones become savepoints. */
  begin(): void {
    this.exec('BEGIN IMMEDIATE');
    this.#depth += 1;
  }

  commit(): void {
    this.#depth -= 1;
    this.exec('COMMIT');
  }

  rollback(): void {
    this.#depth -= 1;
    this.#undo('ROLLBACK');
  }

  /** Ends the log too, unless somebody reads the database: a copy of the one file is whole then. It also keeps libsql, which
   *  closes in earnest only when its statements are collected, from removing the log of a later connection. */
  close(): void {
    this.#statements.clear();
    this.#guard(() => {
      try {
        if (this.#mode === 'write') this.#endLog();
      } finally {
        this.#connection.close();
      }
    });
  }

  #endLog(): void {
    this.#connection.exec('PRAGMA busy_timeout = 0');
    try {
      this.#connection.exec('PRAGMA journal_mode = DELETE');
    } catch (cause) {
      if (!errorCodeOf(cause).startsWith('SQLITE_BUSY')) throw cause;
      this.#connection.exec('PRAGMA wal_checkpoint(PASSIVE)');
    }
  }

  #prepare(sql: string): PreparedStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare<[Bindable[]]>(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** A full disk ends the transaction by itself; then there is nothing left to undo. */
  #undo(sql: string): void {
    if (this.#connection.inTransaction) this.exec(sql);
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw toStoreError(cause, { file: this.file });
    }
  }
}

/** libsql has no code for a file that it may not open. */
function refuseForeign(file: string, mode: DatabaseMode): void {
  const isRead = mode === 'read' || mode === 'read-immutable';
  try {
    accessSync(file, isRead ? constants.R_OK : constants.R_OK | constants.W_OK);
  } catch (cause) {
    if (errorCodeOf(cause) !== 'ENOENT') throw toStoreError(cause, { file }); // else it is made, or :memory:
  }
}

/** libsql passes over its `readonly` option, but not over SQLite's own way to say it. */
function toName(file: string, mode: DatabaseMode): string {
  if (mode === 'write' || mode === 'rebuild' || mode === 'state') return file;
  const path = encodeURI(file).replace(/[?#]/g, encodeURIComponent);
  return `file:${path}?${mode === 'read' ? 'mode=ro' : 'mode=ro&immutable=1'}`;
}

/** SQLite's text ends at the first NUL when it is read back. */
function toStorable(value: Bindable): Bindable {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value;
}
