import { setTimeout as sleep } from 'node:timers/promises';
import type { Jobs } from '../running/jobs.ts';

/** All that runs has ended by then. */
const jobsMs = 7000;

/** Ends the commands that run, in order; those that take longer than a few seconds are asked again, and end at once then. Neither loses
 *  anything. */
export async function stopJobs(jobs: Jobs, patienceMs: number = jobsMs): Promise<void> {
  const ended = jobs.close();
  const stop = new AbortController();
  const patience = sleep(patienceMs, 'late', { signal: stop.signal }).catch(() => 'stopped');
  if ((await Promise.race([ended, patience])) === 'late') hurryJobs(jobs);
  stop.abort();
  await ended;
}

/** Has commands that are ending already end at once. */
export function hurryJobs(jobs: Jobs): void {
  for (const { id, endedAt } of jobs.list()) if (endedAt === 0) jobs.stop(id);
}

/** Resolves at the first signal to stop. At the second one `onSecond` is called, and the process ends. */
export function untilStopped(onSecond: () => void): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = (): void => {
      if (isStopping) {
        onSecond();
        process.exit(130);
      }
      isStopping = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
