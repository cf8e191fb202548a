/** `npx tsx bench/workers/run-chaos.ts [--hosts n] [--articles n] [--workers n] [--kill-every seconds]`: many workers on one
 *  PostgreSQL, killed at random, and PostgreSQL ended twice. Prints what became of it as JSON. */
import { parseArgs } from 'node:util';
import { runChaos } from '../../test/postgres/run-chaos.ts';
import { buildPackage } from '../../test/runs/build-package.ts';
import { startPostgres } from '../../test/start-postgres.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      hosts: { type: 'string', default: '2000' },
      articles: { type: 'string', default: '25' },
      workers: { type: 'string', default: '4' },
      'kill-every': { type: 'string', default: '6' },
      minutes: { type: 'string', default: '60' },
    },
  });
  const cli = buildPackage();
  const postgres = await startPostgres();
  try {
    const report = await runChaos(
      {
        ...{ hosts: Number(values.hosts), articles: Number(values.articles), words: 500, delayMs: 50 },
        ...{ workers: Number(values.workers), hostsAtOnce: 16, maxSeconds: Number(values.minutes) * 60 },
        ...{ kills: Infinity, killEveryMs: Number(values['kill-every']) * 1000 },
        restarts: [
          { after: 0.3, kind: 'in-order', awayMs: 60_000 },
          { after: 0.6, kind: 'at-once', awayMs: 3000 },
        ],
      },
      { main: cli.main, postgres, say: (line) => process.stderr.write(`${line}\n`) },
    );
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await postgres.stop();
    cli.remove();
  }
}

process.once('SIGTERM', () => process.exit(1)); // which ends what it has started
void main();
