import type { Context } from 'hono';
import type { Project } from '../../config/project.ts';
import type { Source } from '../../model/source.ts';
import { healthOf } from '../../pipeline/source-health.ts';
import { describeSources, type SourceStatus } from '../../pipeline/source-status.ts';
import { markup, type Markup, type MarkupValue } from '../../publish/markup.ts';
import type { AccessEnv } from '../access/caller.ts';
import { formField, type AppPage } from '../app-page.ts';
import type { Service } from '../service.ts';
import { dataTable, moment, pager, pageTitle, runningHead } from './page-parts.ts';

const pageSize = 50;

/** All sources, or those whose name or id holds a text. */
export async function sourcesPage(
  { sources }: Project,
  { store, clock }: Pick<Service, 'store' | 'clock'>,
  { text, page }: { readonly text: string; readonly page: number },
): Promise<AppPage> {
  const wanted = text.trim().toLowerCase();
  const matching = sources.filter(({ id, name }) => `${id} ${name.toLowerCase()}`.includes(wanted));
  const shown = matching.slice((page - 1) * pageSize, page * pageSize);
  const known = await store.listFeeds();
  const { sources: statuses, drifts } = await describeSources(shown, store, clock.now());
  const drifting = new Set(drifts.map(({ source }) => source));
  const rows = statuses.flatMap((status, i) => {
    const source = shown[i];
    if (source === undefined) return [];
    const { health } = healthOf(known.filter((feed) => feed.source === source.id));
    return [rowOf(source, status, drifting.has(source.id) ? `${health}, drifts` : health)];
  });
  const head = ['Source', 'Health', 'Last read', 'Stored', 'Waiting', 'Skipped', 'Rhythm', 'Next poll', 'Last error'];
  const main = markup`${pageTitle('Sources', `${sources.length} in sources/`)}<div class="run-actions"><a class="run-button" href="/app/add-source">Add a source</a>
<form class="run-action" method="get" action="/app/sources" role="search"><label>Name <input name="q" type="search" value="${text}"></label> <button>Find</button></form></div>
${dataTable('Sources', head, rows, sources.length === 0 ? 'There is none yet.' : 'None has such a name.')}${pager('/app/sources', { q: text }, page, matching.length > page * pageSize)}`;
  return { title: 'Sources', main, head: runningHead };
}

function rowOf(
  { id, name }: Source,
  { feeds, links, lastSuccessAt }: SourceStatus,
  health: string,
): readonly MarkupValue[] {
  const next =
    feeds
      .map(({ nextPollAt }) => nextPollAt)
      .filter((at) => at !== '')
      .sort()[0] ?? '';
  const fastest = feeds
    .filter(({ everyMinutes }) => everyMinutes > 0)
    .sort((a, b) => a.everyMinutes - b.everyMinutes)[0];
  const error = feeds.find(({ lastError }) => lastError !== '')?.lastError ?? '';
  return [
    markup`<a href="/app/sources/${id}">${name}</a>`,
    markup`<span class="run-health" data-health="${health.split(',', 1)[0] ?? ''}">${health}</span>`,
    moment(lastSuccessAt),
    ...[links.stored, links.waiting, links.skipped],
    fastest === undefined ? '' : everyText(fastest.everyMinutes),
    moment(next),
    markup`<bdi>${error.slice(0, 200)}</bdi>`,
  ];
}

export function everyText(minutes: number): string {
  if (minutes === 0) return '';
  return minutes < 120 ? `every ${minutes} min` : `every ${Math.round(minutes / 60)} h`;
}

/** Where somebody pastes an address. */
export function addSourcePage(c: Context<AccessEnv>, address: string): AppPage {
  const main: Markup = markup`${pageTitle('Add a source', 'Paste the address of a news site, a section of it, or a feed. You see what would be collected before anything is kept.')}<form class="run-form" method="post" action="/app/add-source">${formField(c)}
<label>Address <input name="address" type="text" inputmode="url" value="${address.slice(0, 2000)}" placeholder="https://news.example/" required maxlength="2000" autocapitalize="none" spellcheck="false"></label>
<button>Preview</button></form>
<p class="run-soft">The site is asked as the collector asks: one request at a time, and only what its robots.txt allows.</p>`;
  return { title: 'Add a source', main, head: runningHead };
}
