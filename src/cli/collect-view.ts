import type { PipelineEvent } from '../pipeline/work.ts';

/** What a person sees while links are worked off: totals, the outlets that were active last with their rates, and the reasons. */
export interface CollectView {
  /** `now`: milliseconds of any clock that only goes forward, here and below. */
  add(event: PipelineEvent, now: number): void;
  /** At most eleven lines. */
  lines(now: number): readonly string[];
  /** The same in one line, without the outlets. */
  line(now: number): string;
}

interface OutletRow {
  stored: number;
  skipped: number;
  waiting: number;
  lastAt: number;
  /** What the latest event was about. */
  last: string;
  /** When its latest articles were stored. */
  readonly times: number[];
}

const rateOverMs = 10_000;
const outletsShown = 8;
const reasonsShown = 4;

export function createCollectView(startedAt: number): CollectView {
  const counts = new Map<PipelineEvent['event'], number>();
  const reasons = new Map<string, number>();
  const outlets = new Map<string, OutletRow>();
  const times: number[] = [];
  const count = (event: PipelineEvent['event']): number => counts.get(event) ?? 0;
  const totals = (now: number): string => {
    const read = `feeds ${count('feed-read')} read${count('feed-failed') === 0 ? '' : `, ${count('feed-failed')} failed`}`;
    const links = `${count('stored')} stored, ${count('revised')} revised, ${count('skipped')} skipped, ${count('waiting')} waiting`;
    return `${toClock(now - startedAt)}  ${read}  ${links}  ${rateOf(times, startedAt, now)} articles/s`;
  };
  return {
    add: (event, now) => {
      counts.set(event.event, count(event.event) + 1);
      const isPutOff = event.event === 'skipped' || event.event === 'waiting';
      if (isPutOff) reasons.set(event.detail, (reasons.get(event.detail) ?? 0) + 1);
      const isStored = event.event === 'stored' || event.event === 'revised';
      if (isStored) noteTime(times, now);
      if (event.source !== '') addToOutlet(outlets, event, now);
    },
    lines: (now) => [totals(now), ...outletLines(outlets, startedAt, now), ...reasonLine(reasons)],
    line: (now) => [totals(now), ...reasonLine(reasons)].join('  '),
  };
}

function addToOutlet(
  outlets: Map<string, OutletRow>,
  { event, source, url, detail }: PipelineEvent,
  now: number,
): void {
  let row = outlets.get(source);
  if (row === undefined)
    outlets.set(source, (row = { stored: 0, skipped: 0, waiting: 0, lastAt: 0, last: '', times: [] }));
  row.lastAt = now;
  row.last = event === 'feed-read' || event === 'feed-failed' ? detail : url;
  if (event === 'skipped') row.skipped += 1;
  else if (event === 'waiting') row.waiting += 1;
  else if (event === 'stored' || event === 'revised') {
    row.stored += 1;
    noteTime(row.times, now);
  }
}

function outletLines(outlets: ReadonlyMap<string, OutletRow>, startedAt: number, now: number): readonly string[] {
  const latest = [...outlets].sort(([, a], [, b]) => b.lastAt - a.lastAt).slice(0, outletsShown);
  // In a fixed order, so that lines do not jump.
  const rows = latest.sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.min(28, Math.max(0, ...rows.map(([name]) => name.length)));
  return rows.map(([name, { stored, skipped, waiting, times, last }]) => {
    const parts = [`${String(stored).padStart(5)} stored`, `${String(skipped).padStart(4)} skipped`];
    if (waiting > 0) parts.push(`${waiting} waiting`);
    return `  ${name.slice(0, width).padEnd(width)} ${parts.join('  ')}  ${rateOf(times, startedAt, now)}/s  ${last}`;
  });
}

function reasonLine(reasons: ReadonlyMap<string, number>): readonly string[] {
  if (reasons.size === 0) return [];
  const most = [...reasons].sort(([, a], [, b]) => b - a);
  const shown = most.slice(0, reasonsShown).map(([reason, number]) => `${number} ${reason}`);
  const left = most.length - shown.length;
  return [`  ${shown.join(' · ')}${left > 0 ? ` · ${left} more reasons` : ''}`];
}

/** Forgets what no rate counts: of most outlets none is ever shown. */
function noteTime(times: number[], now: number): void {
  forgetOld(times, now);
  times.push(now);
}

function forgetOld(times: number[], now: number): void {
  while (times.length > 0 && now - (times[0] ?? 0) > rateOverMs) times.shift();
}

/** Over the last ten seconds. */
function rateOf(times: number[], startedAt: number, now: number): string {
  forgetOld(times, now);
  const seconds = Math.max(1000, Math.min(rateOverMs, now - startedAt)) / 1000;
  return (times.length / seconds).toFixed(1);
}

function toClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
