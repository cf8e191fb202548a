import { z } from 'zod';
import { noteAudit } from '../access/note-audit.ts';
import { endOf, type Job } from '../running/jobs.ts';
import { heldNote } from '../running/start-job.ts';
import { operation } from './operation.ts';
import { notFound, Problem } from './problem.ts';
import { instant, languageTag } from './schemas.ts';

const jobStates = ['running', 'done', 'failed', 'stopped'] as const;
const jobSchema = z
  .object({
    id: z.int(),
    command: z.string(),
    args: z.array(z.string()),
    user: z.string(),
    state: z.enum(jobStates),
    startedAt: instant,
    endedAt: instant.optional(),
    exitCode: z.int().optional(),
  })
  .meta({ id: 'Job' });
const wholeJobSchema = jobSchema
  .extend({
    events: z.array(z.unknown()).describe('What it told, each as JSON; the last thousand.'),
    said: z.string().describe('The end of its standard error output.'),
  })
  .meta({ id: 'WholeJob' });

const jobRequest = z
  .discriminatedUnion('command', [
    z.strictObject({
      command: z.literal('collect'),
      all: z.boolean().default(false).describe('Feeds that are not due, too.'),
      retry: z.boolean().default(false).describe('Links and feeds again that were given up.'),
    }),
    z.strictObject({ command: z.literal('build'), anew: z.boolean().default(false) }),
    z.strictObject({ command: z.literal('translate'), to: z.array(languageTag).max(20).default([]) }),
  ])
  .meta({ id: 'JobRequest' });
const numbered = z.object({ id: z.coerce.number().int().min(1).max(1e9) });
const tag = 'Jobs';
/** More would only wait for the lock of the archive. */
const maxRunning = 3;

export const listJobs = operation({
  ...({ id: 'listJobs', method: 'get', path: '/jobs', tag, scope: 'run' } as const),
  summary: 'What runs and ran, the newest first',
  answer: z.object({ jobs: z.array(jobSchema) }).meta({ id: 'Jobs' }),
  run: async ({ context }) => ({ jobs: context.service.jobs.list().map(toJob) }),
});

export const startJob = operation({
  ...({ id: 'startJob', method: 'post', path: '/jobs', tag, scope: 'run', status: 202, problems: [409] } as const),
  summary: 'Starts a command',
  body: jobRequest,
  answer: jobSchema,
  run: async ({ c, context, caller, body }) => {
    const { jobs, holdsArchive = false } = context.service;
    if (holdsArchive) throw new Problem(409, heldNote); // all of these commands write
    const args = argsOf(body);
    if (jobs.list().filter(({ endedAt }) => endedAt === 0).length >= maxRunning)
      throw new Problem(409, `There are ${maxRunning} jobs that run; wait for one of them, or stop it.`);
    const job = jobs.start(body.command, args, caller?.user.name ?? '');
    noteAudit(c, context.service.access, { action: 'job-started', target: body.command, detail: args.join(' ') });
    return toJob(job);
  },
});

function argsOf(body: z.output<typeof jobRequest>): readonly string[] {
  if (body.command === 'collect') return [...(body.all ? ['--all'] : []), ...(body.retry ? ['--retry'] : [])];
  if (body.command === 'build') return body.anew ? ['--anew'] : [];
  return body.to.length > 0 ? ['--to', ...body.to] : [];
}

export const getJob = operation({
  ...({ id: 'getJob', method: 'get', path: '/jobs/{id}', tag, scope: 'run', problems: [404] } as const),
  summary: 'A job with all that it told',
  params: numbered,
  answer: wholeJobSchema,
  run: async ({ context, path }) => {
    const job = context.service.jobs.get(path.id);
    if (job === undefined) throw notFound('job');
    return { ...toJob(job), events: job.events.map(toEvent), said: job.said };
  },
});

export const stopJob = operation({
  ...({ id: 'stopJob', method: 'delete', path: '/jobs/{id}', tag, scope: 'run', status: 204 } as const),
  summary: 'Ends a job in order, as Ctrl-C does',
  problems: [404],
  params: numbered,
  run: async ({ c, context, path }) => {
    const job = context.service.jobs.get(path.id);
    if (job === undefined) throw notFound('job');
    context.service.jobs.stop(path.id);
    noteAudit(c, context.service.access, { action: 'job-stopped', target: job.command });
  },
});

export const followJob = operation({
  ...({ id: 'followJob', method: 'get', path: '/jobs/{id}/events', tag, scope: 'run' } as const),
  ...{ summary: 'What a job tells while it runs, as server-sent events', problems: [404] as const },
  mediaTypes: ['text/event-stream'],
  params: numbered,
  run: async ({ context, path }) => {
    const { jobs } = context.service;
    const job = jobs.get(path.id);
    if (job === undefined) throw notFound('job');
    let stop = (): unknown => undefined;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const send = (name: string, data: string): void =>
          controller.enqueue(encoder.encode(`event: ${name}\ndata: ${data}\n\n`));
        for (const line of job.events) send('event', line);
        stop = jobs.listen(path.id, (line) => {
          if (line !== undefined) return send('event', line);
          const ended = jobs.get(path.id);
          send('end', JSON.stringify(ended === undefined ? {} : toJob(ended)));
          controller.close();
        });
      },
      cancel: () => void stop(),
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' } });
  },
});

function toEvent(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line; // a program that ends halfway through a line
  }
}

function toJob(job: Job): z.input<typeof jobSchema> {
  const { id, command, args, user, startedAt, endedAt, exitCode } = job;
  return {
    ...{ id, command, args: [...args], user },
    state: endOf(job) ?? 'running',
    startedAt: new Date(startedAt).toISOString(),
    ...(endedAt > 0 && { endedAt: new Date(endedAt).toISOString() }),
    ...(exitCode !== undefined && { exitCode }),
  };
}

export const jobOperations = [listJobs, startJob, getJob, stopJob, followJob];
