import { markFormulas, putFormulas } from '../markdown/math.ts';
import { markdownReader } from '../markdown/to-html.ts';
import type { TaggedText } from '../model/translation.ts';
import { isSeen, type Node, readInline, signatureOf } from './inline-nodes.ts';
import { shapeOf } from './markdown-shape.ts';
import { readSegment } from './part-inline.ts';
import type { PartedMarkdown, Spot } from './part-markdown.ts';
import { checkTags, plainOf } from './tagged-text.ts';
import { tidyNodes, writeInline } from './write-inline.ts';

/** What a spot becomes. */
interface Edit {
  readonly spot: Spot;
  readonly markdown: string;
  readonly signature: string;
}

export interface JoinedMarkdown {
  readonly markdown: string;
  /** The numbers of the segments whose original stands, as they got no text or one that could not stand there. */
  readonly kept: readonly number[];
}

/** The Markdown with other texts in its segments; where there is none (undefined), and where a text has not the tags of its
 *  segment or nothing to see, the original stands. Structure, addresses, code and pictures stay as they are whatever the texts
 *  are: what is written is read again, and a line that a reader would take for something else keeps its original.
 *  `texts`: one for each segment. */
export function joinMarkdown(parted: PartedMarkdown, texts: readonly (TaggedText | undefined)[]): string {
  return joinSegments(parted, texts).markdown;
}

/** As `joinMarkdown`, and where the original stands. */
export function joinSegments(parted: PartedMarkdown, texts: readonly (TaggedText | undefined)[]): JoinedMarkdown {
  const sound = parted.segments.map((segment, index) => {
    const text = texts[index];
    return text !== undefined && (text === segment.text || isSound(text, parted, index)) ? text : undefined;
  });
  const edits: Edit[] = [];
  const kept = new Set(parted.segments.keys());
  for (const spot of parted.spots) {
    if (spot.segments.every((index) => isSame(parted, sound, index))) {
      for (const index of spot.segments) if (sound[index] !== undefined) kept.delete(index);
      continue;
    }
    const edit = writeSpot(spot, parted, sound);
    if (edit !== undefined) edits.push(edit);
  }
  if (edits.length === 0) return { markdown: parted.markdown, kept: [...kept] };
  const isRisky = parted.hasMath || edits.some((edit) => isRiskyEdit(edit));
  const made = isRisky ? keepSafe(parted, edits) : edits;
  for (const { spot } of made) {
    for (const index of spot.segments) if (sound[index] !== undefined) kept.delete(index);
  }
  const joined = applyEdits(parted.marked, made);
  const sources = parted.formulas.map(({ source }) => source);
  return { markdown: parted.hasMath ? putFormulas(joined, sources) : joined, kept: [...kept] };
}

function isSame(parted: PartedMarkdown, texts: readonly (TaggedText | undefined)[], index: number): boolean {
  return texts[index] === undefined || texts[index] === parted.segments[index]?.text;
}

/** Whether a text can stand in a segment: with all tags, and something to see in it and in each emphasis. */
function isSound(text: TaggedText, parted: PartedMarkdown, index: number): boolean {
  const source = parted.segments[index]?.text ?? '';
  if (checkTags(source, text) !== undefined) return false;
  if (!text.includes('<')) return /\S/.test(text);
  const nodes = readSegment(text, parted.tags[index] ?? []);
  return isSeen(nodes) && isSeenInside(nodes);
}

function isSeenInside(nodes: readonly Node[]): boolean {
  return nodes.every(
    (node) => node.kind !== 'pair' || ((node.mark === 'link' || isSeen(node.children)) && isSeenInside(node.children)),
  );
}

/** Text that means nothing but itself wherever it stands in a line, and begins no block. */
const plain = /^[\p{L}"'“”„‘«»¿¡—][^\\`*_[\]<>&~|#${}\u0000-\u001f\u0085\u2028\u2029\ue000\ue001\ud800-\udfff]*$/u;

function writeSpot(spot: Spot, parted: PartedMarkdown, texts: readonly (TaggedText | undefined)[]): Edit | undefined {
  const only = spot.nodes.length === 1 ? spot.nodes[0] : undefined;
  const text = only?.kind === 'segment' ? (texts[only.segment] ?? '').trim() : '';
  if (plain.test(text)) return { spot, markdown: text, signature: text.replace(/\s+/g, ' ') };
  const nodes = tidyNodes(expand(spot.nodes, parted, texts));
  const signature = signatureOf(nodes);
  for (const isArmored of [false, true]) {
    for (const markers of ['source', 'turns'] as const) {
      const markdown = writeInline(nodes, { place: spot.place, hasMath: parted.hasMath, isArmored, markers });
      if (signatureOfMarkdown(markdown, parted) !== signature) continue;
      const cell = spot.place === 'cell' ? markdown.replaceAll('|', '\\|') : markdown;
      return { spot, markdown: cell, signature };
    }
  }
  return undefined;
}

function signatureOfMarkdown(markdown: string, { environment }: PartedMarkdown): string | undefined {
  const [inline] = markdownReader.parseInline(markdown, { ...environment });
  const nodes = readInline(inline?.children ?? []);
  return nodes && signatureOf(nodes);
}

/** Puts texts in place of segments. */
function expand(
  nodes: readonly Node[],
  parted: PartedMarkdown,
  texts: readonly (TaggedText | undefined)[],
): readonly Node[] {
  return nodes.flatMap((node, index): readonly Node[] => {
    if (node.kind === 'segment') {
      const text = texts[node.segment] ?? parted.segments[node.segment]?.text ?? '';
      return expand(readSegment(text.trim(), parted.tags[node.segment] ?? []), parted, texts);
    }
    if (node.kind === 'gap')
      return [{ kind: 'text', text: fitGap(node.text, nodes[index - 1], nodes[index + 1], parted, texts) }];
    if (node.kind === 'pair') return [{ ...node, children: expand(node.children, parted, texts) }];
    const alt = node.kind === 'picture' && node.segment !== undefined ? texts[node.segment] : undefined;
    if (node.kind !== 'picture' || alt === undefined) return [node];
    const shown = plainOf(alt)
      .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
      .trim();
    return [{ ...node, alt: shown, label: escapeLabel(shown) }];
  });
}

function escapeLabel(text: string): string {
  return text
    .replace(/[$`~]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[!"%'-/:<-@[-^_{-}]|&(?!#\d+;)/g, '\\$&');
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]/u;

/** What stands between two segments: a space comes in where neither side is of a script without spaces, and goes where both are. */
function fitGap(
  gap: string,
  before: Node | undefined,
  after: Node | undefined,
  parted: PartedMarkdown,
  texts: readonly (TaggedText | undefined)[],
): string {
  if (before?.kind !== 'segment' || after?.kind !== 'segment') return gap;
  const textOf = (index: number): string => plainOf(texts[index] ?? parted.segments[index]?.text ?? '').trim();
  const isBefore = unspaced.test(textOf(before.segment).slice(-2));
  const isAfter = unspaced.test(textOf(after.segment).slice(0, 1));
  if (gap === '') return isBefore || isAfter ? '' : ' ';
  return isBefore && isAfter ? '' : gap;
}

const safeStart = /^(?:[\p{L}"'“”„‘«»¿¡—(]|!?\[|\*{1,2}[\p{L}\p{N}"“„]|\p{Nd}+(?![\p{Nd}.)]))/u;

/** Whether a reader could take a line for another kind of block. */
function isRiskyEdit({ markdown, spot }: Edit): boolean {
  return markdown.split('\n').some((line) => !safeStart.test(line) || (spot.place !== 'cell' && line.includes('|')));
}

function applyEdits(markdown: string, edits: readonly Edit[]): string {
  let text = '';
  let from = 0;
  for (const { spot, markdown: written } of edits) {
    text += markdown.slice(from, spot.from) + written.replaceAll('\n', `\n${spot.prefix}`);
    from = spot.to;
  }
  return text + markdown.slice(from);
}

/** More than so often a text is not read again: what is not known to be safe then keeps its original. */
const maxReadings = 100;

/** The edits after which a reader finds the same blocks. */
function keepSafe(parted: PartedMarkdown, edits: readonly Edit[]): readonly Edit[] {
  const before = shapeOf(parted.marked);
  const formulas = sourcesOf(parted.formulas);
  let readings = 0;
  const isSafe = (chosen: readonly Edit[]): boolean => {
    readings += 1;
    const expected = [...before.shape];
    for (const { spot, signature } of chosen) expected[before.lines[spot.line] ?? -1] = signature;
    const joined = applyEdits(parted.marked, chosen);
    if (shapeOf(joined).shape.join('\n') !== expected.join('\n')) return false;
    if (!parted.hasMath) return true;
    const sources = parted.formulas.map(({ source }) => source);
    return sourcesOf(markFormulas(putFormulas(joined, sources)).formulas) === formulas;
  };
  const add = (kept: readonly Edit[], more: readonly Edit[]): readonly Edit[] => {
    if (more.length === 0 || readings >= maxReadings) return kept;
    const both = [...kept, ...more].sort((a, b) => a.spot.from - b.spot.from);
    if (isSafe(both)) return both;
    if (more.length === 1) return kept;
    const half = more.length >> 1;
    return add(add(kept, more.slice(0, half)), more.slice(half));
  };
  return add([], edits);
}

function sourcesOf(formulas: PartedMarkdown['formulas']): string {
  return formulas
    .map(({ source }) => source)
    .sort()
    .join('\n');
}
