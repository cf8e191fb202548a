import { Element, Text } from '../html/query.ts';
import { headingTags } from '../html/tags.ts';
import { endsSentence, leavesOf, proseOf, keyOf } from './boxes.ts';
import type { Box, Leaf } from './boxes.ts';
import { looksLikePerson } from './clean-authors.ts';
import { endsWithCredit } from './captions.ts';
import { isCaptionLeaf } from './leaf-place.ts';
import { bylineNames, isLedByline, isNameLine, namesInLine, textPieces } from './find-bylines.ts';
import { squeeze } from '../text/squeeze.ts';
import { isBylineLine, isDateLine, isLabelledByline } from './words.ts';

/** Short lines around the headline: who, when, and the standfirst. */
export interface NearTitle {
  readonly bylines: readonly string[];
  readonly dates: readonly string[];
  readonly standfirst: Leaf | undefined;
  readonly headline: Leaf | undefined;
  /** Running text and lines after the headline, in order: where an introduction stands that is outside the body. */
  readonly following: readonly Leaf[];
}

const linesBefore = 8;
const linesAfter = 24;
const linesFollowing = 60;

/** Reads the lines around the headline. `description` is the page's own, to know a standfirst by. Must run before
 *  blocks are removed. */
export function findNearTitle(page: Box, titles: readonly string[], description: string): NearTitle {
  const leaves = leavesOf(page);
  const keys = new Set(titles.map(squeeze));
  let at = leaves.findIndex((leaf) => leaf.text.length < 400 && isHeadline(leaf) && keys.has(keyOf(leaf)));
  if (at === -1)
    at = leaves.findIndex(
      (leaf) => leaf.text.length > 3 && leaf.text.length < 400 && leaf.linkWeight === 0 && keys.has(keyOf(leaf)),
    );
  const bylines: string[] = [];
  const dates: string[] = [];
  let standfirst: Leaf | undefined;
  const told = squeeze(description).slice(0, 80);
  const near = at === -1 ? leaves.slice(0, 80) : leaves.slice(Math.max(0, at - linesBefore), at + linesAfter);
  let isAfter = at === -1;
  let paragraphs = 0;
  for (const leaf of near) {
    if (leaf === leaves[at]) {
      isAfter = true;
      continue;
    }
    if (leaf.text === '' || isQuoted(leaf)) continue;
    if (isAfter && proseOf(leaf) > 0) paragraphs++;
    // What comes later belongs to the text.
    const kind = leaf.weight < 140 ? namedKind(leaf) : '';
    if (leaf.weight < 140 && (paragraphs < 3 || kind !== '')) {
      const hasDate = isDateLine(leaf.text);
      if (hasDate) dates.push(leaf.text);
      if (isCaptionLeaf(leaf)) continue;
      const pieces = textPieces(leaf.nodes);
      if (hasDate || kind !== '' || isLedByline(pieces)) {
        if (isAfter) bylines.push(...namesInLine(pieces, hasDate || kind !== ''));
      } else if (isBylineLine(leaf.text)) {
        bylines.push(...bylineNames(leaf.text));
      } else if (isAfter && at !== -1 && paragraphs < 3 && isSetApart(leaf) && isNameLine(leaf.text)) {
        bylines.push(leaf.text);
      }
    }
    if (standfirst === undefined && isAfter && at !== -1 && isStandfirst(leaf, told, leaves, at)) standfirst = leaf;
  }
  if (bylines.length === 0) bylines.push(...labelledNames(leaves));
  return {
    bylines: bylines.slice(0, 12),
    dates: dates.slice(0, 4),
    standfirst,
    headline: leaves[at],
    following: at === -1 ? [] : leaves.slice(at + 1, at + 1 + linesFollowing),
  };
}

/** All of it is bold or italic: how a name alone on its line is set. */
export function isSetApart(leaf: Leaf): boolean {
  const inked = leaf.nodes.filter((node) => !(node instanceof Text && node.data.trim() === ''));
  return inked.length > 0 && inked.every((node) => node instanceof Element && setApartTags.has(node.name));
}
const setApartTags: ReadonlySet<string> = new Set(['b', 'strong', 'i', 'em', 'br']);

/** The names of a line anywhere that begins with a word for author and a colon, or sets that word apart. */
function labelledNames(leaves: readonly Leaf[]): readonly string[] {
  for (const leaf of leaves) {
    if (leaf.weight > 80 || !isLabelledByline(leaf.text)) continue;
    const names = bylineNames(leaf.text).filter(looksLikePerson);
    if (names.length > 0) return names;
  }
  return [];
}

/** Inside a quotation or a foreign post. */
function isQuoted(leaf: Leaf): boolean {
  for (let box: Box | null = leaf.parent, depth = 0; box !== null && depth < 5; box = box.parent, depth++) {
    if (box.tag === 'blockquote') return true;
  }
  return false;
}

function isHeadline(leaf: Leaf): boolean {
  for (let box: Box | null = leaf.parent, depth = 0; box !== null && depth < 4; box = box.parent, depth++) {
    if (headingTags.has(box.tag)) return true;
  }
  return false;
}

function namedKind(leaf: Leaf): string {
  for (let box: Box | null = leaf.parent, depth = 0; box !== null && depth < 3; box = box.parent, depth++) {
    if (box.hint.kind === 'byline')
      return /author|byline|autor|auteur|firma|writer/i.test(box.hint.name) ? 'author' : 'date';
    if (box.hint.kind === 'author') return 'author';
  }
  return '';
}

/** Named so; or the page's own description, or the only sentence between headline and byline, set apart from the text. */
function isStandfirst(leaf: Leaf, told: string, leaves: readonly Leaf[], at: number): boolean {
  if (leaf.weight < 30 || leaf.weight > 900 || leaf.linkWeight > leaf.weight * 0.3 || isCaptionLeaf(leaf)) return false;
  for (let box: Box | null = leaf.parent, depth = 0; box !== null && depth < 3; box = box.parent, depth++) {
    if (box.hint.kind === 'standfirst' && box.weight < 1200) return true;
  }
  if (!endsSentence(leaf.text) || namedKind(leaf) !== '' || endsWithCredit(leaf.text)) return false;
  const from = leaves.indexOf(leaf) + 1;
  const next = leaves.slice(from, from + 6).find((other) => other.text !== '');
  if (next === undefined || leaf.weight > 500) return false;
  const isBeforeByline =
    next.weight < 140 && (namedKind(next) !== '' || isBylineLine(next.text) || isDateLine(next.text));
  const isFirst = leaves.slice(at + 1, from - 1).every((other) => other.text === '');
  if (isBeforeByline && isFirst) return !isBylineLine(leaf.text) && !isDateLine(leaf.text);
  const isTold = told.length > 30 && keyOf(leaf).startsWith(told.slice(0, 60));
  return isTold && next.parent.parent !== leaf.parent.parent;
}
