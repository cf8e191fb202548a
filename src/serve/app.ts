import { Hono, type Context } from 'hono';
import { NewsError } from '../errors.ts';
import { renderNotFoundPage } from '../publish/plain-pages.ts';
import { toSiteContext } from '../publish/site-context.ts';
import { addAppAssets } from './app-assets.ts';
import type { AppContext, AppOptions } from './app-context.ts';
import { addAccessRoutes } from './access/access-routes.ts';
import type { AccessEnv } from './access/caller.ts';
import { identify } from './access/identify.ts';
import { addClientRoutes } from './clients/client-routes.ts';
import { addHubRoutes } from './hub-routes.ts';
import { listArticlesJson, searchJson } from './api.ts';
import { changesJson, listChangesJson } from './changes-api.ts';
import { keepAnswers } from './kept-answers.ts';
import { createKeptFiles } from './kept-files.ts';
import { readSearchRequest, renderSearchAnswer } from './search-answer.ts';
import { listStoriesJson, storyJson } from './stories-api.ts';
import { addOperationRoutes } from './operation/operation-routes.ts';
import { addReadingRoutes } from './reading/reading-routes.ts';
import { addRestRoutes } from './rest/rest-routes.ts';
import { addRunningRoutes } from './running/running-routes.ts';
import type { Service, ServiceApp, ServiceContext } from './service.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { answerFile } from './static-files.ts';

/** The web server of an archive, as a function from request to answer: the built site, its search, and a small read API.
 *
 *      GET and POST /websub/… (only with `hubs`)
 *      GET /search?q=&outlet=&lang=&in=&tag=&author=&story=&since=&until=&sort=&page=    GET /api/search    GET /api/articles    GET /healthz    GET /…
 *      GET /api/changes    GET /api/articles/<id>/changes    GET /api/stories    GET /api/stories/<id> */
export function createApp(options: AppOptions, service?: Service): Hono<AccessEnv> {
  const context: AppContext = { ...options, pages: toSiteContext(options.site, options.look) };
  const app = new Hono<AccessEnv>();
  const kept = createKeptFiles();
  app.use('*', async (c, next) => {
    await next();
    setSecurityHeaders(c);
  });
  if (service) addService(app, { ...context, service });
  const same = options.mark ? [keepAnswers(options.mark)] : [];
  for (const path of keptPaths) app.use(path, ...same);
  app.on(['GET'], ['/search', '/search/', '/search/index.html'], async (c) => {
    const answer = await renderSearchAnswer(context, readSearchRequest(c), c.req.path === '/search' ? '' : '../');
    c.header('Cache-Control', 'no-cache');
    return c.html(answer);
  });
  app.get('/api/search', async (c) => c.json(await searchJson(context, readSearchRequest(c)), 200, noCache));
  app.get('/api/articles', async (c) => c.json(await listArticlesJson(context, readSearchRequest(c)), 200, noCache));
  app.get('/api/changes', async (c) => c.json(await listChangesJson(context), 200, noCache));
  app.get('/api/articles/:id/changes', async (c) => {
    const changes = await changesJson(context, c.req.param('id'));
    return changes ? c.json(changes, 200, noCache) : c.json({ error: 'not found' }, 404);
  });
  app.get('/api/stories', async (c) => c.json(await listStoriesJson(context), 200, noCache));
  app.get('/api/stories/:id', async (c) => {
    const story = await storyJson(context, c.req.param('id'));
    return story ? c.json(story, 200, noCache) : c.json({ error: 'not found' }, 404);
  });
  app.get('/healthz', (c) => c.json({ status: 'ok' }, 200, noCache));
  if (options.hubs) addHubRoutes(app, options.hubs);
  app.all('/api/*', (c) => c.json({ error: 'not found' }, 404));
  app.get('*', async (c) => (await answerFile(options.siteDir, c.req.raw, kept)) ?? notFound(c, context));
  app.all('*', (c) => c.text('This server is for reading.\n', 405, { Allow: 'GET, HEAD' }));
  app.onError((error, c) => {
    const isBusy = error instanceof NewsError && error.code === 'store/locked';
    // Whoever went away before the end of what they sent is told nothing, and so are we.
    if (!isBusy && !c.req.raw.signal.aborted) (options.onError ?? console.error)(error);
    const answer = isBusy
      ? c.text('The archive is busy. Ask again in a moment.\n', 503, { 'Retry-After': '2' })
      : c.text('The server could not answer.\n', 500);
    setSecurityHeaders(c);
    return answer;
  });
  return app;
}

/** Before all else, as it decides who may read the rest. */
function addService(app: ServiceApp, context: ServiceContext): void {
  addOperationRoutes(app, context);
  addAppAssets(app);
  app.use('*', identify(context.service.access));
  addAccessRoutes(app, context);
  addRestRoutes(app, context);
  addClientRoutes(app, context);
  addReadingRoutes(app, context);
  addRunningRoutes(app, context);
}

/** What is the same for all who may read it. */
const keptPaths = [
  '/search',
  '/search/',
  '/search/index.html',
  '/api/search',
  '/api/articles',
  '/api/changes',
  '/api/stories',
];

const noCache = { 'Cache-Control': 'no-cache' };

/** A page of our own, with links that lead back from wherever it is shown. */
function notFound(c: Context, context: AppContext): Response | Promise<Response> {
  const depth = new URL(c.req.url).pathname.split('/').length - 2;
  return c.html(renderNotFoundPage(context.pages, '../'.repeat(depth)), 404, noCache);
}
