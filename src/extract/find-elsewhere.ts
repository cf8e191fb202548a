import { attr, Element, textOf } from '../html/query.ts';
import type { Elsewhere } from '../model/article.ts';
import type { Url } from '../model/ids.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { isSameSite } from '../url/site.ts';
import { hintOf } from './hints.ts';
import { insertionOf, pageNumberOf } from './page-number.ts';
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
  readonly text: string;
  readonly isNext: boolean;
}

/** Where the rest of the page's article may be found, when it says: its next page, all of it on one page (or as a print version), an AMP
 *  version. A next page has the address of the first with a page number put in, and is linked as such: neither the next
 *  article nor the next page of a list or of comments is one. */
export function elsewhereOf(
  witnesses: Witnesses,
  known: ArticlePart | undefined,
  canonical?: Url,
): { readonly elsewhere?: Elsewhere } {
  const { url } = witnesses;
  const part = known ?? { first: [normalizeUrl(url), ...(canonical === undefined ? [] : [canonical])], number: 1 };
  const next = findNext(witnesses, part);
  const onePage = findOnePage(witnesses, part);
  const amp = linkOf(witnesses, (rel) => /(?:^|\s)amphtml(?:\s|$)/.test(rel));
  for (const [step, found] of [
    ['next page', next],
    ['one page', onePage],
    ['AMP page', amp],
  ] as const)
    // prettier-ignore
    if (found) witnesses.trace?.push({ stage: 'extract', step, target: found, decision: 'considered', because: 'named by the page' });
  const elsewhere = {
    ...(next && { next }),
    ...(onePage && { onePage }),
    ...(amp && isSameSite(amp, url) && { amp }),
  };
  return Object.keys(elsewhere).length === 0 ? {} : { elsewhere };
}

function findNext(witnesses: Witnesses, { first, number }: ArticlePart): Url | undefined {
  const named = linkOf(witnesses, (rel) => /(?:^|\s)next(?:\s|$)/.test(rel));
  const links: readonly NearLink[] = [
    ...(named ? [{ url: named, text: '', isNext: true }] : []),
    ...nearLinksOf(witnesses),
  ];
  const wanted = String(number + 1);
  return links.find(({ url, text, isNext }) =>
    first.some((stem) => {
      const page = pageNumberOf(url, stem);
      if (page === null) return false;
      if (!page.isSure) return page.number === number + 1 && text === wanted;
      // Some systems count pages from 0.
      return page.number === number + 1 || (isNext && page.number === number && url.includes('='));
    }),
  )?.url;
}

const wholeWords =
  /^[/\-_.?&]?(?:(?:view|show|display|format|mode|page|seite|pagina|pg|p)[=\-_/]?)?(?:all|full|whole|complete|single|one|one-?page|single-?page|full-?(?:text|story|article)|view-?all|show-?all|all-?pages)(?:=(?:1|true|yes|all))?$/i;
const printWords =
  /^[/\-_.?&]?(?:(?:view|format|mode|template|output|type|layout)[=\-_/])?(?:print(?:able|er|view|version|-?friendly)?|druck(?:version|ansicht)?|imprimir|imprimer|stampa|drucken)(?:=(?:1|true|yes))?$/i;

/** An address of the article with nothing but `all`, `single`, `print` … put in. */
function findOnePage(witnesses: Witnesses, { first }: ArticlePart): Url | undefined {
  const links = nearLinksOf(witnesses);
  const find = (words: RegExp): Url | undefined =>
    links.find(({ url }) => first.some((stem) => words.test(insertionOf(url, stem) ?? '')))?.url;
  const print = (): Url | undefined => {
    const found = witnesses.facts.links.find(
      ({ rel, element }) => /(?:^|\s)alternate(?:\s|$)/.test(rel) && /\bprint\b/i.test(attr(element, 'media')),
    );
    const url = found && toUrl(found.href, witnesses.facts.baseUrl);
    return url && isSameSite(url, witnesses.url) ? url : undefined;
  };
  return find(wholeWords) ?? print() ?? find(printWords);
}

function linkOf({ facts, url }: Witnesses, isWanted: (rel: string) => boolean): Url | undefined {
  for (const { rel, href } of facts.links) {
    const target = isWanted(rel) ? toUrl(href, facts.baseUrl) : null;
    if (target !== null && normalizeUrl(target) !== normalizeUrl(url)) return target;
  }
  return undefined;
}

function nearLinksOf({ facts }: Witnesses): readonly NearLink[] {
  return facts.nearLinks.flatMap((element) => {
    const url = toUrl(attr(element, 'href'), facts.baseUrl);
    if (url === null || isInComments(element)) return [];
    const isNext = /(?:^|\s)next(?:\s|$)/i.test(attr(element, 'rel'));
    return [{ url, text: textOf(element, 40).trim(), isNext }];
  });
}

/** Comments have pages of their own. */
function isInComments(element: Element): boolean {
  const cache = new Map();
  for (let up = element.parent, depth = 0; up instanceof Element && depth < 8; up = up.parent, depth++)
    if (hintOf(up, cache).kind === 'comments') return true;
  return false;
}
