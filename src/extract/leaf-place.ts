import { headingTags } from '../html/tags.ts';
import { endsSentence } from './boxes.ts';
import type { Box, Leaf } from './boxes.ts';

/** True when an element of this name is right around a leaf. */
export function isIn(leaf: Leaf, tag: string): boolean {
  for (let box: Box | null = leaf.parent, depth = 0; box !== null && depth < 4; box = box.parent, depth++) {
    if (box.tag === tag) return true;
  }
  return false;
}

/** True for part of a list or a quotation. */
export function isInList(leaf: Leaf): boolean {
  return isIn(leaf, 'li') || isIn(leaf, 'blockquote');
}

/** True when a leaf stands in a figure. */
export function isCaptionLeaf(leaf: Leaf): boolean {
  for (let box: Box | null = leaf.parent; box !== null; box = box.parent) {
    if (box.tag === 'figure' || box.tag === 'figcaption') return true;
  }
  return false;
}

/** The level of the heading a leaf stands in; 0 for none. */
export function headingLevel(leaf: Leaf): number {
  // Whole paragraphs set as headings are text.
  if (leaf.weight > 140 && endsSentence(leaf.text)) return 0;
  for (let box: Box | null = leaf.parent, depth = 0; box !== null && depth < 4; box = box.parent, depth++) {
    if (headingTags.has(box.tag)) return Number(box.tag.slice(1));
  }
  return 0;
}

/** True when a leaf stands in a heading. */
export function isInHeading(leaf: Leaf): boolean {
  return headingLevel(leaf) > 0;
}
