import type { Context } from 'hono';
import { readProject } from '../../config/project.ts';
import { NewsError, skipCodes } from '../../errors.ts';
import type { LinkState } from '../../model/link.ts';
import { traceLink, type LinkTrace } from '../../pipeline/trace-link.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import { listPauses } from '../../store/pauses.ts';
import type { Accounting, HostQueue, LinkQuery } from '../../store/link-store.ts';
import { toUrl } from '../../url/normalize.ts';
import { siteOf } from '../../url/site.ts';
import type { AccessEnv } from '../access/caller.ts';
import { answerPage, type AppPage } from '../app-page.ts';
import type { Service, ServiceApp, ServiceContext } from '../service.ts';
import { formText, refuse } from './guard-running.ts';
import { linkRow, linkTableHead } from './link-table.ts';
import {
  actionForm,
  dataTable,
  factList,
  foreignLink,
  moment,
  pageNumber,
  pager,
  pageTitle,
  reasonText,
  runningHead,
  section,
} from './page-parts.ts';
import { startJob } from './start-job.ts';

const pageSize = 50;
const hostsShown = 20;
const states: readonly LinkState[] = ['waiting', 'stored', 'skipped'];

/** Links: those that wait, and what became of the others.
 *
 *      GET /app/links?state=&source=&code=&page=    GET /app/links/trace?url=    POST /app/links/retry */
export function addLinkRoutes(app: ServiceApp, context: ServiceContext): void {
  const { service } = context;
  app.get('/app/links', async (c) => answerPage(c, context, await linksPage(c, service)));
  app.get('/app/links/trace', async (c) => {
    const url = c.req.query('url') ?? '';
    try {
      return await answerPage(c, context, tracePage(c, await traceLink(url, service.store)));
    } catch (error) {
      if (!(error instanceof NewsError) || error.code !== 'pipeline/unknown-link') throw error;
      return refuse(c, context, 'No source ever found this address.', 404);
    }
  });
  app.post('/app/links/retry', async (c) => {
    const [url, code, source] = [await formText(c, 'url'), await formText(c, 'code'), await formText(c, 'source')];
    if (code !== '' && !skipCodes.some((one) => one === code))
      return refuse(c, context, 'There is no such reason.', 400);
    const args = [
      ...(code === '' ? [] : [`--reason=${code}`]),
      ...(source === '' ? [] : [`--source=${source}`]),
      ...(url === '' ? [] : ['--', url]),
    ];
    return startJob(c, context, 'retry', args);
  });
}

function readQuery(c: Context<AccessEnv>): Omit<LinkQuery, 'limit'> {
  const state = states.find((one) => one === c.req.query('state'));
  const { source = '', code = '' } = c.req.query();
  return { ...(state && { state }), ...(source !== '' && { source }), ...(code !== '' && { code }) };
}

async function linksPage(c: Context<AccessEnv>, { store, clock, project: { root } }: Service): Promise<AppPage> {
  const query = readQuery(c);
  const page = pageNumber(c.req.query('page'));
  const found = await store.findLinks({ ...query, limit: pageSize + 1, offset: (page - 1) * pageSize });
  const { sources } = await readProject(root); // some may have been added since the server was started
  const source = sources.find(({ id }) => id === query.source)?.id;
  const accounting = await store.accounting(source);
  const pauses = listPauses(root, clock.now());
  const asked = { state: query.state ?? '', source: query.source ?? '', code: query.code ?? '' };
  const { found: all, stored, skipped, waiting } = accounting;
  const main = markup`${pageTitle('Links', `${all} found = ${stored} stored + ${skipped} skipped + ${waiting} waiting`)}${filterForm(
    asked,
    accounting,
    sources.map(({ id }) => id),
  )}
${dataTable('Links', linkTableHead, found.slice(0, pageSize).map(linkRow), 'No link is like that.')}${pager('/app/links', asked, page, found.length > pageSize)}${section('Why links were skipped', reasonTable(c, accounting, source ?? ''))}${section('Hosts that links wait for', hostTable(await store.listHosts(hostsShown), pauses))}`;
  return { title: 'Links', main, head: runningHead };
}

function filterForm(
  asked: Readonly<Record<'state' | 'source' | 'code', string>>,
  { reasons }: Accounting,
  sources: readonly string[],
): Markup {
  const select = (name: 'state' | 'source' | 'code', label: string, values: readonly string[]): Markup => {
    const known = asked[name] === '' || values.includes(asked[name]) ? values : [asked[name], ...values];
    const options = known.map(
      (value) => markup`<option value="${value}"${value === asked[name] && markup` selected`}>${value}</option>`,
    );
    return markup`<label>${label} <select name="${name}"><option value="">any</option>${options}</select></label> `;
  };
  return markup`<form class="run-action run-filter" method="get" action="/app/links">${select('state', 'State', states)}${select('source', 'Source', sources)}${select(
    'code',
    'Reason',
    reasons.map(({ code }) => code),
  )}<button>Show</button></form>`;
}

function reasonTable(c: Context<AccessEnv>, { reasons }: Accounting, source: string): Markup {
  const of = source === '' ? '' : ` of ${source}`;
  const rows = reasons.map(({ code, count }) => [
    markup`<a href="/app/links?${new URLSearchParams({ state: 'skipped', code, source }).toString()}">${count}</a>`,
    reasonText(code),
    code === 'discover/excluded' ? '' : actionForm(c, '/app/links/retry', 'Try again', { code, source }),
  ]);
  const all = actionForm(c, '/app/links/retry', `Try again all${of} whose reason may have passed`, { source });
  return markup`${dataTable('Reasons', ['Links', 'Reason', ''], rows, 'None was skipped.')}${reasons.length > 0 && all}`;
}

function hostTable(hosts: readonly HostQueue[], pauses: ReadonlyMap<string, number>): Markup {
  const rows = hosts.map(({ host, waiting, dueAt }) => {
    const url = toUrl(`http://${host}/`);
    const until = url === null ? undefined : pauses.get(siteOf(url));
    return [
      markup`<bdi>${host}</bdi>`,
      waiting,
      moment(dueAt),
      until === undefined ? '' : markup`until ${moment(until)}`,
    ];
  });
  return dataTable('Hosts', ['Host', 'Links', 'First due', 'Pause'], rows, 'No link waits.');
}

function tracePage(c: Context<AccessEnv>, trace: LinkTrace): AppPage {
  const { link, pages, article, addresses } = trace;
  const { url, source, foundIn, foundAt, hints, state, skip, attempts, dueAt } = link;
  const facts = factList([
    ['Address', foreignLink(url)],
    ['Found', markup`${moment(foundAt)} by <a href="/app/sources/${source}">${source}</a> in ${foreignLink(foundIn)}`],
    ['Title in the feed', markup`<bdi>${hints.title ?? '–'}</bdi>`],
    ['Date in the feed', moment(hints.publishedAt ?? '')],
    [
      'State',
      `${state} after ${attempts} ${attempts === 1 ? 'try' : 'tries'}${link.recheck ? ', to be fetched again' : ''}`,
    ],
    ['Not before', state === 'waiting' ? moment(dueAt) : ''],
    ['Reason', skip ? markup`${reasonText(skip.code)} <bdi>${skip.detail.slice(0, 1000)}</bdi>` : ''],
    ['Stored as', article ? markup`<code>${article.path}</code>, revision ${article.revision}` : ''],
    ['Also at', addresses.filter((one) => one !== article?.url).map((one) => markup`${foreignLink(one)}<br>`)],
  ]);
  const fetched = pages.map((page) => [
    moment(page.fetchedAt),
    page.status,
    page.url === page.requestedUrl ? '' : foreignLink(page.url),
    markup`<code>${page.warc}</code> at ${page.offset}, ${page.length} bytes`,
  ]);
  const retry = state !== 'stored' && actionForm(c, '/app/links/retry', 'Try again', { url });
  const takeDown = article && markup`<a href="/app/policy?article=${encodeURIComponent(article.path)}">Take down</a>`;
  const main = markup`${pageTitle('One link')}<div class="run-actions">${retry}${takeDown} <a href="/app/links">All links</a></div>
${facts}${section('Fetched', dataTable('Fetched', ['When', 'Status', 'Redirected to', 'Kept'], fetched, 'Not fetched yet.'))}<p class="run-soft">How its page is read, decision by decision: <code>courant explain ${url}</code></p>`;
  return { title: 'One link', main, head: runningHead };
}
