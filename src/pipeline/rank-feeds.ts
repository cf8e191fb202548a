import type { Url } from '../model/ids.ts';
import type { FeedKind } from '../model/source.ts';
import { isSameSite } from '../url/site.ts';
import { coverageOf, type Coverage } from './feed-coverage.ts';

/** One way in that a site offers, tried out. */
export interface TriedFeed {
  /** The address that answered, after redirects. */
  readonly url: Url;
  readonly kind: FeedKind;
  /** Where it was named: `given`, `link rel=alternate`, `link rel=sitemap`, `anchor`, `robots.txt`, `well-known path`,
   *  `the page itself`, `section`. */
  readonly from: string;
  readonly title: string;
  /** BCP 47; empty when it does not say. */
  readonly language: string;
  readonly links: number;
  /** How many of its links come with the full text. */
  readonly withText: number;
  /** How many lead to another site than the feed's page. */
  readonly elsewhere: number;
  /** Of a sitemap index: how many sitemaps it names. */
  readonly sitemaps: number;
  /** True when its links state title and date, as a news sitemap does. */
  readonly isNews: boolean;
  /** RFC 3339, or empty when no link has a date. */
  readonly newest: string;
  /** What it names, the newest first; at most `maxEntries`. */
  readonly entries: readonly FeedEntryStand[];
}

/** An entry of a way in: its address, and its instant in epoch ms; 0 when it has no date. */
export interface FeedEntryStand {
  readonly url: Url;
  readonly at: number;
}

export interface FoundFeed extends Omit<TriedFeed, 'entries'> {
  /** Of the entries that the other ways in name for the time it covers, how many it has; `of` is 0 when none tells. */
  readonly covers: Coverage;
  /** True for the one that is followed. */
  readonly isChosen: boolean;
  /** Why it stands where it stands, in one line. */
  readonly because: string;
}

interface Reason {
  readonly points: number;
  readonly text: string;
}

const dayMs = 86_400_000;
/** A way in whose newest link is so much older than that of another is one the outlet forgot. */
const staleAfterMs = 90 * dayMs;

const commentForm = /\b(?:comments?|kommentare?|comentarios?|commentaires?|reacties|commenti)\b|комментари|تعليق/iu;
const partForm =
  /\/(?:category|categories|tag|tags|topic|topics|author|authors|autor|auteur|rubrik|rubrique|seccion|section|sections|podcast|podcasts|video|videos)\//i;
const partTitle = /\b(?:category|tag|author|podcasts?|videos?|newsletters?)\b/i;

/** The ways in, best first, each with the reasons: feeds before news sitemaps before lists before sitemaps of everything;
 *  a feed of comments, of a part of the site, or left behind, is worth less than the next kind. */
export function rankFeeds(feeds: readonly TriedFeed[], page: Url): readonly FoundFeed[] {
  const newest = feeds.reduce((latest, feed) => Math.max(latest, instantOf(feed)), 0);
  const covers = coverageOf(feeds.map(({ entries, newest: own }) => (isStale(own, newest) ? [] : entries)));
  return feeds
    .map((feed, place) => {
      const covered = covers[place] ?? { has: 0, of: 0 };
      const reasons = [...reasonsFor(feed, page, newest), ...coverageReasons(covered)];
      const score = reasons.reduce((sum, { points }) => sum + points, 0);
      return { feed, covers: covered, because: reasons.map(({ text }) => text).join(', '), score, place };
    })
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map(({ feed, covers: covered, because }, rank) =>
      toFound(feed, { covers: covered, because, isChosen: rank === 0 }),
    );
}

function toFound(feed: TriedFeed, verdict: Pick<FoundFeed, 'covers' | 'because' | 'isChosen'>): FoundFeed {
  const { url, kind, from, title, language, links, withText, elsewhere, sitemaps, isNews, newest } = feed;
  return { url, kind, from, title, language, links, withText, elsewhere, sitemaps, isNews, newest, ...verdict };
}

/** Fewer entries to compare with say nothing. */
const fewEntries = 5;

function coverageReasons({ has, of }: Coverage): readonly Reason[] {
  if (of < fewEntries || has * 2 >= of) return [];
  return [{ points: -10, text: `lacks ${of - has} of ${of} that the others name` }];
}

function isStale(own: string, newest: number): boolean {
  return own !== '' && newest - Date.parse(own) > staleAfterMs;
}

function instantOf({ newest }: TriedFeed): number {
  return newest === '' ? 0 : Date.parse(newest);
}

function reasonsFor(feed: TriedFeed, page: Url, newest: number): readonly Reason[] {
  const reasons: Reason[] = [kindReason(feed)];
  if (feed.from === 'given') reasons.push({ points: 100, text: 'the address given' });
  else if (feed.from === 'link rel=alternate') reasons.push({ points: 5, text: 'named in the head of the page' });
  else if (feed.from === 'anchor') reasons.push({ points: 3, text: 'linked in the page' });
  else if (feed.from === 'section') reasons.push({ points: -4, text: 'a section of the site' });
  else if (feed.from !== 'the page itself') reasons.push({ points: 0, text: `found by ${feed.from}` });
  const { pathname } = new URL(feed.url);
  const folder = new URL(page).pathname.replace(/[^/]*$/, '');
  const isBelow = folder !== '/' && pathname.startsWith(folder);
  if (isBelow && feed.kind === 'feed') reasons.push({ points: 2, text: 'of this part of the site' });
  if (feed.kind === 'feed') {
    if (commentForm.test(`${pathname.replace(/[-_/.]/g, ' ')} ${feed.title}`))
      reasons.push({ points: -50, text: 'holds comments' });
    else if (!isBelow && (partForm.test(pathname) || partTitle.test(feed.title)))
      reasons.push({ points: -8, text: 'only a part of the site' });
  }
  if (feed.links > 0 && feed.elsewhere * 2 > feed.links && !isSameSite(feed.url, page))
    reasons.push({ points: -6, text: 'most links lead to other sites' });
  if (feed.withText * 2 > feed.links && feed.links > 0) reasons.push({ points: 3, text: 'with the full text' });
  if (isStale(feed.newest, newest))
    reasons.push({ points: -30, text: `left behind: nothing since ${feed.newest.slice(0, 10)}` });
  return reasons;
}

function kindReason(feed: TriedFeed): Reason {
  if (feed.kind === 'feed') return { points: 40, text: 'a feed' };
  if (feed.kind === 'front-page') return { points: 20, text: 'a page that lists articles' };
  if (feed.isNews)
    return {
      points: feed.sitemaps > 0 ? 28 : 30,
      text: feed.sitemaps > 0 ? 'an index of news sitemaps' : 'a news sitemap',
    };
  // Without dates a sitemap of everything never says what is new.
  return { points: feed.newest === '' ? 10 : 15, text: 'a sitemap of everything' };
}
