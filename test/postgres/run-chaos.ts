import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { stringify } from 'yaml';
import { parseArticleFile } from '../../src/store/article-file.ts';
import type { Postgres } from '../start-postgres.ts';
import { hostOf, startWeb, truthOf, type WebPlan, type WebReport } from './made-up-web.ts';

export interface ChaosPlan extends WebPlan {
  readonly workers: number;
  readonly kills: number;
  readonly killEveryMs: number;
  /** How PostgreSQL is ended, each time when so much of the work is done, and how long it is away. */
  readonly restarts: readonly {
    readonly after: number;
    readonly kind: 'in-order' | 'at-once';
    readonly awayMs: number;
  }[];
  readonly hostsAtOnce: number;
  readonly maxSeconds: number;
}

export interface ChaosReport {
  readonly seconds: number;
  readonly kills: number;
  readonly restarts: number;
  readonly accounting: {
    readonly found: number;
    readonly stored: number;
    readonly skipped: number;
    readonly waiting: number;
  };
  readonly expected: { readonly stored: number; readonly skipped: number };
  /** Articles that should have a file and have none, and articles with more than one. */
  readonly lost: number;
  readonly doubled: number;
  readonly indexed: number;
  readonly web: WebReport;
  /** The longest that a site stayed with a worker that was killed, from the last sign of life, ms. */
  readonly longestTakeoverMs: number;
  /** What workers said that ended by themselves. */
  readonly failures: readonly string[];
  /** How often a worker said that PostgreSQL is away. */
  readonly outages: number;
}

interface Worker {
  readonly child: ChildProcess;
  said: string;
}

/** Lets workers work off a made-up web while they, and PostgreSQL, are killed; then looks what became of it all. `main`: the compiled
 *  command. */
export async function runChaos(
  plan: ChaosPlan,
  tools: { readonly main: string; readonly postgres: Postgres; readonly say: (line: string) => void },
): Promise<ChaosReport> {
  const web = await startWeb(plan);
  const root = await makeProject(plan, web.port, tools.postgres.url);
  const workers = new Set<Worker>();
  const failures: string[] = [];
  let outages = 0;
  let isOver = false;
  const start = (): void => {
    const child = spawn(process.execPath, [tools.main, 'worker', '--dir', root], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const worker: Worker = { child, said: '' };
    child.stderr.on('data', (chunk: Buffer) => {
      worker.said = (worker.said + chunk.toString()).slice(-4000);
      if (chunk.toString().includes('cannot be reached')) outages += 1;
    });
    child.once('exit', (code) => {
      workers.delete(worker);
      if (code !== null && !isOver) failures.push(`exit ${code}: ${worker.said.slice(-600)}`);
      if (!isOver) start();
    });
    workers.add(worker);
  };
  const startedAt = performance.now();
  try {
    for (let count = 0; count < plan.workers; count += 1) start();
    const done = await disturb(plan, { ...tools, workers: () => [...workers] });
    const seconds = (performance.now() - startedAt) / 1000;
    isOver = true;
    await stopAll([...workers]);
    return {
      seconds,
      ...done,
      ...(await inspect(plan, root, web.port, tools.postgres.url)),
      failures,
      outages,
      web: web.report(),
    };
  } finally {
    isOver = true;
    for (const { child } of workers) child.kill('SIGKILL');
    web.stop();
    await rm(root, { recursive: true, force: true });
  }
}

/** A project with a source file for each host of a web. */
export async function makeProject(
  plan: WebPlan & Pick<ChaosPlan, 'hostsAtOnce'>,
  port: number,
  database: string,
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'courant-chaos-'));
  await mkdir(join(root, 'sources'));
  const fetch = {
    ...{ contact: 'test@localhost', delaySeconds: plan.delayMs / 1000, allowNetworks: ['127.0.0.0/8'] },
    hostsAtOnce: plan.hostsAtOnce,
  };
  await writeFile(join(root, 'courant.yaml'), stringify({ site: { title: 'Chaos' }, images: 'none', database, fetch }));
  for (let n = 0; n < plan.hosts; n += 1)
    await writeFile(
      join(root, 'sources', `town-${n}.yaml`),
      stringify({ name: `Town ${n}`, feeds: [{ url: `http://${hostOf(n)}:${port}/feed.xml` }] }),
    );
  return root;
}

interface Disturbed {
  readonly kills: number;
  readonly restarts: number;
  readonly longestTakeoverMs: number;
}

/** Kills workers and PostgreSQL until all is done. */
async function disturb(
  plan: ChaosPlan,
  tools: {
    readonly postgres: Postgres;
    readonly say: (line: string) => void;
    readonly workers: () => readonly Worker[];
  },
): Promise<Disturbed> {
  const { stored, skipped } = truthOf(plan);
  const total = stored + skipped;
  const until = performance.now() + plan.maxSeconds * 1000;
  const pending = [...plan.restarts];
  let kills = 0;
  let killAt = performance.now() + plan.killEveryMs;
  let longestTakeoverMs = 0;
  let calmAt = 0;
  let saidAt = 0;
  while (performance.now() < until) {
    await sleep(250);
    const state = await askState(tools.postgres.url);
    if (state === undefined) continue;
    // While PostgreSQL was away nobody could take anything over.
    if (performance.now() > calmAt) longestTakeoverMs = Math.max(longestTakeoverMs, state.overdueMs);
    if (performance.now() > saidAt + 15_000) {
      saidAt = performance.now();
      tools.say(`${state.settled} of ${total}, ${kills} kills, longest takeover ${longestTakeoverMs} ms`);
    }
    if (state.settled >= total && state.waiting === 0) break;
    const restart = pending[0];
    if (restart && state.settled >= restart.after * total) {
      pending.shift();
      tools.say(`PostgreSQL ends ${restart.kind} for ${restart.awayMs} ms`);
      await tools.postgres.halt(restart.kind);
      await sleep(restart.awayMs);
      await tools.postgres.startAgain();
      calmAt = performance.now() + 40_000;
    }
    if (kills < plan.kills && performance.now() > killAt && state.settled > 0) {
      const living = tools.workers();
      living[Math.floor(Math.random() * living.length)]?.child.kill('SIGKILL');
      kills += 1;
      killAt = performance.now() + plan.killEveryMs * (0.5 + Math.random());
    }
  }
  return { kills, restarts: plan.restarts.length - pending.length, longestTakeoverMs };
}

interface State {
  readonly settled: number;
  readonly waiting: number;
  /** How long the lease that ended longest ago has been waiting for another worker. */
  readonly overdueMs: number;
}

/** How far the work is; undefined while PostgreSQL is away. */
export async function askState(url: string): Promise<State | undefined> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=courant' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ settled: string; waiting: string; overdue: string }>(
      `SELECT (SELECT count(*) FROM links WHERE state <> 'waiting') AS settled,
         (SELECT count(*) FROM links WHERE state = 'waiting') AS waiting,
         (SELECT coalesce(max(now_ms() - expires_at + 15000), 0) FROM sites
          WHERE owner IS NOT NULL AND owner NOT IN (SELECT id FROM processes WHERE seen_at > now_ms() - 8000)) AS overdue`,
    );
    const [row] = rows;
    return row && { settled: Number(row.settled), waiting: Number(row.waiting), overdueMs: Number(row.overdue) };
  } catch {
    return undefined; // it is away, or not made yet
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What became of the links so far; undefined while PostgreSQL is away, or the schema of `?schema=` not made yet. */
export async function askAccounting(database: string): Promise<ChaosReport['accounting'] | undefined> {
  const url = new URL(database);
  const schema = url.searchParams.get('schema') ?? 'courant';
  url.searchParams.delete('schema');
  const client = new pg.Client({ connectionString: url.href, options: `-c search_path=${schema}` });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await countLinks(client);
  } catch {
    return undefined; // as above
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function countLinks(client: pg.Client): Promise<ChaosReport['accounting']> {
  const states = await client.query<{ state: string; n: string }>(
    'SELECT state, count(*) AS n FROM links GROUP BY state',
  );
  const of = (state: string): number => Number(states.rows.find((row) => row.state === state)?.n ?? 0);
  const accounting = { stored: of('stored'), skipped: of('skipped'), waiting: of('waiting') };
  return { found: accounting.stored + accounting.skipped + accounting.waiting, ...accounting };
}

async function stopAll(workers: readonly Worker[]): Promise<void> {
  const ended = workers.map(({ child }) => new Promise((resolve) => child.once('exit', resolve)));
  for (const { child } of workers) child.kill('SIGTERM');
  await Promise.race([Promise.all(ended), sleep(20_000)]);
}

/** What is in the files and in the index. */
async function inspect(
  plan: ChaosPlan,
  root: string,
  port: number,
  url: string,
): Promise<Pick<ChaosReport, 'accounting' | 'expected' | 'lost' | 'doubled' | 'indexed'>> {
  const files = new Map<string, number>();
  for (const name of await readdir(join(root, 'content'), { recursive: true })) {
    if (!name.endsWith('.md')) continue;
    const { frontMatter } = parseArticleFile(name, await readFile(join(root, 'content', name), 'utf8'));
    const address = frontMatter.courant?.url ?? '';
    files.set(address, (files.get(address) ?? 0) + 1);
  }
  const client = new pg.Client({ connectionString: url, options: '-c search_path=courant' });
  await client.connect();
  const accounting = await countLinks(client);
  const articles = await client.query<{ n: string }>('SELECT count(*) AS n FROM articles');
  const links = await client.query<{ url: string }>(`SELECT url FROM links WHERE state = 'stored'`);
  await client.end();
  const expected = truthOf(plan);
  const missing = links.rows.filter((link) => !files.has(link.url) && link.url.includes(`:${port}/`)).length;
  return {
    accounting,
    expected,
    lost: Math.max(expected.stored - files.size, missing),
    doubled: [...files.values()].filter((count) => count > 1).length,
    indexed: Number(articles.rows[0]?.n ?? 0),
  };
}
