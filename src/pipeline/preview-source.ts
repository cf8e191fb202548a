import { findLinks, type Discovery } from '../discover/find-links.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import type { Clock } from '../model/clock.ts';
import type { SourceId, Url } from '../model/ids.ts';
import type { Link } from '../model/link.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Feed } from '../model/source.ts';
import { explainPage } from './explain-page.ts';
import { renderExplanation } from './explanation-page.ts';
import { findSource, type FoundSource } from './find-source.ts';
import { tellingSitemap } from './try-feed.ts';

/** A link as a preview tells of it. */
export interface PreviewLink {
  readonly url: Url;
  /** Empty when the feed does not say. */
  readonly title: string;
  /** RFC 3339; empty when the feed does not say. */
  readonly date: string;
}

/** What a preview of a source found out, in this order. */
export type PreviewEvent =
  | { readonly event: 'looking'; readonly url: Url }
  | { readonly event: 'found'; readonly found: FoundSource }
  | { readonly event: 'links'; readonly links: readonly PreviewLink[]; readonly detail: string }
  /** How one article is read; `page` is an HTML document with every decision painted on it. */
  | {
      readonly event: 'article';
      readonly url: Url;
      /** Empty when it is none, as `detail` says. */
      readonly title: string;
      readonly confidence: number;
      readonly detail: string;
      readonly page: string;
    };

const linksShown = 20;
/** A page that was painted may be many times as long as it was. */
const maxPageChars = 1_500_000;

/** Tells what a source at this address would bring: its ways in, the newest links of the best, and the reading of the newest article.
 *  Nothing is stored; all requests are those of `http`. Throws NewsError `cli/add-failed`, `cli/not-reached`. */
export async function previewSource(
  text: string,
  tools: { readonly http: HttpClient; readonly clock: Clock; readonly report: (event: PreviewEvent) => void },
): Promise<void> {
  const { http, clock, report } = tools;
  const look = (url: Url): void => report({ event: 'looking', url });
  const found = await findSource(text, { http, clock, onLook: look });
  report({ event: 'found', found });
  const { links, detail } = await newestLinks(found, { ...tools, look });
  report({ event: 'links', links, detail });
  const [first] = links;
  if (first === undefined) return;
  look(first.url);
  const explained = await explainPage(first.url, { http, clock });
  const { article, skip } = explained.explanation;
  const page = renderExplanation(explained);
  report({
    event: 'article',
    url: first.url,
    title: article?.title ?? '',
    confidence: article?.confidence ?? 0,
    detail: skip === undefined ? '' : `${skip.code} ${skip.detail}`.trim(),
    page: page.length > maxPageChars ? '' : page,
  });
}

type Looking = { readonly http: HttpClient; readonly clock: Clock; readonly look: (url: Url) => void };

async function newestLinks(
  { id, feeds }: FoundSource,
  looking: Looking,
): Promise<{ readonly links: readonly PreviewLink[]; readonly detail: string }> {
  const [best] = feeds;
  if (best === undefined) return { links: [], detail: '' };
  const found = await readFeed(best, id, looking);
  // An index of sitemaps has its links in those.
  const sitemap = found.ok && found.value.links.length === 0 ? tellingSitemap(found.value) : undefined;
  const told = sitemap === undefined ? found : await readFeed({ url: sitemap, kind: 'sitemap' }, id, looking);
  if (!told.ok) return { links: [], detail: `${told.skip.code} ${told.skip.detail}`.trim() };
  return { links: told.value.links.map(toPreviewLink).sort(byDate).slice(0, linksShown), detail: '' };
}

async function readFeed(feed: Feed, source: SourceId, { http, clock, look }: Looking): Promise<Outcome<Discovery>> {
  look(feed.url);
  const answer = await http.fetchPage(feed.url);
  if (!answer.ok) return answer;
  const refusal = checkStatus(answer.value);
  return refusal ? { ok: false, skip: refusal } : findLinks(answer.value, feed, { source, now: clock.now() });
}

function toPreviewLink({ url, hints }: Link): PreviewLink {
  return { url, title: (hints.title ?? '').slice(0, 300), date: hints.publishedAt ?? hints.modifiedAt ?? '' };
}

/** The newest first; links without a date stay in the order of the feed. */
function byDate(a: PreviewLink, b: PreviewLink): number {
  return (Date.parse(b.date) || 0) - (Date.parse(a.date) || 0);
}
