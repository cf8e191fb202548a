import { readTokens, type Tokens } from './read-tokens.ts';

/** What tells copies of a text, small enough to keep beside every article: how many different passages it has, and the least of their
 *  hashes, ascending; all of them when there are no more than `mostPrints`. A passage is six words, or ten characters in scripts without
 *  spaces. Numbers of four bytes, the least significant first; at most 772 bytes. The same text has the same one on every machine. */
export type CopySignature = Uint8Array;

/** A signature as numbers. */
export interface Prints {
  readonly passages: number;
  /** Ascending, at most `mostPrints`. */
  readonly hashes: Uint32Array;
}

export const mostPrints = 192;
/** How many of the hashes find an article again: more find shorter pieces of longer texts. */
export const bandCount = 24;

const wordsOfPassage = 6;
const charactersOfPassage = 10;
/** Texts with fewer passages are a teaser or a notice: they tell too little. */
const leastPassages = 12;

/** How much two articles have in common, by their passages. */
export interface CopyLikeness {
  /** The share of the later article's passages that the earlier one has, from 0 to 1. */
  readonly ofCopy: number;
  /** The share of the earlier article's passages that the later one has. */
  readonly ofOriginal: number;
}

/** The signature of an article's text, without its headline: outlets give a copy their own. */
export function signatureOf(text: string): CopySignature {
  return toBytes(printsOf(text));
}

/** Compares an article with one that was published before it. Exact for texts of up to 192 passages; for longer ones an estimate, whose
 *  error (one standard deviation) is about 0.04 when both are equally long. */
export function copyLikeness(copy: CopySignature, original: CopySignature): CopyLikeness {
  return comparePrints(fromBytes(copy), fromBytes(original));
}

/** Whether an article is a copy: much of what it has stands in the original as well, word by word, or nearly all of the original stands in
 *  it and is a good part of it. An outlet that puts an agency's five lines into its own report has its own report. */
export function isCopy({ ofCopy, ofOriginal }: CopyLikeness): boolean {
  return ofCopy >= leastOfCopy || (ofOriginal >= 0.7 && ofCopy >= 0.34);
}

/** Swept on bench/stories/bench-copies.ts: half of the text with every 25th word changed has this share of its passages left; a follow-up
 *  that tells the day before again on a third of its length has less. */
const leastOfCopy = 0.38;

/** Keys to find copies by in an index of (key, article): articles that are copies nearly always share some. Up to 24 numbers below 2³². */
export function bandsOf(signature: CopySignature): readonly number[] {
  return [...fromBytes(signature).hashes.subarray(0, bandCount)];
}

export function printsOf(text: string): Prints {
  const hashes = hashPassages(readTokens(text)).sort();
  let distinct = 0;
  for (const hash of hashes) {
    if (distinct === 0 || hashes[distinct - 1] !== hash) hashes[distinct++] = hash;
  }
  if (distinct < leastPassages) return { passages: 0, hashes: new Uint32Array(0) };
  return { passages: distinct, hashes: hashes.slice(0, Math.min(distinct, mostPrints)) };
}

function hashPassages({ hashes, isUnspaced }: Tokens): Uint32Array {
  const width = isUnspaced ? charactersOfPassage : wordsOfPassage;
  const passages = new Uint32Array(Math.max(0, hashes.length - width + 1));
  for (let at = 0; at < passages.length; at += 1) {
    let hash = width;
    for (let next = at; next < at + width; next += 1)
      hash = Math.imul(hash ^ (hashes[next] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
    passages[at] = mix(hash);
  }
  return passages;
}

/** Spreads a hash evenly, so that the least ones are a fair sample. */
function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Both are samples below some hash; below the lesser of the two, both are complete. */
export function comparePrints(copy: Prints, original: Prints): CopyLikeness {
  const limit = Math.min(limitOf(copy), limitOf(original));
  const ofCopy = countUpTo(copy.hashes, limit);
  const ofOriginal = countUpTo(original.hashes, limit);
  let [i, j, shared] = [0, 0, 0];
  while (i < ofCopy && j < ofOriginal) {
    const a = copy.hashes[i] ?? 0;
    const b = original.hashes[j] ?? 0;
    if (a === b) shared += 1;
    if (a <= b) i += 1;
    if (b <= a) j += 1;
  }
  return { ofCopy: shared / Math.max(ofCopy, 1), ofOriginal: shared / Math.max(ofOriginal, 1) };
}

/** How many of the ascending hashes are not above `limit`. */
function countUpTo(hashes: Uint32Array, limit: number): number {
  let count = hashes.length;
  while (count > 0 && (hashes[count - 1] ?? 0) > limit) count -= 1;
  return count;
}

function limitOf({ passages, hashes }: Prints): number {
  return passages > hashes.length ? (hashes[hashes.length - 1] ?? 0) : 0xffffffff;
}

function toBytes({ passages, hashes }: Prints): CopySignature {
  const bytes = new Uint8Array(4 + hashes.length * 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, passages, true);
  hashes.forEach((hash, i) => view.setUint32(4 + i * 4, hash, true));
  return bytes;
}

function fromBytes(signature: CopySignature): Prints {
  const view = new DataView(signature.buffer, signature.byteOffset, signature.byteLength);
  const hashes = new Uint32Array(signature.byteLength / 4 - 1);
  for (let i = 0; i < hashes.length; i += 1) hashes[i] = view.getUint32(4 + i * 4, true);
  return { passages: view.getUint32(0, true), hashes };
}
