import { collapse } from '../html/query.ts';
import type { Inline } from '../model/article.ts';
import { eachPart, leavesOf } from './boxes.ts';
import type { Box, Leaf } from './boxes.ts';
import { creditOf, splitCredit } from './captions.ts';
import { toInlines } from './to-inlines.ts';

/** What a picture's caption tells, and who made the picture. */
export interface Caption {
  readonly inlines: readonly Inline[];
  readonly credit: string;
}

export function isCaptionBox(box: Box): boolean {
  return box.tag === 'figcaption' || box.hint.kind === 'caption';
}

/** The caption of a figure: its marked caption; for a picture box without one, its short lines. */
export function captionOf(figure: Box, baseUrl: string): Caption {
  const lines: Inline[] = [];
  const credit = creditOf(figure.element);
  const add = (leaf: Leaf): void => {
    if (leaf.text === '' || (credit !== '' && collapse(leaf.text) === credit)) return;
    if (lines.length > 0) lines.push({ kind: 'text', text: ' ' });
    for (const inline of toInlines(leaf.nodes, baseUrl)) lines.push(inline);
  };
  eachPart(figure, (part) => {
    if (part.kind !== 'box' || !isCaptionBox(part)) return true;
    for (const leaf of leavesOf(part)) add(leaf);
    return false;
  });
  if (lines.length === 0 && figure.tag !== 'figure') {
    for (const leaf of leavesOf(figure)) if (leaf.weight < 400) add(leaf);
  }
  return splitCredit(lines, credit);
}

/** Leaves as one line, a space between them. */
export function lineOf(leaves: readonly Leaf[], baseUrl: string): Inline[] {
  const line: Inline[] = [];
  for (const leaf of leaves) {
    const part = toInlines(leaf.nodes, baseUrl, leaf.parent.href);
    if (part.length > 0 && line.length > 0) line.push({ kind: 'text', text: ' ' });
    for (const inline of part) line.push(inline);
  }
  return line;
}
