import { headingTags } from '../html/tags.ts';
import { endsSentence, proseOf, keyOf } from './boxes.ts';
import type { Box, Leaf } from './boxes.ts';
import { isCaptionBox } from './caption-of.ts';
import { endsWithCredit } from './captions.ts';
import { squeeze } from '../text/squeeze.ts';
import { hintKinds } from './hint-names.ts';
import type { HintKind } from './hint-names.ts';
import { capitalShare, digitShare, signKind, titleShare } from './text-features.ts';
import { isBylineLine, isCreditLine, isDateLine, isEndHeading, isRelatedLead, isSiteLine } from './words.ts';

/** What the page says elsewhere about its text, to read lines by. */
export interface LeafWitness {
  readonly titles: readonly string[];
  readonly description: string;
  /** The text of JSON-LD `articleBody`; empty when there is none. */
  readonly articleBody: string;
  readonly headline: Leaf | undefined;
}

/** A line of text, whether the rules keep it, and what is known of it as numbers in the order of `featureNames`. */
export interface LeafReading {
  readonly leaf: Leaf;
  readonly isKept: boolean;
  readonly isInRoot: boolean;
  /** `proseOf` the leaf. */
  readonly prose: number;
  readonly values: Float64Array;
}

/** Tags around a line that say something of it. */
const placeTags = 'article main section aside footer header form figure blockquote table ul ol a dl details'.split(' ');
const ownTags = ['p', 'div', 'li', 'span', 'td', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'dd', 'dt', 'th'];

export const featureNames: readonly string[] = [
  ...['weight', 'linkShare', 'prose', 'endsSentence', 'hasMedia', 'sign', 'line', 'afterEnd'],
  ...['digits', 'titleLike', 'titleWords', 'isTold', 'isDescription', 'copies'],
  ...['ownTag', 'headingLevel', 'afterHeadline', 'levelsToHeadline', 'proseBefore', 'proseAfter'],
  ...['signatureProse', 'signatureCount', 'signatureShare'],
  ...['parentProse', 'parentLinks', 'grandProse', 'grandLinks', 'grandParts', 'greatProse', 'greatLinks'],
  ...['prevWeight', 'prevLinks', 'prevProse', 'prevSame', 'nextWeight', 'nextLinks', 'nextProse', 'nextSame', 'around'],
  ...['removed', 'isInRoot'],
  ...hintKinds.map((kind) => `kind ${kind}`),
  ...placeTags.map((tag) => `in ${tag}`),
];

const bits = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, index) => [name, 1 << index]));
const kindBits = bits(hintKinds);
const tagBits = bits(placeTags);
const tagNumbers = new Map(ownTags.map((tag, index) => [tag, index + 1]));
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

interface Line extends Place {
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

/** Reads the lines of a page that are or may be article text; captions are not among them, and far from the body only
 *  running text is. Run after the rules have dropped what they drop. Linear in the page. */
export function readLeaves(page: Box, root: Box, witness: LeafWitness): readonly LeafReading[] {
  const lines = new LineCollector(page, root).collect();
  const reader = new LineReader(page, lines, witness);
  const readings: LeafReading[] = [];
  lines.forEach((line, index) => {
    const isCandidate = line.isInRoot || line.prose > 0 || isBesideProse(line.leaf, page);
    // What stands in one line with a picture is its caption.
    const isCaption = line.isInCaption || (line.leaf.hasMedia && line.leaf.weight < 200);
    const values = isCandidate && !isCaption ? reader.read(line, index) : undefined;
    reader.pass(line);
    const { leaf, isInRoot, prose, removed } = line;
    if (values !== undefined) readings.push({ leaf, isKept: isInRoot && removed === 0, isInRoot, prose, values });
  });
  return readings;
}

function isBesideProse({ parent, weight, linkWeight }: Leaf, page: Box): boolean {
  const around = parent.parent ?? parent;
  return weight >= 8 && linkWeight < weight * 0.5 && around !== page && around.prose > page.prose * 0.1;
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

/** Enough of a line to know it by. */
const lookedAt = 300;

class LineReader {
  private readonly lines: readonly Line[];
  private readonly total: number;
  private readonly told: string;
  private readonly description: string;
  private readonly titleKeys: readonly string[];
  private readonly titleWords: ReadonlySet<string>;
  private readonly headlineAt: number;
  private readonly levels = new Map<Box, number>();
  private readonly copies = new Map<string, number>();
  private proseBefore = 0;
  private isAfterEnd = false;

  constructor(page: Box, lines: readonly Line[], witness: LeafWitness) {
    this.lines = lines;
    this.total = Math.max(1, page.prose);
    this.told = witness.articleBody.length > 250 ? squeeze(witness.articleBody) : '';
    this.description = squeeze(witness.description).slice(0, 60);
    this.titleKeys = witness.titles.map(squeeze);
    this.titleWords = new Set(witness.titles[0]?.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
    this.headlineAt = witness.headline === undefined ? -1 : lines.findIndex(({ leaf }) => leaf === witness.headline);
    for (let box = witness.headline?.parent ?? null, level = 0; box !== null; box = box.parent) {
      this.levels.set(box, level);
      if (box.children.length > 1) level++;
    }
    for (const { leaf } of lines) this.copies.set(leaf.text, (this.copies.get(leaf.text) ?? 0) + 1);
  }

  /** Goes on to the next line. */
  pass({ leaf, prose }: Line): void {
    if (this.proseBefore > this.total * 0.3 && isEndHeading(leaf.text)) this.isAfterEnd = true;
    this.proseBefore += prose;
  }

  read(line: Line, index: number): Float64Array {
    const { leaf, prose, signature } = line;
    const { text, weight } = leaf;
    const key = text.length > lookedAt ? squeeze(text.slice(0, lookedAt)) : keyOf(leaf);
    const parent = blockOf(leaf);
    const grand = parent.parent ?? parent;
    const great = grand.parent ?? grand;
    const before = this.lines[index - 1];
    const after = this.lines[index + 1];
    const out = new Writer();
    out.add(log(weight), leaf.linkWeight / Math.max(1, weight), log(prose), Number(endsSentence(text)));
    out.add(Number(leaf.hasMedia), signKind(text), lineKind(text), Number(this.isAfterEnd));
    out.add(digitShare(text), capitalShare(text), titleShare(text, key, this.titleKeys, this.titleWords));
    out.add(this.toldOf(key, weight), this.isDescription(key), Math.min(5, this.copies.get(text) ?? 1));
    const level = headingTags.has(parent.tag) ? Number(parent.tag.slice(1)) : 0;
    const place = this.headlineAt === -1 ? -100 : clamp(index - this.headlineAt, -50, 100);
    out.add(tagNumbers.get(parent.tag) ?? 0, level, place, this.levelsTo(leaf));
    out.add(this.proseBefore / this.total, (this.total - this.proseBefore - prose) / this.total);
    const { proseLines, lines } = signature;
    out.add(signature.prose / this.total, Math.min(30, proseLines), proseLines / lines);
    out.add(parent.prose / this.total, linkShare(parent), grand.prose / this.total, linkShare(grand));
    out.add(Math.min(30, grand.children.length), great.prose / this.total, linkShare(great));
    addNeighbour(out, before, line);
    addNeighbour(out, after, line);
    out.add(this.proseAround(index), line.removed, Number(line.isInRoot));
    for (let bit = 0; bit < hintKinds.length; bit++) out.add((line.kinds >> bit) & 1);
    for (let bit = 0; bit < placeTags.length; bit++) out.add((line.tags >> bit) & 1);
    return out.values;
  }

  /** 1: JSON-LD has it in the article's text; -1: it has a text without it; 0: nothing is told. */
  private toldOf(key: string, weight: number): number {
    if (this.told === '' || weight < 20) return 0;
    return this.told.includes(key.slice(0, 60)) ? 1 : -1;
  }

  private isDescription(key: string): number {
    return Number(this.description.length > 20 && key.startsWith(this.description));
  }

  /** Levels up to where the line meets the headline. */
  private levelsTo(leaf: Leaf): number {
    for (let box: Box | null = leaf.parent; box !== null; box = box.parent) {
      const level = this.levels.get(box);
      if (level !== undefined) return Math.min(level, 15);
    }
    return 16;
  }

  /** Running text within three lines. */
  private proseAround(index: number): number {
    let sum = 0;
    for (let at = Math.max(0, index - 3); at <= index + 3; at++)
      if (at !== index) sum += Math.min(300, this.lines[at]?.prose ?? 0);
    return sum;
  }
}

const log = (value: number): number => Math.log2(value + 1);
const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
const linkShare = ({ weight, linkWeight }: { weight: number; linkWeight: number }): number =>
  weight === 0 ? 0 : linkWeight / weight;

function addNeighbour(out: Writer, other: Line | undefined, line: Line): void {
  if (other === undefined) out.add(0, 0, 0, 0);
  else {
    const isSame = other.signature === line.signature;
    out.add(log(other.leaf.weight), linkShare(other.leaf), log(other.prose), Number(isSame));
  }
}

/** Fills a row of numbers in order. */
class Writer {
  readonly values = new Float64Array(featureNames.length);
  private at = 0;

  add(a: number, b?: number, c?: number, d?: number): void {
    this.values[this.at++] = a;
    if (b !== undefined) this.values[this.at++] = b;
    if (c !== undefined) this.values[this.at++] = c;
    if (d !== undefined) this.values[this.at++] = d;
  }
}

const wrapperTags: ReadonlySet<string> = new Set(['span', 'strong', 'b', 'a', 'em']);

/** The block a leaf stands in, past line-level elements. */
function blockOf(leaf: Leaf): Box {
  let box = leaf.parent;
  while (wrapperTags.has(box.tag) && box.parent !== null) box = box.parent;
  return box;
}

function lineKind(text: string): number {
  if (text.length > 400) return 0;
  if (isRelatedLead(text)) return 1;
  if (isSiteLine(text)) return 2;
  if (isCreditLine(text)) return 3;
  if (isDateLine(text)) return 4;
  if (isBylineLine(text)) return 5;
  if (isEndHeading(text)) return 6;
  return endsWithCredit(text) ? 7 : 0;
}
