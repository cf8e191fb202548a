import { expect, test } from 'vitest';
import { createJobs } from '../running/create-jobs.ts';
import type { Jobs } from '../running/jobs.ts';
import { stopJobs } from './shutdown.ts';

/** A command that says when it runs, ends at the first signal or, with `stubborn`, at the second one only. */
const script = `
  let signals = 0;
  process.on('SIGINT', () => { signals += 1; if (signals === (process.argv[1] === 'stubborn' ? 2 : 1)) process.exit(3 + signals); });
  setInterval(() => undefined, 1000);
  console.log(JSON.stringify({ event: 'runs' }));
`;

async function startJob(command: string): Promise<{ readonly jobs: Jobs; readonly id: number }> {
  const jobs = createJobs({ program: [process.execPath, '-e', script, '--'], now: () => 1 });
  const { id } = jobs.start(command, [], 'ada');
  await new Promise<void>((resolve) => jobs.listen(id, () => resolve()));
  return { jobs, id };
}

test('commands that run end in order', async () => {
  const { jobs, id } = await startJob('collect');
  await stopJobs(jobs, 10_000);
  expect(jobs.get(id)).toMatchObject({ endedAt: 1, exitCode: 4 });
});

test('one that takes too long is asked again', async () => {
  const { jobs, id } = await startJob('stubborn');
  await stopJobs(jobs, 50);
  expect(jobs.get(id)).toMatchObject({ endedAt: 1, exitCode: 5 });
});

test('without any nothing is waited for', async () => {
  await stopJobs(createJobs({ program: [process.execPath], now: () => 1 }), 1_000_000);
});
