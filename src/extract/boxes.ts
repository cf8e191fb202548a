import { isHidden } from '../html/hidden.ts';
import { attr, Element, Text, walk } from '../html/query.ts';
import type { ChildNode, Document } from '../html/query.ts';
import { inlineTags } from '../html/tags.ts';
import { squeeze } from '../text/squeeze.ts';
import { hintOf, HintCache, noHint } from './hints.ts';
import type { Hint } from './hints.ts';

/** A line of text or a picture between two block boundaries. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly index: number;
  readonly parent: Box;
  readonly nodes: readonly ChildNode[];
  /** White space collapsed. */
  readonly text: string;
  /** Characters; those of scripts without spaces between words count double. */
  readonly weight: number;
  /** Of `weight`, what stands in links. */
  readonly linkWeight: number;
  readonly hasMedia: boolean;
  /** Why it is left out; empty while it is kept. */
  removed: string;
  /** What `keyOf` gives, once it was asked. */
  key?: string;
}

/** A block element with what is shown in it; line-level elements are boxes only when they hold blocks. */
export interface Box {
  readonly kind: 'box';
  /** Place among all parts in document order; that of the outermost box is 0. The same for the same document. */
  readonly index: number;
  readonly element: Element;
  readonly tag: string;
  readonly parent: Box | null;
  readonly children: Part[];
  readonly hint: Hint;
  /** The link it stands in. */
  readonly href: string;
  /** Sums over all leaves below, whatever is removed later. */
  weight: number;
  linkWeight: number;
  /** Weight of leaves that read like running text. */
  prose: number;
  score: number;
  removed: string;
}

export type Part = Box | Leaf;

/** Never part of an article's text. `noscript` and `svg` repeat or draw what is there already. */
const skippedTags: ReadonlySet<string> = new Set(
  (
    'script style noscript template svg head title meta link base nav select option datalist input textarea ' +
    'menu frame frameset noframes map param source track dialog amp-ad amp-sidebar amp-analytics ' +
    'amp-consent amp-user-notification'
  ).split(' '),
);
const mediaTags: ReadonlySet<string> = new Set([
  'img',
  'picture',
  'iframe',
  'video',
  'audio',
  'embed',
  'object',
  'amp-img',
  'amp-iframe',
  'amp-youtube',
  'amp-twitter',
]);

/** What of a page is read: what it shows at once; also what it shows where scripts do not run; also what it hides. */
export type Shown = 'at-once' | 'without-scripts' | 'ever';

/** The tree of boxes a document shows, from `body` (or the whole document when it has none). */
export function toBoxes(document: Document, body: Element, shown: Shown = 'at-once'): Box {
  const blocky = findBlockyInlines(document);
  return new BoxBuilder(blocky, shown).build(body);
}

/** Line-level elements that hold blocks or blank lines, so that they are read as blocks. */
function findBlockyInlines(document: Document): ReadonlySet<Element> {
  const found = new Set<Element>();
  walk(document, (node) => {
    if (!(node instanceof Element)) return false;
    if (node.name === 'head' || node.name === 'script' || node.name === 'svg') return false;
    const breaks = node.name === 'br' ? isBlankLine(node) : !isInlineTag(node.name);
    if (!breaks) return true;
    for (let up = node.parent; up instanceof Element && isInlineTag(up.name) && !found.has(up); up = up.parent) {
      found.add(up);
    }
    return true;
  });
  return found;
}

/** Custom elements are line-level until blocks are found in them. */
export function isInlineTag(name: string): boolean {
  return inlineTags.has(name) || (name.includes('-') && !mediaTags.has(name));
}

/** True for a `br` that follows another one with nothing but white space between. */
function isBlankLine(node: Element): boolean {
  let before = node.prev;
  while (before instanceof Text && before.data.trim() === '') before = before.prev;
  return before instanceof Element && before.name === 'br';
}

class BoxBuilder {
  private readonly blocky: ReadonlySet<Element>;
  private readonly hints = new HintCache();
  private parts = 0;

  private readonly shown: Shown;

  constructor(blocky: ReadonlySet<Element>, shown: Shown) {
    this.blocky = blocky;
    this.shown = shown;
  }

  build(body: Element): Box {
    const root = this.newBox(body, null, '');
    this.fill(root);
    return root;
  }

  private newBox(element: Element, parent: Box | null, href: string): Box {
    return {
      kind: 'box',
      index: this.parts++,
      element,
      tag: element.name,
      parent,
      children: [],
      hint: parent === null ? noHint : hintOf(element, this.hints),
      href,
      weight: 0,
      linkWeight: 0,
      prose: 0,
      score: 0,
      removed: '',
    };
  }

  /** Depth is bounded by the parser. */
  private fill(box: Box): void {
    let run: ChildNode[] = [];
    /** Something other than white space is in the run. */
    let isInked = false;
    const endRun = (): void => {
      if (isInked) this.addLeaf(box, run);
      if (run.length > 0) run = [];
      isInked = false;
    };
    for (const node of box.element.children) {
      if (node instanceof Text) {
        if (run.length === 0 && isBlank(node.data)) continue;
        run.push(node);
        isInked = true;
        continue;
      }
      if (!(node instanceof Element)) continue;
      if (skippedTags.has(node.name) && !(this.shown !== 'at-once' && node.name === 'noscript')) continue;
      if (isInlineTag(node.name) && !this.blocky.has(node)) {
        if (node.name === 'br' && isBlankLine(node)) endRun();
        else {
          run.push(node);
          isInked ||= node.name !== 'br';
        }
        continue;
      }
      endRun();
      if (this.shown !== 'ever' && isHidden(node)) continue;
      const child = this.newBox(node, box, node.name === 'a' ? attr(node, 'href') : box.href);
      this.fill(child);
      box.children.push(child);
      box.weight += child.weight;
      box.linkWeight += child.linkWeight;
      box.prose += child.prose;
    }
    endRun();
  }

  private addLeaf(box: Box, nodes: readonly ChildNode[]): void {
    const reading = new LeafReading();
    for (const node of nodes) reading.read(node, box.href !== '');
    const text = reading.text.replace(/[ \t\r\n\f\v\u00a0\u200b\u2028\u2029\ufeff]+/g, ' ').trim();
    if (text === '' && !reading.hasMedia) return;
    const weight = weightOf(text);
    const share = reading.length === 0 ? 0 : Math.min(1, reading.linkLength / reading.length);
    const leaf: Leaf = {
      kind: 'leaf',
      index: this.parts++,
      parent: box,
      nodes,
      text,
      weight,
      linkWeight: weight * share,
      hasMedia: reading.hasMedia,
      removed: '',
    };
    box.children.push(leaf);
    box.weight += leaf.weight;
    box.linkWeight += leaf.linkWeight;
    box.prose += proseOf(leaf);
  }
}

const ink = /[^\s\u200b]/;
function isBlank(text: string): boolean {
  return !ink.test(text);
}

class LeafReading {
  text = '';
  length = 0;
  linkLength = 0;
  hasMedia = false;

  read(node: ChildNode, inLink: boolean): void {
    if (node instanceof Text) {
      this.text += node.data;
      const length = node.data.trim().length;
      this.length += length;
      if (inLink) this.linkLength += length;
      return;
    }
    if (!(node instanceof Element)) return;
    if (mediaTags.has(node.name)) this.hasMedia = true;
    if (node.name === 'br') this.text += ' ';
    if (
      skippedTags.has(node.name) ||
      node.name === 'rt' ||
      node.name === 'rp' ||
      (node.attribs['style'] !== undefined && isHidden(node))
    )
      return;
    if (node.name === 'button') {
      // A button's words are not the article's; a picture in it may be.
      if (!this.hasMedia)
        walk(node, (inner) => {
          if (inner instanceof Element && mediaTags.has(inner.name)) this.hasMedia = true;
          return true;
        });
      return;
    }
    const link = inLink || node.name === 'a';
    for (const child of node.children) this.read(child, link);
  }
}

const wideScript = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
const wideScripts = new RegExp(wideScript.source, 'g');

/** Characters of a text, those of scripts that write many letters or words in one character counted double. */
function weightOf(text: string): number {
  return wideScript.test(text) ? text.length + (text.match(wideScripts)?.length ?? 0) : text.length;
}

/** Letters and digits of a leaf's text, as `squeeze` gives them. */
export function keyOf(leaf: Leaf): string {
  return (leaf.key ??= squeeze(leaf.text));
}

const sentenceEnd = /[.!?…։؟۔।॥。！？｡៖။]["'”’»“)\]』」]*$/u;

/** True when a text ends as a sentence does, in any script. */
export function endsSentence(text: string): boolean {
  return sentenceEnd.test(text.length > 12 ? text.slice(-12) : text);
}

/** How much running text a leaf holds: its weight without links, nothing for short scraps and lists of links. */
export function proseOf(leaf: Leaf): number {
  const { weight, linkWeight } = leaf;
  if (weight < 40) return 0;
  const share = linkWeight / weight;
  if (share > 0.5) return 0;
  const plain = weight - linkWeight;
  return weight >= 80 || endsSentence(leaf.text) ? plain : plain * 0.4;
}

/** Visits all parts below a box that are not removed, in order. Return `false` to leave out what is below. */
export function eachPart(box: Box, visit: (part: Part) => boolean | undefined): void {
  for (const part of box.children) {
    if (part.removed !== '') continue;
    if (visit(part) !== false && part.kind === 'box') eachPart(part, visit);
  }
}

/** The leaves below a box that are not removed, in order. */
export function leavesOf(box: Box): Leaf[] {
  const found: Leaf[] = [];
  eachPart(box, (part) => {
    if (part.kind === 'leaf') found.push(part);
    return true;
  });
  return found;
}
