import { findLinks } from '../discover/find-links.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import type { Clock } from '../model/clock.ts';
import type { Url } from '../model/ids.ts';
import type { Link } from '../model/link.ts';
import { explainPage } from './explain-page.ts';
import { renderExplanation } from './explanation-page.ts';
import { findSource, type FoundSource } from './find-source.ts';

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
 *  Nothing is stored; all requests are those of `http`. Throws NewsError `cli/add-failed`. */
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

async function newestLinks(
  { id, feeds }: FoundSource,
  { http, clock, look }: { readonly http: HttpClient; readonly clock: Clock; readonly look: (url: Url) => void },
): Promise<{ readonly links: readonly PreviewLink[]; readonly detail: string }> {
  const [best] = feeds;
  if (best === undefined) return { links: [], detail: '' };
  if (best.sitemaps > 0) return { links: [], detail: 'It is an index of sitemaps: its links are in those.' };
  look(best.url);
  const answer = await http.fetchPage(best.url);
  const refusal = answer.ok ? checkStatus(answer.value) : answer.skip;
  if (!answer.ok || refusal) return { links: [], detail: `${refusal?.code ?? ''} ${refusal?.detail ?? ''}`.trim() };
  const result = findLinks(answer.value, best, { source: id, now: clock.now() });
  if (!result.ok) return { links: [], detail: `${result.skip.code} ${result.skip.detail}`.trim() };
  return { links: result.value.links.map(toPreviewLink).sort(byDate).slice(0, linksShown), detail: '' };
}

function toPreviewLink({ url, hints }: Link): PreviewLink {
  return { url, title: (hints.title ?? '').slice(0, 300), date: hints.publishedAt ?? hints.modifiedAt ?? '' };
}

/** The newest first; links without a date stay in the order of the feed. */
function byDate(a: PreviewLink, b: PreviewLink): number {
  return (Date.parse(b.date) || 0) - (Date.parse(a.date) || 0);
}
