import { basename } from 'node:path';
import type { Context } from 'hono';
import { readProject } from '../../config/project.ts';
import { formatReport, NewsError } from '../../errors.ts';
import { toSourceId } from '../../model/ids.ts';
import { sourceText, writeNewSource } from '../../pipeline/write-found-source.ts';
import { callerOf, type AccessEnv } from '../access/caller.ts';
import { noteAudit } from '../access/note-audit.ts';
import { answerPage } from '../app-page.ts';
import type { ServiceApp, ServiceContext } from '../service.ts';
import { formText, refuse } from './guard-running.ts';
import { pageNumber } from './page-parts.ts';
import { isPreview, previewArgs, readPreview } from './preview.ts';
import { addSourcePage, sourcesPage } from './source-pages.ts';
import { sourcePage } from './source-page.ts';
import { startJob } from './start-job.ts';

/** One person may have so many previews made in so long: each asks a site a dozen times. */
const mostPreviews = 10;
const previewsMs = 600_000;

/** Sources: how they do, and new ones.
 *
 *      GET /app/sources?q=&page=    GET /app/sources/<id>    POST /app/sources/<id>/poll
 *      GET and POST /app/add-source    POST /app/add-source/write */
export function addSourceRoutes(app: ServiceApp, context: ServiceContext): void {
  const { service } = context;
  const read = () => readProject(service.project.root); // files may have been added since the server was started
  app.get('/app/sources', async (c) => {
    const query = { text: c.req.query('q') ?? '', page: pageNumber(c.req.query('page')) };
    return answerPage(c, context, await sourcesPage(await read(), service, query));
  });
  app.get('/app/sources/:id', async (c) => {
    const source = (await read()).sources.find(({ id }) => id === c.req.param('id'));
    if (source === undefined) return refuse(c, context, 'There is no such source.', 404);
    return answerPage(c, context, await sourcePage(c, source, service));
  });
  app.post('/app/sources/:id/poll', async (c) => {
    const source = (await read()).sources.find(({ id }) => id === c.req.param('id'));
    if (source === undefined) return refuse(c, context, 'There is no such source.', 404);
    return startJob(c, context, 'collect', [`--source=${source.id}`]);
  });
  app.get('/app/add-source', (c) => answerPage(c, context, addSourcePage(c, c.req.query('url') ?? '')));
  app.post('/app/add-source', (c) => startPreview(c, context));
  app.post('/app/add-source/write', (c) => writeSource(c, context));
}

async function startPreview(c: Context<AccessEnv>, context: ServiceContext): Promise<Response> {
  const { jobs, clock } = context.service;
  const address = await formText(c, 'address');
  const isOther = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(address) && !/^https?:\/\//i.test(address);
  if (address === '' || address.length > 2000 || isOther || !/[.:]/.test(address))
    return refuse(c, context, 'That is no web address. Paste one, as https://news.example/.', 400);
  const user = callerOf(c)?.user.name;
  const since = clock.now() - previewsMs;
  const own = jobs.list().filter((job) => isPreview(job) && job.user === user);
  if (own.some(({ endedAt }) => endedAt === 0))
    return refuse(c, context, 'A preview of yours is still running. Wait for it, or stop it.', 429);
  if (own.filter(({ startedAt }) => startedAt > since).length >= mostPreviews)
    return refuse(c, context, `${mostPreviews} previews in ten minutes are enough. Wait a little.`, 429);
  return startJob(c, context, 'add', [...previewArgs, address]);
}

/** Writes what a preview found; which of its ways in is followed, and what it is called, the person says. */
async function writeSource(c: Context<AccessEnv>, context: ServiceContext): Promise<Response> {
  const { jobs, project, access } = context.service;
  const job = jobs.get(Number(await formText(c, 'job')));
  const { found } = job && isPreview(job) ? readPreview(job) : {};
  const chosen = found?.feeds[Number(await formText(c, 'feed'))];
  if (found === undefined || chosen === undefined)
    return refuse(c, context, 'The preview is gone. Make another one.', 404);
  const id = toSourceId(await formText(c, 'id'));
  if (id === null) return refuse(c, context, 'The id needs a letter or a digit.', 400);
  const name = (await formText(c, 'name')).slice(0, 200) || found.name;
  const feeds = [chosen, ...found.feeds.filter((feed) => feed !== chosen)];
  try {
    const file = await writeNewSource(project, id, sourceText({ ...found, name, feeds }));
    noteAudit(c, access, { action: 'source-added', target: `sources/${basename(file)}`, detail: chosen.url });
  } catch (error) {
    if (!(error instanceof NewsError)) throw error;
    return refuse(c, context, formatReport(error.code, { detail: error.context.detail ?? '' }), 409);
  }
  return c.redirect(`/app/sources/${id}`, 303);
}
