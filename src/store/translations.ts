import type { ArticleId } from '../model/ids.ts';
import type {
  MemoryEntry,
  Spending,
  SpendingBook,
  SpendingLimit,
  TaggedText,
  TranslationMemory,
} from '../model/translation.ts';
import type { IndexDatabase } from './database.ts';
import { readRows, runRows, toJson } from './json-rows.ts';

/** What was ever translated, and what it cost. What was reserved without limits, as of an engine that costs nothing, counts for no limit.
 *  The spending is in no file: a rebuild carries both over (decision 0039). */
export interface TranslationStore extends TranslationMemory, SpendingBook {}

/** Who translates which article into which language. */
export interface TranslationClaims {
  /** True when nobody else has it at the instant `now` (epoch ms); then it is this worker's until it is released, or for `leaseMs`. */
  claim(article: ArticleId, language: string, now: number, leaseMs: number, worker: string): Promise<boolean>;
  /** Does nothing when another worker has it. */
  release(article: ArticleId, language: string, worker: string): Promise<void>;
}

/** What a limit is about, as both indexes ask for it: an empty run is any. */
export interface Period {
  readonly run: string;
  /** `YYYY-MM-DD`, both included. */
  readonly first: string;
  readonly last: string;
}

export function periodOf(per: SpendingLimit['per'], run: string, now: number): Period {
  const day = dayOf(now);
  if (per === 'run') return { run, first: '', last: '~' };
  return per === 'day' ? { run: '', first: day, last: day } : { run: '', first: `${day.slice(0, 8)}01`, last: day };
}

/** The day in UTC. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

// Sums of fractions of a cent are off by less.
const moneyOff = 1e-9;

export function isExceeded(
  limit: SpendingLimit,
  spent: Omit<Spending, 'engine'>,
  more: Omit<Spending, 'engine'>,
): boolean {
  return spent.characters + more.characters > limit.characters || spent.money + more.money > limit.money + moneyOff;
}

/** Memory, spending and claims in the index in one file. */
export class TranslationTable implements TranslationStore, TranslationClaims {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  async find(keys: readonly string[]): Promise<ReadonlyMap<string, TaggedText>> {
    const sql = `SELECT json_group_array(json_array(key, text)) AS rows FROM translation_memory
      WHERE key IN (SELECT value FROM json_each(?))`;
    return new Map(readRows<readonly [string, string]>(this.#db, sql, toJson(keys)));
  }

  async put(entries: readonly MemoryEntry[]): Promise<void> {
    runRows(
      this.#db,
      `INSERT OR REPLACE INTO translation_memory (key, engine, source, target, text)
       SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(?)`,
      entries.map(({ key, engine, from, to, text }) => [key, engine, from, to, text]),
    );
  }

  async reserve(
    spending: Spending,
    limits: readonly SpendingLimit[],
    run: string,
    now: number,
  ): Promise<SpendingLimit | undefined> {
    return this.#db.transaction(() => {
      const exceeded = limits.find((limit) =>
        isExceeded(limit, this.#spentIn(periodOf(limit.per, run, now)), spending),
      );
      if (exceeded === undefined) this.#add(spending, run, now, limits.length > 0 ? 1 : 0);
      return exceeded;
    });
  }

  async correct(spending: Spending, run: string, now: number): Promise<void> {
    this.#db.transaction(() => {
      const sql = 'SELECT max(is_limited) AS is_limited FROM spending WHERE run = ? AND engine = ?';
      const known = this.#db.get<{ is_limited: number | null }>(sql, run, spending.engine);
      this.#add(spending, run, now, known?.is_limited ?? 0);
    });
  }

  #add({ engine, characters, money }: Spending, run: string, now: number, isLimited: number): void {
    this.#db.run(
      `INSERT INTO spending (run, day, engine, is_limited, characters, money) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (run, day, engine, is_limited) DO UPDATE SET
         characters = characters + excluded.characters, money = money + excluded.money`,
      ...[run, dayOf(now), engine, isLimited, characters, money],
    );
  }

  #spentIn({ run, first, last }: Period): Omit<Spending, 'engine'> {
    const sums = 'SELECT total(characters) AS characters, total(money) AS money FROM spending WHERE is_limited = 1';
    const spent =
      run === ''
        ? this.#db.get<Omit<Spending, 'engine'>>(`${sums} AND day BETWEEN ? AND ?`, first, last)
        : this.#db.get<Omit<Spending, 'engine'>>(`${sums} AND run = ?`, run);
    return spent ?? { characters: 0, money: 0 };
  }

  async spentSince(since: number, engine?: string): Promise<Spending> {
    const spent = this.#db.get<Omit<Spending, 'engine'>>(
      `SELECT total(characters) AS characters, total(money) AS money FROM spending
       WHERE day >= ? AND (? IS NULL OR engine = ?)`,
      ...[dayOf(since), engine ?? null, engine ?? null],
    );
    return { engine: engine ?? '', characters: spent?.characters ?? 0, money: spent?.money ?? 0 };
  }

  async claim(article: ArticleId, language: string, now: number, leaseMs: number, worker: string): Promise<boolean> {
    const claimed = this.#db.run(
      `INSERT INTO translation_claims (article, language, worker, until) VALUES (?, ?, ?, ?)
       ON CONFLICT (article, language) DO UPDATE SET worker = excluded.worker, until = excluded.until
       WHERE worker = excluded.worker OR until <= ?`,
      ...[article, language, worker, now + leaseMs, now],
    );
    return claimed > 0;
  }

  async release(article: ArticleId, language: string, worker: string): Promise<void> {
    const sql = 'DELETE FROM translation_claims WHERE article = ? AND language = ? AND worker = ?';
    this.#db.run(sql, article, language, worker);
  }
}
