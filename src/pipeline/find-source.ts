import { findFeeds, wellKnownFeeds } from '../discover/find-feeds.ts';
import { findSections } from '../discover/find-sections.ts';
import { readSiteFacts } from '../discover/site-facts.ts';
import { siteNameOf } from '../discover/site-name.ts';
import { isRetryable, NewsError, skips } from '../errors.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import { parseRobots } from '../fetch/robots.ts';
import type { Clock } from '../model/clock.ts';
import { toSourceId, type SourceId, type Url } from '../model/ids.ts';
import { skipped, type Outcome, type Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { toUrl } from '../url/normalize.ts';
import { rankFeeds, type FoundFeed, type TriedFeed } from './rank-feeds.ts';
import { countryOf, languageOf, sourceIdOf } from './source-identity.ts';
import { tellingSitemap, tryFeed, withSitemap, type Attempt, type FeedCandidate } from './try-feed.ts';

export interface FoundSource {
  readonly id: SourceId;
  readonly name: string;
  readonly home: Url;
  /** BCP 47; empty when the site does not say. */
  readonly language: string;
  /** ISO 3166-1 alpha-2; empty when nothing says. */
  readonly country: string;
  /** Best first. */
  readonly feeds: readonly FoundFeed[];
  /** What was tried and did not work, with the reason. */
  readonly failed: readonly { readonly url: string; readonly reason: string }[];
  /** Sent to find all this, robots.txt and redirects included. */
  readonly requests: number;
}

export interface FindSourceOptions {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** Called with each address before it is fetched. */
  readonly onLook?: (url: Url) => void;
}

/** At most so many requests are sent for one site; redirects of the last one come on top. */
const maxRequests = 16;
const maxNamedFeeds = 6;
const maxSitemaps = 3;
const maxGuessedFeeds = 6;
const maxGuessedSitemaps = 3;
const maxSections = 3;

/** Finds the ways in that a site offers: the address itself when it is a feed; else the feeds that the page names, or when
 *  there is none those at well-known paths, the sitemaps of robots.txt, and the page as a list of articles.
 *  Throws NewsError `cli/add-failed` with all that was tried, `cli/not-reached`. */
export async function findSource(text: string, options: FindSourceOptions): Promise<FoundSource> {
  const search = new Search(options);
  const page = await search.open(text.trim());
  const given = search.judge(page, { url: page.url, kind: 'feed', from: 'given' });
  if (given.ok) {
    await search.keep(given);
    const home = given.found.home ?? toUrl('/', page.url) ?? page.url;
    const answer = given.feed.kind === 'feed' && home !== page.url ? await search.ask(home) : null;
    return search.finish(page.url, home, answer?.ok ? answer.value : null);
  }
  await search.tryAll(findFeeds(page).slice(0, maxNamedFeeds));
  await search.tryAll((await search.robotsSitemaps(page.url)).slice(0, maxSitemaps));
  if (!search.feeds.some(({ kind }) => kind === 'feed')) {
    await search.guess(page.url);
  }
  const list = search.judge(page, { url: page.url, kind: 'front-page', from: 'the page itself' });
  if (list.ok) await search.keep(list);
  else search.failed.push({ url: page.url, reason: list.reason });
  // What a site without feeds tells, its sections tell more fully than its home page.
  if (search.feeds.every(({ kind, isNews }) => kind !== 'feed' && !isNews)) {
    const sections = findSections(page).slice(0, maxSections);
    await search.tryAll(sections.map((url) => ({ url, kind: 'front-page', from: 'section' })));
  }
  if (search.feeds.length === 0) {
    const detail = search.failed.map(({ url, reason }) => `${url}  ${reason}`).join('\n');
    throw new NewsError('cli/add-failed', { url: page.url, detail: `Tried in vain:\n${detail}` });
  }
  return search.finish(page.url, page.url, page);
}

function toGuess(url: Url): FeedCandidate {
  return { url, kind: /sitemap/.test(url) ? 'sitemap' : 'feed', from: 'well-known path' };
}

/** One search: what was found, what failed, and how much more may be asked. */
class Search {
  readonly feeds: TriedFeed[] = [];
  readonly failed: { url: string; reason: string }[] = [];
  readonly #options: FindSourceOptions;
  readonly #tried = new Set<string>();
  readonly #requestsBefore: number;
  /** Links need an owner; the real one is known at the end. */
  #scratch: SourceId | null = toSourceId('found');
  #isStopped = false;

  constructor(options: FindSourceOptions) {
    this.#options = options;
    this.#requestsBefore = options.http.requestCount;
  }

  get requests(): number {
    return this.#options.http.requestCount - this.#requestsBefore;
  }

  /** The page a person named. Without a scheme https is tried, then http. */
  async open(text: string): Promise<Page> {
    const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
    const addresses = hasScheme ? [text] : [`https://${text}`, `http://${text}`];
    let failure = new NewsError('cli/add-failed', { url: text, detail: 'This is no http or https address.' });
    for (const address of addresses) {
      const url = toUrl(address);
      if (url === null || text === '') break;
      const answer = await this.ask(url);
      if (answer.ok) {
        this.#tried.add(url).add(answer.value.url);
        return answer.value;
      }
      failure = notReached(url, answer.skip);
      // Only a host that does not speak https is asked again without it.
      if (answer.skip.code !== 'fetch/connection-failed') break;
    }
    throw failure;
  }

  async ask(url: Url): Promise<Outcome<Page>> {
    const { http, onLook } = this.#options;
    onLook?.(url);
    const answer = await http.fetchPage(url);
    if (!answer.ok) {
      // A host that asks for patience gets it.
      if (answer.skip.code === 'fetch/rate-limited') this.#isStopped = true;
      return answer;
    }
    const refusal = checkStatus(answer.value);
    return refusal ? { ok: false, skip: refusal } : answer;
  }

  judge(page: Page, candidate: FeedCandidate): Attempt {
    if (this.#scratch === null) return { ok: false, reason: 'no id' };
    return tryFeed(page, candidate, this.#scratch, this.#options.clock.now());
  }

  async tryAll(candidates: readonly FeedCandidate[]): Promise<void> {
    for (const candidate of candidates) {
      if (this.#tried.has(candidate.url)) continue;
      if (this.#isStopped || this.requests >= maxRequests) return;
      this.#tried.add(candidate.url);
      const got = await this.ask(candidate.url);
      const attempt: Attempt = got.ok ? this.judge(got.value, candidate) : { ok: false, reason: reasonOf(got.skip) };
      if (attempt.ok) await this.keep(attempt);
      else this.failed.push({ url: candidate.url, reason: attempt.reason });
    }
  }

  /** Tries well-known paths until one is a feed; sitemaps only when robots.txt names none. */
  async guess(page: Url): Promise<void> {
    const guesses = wellKnownFeeds(page).map(toGuess);
    const hasSitemap = this.feeds.length > 0;
    const feeds = guesses.filter(({ kind }) => kind === 'feed').slice(0, maxGuessedFeeds);
    const sitemaps = hasSitemap ? [] : guesses.filter(({ kind }) => kind === 'sitemap').slice(0, maxGuessedSitemaps);
    for (const [wanted, candidates] of [
      ['feed', feeds],
      ['sitemap', sitemaps],
    ] as const) {
      for (const candidate of candidates) {
        if (this.feeds.some(({ kind }) => kind === 'feed' || kind === wanted)) break;
        await this.tryAll([candidate]);
      }
    }
  }

  /** Keeps a way in, once; of a sitemap index one sitemap is read, to know what kind it is. */
  async keep({ feed, found }: Extract<Attempt, { ok: true }>): Promise<void> {
    if (this.feeds.some(({ url, kind }) => url === feed.url && kind === feed.kind)) return;
    this.#tried.add(feed.url);
    const sitemap =
      feed.sitemaps > 0 && !this.#isStopped && this.requests < maxRequests ? tellingSitemap(found) : undefined;
    const got = sitemap === undefined ? null : await this.ask(sitemap);
    if (sitemap !== undefined && got !== null) {
      const attempt = got.ok ? this.judge(got.value, { url: sitemap, kind: 'sitemap', from: 'sitemap index' }) : null;
      if (attempt?.ok) return void this.feeds.push(withSitemap(feed, attempt.feed));
      this.failed.push({ url: sitemap, reason: got.ok ? 'discover/no-links' : reasonOf(got.skip) });
    }
    this.feeds.push(feed);
  }

  /** The sitemaps that robots.txt names, those of news first. */
  async robotsSitemaps(url: Url): Promise<readonly FeedCandidate[]> {
    const address = toUrl('/robots.txt', url);
    const answer = address && !this.#isStopped ? await this.ask(address) : skipped('fetch/aborted');
    if (!answer.ok) return [];
    const sitemaps = parseRobots(answer.value.bytes).sitemaps.flatMap((text) => toUrl(text, url) ?? []);
    const rank = (sitemap: Url): number => (/news/i.test(sitemap) ? 0 : /index/i.test(sitemap) ? 1 : 2);
    return [...new Set(sitemaps)]
      .sort((a, b) => rank(a) - rank(b))
      .map((sitemap) => ({ url: sitemap, kind: 'sitemap', from: 'robots.txt' }));
  }

  finish(asked: Url, home: Url, homePage: Page | null): FoundSource {
    const feeds = rankFeeds(this.feeds, asked);
    const best = feeds[0];
    const facts = homePage ? readSiteFacts(homePage) : { names: [], pageTitle: '', language: '' };
    const feedTitle = best?.kind === 'front-page' ? '' : (best?.title ?? '');
    const name = siteNameOf({ url: asked, stated: facts.names, feedTitle, pageTitle: facts.pageTitle });
    const id = sourceIdOf(home, name);
    if (id === null)
      throw new NewsError('cli/add-failed', { url: asked, detail: 'No id can be made; name one with --id.' });
    const language = languageOf(best?.language ?? '', facts.language);
    const country = countryOf(home, language);
    const { failed, requests } = this;
    return { id, name: name === '' ? id : name, home, language, country, feeds, failed, requests };
  }
}

/** With what to do where that is for the person who named the address, not for a later try. */
function notReached(url: Url, skip: Skip): NewsError {
  const { what, do: todo } = skips[skip.code];
  const advice = isRetryable(skip.code) ? '' : `\n${todo}`;
  return new NewsError('cli/not-reached', { url, detail: `${reasonOf(skip)}\n${what}${advice}` });
}

function reasonOf(skip: Skip): string {
  return skip.detail === '' ? skip.code : `${skip.code} (${skip.detail})`;
}
