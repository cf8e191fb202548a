import { headingTags } from '../html/tags.ts';
import type { Trace } from '../model/trace.ts';
import { eachPart, endsSentence, leavesOf, proseOf, keyOf } from './boxes.ts';
import type { Box, Leaf, Part } from './boxes.ts';
import { dropPart } from './drop-part.ts';
import { headingLevel, isCaptionLeaf, isIn, isInHeading, isInList } from './leaf-place.ts';
import { isNameLine } from './find-bylines.ts';
import { isSetApart } from './find-near-title.ts';
import { squeeze } from '../text/squeeze.ts';
import {
  isBylineLine,
  isCreditLine,
  isDateLine,
  isEndHeading,
  isPageLabel,
  isRelatedLead,
  isSiteLine,
  isStampLine,
} from './words.ts';

export interface RefineFacts {
  /** The title, and other forms of it; as shown on the page. */
  readonly titles: readonly string[];
  readonly authors: readonly string[];
  /** Where the title is shown. */
  readonly headline?: Leaf | undefined;
}

/** Removes what stands among the article's paragraphs without being of it: repeated titles, bylines and dates, links to
 *  other articles, cards, calls to subscribe, credits, and everything after the article's end. Output: the names that sign the
 *  text at its end; empty when none do. */
export function refineBody(root: Box, facts: RefineFacts, trace?: Trace): { readonly signature: string } {
  const refiner = new Refiner(root, facts, trace);
  refiner.dropOtherArticles();
  refiner.dropLinkBlocks(root);
  refiner.dropAboveHeadline();
  refiner.dropHead();
  refiner.dropLines();
  refiner.dropTail();
  const signature = refiner.dropSignature();
  dropEmptyHeadings(root, trace);
  return { signature };
}

class Refiner {
  private readonly root: Box;
  private readonly facts: RefineFacts;
  private readonly trace: Trace | undefined;

  constructor(root: Box, facts: RefineFacts, trace: Trace | undefined) {
    this.root = root;
    this.facts = facts;
    this.trace = trace;
  }

  private drop(part: Part, because: string): void {
    dropPart(part, because, this.trace);
  }

  /** A further article below the root: another heading of the first level, or an article element of its own. */
  dropOtherArticles(): void {
    const articles: Box[] = [];
    eachPart(this.root, (part) => {
      if (part.kind === 'leaf') return false;
      if (part.tag !== 'article') return true;
      articles.push(part);
      return false;
    });
    const total = this.root.prose;
    for (const article of articles) {
      if (article.weight < 700 && article.prose < total * 0.15 && holdsLinkedHeading(article))
        this.drop(article, 'card');
    }
    const left = articles.filter((article) => article.removed === '');
    if (left.length < 2) return;
    const held = left.reduce((sum, article) => sum + article.prose, 0);
    const largest = left.reduce((best, article) => (article.prose > best.prose ? article : best));
    for (const article of left) {
      if (article === largest) continue;
      const isCard = article.weight < 600 && article.prose < held * 0.3;
      if (isCard || (largest.prose > held * 0.6 && article.prose < held * 0.3)) this.drop(article, 'another article');
    }
  }

  /** Lists and groups that are mostly links. */
  dropLinkBlocks(box: Box): void {
    for (const part of box.children) {
      if (part.removed !== '') continue;
      if (part.kind === 'leaf') continue;
      const share = part.weight === 0 ? 0 : part.linkWeight / part.weight;
      const isList = part.tag === 'ul' || part.tag === 'ol' || part.tag === 'dl';
      if (part.tag !== 'p' && !headingTags.has(part.tag) && part.weight > 0 && this.isLinkBlock(part, share, isList)) {
        this.drop(part, isList ? 'list of links' : 'mostly links');
      } else if (isList && isPageList(part)) {
        this.drop(part, 'list about the page');
      } else this.dropLinkBlocks(part);
    }
  }

  private isLinkBlock(box: Box, share: number, isList: boolean): boolean {
    if (this.isCard(box)) return true;
    if (box.prose > 200 || box.tag === 'figure' || box.tag === 'blockquote' || box.tag === 'table') return false;
    if (isList) return share > 0.7 || (share > 0.4 && box.prose === 0 && box.weight < 400);
    if (share <= 0.6) return false;
    const leaves = leavesOf(box).filter((leaf) => leaf.weight > 0);
    if (leaves.length === 1) return share > 0.9 && box.weight < 250 && box.href !== '';
    return leaves.filter((leaf) => leaf.linkWeight > leaf.weight * 0.5).length >= 2;
  }

  /** A teaser of another article: one link around heading and text, or a linked heading over a short text. */
  private isCard(box: Box): boolean {
    if (box === this.root || box.weight > 700 || box.prose > this.root.prose * 0.15) return false;
    if (box.tag === 'figure' || box.tag === 'blockquote' || box.tag === 'table' || box.tag === 'li') return false;
    if (box.tag === 'a') return leavesOf(box).filter((leaf) => leaf.weight > 0).length > 1;
    return box.tag !== 'section' && holdsLinkedHeading(box) && box.linkWeight > box.weight * 0.2;
  }

  /** Kickers and crumbs above the headline. */
  dropAboveHeadline(): void {
    const leaves = leavesOf(this.root);
    const at = this.facts.headline === undefined ? -1 : leaves.indexOf(this.facts.headline);
    for (const leaf of leaves.slice(0, Math.min(Math.max(at, 0), 12))) {
      if (leaf.text !== '' && leaf.weight < 60 && !leaf.hasMedia && !endsSentence(leaf.text))
        this.drop(leaf, 'above the headline');
    }
  }

  /** Title, byline, date and such before the first paragraph. */
  dropHead(): void {
    const titles = this.facts.titles.map(squeeze).filter((title) => title.length > 5);
    const authors = this.facts.authors.map(squeeze).filter((author) => author.length > 3);
    let position = 0;
    let hasStarted = false;
    for (const leaf of leavesOf(this.root)) {
      if (leaf.text === '') continue;
      // No title or byline is that long.
      const own = leaf.text.length > 600 ? leaf.text : keyOf(leaf);
      if (position < 25 && titles.includes(own)) {
        this.drop(leaf, 'repeats the title');
        continue;
      }
      const isHeading = isInHeading(leaf);
      const isMain = isIn(leaf, 'h1');
      if (position < 12 && !hasStarted && isHeading && (isMain || titles.some((title) => isNear(title, own)))) {
        this.drop(leaf, 'repeats the title');
        continue;
      }
      if (!hasStarted && !isHeading && leaf.weight < 160 && !endsSentence(leaf.text.slice(0, 400))) {
        const names = authors.some((author) => own.includes(author) && own.length < author.length * 3 + 20);
        if (names || isBylineLine(leaf.text)) this.drop(leaf, 'byline');
        else if (isDateLine(leaf.text)) this.drop(leaf, 'date line');
        else if (own.length < 3) this.drop(leaf, 'no words');
      } else if (position < 20 && !isHeading && leaf.weight < 90 && isNamedByline(leaf.text, own, authors)) {
        this.drop(leaf, 'byline');
      }
      if (leaf.removed === '' && proseOf(leaf) > 0) {
        hasStarted = true;
      }
      position++;
      if (position > 60) return;
    }
  }

  /** Lines anywhere in the text. */
  dropLines(): void {
    for (const leaf of leavesOf(this.root)) {
      const { text, weight } = leaf;
      if (text === '') continue;
      const linkShare = weight === 0 ? 0 : leaf.linkWeight / weight;
      if (isCaptionLeaf(leaf)) continue;
      if (isRelatedLead(text) && (linkShare > 0.25 || text.length < 30) && !(isInHeading(leaf) && text.length > 60)) {
        this.drop(leaf, 'leads to other articles');
      } else if (text.length < 300 && isSiteLine(text) && (text.length < 160 || linkShare > 0.05)) {
        this.drop(leaf, 'line about the site');
      } else if (isCreditLine(text) && text.length < 120 && !isInHeading(leaf)) {
        this.drop(leaf, 'credit');
      } else if (linkShare > 0.9 && text.length < 220 && this.standsAlone(leaf) && !endsSentence(text)) {
        this.drop(leaf, 'only a link');
      }
    }
  }

  private standsAlone(leaf: Leaf): boolean {
    const tag = leaf.parent.tag;
    return tag !== 'li' && tag !== 'td' && tag !== 'th' && !isInHeading(leaf) && tag !== 'dd' && tag !== 'dt';
  }

  /** Everything after a heading that ends articles, when little prose follows. */
  dropTail(): void {
    const leaves = leavesOf(this.root);
    const total = leaves.reduce((sum, leaf) => sum + proseOf(leaf), 0);
    let before = 0;
    for (let index = 0; index < leaves.length; index++) {
      const leaf = leaves[index];
      if (leaf === undefined) break;
      before += proseOf(leaf);
      if (before < total * 0.6 || !isEndHeading(leaf.text)) continue;
      if (!isInHeading(leaf) && !(leaf.weight < 50 && looksLikeHeading(leaf))) continue;
      for (const rest of leaves.slice(index)) {
        if (rest.text !== '' || rest.hasMedia) this.drop(rest, 'after the end of the article');
      }
      return;
    }
  }

  /** The author's name alone on the last line. */
  dropSignature(): string {
    const authors = this.facts.authors.map(squeeze).filter((author) => author.length > 3);
    const shown = leavesOf(this.root).filter((leaf) => leaf.text !== '');
    const last = shown[shown.length - 1];
    if (last === undefined || shown.length < 3 || last.weight > 100 || isCaptionLeaf(last) || isInList(last)) return '';
    const own = squeeze(last.text.replace(/^(?:by|von|par|por|di|door|av|af)\s/i, ''));
    const isKnown = authors.includes(own) || own === authors.join('');
    if (!isKnown && !(isSetApart(last) && isNameLine(last.text))) return '';
    this.drop(last, 'byline');
    return last.text;
  }
}

function isNamedByline(text: string, own: string, authors: readonly string[]): boolean {
  if (isStampLine(text)) return true;
  return isBylineLine(text) && authors.some((author) => own.includes(author));
}

/** Date, print button, permalink and such, each with its label. */
function isPageList(list: Box): boolean {
  if (list.weight > 600 || list.prose > 200) return false;
  const leaves = leavesOf(list).filter((leaf) => leaf.text !== '');
  return leaves.length > 1 && leaves.filter((leaf) => isPageLabel(leaf.text)).length > leaves.length * 0.6;
}

/** True when a heading inside is wholly a link. */
function holdsLinkedHeading(box: Box): boolean {
  return box.children.some(
    (part) =>
      part.kind === 'box' &&
      (headingTags.has(part.tag) ? part.weight > 10 && part.linkWeight > part.weight * 0.9 : holdsLinkedHeading(part)),
  );
}

/** A short line set in bold by itself. */
function looksLikeHeading(leaf: Leaf): boolean {
  return !endsSentence(leaf.text) || leaf.text.endsWith('?');
}

/** One is the start of the other, or they share nearly all letters. */
function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length > 15 && short.length > long.length * 0.6 && long.includes(short);
}

/** Drops headings with nothing below them: their text was removed, or they end the article. */
export function dropEmptyHeadings(root: Box, trace?: Trace): void {
  const parts = leavesOf(root);
  const places = new Map<Part, number>();
  let followed = false;
  let nextLevel = 0;
  for (let index = parts.length - 1; index >= 0; index--) {
    const leaf = parts[index];
    if (leaf === undefined || (leaf.text === '' && !leaf.hasMedia)) continue;
    const level = headingLevel(leaf);
    if (level === 0) {
      followed = true;
      nextLevel = 0;
    } else if (!followed || (nextLevel > 0 && nextLevel <= level && index > 0 && hadText(leaf, places))) {
      dropPart(leaf, 'heading without text', trace);
    } else nextLevel = level;
  }
}

/** True when something removed stood right below this heading. `places` is filled with the place of each part among its
 *  siblings: to look for it anew for every heading would take time in the square of their number. */
function hadText(leaf: Leaf, places: Map<Part, number>): boolean {
  let box = leaf.parent;
  while (!headingTags.has(box.tag) && box.parent !== null) box = box.parent;
  const siblings = box.parent?.children ?? [];
  if (!places.has(box)) siblings.forEach((part, place) => places.set(part, place));
  const next = siblings[(places.get(box) ?? -1) + 1];
  return next !== undefined && next.removed !== '';
}
