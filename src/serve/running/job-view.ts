import { markup, nothing, type Markup, type MarkupValue } from '../../publish/markup.ts';
import { previewView } from './preview-view.ts';
import { isPreview } from './preview.ts';
import { isObject, readEvent } from './job-tally.ts';
import { endOf, type Job } from './jobs.ts';
import { dataTable, duration, factList, foreignLink, moment, reasonText, section } from './page-parts.ts';
import { isPlan, planView } from './plan-view.ts';

const eventsShown = 25;
const sourcesShown = 200;

/** What is going on in a job, or came of it. Everything that pages, feeds and hosts wrote is text here. */
export function jobView(job: Job, now: number): Markup {
  const special = isPreview(job) ? previewView(job) : isPlan(job) ? planView(job) : commonView(job);
  return markup`${jobFacts(job, now)}${special}${said(job)}`;
}

/** How a job stands, in a word or two. */
export function jobState(job: Pick<Job, 'endedAt' | 'exitCode'>): string {
  const end = endOf(job);
  return end === 'failed' ? `failed (exit ${job.exitCode ?? ''})` : (end ?? 'running');
}

/** The command as one would type it. */
export function commandLine({ command, args }: Pick<Job, 'command' | 'args'>): string {
  return ['courant', command, ...args].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}

function jobFacts(job: Job, now: number): Markup {
  const { user, startedAt, endedAt } = job;
  return factList([
    ['Command', markup`<code>${commandLine(job)}</code>`],
    ['Started', markup`${moment(startedAt)} by ${user}`],
    ['Time', duration((endedAt === 0 ? now : endedAt) - startedAt)],
  ]);
}

function commonView({ tally, events }: Job): Markup {
  const counts = [...tally.events].map(([name, count]): [string, MarkupValue] => [name, count]);
  const reasons = [...tally.reasons].sort((a, b) => b[1] - a[1]).map(([code, count]) => [count, reasonText(code)]);
  const sources = [...tally.sources]
    .slice(0, sourcesShown)
    .map(([id, { read, failed, stored, skipped, waiting }]) => [
      markup`<a href="/app/sources/${encodeURIComponent(id)}">${id}</a>`,
      ...[read, failed, stored, skipped, waiting],
    ]);
  const last = events
    .slice(-eventsShown)
    .reverse()
    .flatMap((line) => readEvent(line) ?? [])
    .map(({ event, source, url, detail }) => [
      event,
      source,
      foreignLink(url),
      markup`<bdi>${detail.slice(0, 300)}</bdi>`,
    ]);
  return markup`${tally.sum && section('Result', factList(flatten(tally.sum)))}${counts.length > 0 && section('So far', factList(counts))}${reasons.length > 0 && section('Reasons', dataTable('Reasons', ['Links', 'Reason'], reasons))}${sources.length > 0 && section('Sources', dataTable('Sources', ['Source', 'Feeds read', 'Feeds failed', 'Stored', 'Skipped', 'Waiting'], sources))}${last.length > 0 && section('Latest', dataTable('Latest', ['What', 'Source', 'Address', 'Detail'], last))}`;
}

/** The facts of a line that tells of the whole, as `articles stored  3`; two levels of them. */
function flatten(value: Readonly<Record<string, unknown>>): readonly (readonly [string, MarkupValue])[] {
  const facts = Object.entries(value).flatMap(([name, one]): [string, unknown][] =>
    isObject(one) ? Object.entries(one).map(([inner, two]) => [`${name} ${inner}`, two]) : [[name, one]],
  );
  return facts.flatMap(([name, one]): (readonly [string, MarkupValue])[] => {
    const text = Array.isArray(one) ? one.filter((item) => typeof item === 'string').join(', ') : one;
    if (name === 'event' || typeof text === 'object') return [];
    return [[name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`), String(text).slice(0, 500)]];
  });
}

/** What the command said besides: errors, mostly. */
function said({ said: text }: Job): Markup {
  if (text.trim() === '') return nothing;
  return section('Said', markup`<pre class="run-said" tabindex="0"><bdi>${text.trim()}</bdi></pre>`);
}
