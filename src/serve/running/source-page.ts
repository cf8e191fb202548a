import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from 'hono';
import type { Source } from '../../model/source.ts';
import { describeDrift } from '../../pipeline/describe-drift.ts';
import { describeSources, type FeedStatus, type SourceDrift } from '../../pipeline/source-status.ts';
import { markup, nothing, type Markup, type MarkupValue } from '../../publish/markup.ts';
import type { Observation } from '../../store/store.ts';
import type { AccessEnv } from '../access/caller.ts';
import type { AppPage } from '../app-page.ts';
import type { Service } from '../service.ts';
import { linkRow, linkTableHead } from './link-table.ts';
import {
  actionForm,
  dataTable,
  factList,
  foreignLink,
  moment,
  pageTitle,
  reasonText,
  runningHead,
  section,
} from './page-parts.ts';
import { everyText } from './source-pages.ts';

const linksShown = 30;
const fileChars = 20_000;

/** All that is known of one source. */
export async function sourcePage(
  c: Context<AccessEnv>,
  source: Source,
  { project, store, clock }: Pick<Service, 'project' | 'store' | 'clock'>,
): Promise<AppPage> {
  const { id, name, home, language = '', country = '', file, topics } = source;
  const { sources, drifts } = await describeSources([source], store, clock.now());
  const { feeds = [], links, confidence } = sources[0] ?? {};
  const accounting = await store.accounting(id);
  const newest = await store.findLinks({ source: id, limit: linksShown });
  const text = await readFile(join(project.root, file), 'utf8').catch(() => ''); // removed meanwhile
  const facts = factList([
    ['Home', home ? foreignLink(home) : ''],
    ['Language', language],
    ['Country', country],
    ['Topics', topics.join(', ')],
    [
      'Links',
      links
        ? `${links.found} found = ${links.stored} stored + ${links.skipped} skipped + ${links.waiting} waiting`
        : '',
    ],
    ['Confidence', confidence === undefined ? '' : confidence.toFixed(2)],
  ]);
  const reasons = accounting.reasons.map(({ code, count }) => [
    markup`<a href="/app/links?source=${id}&amp;code=${encodeURIComponent(code)}">${count}</a>`,
    reasonText(code),
  ]);
  const main = markup`${pageTitle(name)}<div class="run-actions">${actionForm(c, `/app/sources/${id}/poll`, 'Poll now')}<a href="/app/links?source=${id}">Its links</a> <a href="/app/sources">All sources</a></div>
${facts}${section('Feeds', feedTable(feeds))}${driftPart(drifts)}${section('Readings', readingFacts(await store.listObservations(id)))}${section('Reasons', dataTable('Reasons', ['Links', 'Reason'], reasons, 'No link was skipped.'))}${section('Newest links', dataTable('Newest links', linkTableHead, newest.map(linkRow)))}${section(
    'File',
    markup`<p><code>${file}</code> is edited by hand; the server reads it.</p>
<pre class="run-said" tabindex="0">${text.slice(0, fileChars)}</pre>`,
  )}`;
  return { title: name, main, head: runningHead };
}

function feedTable(feeds: readonly FeedStatus[]): Markup {
  const rows = feeds.map((feed): readonly MarkupValue[] => [
    markup`${foreignLink(feed.url)}${feed.push && markup`<br><span class="run-soft">push: ${feed.push.state}, ${feed.push.hub}</span>`}`,
    feed.state === 'failed' ? `failed ${feed.errorsInARow}×` : feed.state,
    moment(feed.lastSuccessAt),
    feed.links,
    markup`${everyText(feed.everyMinutes)} <span class="run-soft">${feed.because}</span>`,
    moment(feed.nextPollAt),
    markup`<bdi>${feed.lastError}</bdi>${feed.toDo !== '' && markup`<br><span class="run-soft">${feed.toDo}</span>`}`,
  ]);
  return dataTable('Feeds', ['Feed', 'State', 'Last read', 'Links', 'Rhythm', 'Next poll', 'Last error'], rows);
}

function driftPart(drifts: readonly SourceDrift[]): Markup {
  if (drifts.length === 0) return nothing;
  const rows = drifts.map((drift) => [describeDrift(drift), foreignLink(drift.url)]);
  return section('Drift: its pages are not read as they used to be', dataTable('Drift', ['What', 'Look at'], rows));
}

/** How its last pages were read. */
function readingFacts(observations: readonly Observation[]): Markup {
  const read = observations.filter(({ skip }) => skip === '');
  if (read.length === 0) return markup`<p class="run-empty">No page was read yet.</p>`;
  const share = (has: (one: Observation) => boolean): string =>
    `${Math.round((100 * read.filter(has).length) / read.length)} %`;
  const lengths = read.map(({ length }) => length).sort((a, b) => a - b);
  return factList([
    ['Pages', `${observations.length}, ${observations.length - read.length} of them no article`],
    ['Median length', `${(lengths[lengths.length >> 1] ?? 0).toLocaleString('en-US')} characters`],
    ['With authors', share(({ hasAuthors }) => hasAuthors)],
    ['With a date', share(({ hasDate }) => hasDate)],
    ['With a picture', share(({ hasImage }) => hasImage)],
  ]);
}
