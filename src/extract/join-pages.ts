import type { Article, Block } from '../model/article.ts';
import type { Url } from '../model/ids.ts';
import { blocksText } from './blocks-text.ts';
import { coverage } from './coverage.ts';
import { squeeze } from '../text/squeeze.ts';

/** A later page that could not be had. */
export interface MissingPage {
  readonly number: number;
  /** A skip code. */
  readonly because: string;
}

/** Confidence is the chance that the text is right; one that lacks a page is so only when that page has next to nothing. */
const partial = 0.25;

/** One article of several of its pages, in order: identity and metadata of the first, the text of all, each part of it
 *  once. `missing`: the page at which it broke off; the article says so, and is less sure. */
export function joinPages(first: Article, rest: readonly Article[], missing?: MissingPage): Article {
  const pages = [first, ...rest];
  const count = pages.length === 1 ? 'page 1' : `${pages.length} pages`;
  const gap = missing === undefined ? '' : `; page ${missing.number} missing: ${missing.because}`;
  const confidence = round(meanConfidence(pages) * (missing === undefined ? 1 : partial));
  const modified = latest(pages);
  return {
    ...first,
    ...(modified && { modified }),
    isFree: pages.every(({ isFree }) => isFree),
    blocks: joinBlocks(pages.map(({ blocks }) => blocks)),
    confidence,
    evidence: {
      ...first.evidence,
      body: { from: `${first.evidence.body?.from ?? 'dom'}, ${count}${gap}`, confidence },
    },
  };
}

function meanConfidence(pages: readonly Article[]): number {
  const lengths = pages.map(({ blocks }) => blocksText(blocks).length + 1);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return pages.reduce((sum, { confidence }, at) => sum + (confidence * (lengths[at] ?? 0)) / total, 0);
}

function latest(pages: readonly Article[]): Article['modified'] {
  return pages
    .flatMap(({ modified }) => modified ?? [])
    .reduce<Article['modified']>(
      (newest, one) => (newest && Date.parse(newest.instant) >= Date.parse(one.instant) ? newest : one),
      undefined,
    );
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}

/** A repeat this long is no chance; a shorter one counts only at the top of a page. */
const leastRepeat = 40;

/** What pages repeat stands in the article once: an introduction or picture at their tops where it stands first, a note on
 *  the author at their ends where it stands last. */
function joinBlocks(pages: readonly (readonly Block[])[]): readonly Block[] {
  const seen = new Set<string>();
  return pages.flatMap((page, index) => {
    const next = pages[index + 1];
    const own = next === undefined ? page : page.slice(0, page.length - commonEnd(page, next));
    let isTop = true;
    const kept = own.filter((block) => {
      const key = keyOf(block);
      const isRepeat = index > 0 && seen.has(key) && (isTop || block.kind === 'figure' || key.length >= leastRepeat);
      isTop = isTop && isRepeat;
      return !isRepeat;
    });
    for (const block of kept) seen.add(keyOf(block));
    return kept;
  });
}

function commonEnd(page: readonly Block[], next: readonly Block[]): number {
  let count = 0;
  const at = (blocks: readonly Block[]): string | undefined => {
    const block = blocks.at(-1 - count);
    return block && keyOf(block);
  };
  while (count < Math.min(page.length, next.length) - 1 && at(page) === at(next)) count += 1;
  return count;
}

function keyOf(block: Block): string {
  if (block.kind === 'figure') return block.image.url;
  return squeeze(blocksText([block])) || JSON.stringify(block);
}

/** What a page that another one names is of that one's article: `more` of it, the `same` text again (a page number that the
 *  site passes over), or something `else`. */
export function compareParts(first: Article, other: Article): 'more' | 'same' | 'else' {
  if (!isSameArticle(first, other)) return 'else';
  return coverage(other.blocks, first.blocks) > 0.8 ? 'same' : 'more';
}

/** Two days: pages of one article state one date of publication, the zone of which some get wrong. */
const sameDateMs = 36 * 60 * 60 * 1000;

/** Two pages are of one article when they do not state different dates, and have one headline (but for `page 2`), one
 *  canonical address, or exactly the same instant. */
function isSameArticle(first: Article, other: Article): boolean {
  const [a, b] = [first.published, other.published].map((date) => date && Date.parse(date.instant));
  if (a !== undefined && b !== undefined && Math.abs(a - b) > sameDateMs) return false;
  const isSameInstant = a !== undefined && a === b && first.published?.precision === 'time';
  return isSameInstant || isSameTitle(first.title, other.title) || namesAddress(other, first);
}

function isSameTitle(first: string, other: string): boolean {
  const [a, b] = [squeeze(first), squeeze(other)];
  return a === b || (a.length >= 12 && b.startsWith(a)) || (b.length >= 12 && a.startsWith(b));
}

function namesAddress(other: Article, { url, canonical }: Article): boolean {
  const addresses: readonly (Url | undefined)[] = [url, canonical];
  return other.canonical !== undefined && addresses.includes(other.canonical);
}

/** The form of an article that shows more: `other` when it holds much more text than `first`, which then keeps its address
 *  and what it states, and takes the rest from there. `form` says what the other is: `one page`, `AMP page`. */
export function takeFuller(first: Article, other: Article, form: string): Article {
  if (compareParts(first, other) === 'else') return first;
  const [own, more] = [first, other].map(({ blocks }) => blocksText(blocks).length);
  if ((more ?? 0) < (own ?? 0) * 1.2 + 100) return first;
  return {
    ...other,
    ...first,
    standfirst: first.standfirst || other.standfirst,
    authors: first.authors.length > 0 ? first.authors : other.authors,
    topics: first.topics.length > 0 ? first.topics : other.topics,
    blocks: other.blocks,
    confidence: other.confidence,
    evidence: { ...other.evidence, ...first.evidence, body: { from: form, confidence: other.confidence } },
  };
}

/** An article that its own page does not show at all, read from another form of it. */
export function standIn(url: Url, other: Article, form: string): Article {
  const body = { from: form, confidence: other.confidence };
  return { ...other, url, evidence: { ...other.evidence, body } };
}

/** A page with so little text may be the beginning of what another form of it shows. */
export function isThin({ blocks, confidence }: Article): boolean {
  return confidence < 0.5 || blocksText(blocks).length < 500;
}
