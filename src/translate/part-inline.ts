import type { TaggedText } from '../model/translation.ts';
import { splitSentences } from '../text/sentences.ts';
import { addNode, type Node } from './inline-nodes.ts';
import { escapeTagged, parseTagged } from './tagged-text.ts';

/** A segment in the making: its text, and what each of its tags stands for (the first is that of id 1). */
export interface Draft {
  readonly text: TaggedText;
  readonly tags: readonly Node[];
}

/** Takes a segment, and gives its number. */
export type AddSegment = (draft: Draft) => number;

/** A sentence shorter than this stands with its neighbor in one segment: engines know too little of it alone. */
const minLength = 40;

/** A tag or comment of HTML, which is text to our reader, and the mark of a formula. */
const fixed = /<\/?[A-Za-z][^<>]*>|<!--(?:(?!-->|<!--)[\s\S])*-->|\ue000\d+\ue001/g;
const address = /\b(?:https?:\/\/|www\.)[^\s<>]+|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}/giu;

/** Whether a text holds anything that could be translated: a letter that is none of an address. */
function isTranslatable(text: string): boolean {
  return /\p{L}/u.test(/[@:.]/.test(text) ? text.replace(address, '') : text);
}

/** The same nodes with segments in place of their text. A segment holds whole sentences of what stands between two breaks, and
 *  whole pairs; a pair that holds all of it stands around the segment. */
export function partInline(nodes: readonly Node[], language: string, add: AddSegment): readonly Node[] {
  const parted: Node[] = [];
  let piece: Node[] = [];
  for (const node of [...nodes.flatMap((one) => prepare(one, add)), undefined]) {
    if (node !== undefined && node.kind !== 'break') {
      addNode(piece, node);
      continue;
    }
    append(parted, partPiece(piece, language, add));
    if (node !== undefined) parted.push(node);
    piece = [];
  }
  return parted;
}

/** As arguments of `push` a hundred thousand would be too many for the stack. */
function append(nodes: Node[], more: readonly Node[]): void {
  for (const node of more) nodes.push(node);
}

/** Takes out of a node what is no text, and makes segments of alternative texts. */
function prepare(node: Node, add: AddSegment): readonly Node[] {
  if (node.kind === 'pair') return [{ ...node, children: node.children.flatMap((child) => prepare(child, add)) }];
  if (node.kind === 'picture' && isTranslatable(node.alt))
    return [{ ...node, segment: add({ text: escapeTagged(node.alt), tags: [] }) }];
  if (node.kind !== 'text' || !/[<\ue000]/.test(node.text)) return [node];
  const parts: Node[] = [];
  let from = 0;
  for (const match of node.text.matchAll(fixed)) {
    addNode(parts, { kind: 'text', text: node.text.slice(from, match.index) });
    parts.push({ kind: 'fixed', text: match[0] });
    from = match.index + match[0].length;
  }
  addNode(parts, { kind: 'text', text: node.text.slice(from) });
  return parts;
}

function partPiece(piece: readonly Node[], language: string, add: AddSegment): readonly Node[] {
  const seen = piece.filter((node) => node.kind !== 'text' || /\S/.test(node.text));
  const only = seen.length === 1 ? seen[0] : undefined;
  if (only?.kind === 'pair')
    return piece.map((node) =>
      node === only ? { ...only, children: partAround(only.children, language, add) } : node,
    );
  const plain = plainText(piece);
  return isTranslatable(plain) ? cutSentences(piece, plain, language, add) : piece;
}

/** Of what was prepared before. */
function partAround(nodes: readonly Node[], language: string, add: AddSegment): readonly Node[] {
  const parted: Node[] = [];
  let from = 0;
  nodes.forEach((node, index) => {
    if (node.kind !== 'break') return;
    append(parted, partPiece(nodes.slice(from, index), language, add));
    parted.push(node);
    from = index + 1;
  });
  return [...parted, ...partPiece(nodes.slice(from), language, add)];
}

/** As a reader sees it, with one character in place of each thing that is no text. */
function plainText(nodes: readonly Node[]): string {
  let plain = '';
  for (const node of nodes) {
    if (node.kind === 'text') plain += node.text;
    else plain += node.kind === 'pair' ? plainText(node.children) : '\ufffc';
  }
  return plain;
}

function cutSentences(piece: readonly Node[], plain: string, language: string, add: AddSegment): readonly Node[] {
  const starts: number[] = [];
  let length = 0;
  for (const node of piece) {
    starts.push(length);
    length += plainText([node]).length;
  }
  const isOutside = (at: number): boolean =>
    piece.every((node, index) => {
      const from = starts[index] ?? 0;
      const to = starts[index + 1] ?? length;
      return node.kind === 'text' || at <= from || at >= to;
    });
  const parted: Node[] = [];
  let end = 0;
  for (const span of groupSentences(plain, language, isOutside)) {
    const between = sliceNodes(piece, starts, end, span.start).map(toGap);
    append(parted, between.length === 0 && end > 0 ? [toGap({ kind: 'text', text: '' })] : between);
    parted.push({ kind: 'segment', segment: add(toDraft(sliceNodes(piece, starts, span.start, span.end))) });
    end = span.end;
  }
  return [...parted, ...sliceNodes(piece, starts, end, length).map(toGap)];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Sentences, short ones together, and never one end in a pair. Nothing but white space stands between them. */
function groupSentences(plain: string, language: string, isOutside: (at: number) => boolean): readonly Span[] {
  const start = isOutside(plain.length - plain.trimStart().length) ? plain.length - plain.trimStart().length : 0;
  const end = isOutside(plain.trimEnd().length) ? plain.trimEnd().length : plain.length;
  const sentences = plain.length < 2 * minLength ? [] : splitSentences(plain, language);
  const spans: Span[] = [];
  let from = start;
  for (const [index, sentence] of sentences.entries()) {
    const next = sentences[index + 1];
    if (next === undefined || sentence.end - from < minLength || end - next.start < minLength) continue;
    if (!isOutside(sentence.end) || !isOutside(next.start)) continue;
    spans.push({ start: from, end: sentence.end });
    from = next.start;
  }
  return [...spans, { start: from, end }];
}

/** The nodes from one place to another; only text is cut. */
function sliceNodes(nodes: readonly Node[], starts: readonly number[], from: number, to: number): readonly Node[] {
  if (from >= to) return [];
  const slice: Node[] = [];
  nodes.forEach((node, index) => {
    const start = starts[index] ?? 0;
    if (node.kind === 'text') {
      const text = node.text.slice(Math.max(from - start, 0), Math.max(to - start, 0));
      if (text !== '') slice.push({ kind: 'text', text });
    } else if (start >= from && start < to) slice.push(node);
  });
  return slice;
}

function toGap(node: Node): Node {
  return node.kind === 'text' ? { kind: 'gap', text: node.text } : node;
}

function toDraft(nodes: readonly Node[]): Draft {
  const tags: Node[] = [];
  const write = (inner: readonly Node[]): string =>
    inner
      .map((node) => {
        if (node.kind === 'text') return escapeTagged(node.text);
        const id = tags.push(node);
        return node.kind === 'pair' ? `<pc id="${id}">${write(node.children)}</pc>` : `<ph id="${id}"/>`;
      })
      .join('');
  return { text: write(nodes).replace(/[ \t]+/g, ' '), tags };
}

/** What a segment's text says. Its tags are those of `tags`, each once. */
export function readSegment(text: TaggedText, tags: readonly Node[]): readonly Node[] {
  const stack: { readonly pair?: Node; readonly children: Node[] }[] = [{ children: [] }];
  for (const piece of parseTagged(text)) {
    const top = stack.at(-1);
    if (piece.kind === 'text') addNode(top?.children ?? [], { kind: 'text', text: cleanText(piece.text) });
    else if (piece.kind === 'open') {
      const pair = tags[piece.id - 1];
      stack.push(pair === undefined ? { children: [] } : { pair, children: [] });
    } else if (piece.kind === 'ph') {
      const node = tags[piece.id - 1];
      if (node !== undefined) top?.children.push(node);
    } else {
      const closed = stack.pop();
      if (closed?.pair?.kind === 'pair') stack.at(-1)?.children.push({ ...closed.pair, children: closed.children });
    }
  }
  return stack[0]?.children ?? [];
}

/** White space of one line, and only what may stand in Markdown. */
function cleanText(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '')
    .replace(/[\ue000\ue001]|\p{Surrogate}/gu, '\ufffd');
}
