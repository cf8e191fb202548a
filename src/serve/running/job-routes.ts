import type { Context } from 'hono';
import { markup, nothing, type Markup } from '../../publish/markup.ts';
import { explanationPolicy } from '../../pipeline/explanation-page.ts';
import { callerOf, may, type AccessEnv } from '../access/caller.ts';
import { findCaller } from '../access/identify.ts';
import { noteAudit } from '../access/note-audit.ts';
import { answerPage, formField } from '../app-page.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { formText, refuse } from './guard-running.ts';
import { answerEvents, livePace, type LivePace } from './job-events.ts';
import { commandLine, jobState, jobView } from './job-view.ts';
import type { Job } from './jobs.ts';
import { actionForm, dataTable, duration, moment, notice, pageTitle, runningHead, section } from './page-parts.ts';
import { planArgs } from './plan-view.ts';
import { isPreview, readPreview } from './preview.ts';
import { findWriter, heldNote, startJob } from './start-job.ts';

/** What can be started by hand. */
const startable: Readonly<
  Record<
    string,
    { readonly label: string; readonly command: readonly [string, ...string[]]; readonly isForAdmins?: true }
  >
> = {
  collect: { label: 'Collect what is due', command: ['collect'] },
  'collect-all': { label: 'Collect from all feeds', command: ['collect', '--all'] },
  build: { label: 'Build the site', command: ['build'] },
  translate: { label: 'Translate', command: ['translate'] },
  plan: { label: 'Plan translations', command: ['translate', ...planArgs] },
  reindex: { label: 'Make the index anew', command: ['reindex'], isForAdmins: true },
};

/** More streams than this at once are refused; the page then loads itself again instead. */
const mostStreams = 64;

/** Jobs: what runs, ran and can be started.
 *
 *      GET and POST /app/jobs    GET /app/jobs/<id>    GET /app/jobs/<id>/events    GET /app/jobs/<id>/page    POST /app/jobs/<id>/stop */
export function addJobRoutes(app: ServiceApp, context: ServiceContext, pace: LivePace = livePace): void {
  const { jobs, access, clock, stopping } = context.service;
  const find = (c: Context<AccessEnv>): Job | undefined => {
    const id = c.req.param('id') ?? '';
    return /^\d{1,9}$/.test(id) ? jobs.get(Number(id)) : undefined;
  };
  const missing = (c: Context<AccessEnv>): Response | Promise<Response> =>
    refuse(c, context, 'There is no such job. The server keeps the last fifty, until it is started again.', 404);
  let streams = 0;

  app.get('/app/jobs', (c) => answerPage(c, context, jobsPage(c, context)));
  app.post('/app/jobs', async (c) => {
    const name = await formText(c, 'job');
    const wanted = Object.hasOwn(startable, name) ? startable[name] : undefined;
    if (wanted === undefined) return refuse(c, context, 'There is no such command.', 400);
    if (wanted.isForAdmins && !may(callerOf(c), 'admin')) return refuse(c, context, 'Only admins may do that.');
    const [command, ...args] = wanted.command;
    return startJob(c, context, command, args);
  });
  app.get('/app/jobs/:id', (c) => {
    const job = find(c);
    return job ? answerPage(c, context, jobPage(c, job, clock.now())) : missing(c);
  });
  app.get('/app/jobs/:id/events', (c) => {
    const { id = 0 } = find(c) ?? {};
    if (id === 0) return c.text('There is no such job.\n', 404);
    if (streams >= mostStreams) return c.text('Too many are watching.\n', 503);
    streams += 1;
    const state = () => {
      const job = jobs.get(id);
      return job && { view: jobView(job, clock.now()), isOver: job.endedAt > 0 };
    };
    const listen = (onChange: () => void): (() => void) => {
      const off = jobs.listen(id, onChange);
      return () => {
        streams -= 1;
        off();
      };
    };
    return answerEvents(c, { state, listen, isAllowed: () => may(findCaller(c, access), 'run') }, { pace, stopping });
  });
  app.get('/app/jobs/:id/page', (c) => {
    const job = find(c);
    const page = job && isPreview(job) ? readPreview(job).article?.page : undefined;
    if (page === undefined || page === '') return missing(c);
    // The words are those of a foreign page: it may do nothing at all, wherever it is opened.
    c.header('Content-Security-Policy', `${explanationPolicy}; frame-ancestors 'self'; sandbox`);
    c.header('Cache-Control', 'no-store');
    return c.html(page);
  });
  app.post('/app/jobs/:id/stop', (c) => {
    const job = find(c);
    if (job === undefined) return missing(c);
    jobs.stop(job.id);
    noteAudit(c, access, { action: 'job-stopped', target: commandLine(job), detail: `job ${job.id}` });
    return c.redirect(`/app/jobs/${job.id}`, 303);
  });
}

function jobsPage(
  c: Context<AccessEnv>,
  { service: { jobs, clock, holdsArchive = false } }: ServiceContext,
): { title: string; main: Markup; head: Markup } {
  const writer = findWriter(jobs);
  const isAdmin = may(callerOf(c), 'admin');
  const buttons = Object.entries(startable)
    .filter(([, { isForAdmins }]) => isForAdmins !== true || isAdmin)
    .map(([name, { label }]) => actionForm(c, '/app/jobs', label, { job: name }));
  const rows = jobs
    .list()
    .map((job) => [
      markup`<a href="/app/jobs/${job.id}">${job.id}</a>`,
      markup`<code>${commandLine(job).slice(0, 200)}</code>`,
      jobState(job),
      moment(job.startedAt),
      duration((job.endedAt || clock.now()) - job.startedAt),
      job.user,
    ]);
  const taken =
    writer &&
    notice(
      markup`<a href="/app/jobs/${writer.id}">Job ${writer.id}</a> is writing to the archive; the next may when it has ended.`,
    );
  const main = markup`${pageTitle('Jobs', 'Commands that run on this machine, as on the command line.')}${holdsArchive && notice(heldNote)}${taken}${section('Start', markup`<div class="run-actions">${buttons}</div>`)}${section('Last', dataTable('Jobs', ['Job', 'Command', 'State', 'Started', 'Time', 'By'], rows, 'None was started yet.'))}`;
  return { title: 'Jobs', main, head: runningHead };
}

function jobPage(c: Context<AccessEnv>, job: Job, now: number): { title: string; main: Markup; head: Markup } {
  const title = isPreview(job) ? 'Preview' : `Job ${job.id}`;
  const isRunning = job.endedAt === 0;
  const live = isRunning ? markup` data-live="/app/jobs/${job.id}/events"` : nothing;
  const next =
    job.command === 'retry' &&
    job.exitCode === 0 &&
    actionForm(c, '/app/jobs', startable['collect']?.label ?? '', { job: 'collect' });
  const stop = isRunning && actionForm(c, `/app/jobs/${job.id}/stop`, 'Stop');
  const main = markup`${pageTitle(title)}<p class="run-status" role="status">${jobState(job)}</p>
<div class="run-actions">${stop}${next}<a href="/app/jobs">All jobs</a></div>
${!isRunning && isPreview(job) && addForm(c, job)}<div class="run-live"${live}>${jobView(job, now)}</div>`;
  // Without a script the page loads itself again.
  const reload = isRunning && markup`<noscript><meta http-equiv="refresh" content="3"></noscript>`;
  return { title, main, head: markup`${runningHead}${reload}` };
}

/** What turns a preview into a source. */
function addForm(c: Context<AccessEnv>, job: Job): Markup {
  const { found } = readPreview(job);
  if (found === undefined || found.feeds.length === 0)
    return notice(
      markup`Nothing was found that could be collected. <a href="/app/add-source">Try another address</a>`,
      'wrong',
    );
  const choices = found.feeds.map(
    ({ url, kind, isChosen }, i) =>
      markup`<option value="${i}"${isChosen && markup` selected`}>${kind}: ${url}</option>`,
  );
  return section(
    'Add this source',
    markup`<form class="run-form" method="post" action="/app/add-source/write">${formField(c)}<input type="hidden" name="job" value="${job.id}">
<label>Name <input name="name" value="${found.name}" required maxlength="200"></label>
<label>Id, the name of its file <input name="id" value="${found.id}" required maxlength="64" pattern="[a-z0-9\\-]+" autocapitalize="none" spellcheck="false"></label>
<label>Follow <select name="feed">${choices}</select></label>
<button>Add</button></form>`,
  );
}
