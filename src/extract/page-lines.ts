import { proseOf } from './boxes.ts';
import type { Box, Leaf } from './boxes.ts';
import { isCaptionBox } from './caption-of.ts';
import { hintKinds } from './hint-names.ts';
import type { HintKind } from './hint-names.ts';

/** Tags around a line that say something of it. */
export const placeTags =
  'article main section aside footer header form figure blockquote table ul ol a dl details'.split(' ');
const ownTags = ['p', 'div', 'li', 'span', 'td', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'dd', 'dt', 'th'];

const bits = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, index) => [name, 1 << index]));
const kindBits = bits(hintKinds);
const tagBits = bits(placeTags);
/** Of the tags that hold lines, by name; others are 0. */
export const tagNumbers = new Map(ownTags.map((tag, index) => [tag, index + 1]));
const ownKinds: ReadonlySet<HintKind | ''> = new Set<HintKind>(['body', 'content', 'standfirst', 'title']);

/** Reasons for which the rules leave parts out, the least certain first. */
const reasons = [
  ...['only a link', 'heading without text', 'standfirst', 'credit', 'repeats the title', 'list of links'],
  ...['mostly links', 'byline', 'date line', 'leads to other articles', 'line about the site'],
  ...['after the end of the article', 'another article', 'card', 'tag aside', 'tags', 'author', 'advert', 'newsletter'],
  ...['paywall', 'aside', 'form', 'share', 'tag footer', 'related', 'comments', 'consent', 'navigation', 'unseen'],
];
const reasonNumbers = new Map(reasons.map((reason, index) => [reason, index + 2]));

function reasonNumber(because: string): number {
  if (because === '') return 0;
  const end = because.indexOf(':');
  return reasonNumbers.get(end === -1 ? because : because.slice(0, end)) ?? 1;
}

/** What is around a leaf, from the outermost box down. */
interface Place {
  /** What the boxes around say they are; those that hold half of the page say nothing. */
  readonly kinds: number;
  readonly tags: number;
  readonly removed: number;
  readonly isInRoot: boolean;
  readonly isInCaption: boolean;
}

/** A line of the page, with what is around it. */
export interface Line extends Place {
  readonly leaf: Leaf;
  readonly prose: number;
  readonly signature: Signature;
}

/** Lines with the same tags and classes right around them. */
interface Signature {
  prose: number;
  proseLines: number;
  lines: number;
}

/** All lines of a page, in order, those that were dropped too. Run after the rules have dropped what they drop. */
export function collectLines(page: Box, root: Box): readonly Line[] {
  return new LineCollector(page, root).collect();
}

class LineCollector {
  private readonly page: Box;
  private readonly root: Box;
  private readonly lines: Line[] = [];
  private readonly signatures = new Map<number, Signature>();
  private readonly names = new Map<string, number>();

  constructor(page: Box, root: Box) {
    this.page = page;
    this.root = root;
  }

  collect(): readonly Line[] {
    this.visit(this.page, { kinds: 0, tags: 0, removed: 0, isInRoot: false, isInCaption: false }, 0);
    return this.lines;
  }

  private visit(box: Box, up: Place, around: number): void {
    const name = this.nameOf(box);
    let signature: Signature | undefined;
    const { kind } = box.hint;
    const speaks = kind !== '' && (ownKinds.has(kind) || box.prose < this.page.prose * 0.5);
    const place: Place = {
      kinds: speaks ? up.kinds | (kindBits.get(kind) ?? 0) : up.kinds,
      tags: up.tags | (tagBits.get(box.tag) ?? 0),
      removed: up.removed === 0 ? reasonNumber(box.removed) : up.removed,
      isInRoot: up.isInRoot || box === this.root,
      isInCaption: up.isInCaption || box.tag === 'figure' || isCaptionBox(box),
    };
    for (const part of box.children) {
      if (part.kind === 'box') this.visit(part, place, name);
      else if (part.text !== '') this.add(part, place, (signature ??= this.signatureOf(name, around)));
    }
  }

  private add(leaf: Leaf, place: Place, signature: Signature): void {
    const prose = proseOf(leaf);
    signature.prose += prose;
    signature.lines++;
    if (prose > 0) signature.proseLines++;
    const removed = place.removed === 0 ? reasonNumber(leaf.removed) : place.removed;
    const { kinds, tags, isInRoot, isInCaption } = place;
    this.lines.push({ kinds, tags, removed, isInRoot, isInCaption, leaf, prose, signature });
  }

  /** A number for what a box calls itself. */
  private nameOf(box: Box): number {
    const name = box.element.attribs['class'] ?? '';
    let known = this.names.get(name);
    if (known === undefined) {
      known = this.names.size;
      this.names.set(name, known);
    }
    return known * 64 + (tagNumbers.get(box.tag) ?? 0);
  }

  private signatureOf(own: number, around: number): Signature {
    const key = own * 2 ** 26 + around;
    const known = this.signatures.get(key);
    if (known !== undefined) return known;
    const signature = { prose: 0, proseLines: 0, lines: 0 };
    this.signatures.set(key, signature);
    return signature;
  }
}
