import { spawn } from 'node:child_process';
import { execPath } from 'node:process';

/** What reading one input cost, as the process that read it told. */
export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** The most that the process held, the made input and the runtime included. */
  readonly rssMb: number;
  /** What it held before the reading began. */
  readonly rssBeforeMb: number;
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
