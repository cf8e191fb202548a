/** `npx tsx bench/workers/run-index.ts [--articles n]`: what the index of an article costs in PostgreSQL: CPU, room by table, and how
 *  many puts pass the one row that counts changes. Linux only. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { systemClock } from '../../src/model/clock.ts';
import { parseSourceId } from '../../src/model/ids.ts';
import { toArticleId } from '../../src/store/article-id.ts';
import { openStore } from '../../src/store/open-store.ts';
import { toArticleFile } from '../../src/store/to-article-file.ts';
import { startPostgres } from '../../test/start-postgres.ts';
import { makeArticle } from '../synthetic.ts';
import { cpuOf } from './cpu-of.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { articles: { type: 'string', default: '3000' } } });
  const count = Number(values.articles);
  const postgres = await startPostgres();
  const root = await mkdtemp(join(tmpdir(), 'courant-index-'));
  const options = { clock: systemClock, decode: (raw: Uint8Array) => raw, database: postgres.url } as const;
  const store = await openStore(root, { ...options, mode: 'write' });
  try {
    const made = Array.from({ length: count }, (_, n) => n);
    const before = [process.cpuUsage(), cpuOf(postgres.pid()), performance.now()] as const;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let n = made.pop(); n !== undefined; n = made.pop()) {
          const { article, page, outlet } = makeArticle(n);
          const file = await toArticleFile({
            ...{ article, url: page.url, outlet, timeZone: 'UTC', frontMatter: 'courant', fetchedAt: page.fetchedAt },
            ...{ revision: 1, isPathTaken: () => Promise.resolve(false) },
          });
          const source = parseSourceId(outlet);
          if (source === null) throw new Error('no outlet');
          const { url, fetchedAt } = page;
          await store.addLinks([{ url, source, foundIn: url, foundAt: fetchedAt, hints: {} }]);
          await store.putPage(page);
          await store.putArticle(toArticleId(url), file);
          await store.settleLink(url, { state: 'stored', article: toArticleId(url) });
        }
      }),
    );
    const { user, system } = process.cpuUsage(before[0]);
    const seconds = (performance.now() - before[2]) / 1000;
    const each = (value: number): string => (value / count).toFixed(2);
    print(`${count} articles, 8 at once: ${(count / seconds).toFixed(0)}/s of wall time`);
    print(
      `CPU of one: ${each((user + system) / 1000)} ms here, ${each((cpuOf(postgres.pid()) - before[1]) * 1000)} ms of PostgreSQL`,
    );
    await printSizes(postgres.url, count);
  } finally {
    await store.close();
    await postgres.stop();
    await rm(root, { recursive: true });
  }
}

async function printSizes(url: string, count: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ name: string; bytes: string }>(
    `SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class
     WHERE relnamespace = 'courant'::regnamespace AND relkind = 'r' ORDER BY 2 DESC LIMIT 6`,
  );
  for (const { name, bytes } of rows) print(`  ${name}: ${Math.round(Number(bytes) / count)} bytes of each`);
  const { rows: words } = await client.query<{ bytes: string }>(
    `SELECT pg_relation_size('courant.articles_words') AS bytes`,
  );
  print(`  of articles, the index of words: ${Math.round(Number(words[0]?.bytes ?? 0) / count)} bytes of each`);
  await client.end();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
