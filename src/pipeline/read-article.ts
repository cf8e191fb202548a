import { isRetryable } from '../errors.ts';
import type { ArticlePart } from '../extract/find-elsewhere.ts';
import { compareParts, isThin, joinPages, standIn, takeFuller } from '../extract/join-pages.ts';
import type { Article } from '../model/article.ts';
import type { Url } from '../model/ids.ts';
import type { Link } from '../model/link.ts';
import { ok, type Outcome, type Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { normalizeUrl } from '../url/normalize.ts';
import { isSameSite } from '../url/site.ts';
import { readAs } from './read-as.ts';
import type { PartReader } from './read-part.ts';
import { withRights } from './site-rights.ts';
import type { Work } from './work.ts';

/** An article, and the pages that it was read from besides its own. */
export interface Reading {
  readonly article: Article;
  readonly parts: readonly Url[];
  /** A part that could not be had, and why: the article is there without it. */
  readonly missing?: { readonly url: Url; readonly skip: Skip };
}

/** More pages than this have no article: a counter that goes on for ever, or a book. */
const maxPages = 20;

/** The article of a page as of the day it was fetched: reading it again later gives the same. One that the outlet parted is
 *  joined from its pages, or taken from the page that has all of it; one that shows little text here is taken from its AMP
 *  or print version when that shows more. Never for what is not free to read: this is no way round a wall.
 *  Rights that the feed names are the article's, whichever page its text is from.
 *  Skips: extract/*, and fetch/* when the text is elsewhere and may be had later. */
export async function readArticle(
  page: Page,
  link: Pick<Link, 'hints' | 'source'>,
  readPart: PartReader,
  tools: ReadTools,
): Promise<Outcome<Reading>> {
  const reading = await readWhole(page, link, readPart, tools);
  const { rights = [] } = link.hints;
  return reading.ok ? ok({ ...reading.value, article: withRights(reading.value.article, rights) }) : reading;
}

type ReadTools = Pick<Work, 'extract'> & { readonly project: Pick<Work['project'], 'sources'> };

async function readWhole(
  page: Page,
  link: Pick<Link, 'hints' | 'source'>,
  readPart: PartReader,
  { project, extract }: ReadTools,
): Promise<Outcome<Reading>> {
  const source = project.sources.find(({ id }) => id === link.source);
  const read: ReadPage = (one, part) => {
    return extract(one, {
      hints: part === undefined ? link.hints : {}, // the feed's text is that of the whole article
      ...readAs(source, one.fetchedAt),
      ...(part && { part }),
      now: Date.parse(page.fetchedAt),
    });
  };
  const first = await read(page);
  if (!first.ok) return readStandIn(page, first.skip, { read, readPart });
  const { elsewhere = {}, isFree, kind } = first.value;
  if (!isFree || kind === 'live-blog') return ok({ article: first.value, parts: [] });
  const isParted = elsewhere.next !== undefined;
  const forms = isParted || isThin(first.value) ? formsOf(elsewhere, isParted) : [];
  let missing: Reading['missing'];
  for (const [form, url] of forms) {
    const other = await readForm(url, page, { read, readPart });
    if (!other.ok && other.skip.code === 'fetch/aborted') return other;
    if (!other.ok && isRetryable(other.skip.code)) missing ??= { url, skip: other.skip };
    const article = other.ok ? takeFuller(first.value, other.value, form) : first.value;
    if (article !== first.value) return ok({ article, parts: [url] });
  }
  if (isParted) return readPages(page, first.value, { read, readPart });
  return ok({ article: first.value, parts: [], ...(missing && { missing }) });
}

type ReadPage = (page: Page, part?: ArticlePart) => Promise<Outcome<Article>>;

interface Readers {
  readonly read: ReadPage;
  readonly readPart: PartReader;
}

function formsOf(elsewhere: NonNullable<Article['elsewhere']>, isParted: boolean): readonly (readonly [string, Url])[] {
  const { singlePage, amp } = elsewhere;
  const whole = singlePage ? [['one page', singlePage] as const] : [];
  return isParted || !amp ? whole : [['AMP page', amp], ...whole];
}

async function readForm(url: Url, first: Page, { read, readPart }: Readers): Promise<Outcome<Article>> {
  const page = await readPart(url, first);
  return page.ok ? read(page.value, { first: [first.url], number: 1 }) : page;
}

/** The article of a page that has no text of its own, from another form of it. */
async function readStandIn(page: Page, skip: Skip, readers: Readers): Promise<Outcome<Reading>> {
  let found = skip;
  for (const [form, url] of formsOf(skip.elsewhere ?? {}, false)) {
    const other = await readForm(url, page, readers);
    if (other.ok && other.value.isFree) return ok({ article: standIn(page.url, other.value, form), parts: [url] });
    if (!other.ok && isRetryable(other.skip.code)) found = other.skip;
  }
  return { ok: false, skip: found };
}

/** The article of several pages. A page that cannot be had ends it, and is named; one that holds something else ends it too. */
async function readPages(page: Page, first: Article, { read, readPart }: Readers): Promise<Outcome<Reading>> {
  const addresses = [normalizeUrl(first.url), ...(first.canonical === undefined ? [] : [first.canonical])];
  const rest: Article[] = [];
  const parts: Url[] = [];
  let article = first;
  for (let next = first.elsewhere?.next; next !== undefined && rest.length + 1 < maxPages;) {
    const number = rest.length + 2;
    const part = await readPart(next, page);
    if (!part.ok) {
      if (part.skip.code === 'fetch/aborted') return part;
      const whole = joinPages(first, rest, { number, because: part.skip.code });
      return ok({ article: whole, parts, missing: { url: next, skip: part.skip } });
    }
    const isElsewhere = !isSameSite(part.value.url, page.url) || normalizeUrl(part.value.url) === addresses[0];
    const other = isElsewhere ? undefined : await read(part.value, { first: addresses, number });
    if (!other?.ok || compareParts(article, other.value) !== 'more') break;
    rest.push(other.value);
    parts.push(next);
    article = joinPages(first, rest);
    next = other.value.elsewhere?.next;
  }
  return ok({ article, parts });
}
