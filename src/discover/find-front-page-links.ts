import { parseDate } from '../dates/parse-date.ts';
import { attr, collapse, findTags, textOf, walk, Element, type Document, type ParentNode } from '../html/query.ts';
import type { Url } from '../model/ids.ts';
import type { LinkHints } from '../model/link.ts';
import type { Page } from '../model/page.ts';
import type { Trace } from '../model/trace.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { isSameSite } from '../url/site.ts';
import { patternOf, scoreAddress } from './article-address.ts';
import { ancestors, datesBeside } from './dates-beside.ts';
import { languageTag } from './language-tag.ts';
import { linkedDataOf, listedItems } from './linked-data.ts';
import { documentOf } from './page-document.ts';

export interface FrontPageLink {
  readonly url: Url;
  readonly hints: LinkHints;
}

const maxAnchors = 5000;
/** Chosen on made-up and archived section pages: below it lie sections and services, above it articles. */
const threshold = 3;
/** For a headline outside of menus that was not there on the first day: what a short address lacks. A request too many
 *  costs less than an article that is lost. */
const newness = 3;
/** With fewer links in common the page of the first day was another one: a redesign, or a wall before it. */
const minStanding = 5;

interface Candidate {
  readonly url: Url;
  readonly anchors: Element[];
  title: string;
  titleRank: number;
  place: number;
  /** What an item list of the page says of it. */
  listed: { readonly publishedAt: string | undefined } | undefined;
}

/** The article links of a page that lists articles, in its order, told from navigation by the shape of their address, their
 *  text, the place they stand in, by how many others share their pattern, and by the page's own item lists. Links to
 *  other sites are left out. `standing`: what stood on the page on the first day; what came later is an article more likely
 *  than not, and nothing is held against what stayed. Spec: schema.org/ItemList. */
export function findFrontPageLinks(
  document: Document,
  page: Url,
  { now, standing }: { readonly now: number; readonly standing?: ReadonlySet<Url> },
  trace?: Trace,
): readonly FrontPageLink[] {
  const candidates = collectCandidates(document, page, now);
  const shared = standing === undefined ? 0 : candidates.filter(({ url }) => standing.has(url)).length;
  const isNew = (url: Url): boolean => shared >= minStanding && standing?.has(url) === false;
  const patterns = new Map<string, number>();
  for (const { url, title } of candidates) {
    if (wordCount(title) < 4) continue;
    const pattern = patternOf(url);
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1);
  }
  const kept = candidates.filter((candidate) => isArticle(candidate, { patterns, isNew: isNew(candidate.url) }, trace));
  const dates = datesBeside(kept, { now, dayFirst: isDayFirst(document) });
  return kept.map(({ url, title, listed }) => {
    const publishedAt = listed?.publishedAt ?? dates.get(url);
    return {
      url,
      hints: { ...(title === '' ? {} : { title }), ...(publishedAt === undefined ? {} : { publishedAt }) },
    };
  });
}

/** The addresses on its own site that a page links to, for a later look at what is new there. */
export function findLinkedAddresses(page: Pick<Page, 'url' | 'bytes' | 'headers'>): ReadonlySet<Url> {
  return new Set(collectCandidates(documentOf(page), page.url, 0).map(({ url }) => url));
}

/** How `02/03/2025` is meant in the language of a page; undefined when it does not say. CLDR: of the languages that write
 *  the year last, only the English of the United States and the Philippines puts the month first; plain `en` may be any. */
function isDayFirst(document: Document): boolean | undefined {
  const root = findTags(document, 'html')[0];
  const language = root ? languageTag(attr(root, 'lang')) : undefined;
  if (language === undefined || language === 'en') return undefined;
  return !/^(?:en-(?:US|PH)|fil)\b/.test(language);
}

function isArticle(
  candidate: Candidate,
  { patterns, isNew }: { readonly patterns: ReadonlyMap<string, number>; readonly isNew: boolean },
  trace?: Trace,
): boolean {
  const { url, title, place, listed } = candidate;
  const address = scoreAddress(url);
  const words = wordCount(title);
  const repeated = (patterns.get(patternOf(url)) ?? 0) >= 3 && words >= 4 ? 1 : 0;
  const witnessed = listed === undefined ? 0 : 2;
  const later = isNew && words >= 3 && place > -3 ? newness : 0;
  const score = address.score + textScore(words) + place + repeated + witnessed + later;
  const isKept = score >= threshold && address.score > -3;
  const facts = [
    `${words} words`,
    `place ${place}`,
    listed && 'in an item list',
    later > 0 && 'not there on the first day',
  ];
  const because = [address.because || 'plain address', ...facts.filter((fact) => typeof fact === 'string')].join('; ');
  trace?.push({ stage: 'discover', step: 'link', target: url, decision: isKept ? 'kept' : 'dropped', because, score });
  return isKept;
}

function collectCandidates(document: Document, page: Url, now: number): readonly Candidate[] {
  const stated = findTags(document, 'base')[0];
  const base = (stated ? toUrl(attr(stated, 'href'), page) : null) ?? page;
  const own = new Set([page, normalizeUrl(page)]);
  const found = new Map<Url, Candidate>();
  for (const anchor of findTags(document, 'a', 'area').slice(0, maxAnchors)) {
    const href = attr(anchor, 'href');
    if (href === '' || href.startsWith('#')) continue;
    const resolved = toUrl(href, base);
    const url = resolved ? normalizeUrl(resolved) : null;
    if (!url || own.has(url) || !isSameSite(url, page)) continue;
    const { title, rank } = titleOf(anchor);
    const place = placeOf(anchor);
    const known = found.get(url);
    if (!known) {
      found.set(url, { url, anchors: [anchor], title, titleRank: rank, place, listed: undefined });
      continue;
    }
    if (known.anchors.length < 20) known.anchors.push(anchor);
    known.place = Math.max(known.place, place);
    if (
      rank > known.titleRank ||
      (rank === known.titleRank && title.length > known.title.length && title.length < 200)
    ) {
      known.title = title;
      known.titleRank = rank;
    }
  }
  for (const { address, title, date } of listedItems(linkedDataOf(document))) {
    const resolved = toUrl(address, base);
    const url = resolved ? normalizeUrl(resolved) : null;
    if (!url || own.has(url) || !isSameSite(url, page)) continue;
    const publishedAt = date === '' ? undefined : parseDate(date, { now })?.instant;
    const known = found.get(url) ?? { url, anchors: [], title: '', titleRank: 0, place: 0, listed: undefined };
    known.listed ??= { publishedAt };
    if (known.titleRank < 2 && title !== '') known.title = collapse(title).slice(0, 400);
    found.set(url, known);
  }
  return [...found.values()];
}

const headingForm = /^h[1-6]$/;

/** The link's text; a heading in it or around it is the title for sure. */
function titleOf(anchor: Element): { readonly title: string; readonly rank: number } {
  const inner = headingIn(anchor);
  if (inner) return { title: textOf(inner, 400).slice(0, 400), rank: 3 };
  const text = textOf(anchor, 400).slice(0, 400);
  if (ancestors(anchor, 4).some(({ name }) => headingForm.test(name)) && text !== '') return { title: text, rank: 3 };
  if (text !== '') return { title: text, rank: wordCount(text) >= 4 ? 2 : 1 };
  const label = attr(anchor, 'title') || attr(anchor, 'aria-label');
  return { title: collapse(label).slice(0, 400), rank: 0 };
}

/** A heading among the first nodes of an anchor; one that is wrapped around the whole page is not searched. */
function headingIn(anchor: Element): Element | undefined {
  let found: Element | undefined;
  let nodes = 0;
  walk(anchor, (node) => {
    if (++nodes > 200) return 'stop';
    if (!(node instanceof Element) || !headingForm.test(node.name)) return true;
    found = node;
    return 'stop';
  });
  return found;
}

const menuWords =
  /\b(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|footer|header-links|social|share|pagination|pager|legal|toolbar|skip-?links?|language-switch)\b/i;

/** Points for the place: headings and article cards for, navigation and page ends against. */
function placeOf(anchor: Element): number {
  let points = 0;
  let depth = 0;
  for (let node: ParentNode | null = anchor; node instanceof Element && depth < 40; node = node.parent, depth++) {
    if (headingForm.test(node.name) && depth < 5) points = Math.max(points, 2);
    if (node.name === 'article') points = Math.max(points, 1.5);
    const role = attr(node, 'role');
    if (node.name === 'nav' || role === 'navigation' || role === 'menu') return -4;
    if (node.name === 'footer' || role === 'contentinfo') return -4;
    if (
      depth < 6 &&
      menuWords.test(`${attr(node, 'class').replace(/_/g, '-').slice(0, 200)} ${attr(node, 'id').slice(0, 60)}`)
    )
      return -3;
    if (node.name === 'aside') points -= 1;
  }
  if (points < 1.5 && headingIn(anchor)) return points + 2;
  return points;
}

function textScore(words: number): number {
  if (words >= 5) return 2;
  if (words >= 3) return 0.5;
  return words === 0 ? 0 : -1;
}

/** Words of a text; in scripts without spaces, every three characters count as one. */
function wordCount(text: string): number {
  const dense = text.match(/[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/g)?.length ?? 0;
  return text.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word)).length + Math.floor(dense / 3);
}
