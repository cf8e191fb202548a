import { pathOf } from '../html/query.ts';
import type { Trace } from '../model/trace.ts';
import { squeeze } from '../text/squeeze.ts';
import { eachPart, keyOf, leavesOf, proseOf } from './boxes.ts';
import type { Box, Leaf } from './boxes.ts';
import { ToldText } from './told-text.ts';

/** What the page says elsewhere about its text, to judge candidates by. */
export interface RootWitness {
  /** The text of JSON-LD `articleBody`; empty when there is none. */
  readonly articleBody: string;
  /** Where the title is shown. */
  readonly headline: Leaf | undefined;
}

export interface FoundRoot {
  readonly root: Box;
  /** Of the prose that is left on the page, how much stands in the root: 0 to 1. */
  readonly share: number;
  readonly because: string;
}

interface Candidate {
  readonly box: Box;
  score: number;
}

const tagFactor: Readonly<Record<string, number>> = {
  article: 1.25,
  main: 1.15,
  section: 1,
  div: 1,
  td: 0.95,
  body: 0.6,
};

/** The box that holds the article: scored by the prose near it, moved up while its parent holds more of the same text.
 *  After Kohlschütter et al., "Boilerplate Detection using Shallow Text Features" (2010), and the scoring of Arc90's
 *  Readability: text votes for its parent, and less for the ancestors above. Null when no prose is left. */
export function findRoot(page: Box, witness: RootWitness, trace?: Trace): FoundRoot | null {
  const leaves = leavesOf(page);
  const prose = new Map<Leaf, number>();
  /** Short lines without links (ingredients, cells): they vote a little. */
  const scraps = new Map<Leaf, number>();
  for (const leaf of leaves) {
    const value = proseOf(leaf);
    if (value > 0) prose.set(leaf, value);
    else if (leaf.weight > 12 && leaf.linkWeight < leaf.weight * 0.2) scraps.set(leaf, -leaf.weight * 0.2);
  }
  const total = [...prose.values()].reduce((sum, value) => sum + value, 0);
  if (total === 0) return null;
  const told = witness.articleBody.length > 250 ? findToldRoot(prose, witness.articleBody, page) : null;
  if (told !== null) {
    trace?.push({
      stage: 'extract',
      step: 'root',
      target: pathOf(told.element),
      part: told.index,
      decision: 'chosen',
      because: 'holds the text that JSON-LD articleBody gives',
    });
    return { root: told, share: proseIn(told) / total, because: 'json-ld articleBody' };
  }
  const best = pickBest(scoreBoxes(new Map([...prose, ...scraps]), witness.headline), trace);
  if (best === null) return null;
  const root = climb(best, page, trace);
  trace?.push({
    stage: 'extract',
    step: 'root',
    target: pathOf(root.element),
    part: root.index,
    decision: 'chosen',
    because: 'most prose, least around it',
    score: Math.round(best.score),
  });
  return { root, share: proseIn(root) / total, because: 'score' };
}

/** Prose of the leaves below that are not removed. */
function proseIn(box: Box): number {
  let sum = 0;
  eachPart(box, (part) => {
    if (part.kind === 'leaf') sum += proseOf(part);
    return true;
  });
  return sum;
}

/** Boxes above a line that it votes for; wrappers in wrappers could be hundreds for each line. */
const maxSteps = 64;

function scoreBoxes(prose: ReadonlyMap<Leaf, number>, headline: Leaf | undefined): readonly Candidate[] {
  const candidates = new Map<Box, Candidate>();
  for (const [leaf, value] of prose) {
    // Long paragraphs count less than their length, so that one notice does not outweigh a body.
    const points = value < 0 ? -value : 20 + Math.min(value, 600) + Math.max(0, value - 600) * 0.3;
    const own = leaf.parent;
    const isWrapper = own.tag === 'p' || own.tag === 'li' || own.tag === 'blockquote' || own.tag === 'span';
    let level = isWrapper || own.children.length === 1 ? 0 : 1;
    let steps = 0;
    for (let box: Box | null = own; box !== null && level < 7 && steps < maxSteps; box = box.parent, steps++) {
      if (level > 0) {
        const share = points / (level === 1 ? 1 : level === 2 ? 1.6 : level * 1.5);
        const candidate = candidates.get(box);
        if (candidate === undefined) candidates.set(box, { box, score: share });
        else candidate.score += share;
      }
      // A wrapper around a single box is no level of its own.
      if (level === 0 || box.parent === null || box.parent.children.length > 1) level++;
    }
  }
  const list = [...candidates.values()];
  const headed = headline === undefined ? null : articleAround(headline.parent);
  const own = headed !== null && headed.prose >= leastHeadedProse ? headed : null;
  const above = new Map<Box, number>();
  for (let box = headline?.parent ?? null, level = 0; box !== null; box = box.parent) {
    above.set(box, level);
    if (box.children.length > 1) level++;
  }
  for (const candidate of list) {
    const { box } = candidate;
    const linkShare = box.weight === 0 ? 0 : box.linkWeight / box.weight;
    candidate.score *=
      (1 - Math.min(linkShare, 0.9)) * (tagFactor[box.tag] ?? 0.9) * hintFactor(box) * nearness(box, above);
    if (own !== null && isInOtherArticle(box, own)) candidate.score *= otherArticle;
  }
  return list;
}

/** With so much text below the headline's own article, another one is not the page's, be it longer. */
const leastHeadedProse = 500;
const otherArticle = 0.5;

function isInOtherArticle(box: Box, own: Box): boolean {
  const article = articleAround(box);
  if (article === null || article === own) return false;
  for (let at = own.parent; at !== null; at = at.parent) if (at === article) return false;
  return true;
}

/** Nearer to the headline is better: how far up the headline meets the candidate. */
function nearness(box: Box, above: ReadonlyMap<Box, number>): number {
  if (above.size === 0) return 1;
  for (let at: Box | null = box; at !== null; at = at.parent) {
    const level = above.get(at);
    if (level !== undefined) return 1 / (1 + 0.1 * Math.max(0, level - 1));
  }
  return 0.6;
}

function hintFactor(box: Box): number {
  switch (box.hint.kind) {
    case 'body':
      return 1.6;
    case 'content':
      return 1.15;
    case '':
    case 'standfirst':
    case 'title':
      return 1;
    case 'key-points':
      return 0.7;
    default:
      return 0.5;
  }
}

function pickBest(candidates: readonly Candidate[], trace: Trace | undefined): Candidate | null {
  let best: Candidate | null = null;
  for (const candidate of candidates) if (best === null || candidate.score > best.score) best = candidate;
  if (trace !== undefined) {
    for (const candidate of [...candidates].sort((a, b) => b.score - a.score).slice(0, 6)) {
      trace.push({
        stage: 'extract',
        step: 'root',
        target: pathOf(candidate.box.element),
        part: candidate.box.index,
        decision: 'considered',
        because: candidate.box.hint.kind === '' ? 'prose' : `prose, named ${candidate.box.hint.name}`,
        score: Math.round(candidate.score),
      });
    }
  }
  return best;
}

/** Moves up while the parent holds clearly more prose and not much else: bodies split over sibling containers. */
function climb(candidate: Candidate, page: Box, trace: Trace | undefined): Box {
  let root = candidate.box;
  const isInArticle = articleAround(root) !== null;
  let held = proseIn(root);
  for (let up = root.parent, steps = 0; up !== null && up !== page && steps < 5; up = up.parent, steps++) {
    if (root.hint.kind === 'body' && up.hint.kind !== 'body' && held > 1500) break;
    if (isInArticle && countArticles(up) > 1) break;
    const more = proseIn(up);
    const gain = more - held;
    if (gain > held * 0.15 && gain > 120 && isSameText(up, root, gain)) {
      trace?.push({
        stage: 'extract',
        step: 'root',
        target: pathOf(up.element),
        part: up.index,
        decision: 'considered',
        because: 'joins a body split over siblings',
        score: Math.round(more),
      });
      root = up;
      held = more;
    }
  }
  return root;
}

/** The nearest article element from a box upwards. */
export function articleAround(box: Box): Box | null {
  for (let at: Box | null = box; at !== null; at = at.parent) if (at.tag === 'article') return at;
  return null;
}

/** Articles with a text of their own below a box. */
function countArticles(box: Box): number {
  let count = 0;
  eachPart(box, (part) => {
    if (part.kind === 'leaf') return false;
    if (part.tag !== 'article') return part.prose > 200;
    if (part.prose > 200) count++;
    return false;
  });
  return count;
}

/** True when what the parent adds reads like the same article: few links and headings per prose. */
function isSameText(parent: Box, root: Box, gain: number): boolean {
  let links = 0;
  let weight = 0;
  let titled = 0;
  eachPart(parent, (part) => {
    if (part === root) return false;
    if (part.kind === 'leaf') {
      weight += part.weight;
      links += part.linkWeight;
      if (part.parent.href !== '' && part.weight > 20) titled++;
    } else if (part.tag === 'article' && part.prose > 0) titled += 2;
    return true;
  });
  return weight > 0 && gain / weight > 0.6 && links / weight < 0.25 && titled * 150 < gain;
}

/** The lowest box that holds nearly all leaves found in the text JSON-LD tells; null when few of them are. */
function findToldRoot(prose: ReadonlyMap<Leaf, number>, articleBody: string, page: Box): Box | null {
  const told = new ToldText(squeeze(articleBody));
  let matched = 0;
  const own = new Map<Box, number>();
  for (const [leaf, value] of prose) {
    const key = keyOf(leaf);
    if (!told.holds(key.slice(0, 60)) || !told.holds(key.slice(-40))) continue;
    matched += value;
    own.set(leaf.parent, (own.get(leaf.parent) ?? 0) + value);
  }
  if (matched < Math.min(1500, articleBody.length * 0.5)) return null;
  const held = sumUp(page, own);
  let root = page;
  for (;;) {
    const next: Box | undefined = root.children.find(
      (part): part is Box => part.kind === 'box' && (held.get(part) ?? 0) > matched * 0.93,
    );
    if (next === undefined || next.tag === 'p') return root === page ? null : root;
    root = next;
  }
}

/** What each box and all in it hold, from what each holds itself. */
function sumUp(page: Box, own: ReadonlyMap<Box, number>): ReadonlyMap<Box, number> {
  const sums = new Map<Box, number>();
  const visit = (box: Box): number => {
    let sum = own.get(box) ?? 0;
    for (const part of box.children) if (part.kind === 'box') sum += visit(part);
    if (sum > 0) sums.set(box, sum);
    return sum;
  };
  visit(page);
  return sums;
}
