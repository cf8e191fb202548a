import type { ArticleId } from '../../model/ids.ts';
import type { MemoryEntry, Spending, SpendingLimit, TaggedText } from '../../model/translation.ts';
import {
  dayOf,
  isExceeded,
  periodOf,
  type Period,
  type TranslationClaims,
  type TranslationStore,
} from '../translations.ts';
import type { PostgresDatabase, Queries } from './database.ts';

type Sums = Omit<Spending, 'engine'>;

const sums =
  'SELECT coalesce(sum(characters), 0)::float8 AS characters, coalesce(sum(money), 0) AS money FROM spending';

/** Memory, spending and claims in PostgreSQL. */
export class PostgresTranslations implements TranslationStore, TranslationClaims {
  readonly #db: PostgresDatabase;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async find(keys: readonly string[]): Promise<ReadonlyMap<string, TaggedText>> {
    const sql = 'SELECT key, text FROM translation_memory WHERE key = ANY ($1)';
    const rows = await this.#db.all<{ key: string; text: string }>(sql, keys);
    return new Map(rows.map(({ key, text }) => [key, text]));
  }

  async put(entries: readonly MemoryEntry[]): Promise<void> {
    if (entries.length === 0) return;
    // Each key once and in order, so that two who put the same do not wait for each other.
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    const sorted = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    await this.#db.run(
      `INSERT INTO translation_memory (key, engine, source, target, text)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
       ON CONFLICT (key) DO UPDATE SET engine = excluded.engine, source = excluded.source, target = excluded.target,
         text = excluded.text`,
      ...[sorted.map(({ key }) => key), sorted.map(({ engine }) => engine), sorted.map(({ from }) => from)],
      ...[sorted.map(({ to }) => to), sorted.map(({ text }) => text.replaceAll('\0', ''))],
    );
  }

  /** One process at a time looks and notes. Should the connection break just then, the same may be noted twice: that is the safe side. */
  async reserve(
    spending: Spending,
    limits: readonly SpendingLimit[],
    run: string,
    now: number,
  ): Promise<SpendingLimit | undefined> {
    return this.#db.transaction(async (tx) => {
      await tx.run(`LOCK TABLE spending IN EXCLUSIVE MODE`);
      for (const limit of limits)
        if (isExceeded(limit, await spentIn(tx, periodOf(limit.per, run, now)), spending)) return limit;
      await add(tx, spending, run, now, limits.length > 0);
      return undefined;
    });
  }

  async correct(spending: Spending, run: string, now: number): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const sql = 'SELECT bool_or(is_limited) AS is_limited FROM spending WHERE run = $1 AND engine = $2';
      const known = await tx.get<{ is_limited: boolean | null }>(sql, run, spending.engine);
      await add(tx, spending, run, now, known?.is_limited ?? false);
    });
  }

  async spentSince(since: number, engine?: string): Promise<Spending> {
    const sql = `${sums} WHERE day >= $1 AND ($2::text IS NULL OR engine = $2)`;
    const spent = await this.#db.get<Sums>(sql, dayOf(since), engine ?? null);
    return { engine: engine ?? '', characters: spent?.characters ?? 0, money: spent?.money ?? 0 };
  }

  async claim(article: ArticleId, language: string, now: number, leaseMs: number, worker: string): Promise<boolean> {
    const claimed = await this.#db.run(
      `INSERT INTO translation_claims AS known (article, language, worker, until) VALUES ($1, $2, $3, $4)
       ON CONFLICT (article, language) DO UPDATE SET worker = excluded.worker, until = excluded.until
       WHERE known.worker = excluded.worker OR known.until <= $5`,
      ...[article, language, worker, now + leaseMs, now],
    );
    return claimed > 0;
  }

  async release(article: ArticleId, language: string, worker: string): Promise<void> {
    const sql = 'DELETE FROM translation_claims WHERE article = $1 AND language = $2 AND worker = $3';
    await this.#db.run(sql, article, language, worker);
  }
}

async function add(
  tx: Queries,
  { engine, characters, money }: Spending,
  run: string,
  now: number,
  isLimited: boolean,
): Promise<void> {
  await tx.run(
    `INSERT INTO spending AS known (run, day, engine, is_limited, characters, money) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (run, day, engine, is_limited) DO UPDATE SET
       characters = known.characters + excluded.characters, money = known.money + excluded.money`,
    ...[run, dayOf(now), engine, isLimited, characters, money],
  );
}

async function spentIn(tx: Queries, { run, first, last }: Period): Promise<Sums> {
  const spent =
    run === ''
      ? await tx.get<Sums>(`${sums} WHERE is_limited AND day BETWEEN $1 AND $2`, first, last)
      : await tx.get<Sums>(`${sums} WHERE is_limited AND run = $1`, run);
  return spent ?? { characters: 0, money: 0 };
}
