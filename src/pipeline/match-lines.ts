import type { Leaf } from '../extract/boxes.ts';
import { squeeze } from '../text/squeeze.ts';
import { inlineText } from '../extract/to-inlines.ts';
import type { Block, Inline } from '../model/article.ts';

/** A line of the page that the extractor kept, and the block of the article it became. */
export interface KeptLine {
  /** The part of the page. */
  readonly part: number;
  readonly text: string;
  /** Index of a block of the article; absent for a line that is in none: a repeated picture, the time of an entry … */
  readonly block?: number;
  /** What the block is; `caption` for the words below a picture. */
  readonly kind?: LineKind;
}
export type LineKind = Block['kind'] | 'caption' | 'standfirst' | 'key-points' | 'related';

/** A stretch of an article's text that stands in one piece on the page. */
interface Line {
  readonly block: number;
  readonly kind: LineKind;
  /** Letters and digits, or the text when it has none. */
  readonly key: string;
  /** Those of who made the picture. */
  readonly credit: string;
  /** How much of it was found on the page. */
  used: number;
}

/** How far the order of blocks may differ from that of the page: captions change place with their pictures. */
const lookBack = 4;
const lookAhead = 12;
/** Of a text longer than this, lines are looked for in order only. */
const longestSearched = 5000;

/** Finds the block of the article each kept line went into, by their words, in order. Linear in the lines. */
export function matchLines(leaves: readonly Leaf[], blocks: readonly Block[]): readonly KeptLine[] {
  const lines = blocks.flatMap((block, index) => linesOf(block, index));
  const places = new Map(lines.map(({ key }, index) => [key, index]));
  let at = 0;
  return leaves.map((leaf): KeptLine => {
    const { index: part, text } = leaf;
    const key = keyOf(text);
    const index = findNear(lines, at, key, leaf) ?? (key === '' ? undefined : places.get(key));
    const line = index === undefined ? undefined : lines[index];
    if (index === undefined || line === undefined) return { part, text };
    line.used += Math.max(1, key.length);
    at = index;
    return { part, text, block: line.block, kind: line.kind === 'figure' && text !== '' ? 'caption' : line.kind };
  });
}

function keyOf(text: string): string {
  return squeeze(text) || text;
}

function findNear(lines: readonly Line[], at: number, key: string, leaf: Leaf): number | undefined {
  for (let index = Math.max(0, at - lookBack); index < Math.min(lines.length, at + lookAhead); index++) {
    const line = lines[index];
    if (line !== undefined && holds(line, key, leaf)) return index;
  }
  return undefined;
}

function holds({ kind, key: own, credit, used }: Line, key: string, leaf: Leaf): boolean {
  // Each picture is found once.
  if (key === '') return leaf.hasMedia && (kind === 'figure' || kind === 'embed') && used === 0;
  if (kind === 'figure') return isOneOf(own, key, 8) || isOneOf(credit, key, 3);
  if (used >= own.length) return false;
  return own.startsWith(key, used) || (own.length < longestSearched && own.includes(key));
}

/** Captions are cut into caption and credit, and put together from several lines. */
function isOneOf(whole: string, key: string, least: number): boolean {
  return whole.includes(key) || (whole.length > least && key.includes(whole));
}

function kindOf({ role, kind }: Block): LineKind {
  return role === undefined || role === 'body' ? kind : role;
}

function linesOf(block: Block, index: number, outer?: LineKind): readonly Line[] {
  const kind = outer ?? kindOf(block);
  const line = (inlines: readonly Inline[], credit = ''): Line => ({
    block: index,
    kind,
    key: keyOf(inlineText(inlines)),
    credit: keyOf(credit),
    used: 0,
  });
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [line(block.inlines)];
    case 'figure':
      return [{ ...line(block.caption, block.credit), kind: 'figure' }];
    case 'list':
      return block.items.flatMap((item) => item.flatMap((inner) => linesOf(inner, index, kind)));
    case 'quote':
    case 'entry':
      return block.blocks.flatMap((inner) => linesOf(inner, index, block.kind === 'entry' ? undefined : kind));
    case 'embed':
      return [{ ...line([]), kind }, ...block.blocks.flatMap((inner) => linesOf(inner, index, kind))];
    case 'table':
      return block.rows.flatMap((row) => row.map((cell) => line(cell)));
    case 'code':
      return [line([{ kind: 'code', text: block.text }])];
    case 'rule':
      return [];
  }
}
