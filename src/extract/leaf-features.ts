import { headingTags } from '../html/tags.ts';
import { endsSentence, keyOf } from './boxes.ts';
import { ToldText } from './told-text.ts';
import type { Box, Leaf } from './boxes.ts';
import { endsWithCredit } from './captions.ts';
import { squeeze } from '../text/squeeze.ts';
import { hintKinds } from './hint-names.ts';
import { collectLines, placeTags, tagNumbers } from './page-lines.ts';
import type { Line } from './page-lines.ts';
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
  /** The lines right before and after are running text that the rules keep. */
  readonly isAmongProse: boolean;
  readonly values: Float64Array;
}

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

/** Reads the lines of a page that are or may be article text; captions are not among them, and far from the body only
 *  running text is. Run after the rules have dropped what they drop. Linear in the page. */
export function readLeaves(page: Box, root: Box, witness: LeafWitness): readonly LeafReading[] {
  const lines = collectLines(page, root);
  const reader = new LineReader(page, lines, witness);
  const readings: LeafReading[] = [];
  lines.forEach((line, index) => {
    const isCandidate = line.isInRoot || line.prose > 0 || isBesideProse(line.leaf, page);
    // What stands in one line with a picture is its caption.
    const isCaption = line.isInCaption || (line.leaf.hasMedia && line.leaf.weight < 200);
    const values = isCandidate && !isCaption ? reader.read(line, index) : undefined;
    reader.pass(line);
    const { leaf, isInRoot, prose } = line;
    const isAmongProse = isKeptProse(lines[index - 1]) && isKeptProse(lines[index + 1]);
    if (values !== undefined) readings.push({ leaf, isKept: isKept(line), isInRoot, prose, isAmongProse, values });
  });
  return readings;
}

const isKept = ({ isInRoot, removed }: Line): boolean => isInRoot && removed === 0;
const isKeptProse = (line: Line | undefined): boolean => line !== undefined && isKept(line) && line.prose > 0;

function isBesideProse({ parent, weight, linkWeight }: Leaf, page: Box): boolean {
  const around = parent.parent ?? parent;
  return weight >= 8 && linkWeight < weight * 0.5 && around !== page && around.prose > page.prose * 0.1;
}

/** Enough of a line to know it by. */
const lookedAt = 300;

class LineReader {
  private readonly lines: readonly Line[];
  private readonly total: number;
  private readonly told: ToldText | undefined;
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
    this.told = witness.articleBody.length > 250 ? new ToldText(squeeze(witness.articleBody)) : undefined;
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
    if (this.told === undefined || weight < 20) return 0;
    return this.told.holds(key.slice(0, 60)) ? 1 : -1;
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
