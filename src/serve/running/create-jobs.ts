import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createTally } from './job-tally.ts';
import type { Job, Jobs } from './jobs.ts';

const eventsKept = 1000;
const jobsKept = 50;
const charsSaid = 20_000;

interface RunningJob {
  job: Job;
  readonly child: ChildProcess;
  readonly listeners: Set<(line: string | undefined) => void>;
  readonly ended: Promise<void>;
}

export interface JobOptions {
  /** The program and what comes before its command, as `[node, main.js, --dir, …, --json]`. */
  readonly program: readonly [string, ...string[]];
  readonly now: () => number;
}

export function createJobs({ program: [file, ...first], now }: JobOptions): Jobs {
  const running = new Map<number, RunningJob>();
  const done = new Map<number, RunningJob>();
  let last = 0;

  const start = (command: string, args: readonly string[], user: string): Job => {
    const id = (last += 1);
    const child = spawn(file, [...first, command, ...args], { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const listeners = new Set<(line: string | undefined) => void>();
    const ended = new Promise<void>((resolve) => {
      const end = (exitCode: number | null, said = ''): void => {
        if (entry.job.endedAt > 0) return;
        const code = exitCode === null ? {} : { exitCode };
        entry.job = { ...entry.job, endedAt: now(), ...code, said: (entry.job.said + said).slice(-charsSaid) };
        running.delete(id);
        done.set(id, entry);
        for (const old of [...done.keys()].slice(0, -jobsKept)) done.delete(old);
        for (const listener of listeners) listener(undefined);
        resolve();
      };
      child.once('error', (error) => end(null, `\n${error.message}`));
      child.once('close', (exitCode) => end(exitCode));
    });
    const { tally, add } = createTally();
    const entry: RunningJob = {
      job: { id, command, args, user, startedAt: now(), endedAt: 0, events: [], said: '', tally },
      ...{ child, listeners, ended },
    };
    running.set(id, entry);
    createInterface({ input: child.stdout }).on('line', (line) => {
      add(line);
      entry.job = { ...entry.job, events: [...entry.job.events.slice(1 - eventsKept), line] };
      for (const listener of listeners) listener(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      entry.job = { ...entry.job, said: (entry.job.said + text).slice(-charsSaid) };
    });
    return entry.job;
  };

  const find = (id: number): RunningJob | undefined => running.get(id) ?? done.get(id);
  return {
    start,
    get: (id) => find(id)?.job,
    list: () => [...done.values(), ...running.values()].map(({ job }) => job).sort((a, b) => b.id - a.id),
    listen: (id, listener) => {
      const entry = find(id);
      if (entry === undefined || entry.job.endedAt > 0) {
        listener(undefined);
        return () => undefined;
      }
      entry.listeners.add(listener);
      return () => entry.listeners.delete(listener);
    },
    stop: (id) => {
      running.get(id)?.child.kill('SIGINT');
    },
    close: async () => {
      const all = [...running.values()];
      for (const { child } of all) child.kill('SIGINT');
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
