import type { Context } from 'hono';
import { callerOf, type AccessEnv } from '../access/caller.ts';
import { noteAudit } from '../access/note-audit.ts';
import type { ServiceContext } from '../service.ts';
import { refuse } from './guard-running.ts';
import type { Job, Jobs } from './jobs.ts';
import { commandLine } from './job-view.ts';
import { isPlan } from './plan-view.ts';

const writing: ReadonlySet<string> = new Set([
  'collect',
  'build',
  'translate',
  'retry',
  'reindex',
  'reextract',
  'import',
]);
const mostRunning = 6;

export const heldNote =
  'This server collects by itself (`courant run`) and has the archive for itself. Commands that write can be started where `courant serve` runs.';

/** The job that has the archive for itself, when there is one. */
export function findWriter(jobs: Jobs): Job | undefined {
  return jobs.list().find((job) => job.endedAt === 0 && writing.has(job.command) && !isPlan(job));
}

/** Starts a command for the caller and leads to its page; refuses one that would find the archive taken. */
export async function startJob(
  c: Context<AccessEnv>,
  context: ServiceContext,
  command: string,
  args: readonly string[],
): Promise<Response> {
  const { jobs, access, holdsArchive = false } = context.service;
  const writer = findWriter(jobs);
  const isWriting = writing.has(command) && !isPlan({ command, args });
  if (isWriting && holdsArchive) return refuse(c, context, heldNote, 409);
  if (isWriting && writer) {
    return refuse(
      c,
      context,
      `\`courant ${writer.command}\` is running (job ${writer.id}); one at a time writes.`,
      409,
    );
  }
  if (jobs.list().filter(({ endedAt }) => endedAt === 0).length >= mostRunning)
    return refuse(c, context, `${mostRunning} jobs are running. Wait until one has ended, or stop one.`, 429);
  const job = jobs.start(command, args, callerOf(c)?.user.name ?? '');
  noteAudit(c, access, { action: 'job-started', target: commandLine(job), detail: `job ${job.id}` });
  return c.redirect(`/app/jobs/${job.id}`, 303);
}
