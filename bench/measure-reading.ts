import { spawn } from 'node:child_process';
import { cpuUsage, execPath, memoryUsage, resourceUsage } from 'node:process';

/** What reading one input cost, as the process that read it told. */
export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** The most that the process held, the made input and the runtime included. */
  readonly rssMb: number;
  /** What it held before the reading began. */
  readonly rssBeforeMb: number;
}

/** What a job costs this process; for the script that `measureReading` runs. */
export function costOf(job: () => void): Cost {
  const before = { cpu: cpuUsage(), rss: memoryUsage().rss };
  const start = performance.now();
  job();
  const { user, system } = cpuUsage(before.cpu);
  return {
    wallMs: performance.now() - start,
    cpuMs: (user + system) / 1000,
    rssMb: resourceUsage().maxRSS / 1024,
    rssBeforeMb: before.rss / 1_048_576,
  };
}

/** Runs a script that prints its cost, in a process of its own, ended after `endAfterMs`; else why it ended. */
export function measureReading(script: string, args: readonly string[], endAfterMs: number): Promise<Cost | string> {
  const child = spawn(execPath, ['--import', 'tsx', script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), endAfterMs);
  let [out, error] = ['', ''];
  child.stdout.on('data', (data) => (out += String(data)));
  child.stderr.on('data', (data) => (error += String(data)));
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve(
        code === 0
          ? (JSON.parse(out) as Cost)
          : `${signal ?? `exit ${code}`} ${error.trim().split('\n').slice(-8).join(' ').slice(0, 400)}`,
      );
    });
  });
}
