import { Element, findFirst, rawTextOf, Text, textOf } from '../html/query.ts';
import { headingTags } from '../html/tags.ts';
import type { Block, BlockRole } from '../model/article.ts';
import { leavesOf } from './boxes.ts';
import type { Box, Leaf, Part } from './boxes.ts';
import { captionOf, isCaptionBox, lineOf } from './caption-of.ts';
import type { Caption } from './caption-of.ts';
import { creditOf, splitCredit } from './captions.ts';
import { joinCaptions } from './join-captions.ts';
import { embedUrl } from './embeds.ts';
import { isEntry, isTimeLine } from './live-entry.ts';
import { imagesIn, toImage } from './to-image.ts';
import { toTable } from './to-table.ts';
import { inlineText, toInlines } from './to-inlines.ts';

const mediaTags: ReadonlySet<string> = new Set([
  'img',
  'picture',
  'video',
  'audio',
  'iframe',
  'amp-img',
  'amp-youtube',
  'noscript',
]);

export interface BlockContext {
  readonly baseUrl: string;
  /** Reads the time of a live-blog entry; RFC 3339. */
  readonly entryTime: (element: Element) => string | undefined;
  /** The line known to be the article's standfirst. */
  readonly standfirst?: Leaf | undefined;
  /** How many frames are around. */
  readonly frames?: number;
}

/** Figures, quotations, entries and tables deeper than this lose their frame, never their text: each looks at all that is
 *  in it, and pages may nest them hundreds deep. */
const maxFrames = 12;
const framedTags: ReadonlySet<string> = new Set(['blockquote', 'figure', 'amp-story-player', 'table']);

function framed(context: BlockContext): BlockContext {
  return { ...context, frames: (context.frames ?? 0) + 1 };
}

/** Typed blocks of what is left in a box, in order; nothing empty, no picture twice in a row. */
export function toBlocks(root: Box, context: BlockContext): readonly Block[] {
  return joinCaptions(blocksOf(root, context, undefined));
}

function blocksOf(box: Box, context: BlockContext, role: BlockRole | undefined): Block[] {
  const blocks: Block[] = [];
  for (const part of box.children) {
    if (part.removed === '') addPart(part, blocks, context, role);
  }
  return blocks;
}

function addPart(part: Part, out: Block[], context: BlockContext, role: BlockRole | undefined): void {
  if (part.kind === 'leaf') addLeaf(part, out, context, part === context.standfirst ? 'standfirst' : role);
  else addBox(part, out, context, role ?? roleOf(part));
}

function roleOf(box: Box): BlockRole | undefined {
  if (box.hint.kind === 'standfirst' && box.weight < 1200) return 'standfirst';
  if (box.hint.kind === 'key-points' && box.weight < 3000) return 'key-points';
  return undefined;
}

function withRole(block: Block, role: BlockRole | undefined): Block {
  return role === undefined ? block : { ...block, role };
}

function addLeaf(leaf: Leaf, out: Block[], context: BlockContext, role: BlockRole | undefined): void {
  const inlines = toInlines(leaf.nodes, context.baseUrl, leaf.parent.href);
  const images = leaf.hasMedia ? imagesIn(leaf.nodes, context.baseUrl) : [];
  const only = images.length === 1 ? images[0] : undefined;
  if (only !== undefined && leaf.weight < 200 && inlines.length > 0 && isCaptionBelow(leaf)) {
    const { inlines: caption, credit } = splitCredit(inlines);
    out.push({ kind: 'figure', image: only, caption, credit });
    return;
  }
  if (inlines.length > 0) out.push(withRole({ kind: 'paragraph', inlines }, role));
  for (const image of images) out.push({ kind: 'figure', image, caption: [], credit: '' });
}

/** A picture, a line break, and the line below it. */
function isCaptionBelow(leaf: Leaf): boolean {
  const inked = leaf.nodes.filter((node) => !(node instanceof Text && node.data.trim() === ''));
  const [first, second] = inked;
  return (
    first instanceof Element &&
    (mediaTags.has(first.name) || findFirst(first, (child) => mediaTags.has(child.name)) !== undefined) &&
    textOf(first) === '' &&
    second instanceof Element &&
    second.name === 'br'
  );
}

function addBox(box: Box, out: Block[], context: BlockContext, role: BlockRole | undefined): void {
  const tag = box.tag;
  if (headingTags.has(tag)) return addHeading(box, out, context);
  const isDeep = (context.frames ?? 0) > maxFrames;
  if (isDeep && framedTags.has(tag)) return addAll(out, blocksOf(box, context, role));
  switch (tag) {
    case 'ul':
    case 'ol':
      return addList(box, out, context, role);
    case 'blockquote':
      return addQuote(box, out, context, role);
    case 'figure':
    case 'amp-story-player':
      return addFigure(box, out, context);
    case 'table':
      return addTable(box, out, context, role);
    case 'pre':
      return addCode(box, out);
    case 'hr':
      if (out.length > 0 && out[out.length - 1]?.kind !== 'rule') out.push({ kind: 'rule' });
      return;
    case 'iframe':
    case 'video':
    case 'audio':
    case 'embed':
    case 'object':
      return addPlayer(box.element, out, context);
    case 'dt':
      return addTerm(box, out, context);
    default:
      break;
  }
  const player = box.children.length === 0 ? embedUrl(box.element, context.baseUrl) : null;
  if (box.hint.kind === 'caption' && box.weight < 700) return addLooseCaption(box, out, context);
  if (!isDeep && box.hint.kind === 'media' && box.weight < 900 && box.prose < 700 && holdsMedia(box))
    return addFigure(box, out, context);
  if (player !== null) out.push({ kind: 'embed', url: player, blocks: [] });
  else if (!isDeep && isEntry(box.element)) addEntry(box, out, context);
  else addAll(out, blocksOf(box, context, role));
}

/** Adds blocks one by one: a call takes no more than some 100,000 arguments. */
function addAll(out: Block[], blocks: readonly Block[]): void {
  for (const block of blocks) out.push(block);
}

function holdsMedia(box: Box): boolean {
  return (
    findFirst(box.element, (child) => mediaTags.has(child.name)) !== undefined &&
    findFirst(box.element, (child) => child.name === 'blockquote' || child.name === 'table') === undefined
  );
}

/** A caption beside its picture: goes to the figure right before it, or nowhere. */
function addLooseCaption(box: Box, out: Block[], context: BlockContext): void {
  for (const block of blocksOf(box, context, undefined)) if (block.kind === 'figure') out.push(block);
  const last = out[out.length - 1];
  if (last?.kind !== 'figure' || last.caption.length > 0) return;
  const caption = splitCredit(lineOf(leavesOf(box), context.baseUrl), creditOf(box.element));
  out[out.length - 1] = { ...last, caption: caption.inlines, credit: caption.credit };
}

function addHeading(box: Box, out: Block[], context: BlockContext): void {
  const leaves = leavesOf(box);
  const inlines = lineOf(leaves, context.baseUrl);
  for (const leaf of leaves) {
    for (const image of leaf.hasMedia ? imagesIn(leaf.nodes, context.baseUrl) : []) {
      out.push({ kind: 'figure', image, caption: [], credit: '' });
    }
  }
  if (inlines.length === 0) return;
  // Whole paragraphs set as headings are text, not structure.
  if (inlineText(inlines).length > 300) out.push({ kind: 'paragraph', inlines });
  else out.push({ kind: 'heading', level: levelOf(box.tag), inlines });
}

function levelOf(tag: string): 2 | 3 | 4 | 5 | 6 {
  switch (tag) {
    case 'h3':
      return 3;
    case 'h4':
      return 4;
    case 'h5':
      return 5;
    case 'h6':
      return 6;
    default:
      return 2;
  }
}

function addList(box: Box, out: Block[], context: BlockContext, role: BlockRole | undefined): void {
  const items: (readonly Block[])[] = [];
  let loose: Block[] = [];
  const endLoose = (): void => {
    if (loose.length > 0) items.push(loose);
    loose = [];
  };
  for (const part of box.children) {
    if (part.removed !== '') continue;
    if (part.kind === 'box' && part.tag === 'li') {
      endLoose();
      const blocks = blocksOf(part, context, undefined);
      if (blocks.length > 0) items.push(blocks);
    } else addPart(part, loose, context, undefined);
  }
  endLoose();
  if (items.length === 0) return;
  // A list of pictures, of whole sections or of one thing is layout.
  const isLayout = items.every((blocks) => blocks.every((block) => block.kind === 'figure' || block.kind === 'embed'));
  const isSections = items.some((blocks) => blocks.length > 3 && blocks.some((block) => block.kind === 'heading'));
  if (isLayout || isSections) for (const block of items.flat()) out.push(block);
  else out.push(withRole({ kind: 'list', ordered: box.tag === 'ol', items }, role));
}

function addQuote(box: Box, out: Block[], context: BlockContext, role: BlockRole | undefined): void {
  const blocks = blocksOf(box, framed(context), undefined);
  const url = embedUrl(box.element, context.baseUrl);
  if (url !== null) out.push({ kind: 'embed', url, blocks });
  else if (blocks.length > 0) out.push(withRole({ kind: 'quote', blocks }, role));
}

function addCode(box: Box, out: Block[]): void {
  const text = rawTextOf(box.element).replace(/\r\n?/g, '\n').replace(/^\n+/, '').trimEnd();
  if (text !== '') out.push({ kind: 'code', text });
}

function addTerm(box: Box, out: Block[], context: BlockContext): void {
  for (const block of blocksOf(box, context, undefined)) {
    if (block.kind === 'paragraph')
      out.push({ kind: 'paragraph', inlines: [{ kind: 'strong', children: block.inlines }] });
    else out.push(block);
  }
}

function addPlayer(element: Element, out: Block[], context: BlockContext): void {
  const url = embedUrl(element, context.baseUrl);
  if (url !== null) out.push({ kind: 'embed', url, blocks: [] });
}

/** A figure with its caption; one without a picture is whatever it holds. */
function addFigure(box: Box, out: Block[], context: BlockContext): void {
  const images = imagesIn([box.element], context.baseUrl);
  const caption = captionOf(box, context.baseUrl);
  const held: Block[] = [];
  for (const part of box.children) {
    if (part.removed === '' && !(part.kind === 'box' && isCaptionBox(part)))
      addPart(part, held, framed(context), undefined);
  }
  const others = held.filter(
    (block) => block.kind !== 'figure' && block.kind !== 'paragraph' && block.kind !== 'heading',
  );
  if (images.length === 0) {
    if (others.length > 0) addAll(out, others);
    else if (box.tag !== 'figure') return;
    else if (noscriptImage(box.element, context) === null) addAll(out, held);
    else addCaptioned(out, box, caption, context);
    return;
  }
  if (others.some((block) => block.kind === 'table' || block.kind === 'quote')) return addAll(out, held);
  images.forEach((image, index) => {
    const isLast = index === images.length - 1;
    out.push({ kind: 'figure', image, caption: isLast ? caption.inlines : [], credit: isLast ? caption.credit : '' });
  });
  for (const block of others) if (block.kind === 'embed') out.push(block);
}

function addCaptioned(out: Block[], box: Box, caption: Caption, context: BlockContext): void {
  const image = noscriptImage(box.element, context);
  if (image !== null) out.push({ kind: 'figure', image, caption: caption.inlines, credit: caption.credit });
}

function noscriptImage(element: Element, context: BlockContext): ReturnType<typeof toImage> {
  const image = findFirst(element, (child) => child.name === 'img');
  return image === undefined ? null : toImage(image, context.baseUrl);
}

function addTable(box: Box, out: Block[], context: BlockContext, role: BlockRole | undefined): void {
  const table = toTable(box, context.baseUrl);
  if (table === null) addAll(out, blocksOf(box, framed(context), role));
  else out.push(withRole(table, role));
}

function addEntry(box: Box, out: Block[], context: BlockContext): void {
  const all = blocksOf(box, framed(context), undefined);
  const first = all[0];
  // The entry's own time line is kept as its time.
  const isTimed = first?.kind === 'paragraph' && isTimeLine(inlineText(first.inlines));
  const blocks = isTimed ? all.slice(1) : all;
  if (blocks.length === 0) return;
  const at = context.entryTime(box.element);
  out.push(at === undefined ? { kind: 'entry', blocks } : { kind: 'entry', at, blocks });
}
