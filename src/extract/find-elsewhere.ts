import { attr, Element, textOf } from '../html/query.ts';
import type { Elsewhere } from '../model/article.ts';
import type { Url } from '../model/ids.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { isSameSite } from '../url/site.ts';
import { HintCache, hintOf } from './hints.ts';
import { insertionOf, nearnessOf, pageNumberOf } from './page-number.ts';
import type { Witnesses } from './witness.ts';

/** The page that is read, as one of several of an article. */
export interface ArticlePart {
  /** Addresses of the article's first page. */
  readonly first: readonly Url[];
  /** 1 for the first. */
  readonly number: number;
}

interface NearLink {
  readonly url: Url;
  readonly element: Element;
  readonly text: string;
  readonly isNext: boolean;
}

/** Where the rest of the page's article may be found, when it says: its next page, all of it on one page (or as a print
 *  version), an AMP version. A next page has the address of the first with a page number put in, and is linked as such:
 *  neither the next article nor the next page of a list or of comments is one. */
export function elsewhereOf(
  witnesses: Witnesses,
  known: ArticlePart | undefined,
  canonical?: Url,
): { readonly elsewhere?: Elsewhere } {
  const { url } = witnesses;
  const part = known ?? { first: [normalizeUrl(url), ...(canonical === undefined ? [] : [canonical])], number: 1 };
  const links = nearLinksOf(witnesses, part);
  const next = findNext(links, part);
  const singlePage = findSinglePage(links, part, witnesses);
  const amp = namedPage(witnesses, (rel) => /(?:^|\s)amphtml(?:\s|$)/.test(rel));
  const elsewhere = { ...(next && { next }), ...(singlePage && { singlePage }), ...(amp && { amp }) };
  for (const [step, target] of Object.entries(elsewhere))
    witnesses.trace?.push({ stage: 'extract', step, target, decision: 'considered', because: 'named by the page' });
  return Object.keys(elsewhere).length === 0 ? {} : { elsewhere };
}

function findNext(links: readonly NearLink[], { first, number }: ArticlePart): Url | undefined {
  const isNextPage = ({ url, text, isNext }: NearLink, stem: Url): boolean => {
    const page = pageNumberOf(url, stem);
    if (page === null) return false;
    if (!page.isSure) return page.number === number + 1 && text === String(number + 1);
    // Some systems count pages from 0.
    return page.number === number + 1 || (isNext && page.number === number && url.includes('='));
  };
  return links.find((link) => first.some((stem) => isNextPage(link, stem)) && !isInComments(link))?.url;
}

const wholeWords =
  /^[/\-_.?&]?(?:(?:view|show|display|format|mode|page|seite|pagina|pg|p)[=\-_/]?)?(?:all|full|whole|complete|single|one|one-?page|single-?page|full-?(?:text|story|article)|view-?all|show-?all|all-?pages)(?:=(?:1|true|yes|all))?$/i;
const printWords =
  /^[/\-_.?&]?(?:(?:view|format|mode|template|output|type|layout)[=\-_/])?(?:print(?:able|er|view|version|-?friendly)?|druck(?:version|ansicht)?|imprimir|imprimer|stampa|drucken)(?:=(?:1|true|yes))?$/i;

/** An address of the article with nothing but `all`, `single`, `print` … put in. */
function findSinglePage(links: readonly NearLink[], { first }: ArticlePart, witnesses: Witnesses): Url | undefined {
  const find = (words: RegExp): Url | undefined =>
    links.find(({ url }) => first.some((stem) => words.test(insertionOf(url, stem) ?? '')))?.url;
  const isPrint = (rel: string, element: Element): boolean =>
    /(?:^|\s)alternate(?:\s|$)/.test(rel) && /\bprint\b/i.test(attr(element, 'media'));
  return find(wholeWords) ?? namedPage(witnesses, isPrint) ?? find(printWords);
}

/** The address of a `link` element, on the same site and not the page's own. */
function namedPage({ facts, url }: Witnesses, isWanted: (rel: string, element: Element) => boolean): Url | undefined {
  for (const { rel, href, element } of facts.links) {
    const target = isWanted(rel, element) ? toUrl(href, facts.baseUrl) : null;
    if (target !== null && isSameSite(target, url) && normalizeUrl(target) !== normalizeUrl(url)) return target;
  }
  return undefined;
}

/** What an address must hold besides that of the page; looked for first, since most near links only share it. */
const telling = /\d|all|full|whole|complete|single|one|print|druck|imprim|stampa/i;

function nearLinksOf({ facts }: Witnesses, { first }: ArticlePart): readonly NearLink[] {
  const named = facts.links.filter(({ rel }) => /(?:^|\s)next(?:\s|$)/.test(rel));
  const own = nearnessOf(first[0] ?? facts.baseUrl);
  return [...named.map(({ element }) => element), ...facts.nearLinks].flatMap((element) => {
    const href = attr(element, 'href');
    const at = href.lastIndexOf(own);
    const url = telling.test(at < 0 ? href : href.slice(at + own.length)) ? toUrl(href, facts.baseUrl) : null;
    if (url === null) return [];
    const isNext = /(?:^|\s)next(?:\s|$)/i.test(attr(element, 'rel'));
    return [{ url, element, isNext, text: textOf(element, 40).trim() }];
  });
}

/** Comments have pages of their own. */
function isInComments({ element }: NearLink): boolean {
  const cache = new HintCache();
  for (let up = element.parent, depth = 0; up instanceof Element && depth < 8; up = up.parent, depth++)
    if (hintOf(up, cache).kind === 'comments') return true;
  return false;
}
