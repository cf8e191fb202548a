import { markup, nothing, type Markup } from '../../publish/markup.ts';
import type { FoundFeed } from '../../pipeline/rank-feeds.ts';
import { dataTable, factList, foreignLink, moment, section } from './page-parts.ts';
import { readPreview, type Preview } from './preview.ts';
import type { Job } from './jobs.ts';

/** What a source would bring, as far as it is known. */
export function previewView(job: Job): Markup {
  const preview = readPreview(job);
  const { looked, found } = preview;
  const last = looked.at(-1);
  return markup`${job.endedAt === 0 && last !== undefined && markup`<p class="run-notice">Looking at <bdi>${last}</bdi></p>`}${found && section('Ways in', feedTable(found.feeds))}${found && failedList(preview)}${linkList(preview)}${articlePart(job, preview)}`;
}

function feedTable(feeds: readonly FoundFeed[]): Markup {
  const rows = feeds.map((feed) => [
    feed.isChosen ? markup`<strong>best</strong>` : '',
    feed.kind,
    markup`${foreignLink(feed.url)}${feed.title !== '' && markup`<br><bdi>${feed.title.slice(0, 200)}</bdi>`}`,
    feed.links,
    moment(feed.newest),
    feed.because,
  ]);
  return dataTable('Ways in', ['', 'Kind', 'Address', 'Links', 'Newest', 'Why'], rows);
}

function failedList({ found }: Preview): Markup {
  if (found === undefined || found.failed.length === 0) return nothing;
  const rows = found.failed.map(({ url, reason }) => [foreignLink(url), markup`<bdi>${reason}</bdi>`]);
  return section('Tried in vain', dataTable('Tried in vain', ['Address', 'Reason'], rows));
}

function linkList({ links }: Preview): Markup {
  if (links === undefined) return nothing;
  const rows = links.links.map(({ url, title, date }) => [moment(date), foreignLink(url, title)]);
  const empty = links.detail === '' ? 'There are none.' : links.detail;
  return section('Newest links', dataTable('Newest links', ['Date', 'Link'], rows, empty));
}

function articlePart({ id }: Job, { article }: Preview): Markup {
  if (article === undefined) return nothing;
  const { url, title, confidence, detail, page } = article;
  const facts = factList([
    ['Article', foreignLink(url, title)],
    ['Confidence', detail === '' ? confidence.toFixed(2) : ''],
    ['Not read', detail],
  ]);
  const frame = markup`<p><a href="/app/jobs/${id}/page">Open by itself</a></p>
<iframe class="run-frame" src="/app/jobs/${id}/page" sandbox="" title="The page, with what was read of it" referrerpolicy="no-referrer"></iframe>`;
  return section('How an article is read', markup`${facts}${page !== '' && frame}`);
}
