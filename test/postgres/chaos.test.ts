import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildPackage, type BuiltPackage } from '../runs/build-package.ts';
import { startPostgres, type Postgres } from '../start-postgres.ts';
import { runChaos } from './run-chaos.ts';

/** Then the tests are skipped, and say why. */
const isMissing = inject('postgresMissing') !== undefined;

let cli: BuiltPackage;
let postgres: Postgres;
beforeAll(async () => {
  if (isMissing) return;
  cli = buildPackage();
  postgres = await startPostgres();
}, 180_000);
afterAll(async () => {
  if (isMissing) return;
  await postgres.stop();
  cli.remove();
});

test('three workers, killed three times, and PostgreSQL ended once lose nothing, double nothing, and keep the manners', async () => {
  const report = await runChaos(
    {
      ...{ hosts: 40, articles: 10, words: 200, delayMs: 50, workers: 3, hostsAtOnce: 8, maxSeconds: 200 },
      ...{ kills: 3, killEveryMs: 3000 },
      restarts: [{ after: 0.4, kind: 'at-once', awayMs: 2000 }],
    },
    { main: cli.main, postgres, say: () => undefined },
  );
  const { accounting, expected, lost, doubled, web } = report;
  expect({ accounting, lost, doubled, violations: web.violations }, JSON.stringify(report)).toEqual({
    accounting: { found: 400, ...expected, waiting: 0 },
    ...{ lost: 0, doubled: 0, violations: [] },
  });
  expect(report.indexed).toBe(expected.stored);
  expect([report.kills, report.restarts]).toEqual([3, 1]);
}, 300_000);
