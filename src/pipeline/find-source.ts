import { findFeeds, wellKnownFeeds } from '../discover/find-feeds.ts';
import { findLinks } from '../discover/find-links.ts';
import { NewsError } from '../errors.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import { parseRobots } from '../fetch/robots.ts';
import type { Clock } from '../model/clock.ts';
import { toSourceId, type SourceId, type Url } from '../model/ids.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import type { FeedKind } from '../model/source.ts';
import { toUrl } from '../url/normalize.ts';
import { outletNameOf } from '../url/site.ts';

/** One way in that a site offers, tried out. */
export interface FoundFeed {
  readonly url: Url;
  readonly kind: FeedKind;
  /** Where it was named: `link rel=alternate`, `robots.txt`, `well-known path`, `given`. */
  readonly from: string;
  readonly title: string;
  readonly links: number;
  /** How many of its links come with the full text. */
  readonly withText: number;
  /** RFC 3339, or empty when no link has a date. */
  readonly newest: string;
}

export interface FoundSource {
  readonly id: SourceId;
  readonly name: string;
  readonly home: Url;
  readonly language: string;
  /** Best first. */
  readonly feeds: readonly FoundFeed[];
  /** What was tried and did not work, with the reason. */
  readonly failed: readonly { readonly url: string; readonly reason: string }[];
}

/** At most so many addresses of one site are tried. */
const maxTries = 16;

/** Finds the ways in that a site offers: the address itself when it is a feed, else what the page names, what robots.txt
 *  names, well-known paths when those yield nothing, and last the page as a list of articles.
 *  Throws NewsError `cli/add-failed`. */
export async function findSource(text: string, http: HttpClient, clock: Clock): Promise<FoundSource> {
  const url = toUrl(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null) throw new NewsError('cli/add-failed', { url: text, detail: 'This is no http or https address.' });
  const scratch = toSourceId(outletNameOf(url)) ?? toSourceId('outlet');
  if (scratch === null) throw new NewsError('cli/add-failed', { url });
  const answer = await fetchOk(url, http);
  if (!answer.ok) throw new NewsError('cli/add-failed', { url, detail: `${answer.skip.code} ${answer.skip.detail}` });
  const page = answer.value;
  const failed: { url: string; reason: string }[] = [];
  const judge = (answered: Page, kind: FeedKind, from: string): FoundFeed | string =>
    tryFeed(answered, { url: answered.url, kind, from }, scratch, clock.now());

  const given = judge(page, 'feed', 'given');
  if (typeof given !== 'string') return describe(url, page, scratch, [given], failed);

  const feeds: FoundFeed[] = [];
  const tried = new Set<string>([page.url]);
  const tryAll = async (candidates: readonly { url: Url; kind: FeedKind; from: string }[]): Promise<void> => {
    for (const candidate of candidates) {
      if (tried.has(candidate.url) || tried.size > maxTries) continue;
      tried.add(candidate.url);
      const got = await fetchOk(candidate.url, http);
      const feed = got.ok ? judge(got.value, candidate.kind, candidate.from) : got.skip.code;
      if (typeof feed === 'string') failed.push({ url: candidate.url, reason: feed });
      else if (!feeds.some((known) => known.url === feed.url)) feeds.push(feed);
    }
  };
  await tryAll(findFeeds(page));
  await tryAll(await sitemapsOf(page.url, http));
  if (feeds.length === 0) await tryAll(wellKnownFeeds(page.url).map((known) => guess(known)));
  const list = judge(page, 'front-page', 'the page itself');
  if (typeof list !== 'string') feeds.push(list);
  if (feeds.length === 0) {
    const detail = failed.map(({ url: address, reason }) => `${address}: ${reason}`).join('\n');
    throw new NewsError('cli/add-failed', { url, detail });
  }
  return describe(url, page, scratch, rank(feeds), failed);
}

function guess(url: Url): { url: Url; kind: FeedKind; from: string } {
  return { url, kind: /sitemap/.test(url) ? 'sitemap' : 'feed', from: 'well-known path' };
}

async function fetchOk(url: Url, http: HttpClient): Promise<Outcome<Page>> {
  const answer = await http.fetchPage(url);
  if (!answer.ok) return answer;
  const refusal = checkStatus(answer.value);
  return refusal ? { ok: false, skip: refusal } : answer;
}

async function sitemapsOf(url: Url, http: HttpClient): Promise<readonly { url: Url; kind: FeedKind; from: string }[]> {
  const address = toUrl('/robots.txt', url);
  const answer = address && (await fetchOk(address, http));
  if (!answer?.ok) return [];
  const sitemaps = parseRobots(Buffer.from(answer.value.bytes).toString('utf8')).sitemaps;
  return sitemaps.flatMap((text) => {
    const sitemap = toUrl(text, url);
    return sitemap ? [{ url: sitemap, kind: 'sitemap' as const, from: 'robots.txt' }] : [];
  });
}

/** The feed as tried, or the reason why it is none. */
function tryFeed(
  page: Page,
  candidate: { readonly url: Url; readonly kind: FeedKind; readonly from: string },
  source: SourceId,
  now: number,
): FoundFeed | string {
  const found = findLinks(page, candidate, { source, now });
  if (!found.ok) return found.skip.code;
  const { kind, title, links, sitemaps } = found.value;
  const isPage = kind === 'front-page';
  if (isPage !== (candidate.kind === 'front-page')) return 'discover/not-a-feed';
  if (links.length === 0 && sitemaps.length === 0) return 'discover/no-links';
  return {
    url: candidate.url,
    kind: isPage ? 'front-page' : kind === 'sitemap' || kind === 'sitemap-index' ? 'sitemap' : 'feed',
    from: candidate.from,
    title,
    links: links.length,
    withText: links.filter(({ hints }) => (hints.contentHtml?.length ?? 0) > 1500).length,
    newest: links.reduce((newest, { hints }) => later(newest, hints.publishedAt ?? hints.modifiedAt ?? ''), ''),
  };
}

function later(a: string, b: string): string {
  if (b === '') return a;
  return a === '' || Date.parse(b) > Date.parse(a) ? b : a;
}

const kindOrder: readonly FeedKind[] = ['feed', 'sitemap', 'front-page'];

/** Feeds before sitemaps before lists; among those the one that the site names first. */
function rank(feeds: readonly FoundFeed[]): readonly FoundFeed[] {
  return [...feeds].sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind));
}

function describe(
  url: Url,
  page: Page,
  id: SourceId,
  feeds: readonly FoundFeed[],
  failed: FoundSource['failed'],
): FoundSource {
  const title = feeds.find((feed) => feed.title !== '')?.title ?? '';
  const home = feeds.some((feed) => feed.url === page.url && feed.kind !== 'front-page') ? toUrl('/', url) : page.url;
  return { id, name: title === '' ? id : title, home: home ?? url, language: '', feeds, failed };
}
