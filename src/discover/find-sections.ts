import { attr, findTags, textOf } from '../html/query.ts';
import type { Url } from '../model/ids.ts';
import type { Page } from '../model/page.ts';
import { toUrl } from '../url/normalize.ts';
import { isSameSite } from '../url/site.ts';
import { documentOf } from './page-document.ts';

/** Pages of a site that are no sections, by a word of their path. */
const service =
  /(?:^|[/._-])(?:about|abo|account|anmelden|archive?|author|careers?|contact|contacto|cookies?|datenschutz|donate|e-?paper|events|faq|help|hilfe|impressum|imprint|jobs|kontakt|legal|login|logout|newsletters?|podcasts?|premium|privacy|register|rss|search|settings|shop|signin|signup|sitemap|subscribe|subscription|suche|tag|tags|terms|user|videos?|weather|wetter)(?:[/._-]|$)/i;

const maxAreas = 20;
/** Longer texts are headlines. */
const maxWords = 4;

/** The section pages that the navigation of a page names, in its order: links of one short path below the same site. */
export function findSections(page: Pick<Page, 'url' | 'bytes' | 'headers'>): readonly Url[] {
  const found = new Set<Url>();
  const areas = findTags(documentOf(page), 'nav', 'header').slice(0, maxAreas);
  for (const anchor of areas.flatMap((area) => findTags(area, 'a'))) {
    const url = toUrl(attr(anchor, 'href'), page.url);
    const text = textOf(anchor, 200).trim();
    const isNamed = text !== '' && text.split(/\s+/).length <= maxWords;
    if (url !== null && url !== page.url && isNamed && isSection(url, page.url)) found.add(url);
  }
  return [...found];
}

function isSection(url: Url, page: Url): boolean {
  const { pathname, search } = new URL(url);
  const parts = pathname.split('/').filter((part) => part !== '');
  const isShort =
    parts.length >= 1 && parts.length <= 2 && search === '' && !/\d{3}|\.(?:jpe?g|png|pdf|xml)$/i.test(pathname);
  return isShort && isSameSite(url, page) && !service.test(pathname);
}
