import type { JobTally } from './job-tally.ts';

/** A command of the program that runs, or ran, for somebody. */
export interface Job {
  readonly id: number;
  /** As `collect`, `build`, `translate`, `reextract`. */
  readonly command: string;
  readonly args: readonly string[];
  /** The name of who began it. */
  readonly user: string;
  /** Epoch ms; `endedAt` 0 while it runs. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Undefined while it runs, or when a signal ended it. */
  readonly exitCode?: number;
  /** The lines of JSON that it wrote, the last thousand; and what it said on its standard error output, the end of it. */
  readonly events: readonly string[];
  readonly said: string;
  /** What all its lines say together; it grows while the job runs. */
  readonly tally: JobTally;
}

/** Runs commands of the program as processes of their own, which take the lock of the archive as on the command
 *  line, so that two that write exclude each other; none outlives the server. */
export interface Jobs {
  start(command: string, args: readonly string[], user: string): Job;
  get(id: number): Job | undefined;
  /** Newest first, the last fifty. */
  list(): readonly Job[];
  /** Hears each line of JSON as it is written, and the end (undefined). Returns what ends the listening. */
  listen(id: number, listener: (line: string | undefined) => void): () => void;
  /** Ends it in order, as Ctrl-C does. */
  stop(id: number): void;
  /** Ends all that run; resolves when they have ended. */
  close(): Promise<void>;
}

/** What a command ends with that was stopped in order before it was done: by Ctrl-C, by SIGTERM. */
const stoppedCodes: readonly number[] = [130, 143];

/** How a job that has ended did so; undefined while it runs. */
export function endOf({
  endedAt,
  exitCode,
}: Pick<Job, 'endedAt' | 'exitCode'>): 'done' | 'failed' | 'stopped' | undefined {
  if (endedAt === 0) return undefined;
  if (exitCode === undefined || stoppedCodes.includes(exitCode)) return 'stopped';
  return exitCode === 0 ? 'done' : 'failed';
}
