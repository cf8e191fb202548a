import { attr, rawContent, textOf } from '../html/query.ts';
import type { Element } from '../html/query.ts';
import { parseDate } from '../dates/parse-date.ts';
import type { StatedDate } from '../model/article.ts';
import { textOfLd } from './json-ld.ts';
import { chosen, found } from './witness.ts';
import type { Found, Witnesses } from './witness.ts';

export interface FoundDates {
  readonly published?: Found<StatedDate>;
  readonly modified?: Found<StatedDate>;
}

interface DateCandidate {
  readonly text: string;
  readonly from: string;
  readonly confidence: number;
}

const publishedMetas = [
  'article:published_time',
  'og:published_time',
  'og:article:published_time',
  'article:published',
  'datepublished',
  'itemprop:datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'publishdate',
  'publish-date',
  'publish_date',
  'pubdate',
  'publication_date',
  'publicationdate',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date',
  'dc.date.created',
  'dcterms.date',
  'dc:date',
  'article.published',
  'article_date_original',
  'originalpublicationdate',
  'citation_publication_date',
  'citation_date',
  'vr:published_time',
  'cse_date',
  'ptime',
  'last-published',
  'date',
  'pdate',
  'rnews:datepublished',
  'bt:pubdate',
  'prism.publicationdate',
  'displaydate',
  'date.release',
  'created',
  'itemprop:datecreated',
];
const modifiedMetas = [
  'article:modified_time',
  'og:updated_time',
  'og:modified_time',
  'itemprop:datemodified',
  'article:modified',
  'article:updated',
  'datemodified',
  'last-modified',
  'lastmod',
  'lastmodified',
  'dcterms.modified',
  'dc.date.modified',
  'updated_time',
  'revision_date',
];

/** When the article was published and last modified, with the page's own offsets. The most exact of the sources that
 *  agree on the day wins over one that gives only a day. Sources: schema.org/datePublished, Open Graph, `time`, visible
 *  dates, the address. */
export function findDates(witnesses: Witnesses, visible: readonly string[]): FoundDates {
  const published =
    pick('published', publishedCandidates(witnesses, visible), witnesses) ??
    pick('published', lastCandidates(witnesses), witnesses);
  const modified = pick('modified', modifiedCandidates(witnesses), witnesses);
  const isLater =
    modified !== undefined &&
    (published === undefined || Date.parse(modified.value.instant) >= Date.parse(published.value.instant));
  return {
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined || !isLater ? {} : { modified }),
  };
}

function publishedCandidates(witnesses: Witnesses, visible: readonly string[]): DateCandidate[] {
  const { facts, articles, hints, url, ruled } = witnesses;
  const list: DateCandidate[] = [];
  const add = (text: string | undefined, from: string, confidence: number): void => {
    if (text !== undefined && text !== '') list.push({ text, from, confidence });
  };
  add(ruled.published, 'site rule', 0.99);
  for (const article of articles.slice(0, 3)) add(textOfLd(article['datePublished']), 'json-ld datePublished', 0.97);
  for (const name of publishedMetas) add(facts.metas.get(name)?.[0], `meta ${name}`, 0.9);
  for (const property of ['datepublished', 'pubdate', 'datecreated', 'published', 'issued']) {
    add(facts.properties.get(property)?.[0]?.value, `microdata ${property}`, 0.85);
  }
  for (const article of articles.slice(0, 2)) {
    add(textOfLd(article['dateCreated'] ?? article['uploadDate']), 'json-ld dateCreated', 0.75);
  }
  for (const time of facts.times.slice(0, 8)) {
    if (attr(time, 'pubdate') !== '' || 'pubdate' in time.attribs || isDateNamed(time))
      add(timeValue(time), 'dom time', 0.8);
  }
  for (const text of visible) add(text, 'dom date near title', 0.65);
  if (facts.times.length <= 3) for (const time of facts.times) add(timeValue(time), 'dom time', 0.6);
  add(hints.publishedAt, 'feed', 0.8);
  add(urlDate(url), 'url', 0.7);
  const first = facts.times[0];
  if (first !== undefined) add(timeValue(first), 'dom time', 0.4);
  return list;
}

/** Where a page that states its date nowhere else still has it: in the data of its scripts, behind its title. */
function lastCandidates({ facts }: Witnesses): DateCandidate[] {
  const list: DateCandidate[] = [];
  for (const script of facts.scripts) {
    const [, value] = publishedKey.exec(rawContent(script).slice(0, mostScript)) ?? [];
    if (value !== undefined) list.push({ text: value, from: 'script data', confidence: 0.55 });
  }
  const behind = /[|·–—-]\s*([\d./ -]{8,12})$/.exec(facts.titleTag)?.[1];
  if (behind !== undefined) list.push({ text: behind, from: 'title tag', confidence: 0.5 });
  return list;
}

const mostScript = 1_000_000;
/** A key of a data layer or state that says when the page was published, and its value. */
const publishedKey =
  /\b(?:(?:first|original|article|content|story|news|page|post)[_-]?)?(?:publish(?:ed)?|publication|pub)[_-]?(?:date(?:time)?|at|time|on|timestamp)\\?["']?\s*:\s*\\?["']?([\w:.+-]{8,35}(?: \d\d:\d\d(?::\d\d)?)?)/i;

function modifiedCandidates({ facts, articles, hints }: Witnesses): DateCandidate[] {
  const list: DateCandidate[] = [];
  const add = (text: string | undefined, from: string, confidence: number): void => {
    if (text !== undefined && text !== '') list.push({ text, from, confidence });
  };
  for (const article of articles.slice(0, 3)) add(textOfLd(article['dateModified']), 'json-ld dateModified', 0.95);
  for (const name of modifiedMetas) add(facts.metas.get(name)?.[0], `meta ${name}`, 0.85);
  add(facts.properties.get('datemodified')?.[0]?.value, 'microdata dateModified', 0.8);
  add(hints.modifiedAt, 'feed', 0.7);
  return list;
}

function pick(step: string, candidates: readonly DateCandidate[], witnesses: Witnesses): Found<StatedDate> | undefined {
  let best: Found<StatedDate> | undefined;
  const defaultOffsetMinutes = offsetTold(witnesses);
  for (const { text, from, confidence } of candidates.slice(0, 40)) {
    const isVisible = from.startsWith('dom') || from === 'site rule';
    const date = parseDate(text, { now: witnesses.now, ...(isVisible ? { defaultOffsetMinutes } : {}) });
    if (date === null || !isPlausible(date, witnesses.now)) continue;
    witnesses.trace?.push({
      stage: 'extract',
      step,
      target: text.slice(0, 80),
      decision: 'considered',
      because: from,
      score: confidence,
    });
    if (best === undefined) {
      best = found(date, from, confidence);
    } else if (best.value.precision === 'day' && date.precision === 'time' && isNearDay(best.value, date)) {
      // The same day, told with its time by another source.
      best = found(date, from, confidence);
    }
    if (best.value.precision === 'time') break;
  }
  return best === undefined ? undefined : chosen(step, best, witnesses, (value) => value.instant);
}

/** The offset that the page's own dates carry, for visible ones without. */
function offsetTold({ articles }: Witnesses): number {
  const text = textOfLd(articles[0]?.['datePublished']) || textOfLd(articles[0]?.['dateModified']);
  // Behind a time of day: `12-05-2024` ends in a year.
  const match = /\d\d:?\d\d(?:\.\d+)?\s?([+-])(\d\d):?(\d\d)$/.exec(text);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

function isPlausible(date: StatedDate, now: number): boolean {
  const at = Date.parse(date.instant);
  return at > Date.UTC(1990, 0, 1) && at < now + 2 * 86_400_000;
}

function isNearDay(a: StatedDate, b: StatedDate): boolean {
  return a.instant.slice(0, 10) === b.instant.slice(0, 10);
}

function isDateNamed(element: Element): boolean {
  const name = `${attr(element, 'class')} ${attr(element, 'itemprop')} ${attr(element, 'id')}`.slice(0, 300);
  return /publish|posted|entry-date|pub-?date|article.?date|created|datum/i.test(name) && !/updat|modif/i.test(name);
}

function timeValue(time: Element): string {
  return attr(time, 'datetime') || attr(time, 'content') || textOf(time, 100).slice(0, 100);
}

/** A date in the path of the address: `/2025/02/09/`, `/2025-02-09-`, `/20250209/`. */
function urlDate(url: string): string | undefined {
  const path = url.replace(/^\w+:\/\/[^/]*/, '');
  const match =
    /\/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_.-]|$)/.exec(path) ??
    /[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?:[/_.-]|$)/.exec(path);
  if (match === null) return undefined;
  const [, year = '', month = '', day = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
