import { parseDate } from '../dates/parse-date.ts';
import type { FeedPace } from '../model/feed-life.ts';
import { childrenNamed, firstText, textOf, type XmlElement } from './xml-tree.ts';

const hourMs = 3_600_000;
const periods: Readonly<Record<string, number>> = {
  hourly: hourMs,
  daily: 24 * hourMs,
  weekly: 7 * 24 * hourMs,
  monthly: 30 * 24 * hourMs,
  yearly: 365 * 24 * hourMs,
};
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** A year: nothing is scheduled further ahead. */
const longestMs = 365 * 24 * hourMs;

/** What a channel says of how often it changes; undefined when it says nothing that can be used.
 *  Specs: RSS 2.0 `ttl`, `skipHours`, `skipDays`; RDF Site Summary 1.0 Modules: Syndication. */
export function readPace(channel: XmlElement, now: number): FeedPace | undefined {
  const ttlMs = Number(firstText(channel, 'ttl')) * 60_000;
  const syndicationMs = syndicationOf(channel);
  const base = parseDate(firstText(channel, 'syndication:updatebase'), { now })?.instant;
  const stated = [ttlMs, syndicationMs ?? 0].filter((ms) => ms > 0).map((ms) => Math.min(ms, longestMs));
  const skipHours = namesIn(channel, 'skiphours', 'hour').flatMap(toHour);
  const skipDays = namesIn(channel, 'skipdays', 'day')
    .map((name) => days.indexOf(name.toLowerCase()))
    .filter((day) => day >= 0);
  if (stated.length === 0 && skipHours.length === 0 && skipDays.length === 0) return undefined;
  return {
    ...(stated.length === 0 ? {} : { everyMs: Math.max(...stated) }),
    ...(syndicationMs === undefined ? {} : { syndicationMs }),
    ...(syndicationMs === undefined || base === undefined ? {} : { base: Date.parse(base) }),
    skipHours: [...new Set(skipHours)],
    skipDays: [...new Set(skipDays)],
  };
}

/** `hourly` and 2 are every 30 minutes; a frequency without a period is so many times a day. */
function syndicationOf(channel: XmlElement): number | undefined {
  const period = firstText(channel, 'syndication:updateperiod').toLowerCase();
  const frequency = firstText(channel, 'syndication:updatefrequency');
  if (period === '' && frequency === '') return undefined;
  const periodMs = periods[period === '' ? 'daily' : period];
  const times = frequency === '' ? 1 : Number(frequency);
  return periodMs !== undefined && times >= 1 && times <= 1e6 ? periodMs / times : undefined;
}

function namesIn(channel: XmlElement, list: string, name: string): readonly string[] {
  return childrenNamed(channel, list).flatMap((element) => childrenNamed(element, name).map(textOf)).slice(0, 100); // prettier-ignore
}

/** 24 stands for midnight in RSS 0.9x. */
function toHour(text: string): readonly number[] {
  return /^\d{1,2}$/.test(text) && Number(text) <= 24 ? [Number(text) % 24] : [];
}
