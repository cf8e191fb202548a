import type { Trace } from '../model/trace.ts';
import { eachPart, endsSentence } from './boxes.ts';
import type { Box, Leaf, Part } from './boxes.ts';
import { articleAround } from './find-root.ts';
import { dropPart, nameOf, restorePart } from './drop-part.ts';
import { readLeaves } from './leaf-features.ts';
import type { LeafReading, LeafWitness } from './leaf-features.ts';
import { scoreLeaf } from './score-leaf.ts';
import { isRuledOut } from './sites/apply-rule.ts';

/** Swept 0.5–0.8 on pages not trained on: taking a line back wants to be surer than leaving it. */
const leastToKeep = 0.5;
const leastToKeepProse = 0.15;
const leastToRestore = 0.7;
/** A whole branch wants to be surer still: a second article reads like the first. */
const leastToJoin = 0.85;
const leastProse = 300;
/** A branch beside the root with less of the body's running text than this is no part of a split body. */
const leastOfBody = 0.08;

export interface JudgedBody {
  /** What holds the article's text. */
  readonly root: Box;
  /** How likely the text that is kept is the article's, 0 to 1. */
  readonly sureness: number;
  /** Text that is likely the article's and left out, beside what is kept: 0 to 1. */
  readonly leftOut: number;
}

/** Takes a second look at every line, after the rules, with what is learned from many pages: drops lines that the rules
 *  left in, takes back text that they left out, and moves the root up when a body is split over its neighbours. `score`
 *  says how likely a line is article text, 0 to 1. */
export function judgeLeaves(
  page: Box,
  root: Box,
  witness: LeafWitness,
  trace?: Trace,
  score: (reading: LeafReading) => number = (reading) => scoreLeaf(reading),
): JudgedBody {
  const { verdicts, chances, branches, keptProse } = weighLines(root, readLeaves(page, root, witness), score);
  const texts = new Set([...verdicts].flatMap(([leaf, isText]) => (isText ? [leaf.text] : [])));
  const joined = branches.filter(
    (branch) =>
      branch.likely > branch.prose * leastToJoin &&
      branch.prose > keptProse * leastOfBody &&
      !hasHeadline(branch, witness.headline) &&
      !isCopy(branch, texts),
  );
  for (const { lines } of joined) for (const { leaf, chance } of lines) verdicts.set(leaf, chance > leastToKeep);
  const certainty = certaintyOf(chances, verdicts);
  if (certainty.sureness === 0) return { root, ...certainty };
  let holder = root;
  for (const { box } of joined) while (!isAbove(holder, box)) holder = holder.parent ?? page;
  if (holder !== root) {
    trace?.push({
      stage: 'extract',
      step: 'root',
      target: nameOf(holder),
      part: holder.index,
      decision: 'chosen',
      because: 'joins a body split over its neighbours',
    });
  }
  settle(holder, { root, verdicts, trace, above: '', isOutside: holder !== root });
  return { root: holder, ...certainty };
}

interface WeighedLines {
  /** True for what is text. */
  readonly verdicts: Map<Leaf, boolean>;
  readonly chances: ReadonlyMap<Leaf, number>;
  /** What stands beside the root. */
  readonly branches: readonly Branch[];
  readonly keptProse: number;
}

/** How likely each line is text, and whether it is within the root; what is outside of it is gathered by branch. */
function weighLines(
  root: Box,
  readings: readonly LeafReading[],
  score: (reading: LeafReading) => number,
): WeighedLines {
  const above = new Set<Box>();
  for (let box: Box | null = root; box !== null; box = box.parent) above.add(box);
  const branches = new Map<Box, Branch>();
  const verdicts = new Map<Leaf, boolean>();
  const chances = new Map<Leaf, number>();
  let keptProse = 0;
  const rulesProse = readings.reduce((sum, { isKept, prose }) => sum + (isKept ? prose : 0), 0);
  const isForeign = foreignTest(articleAround(root), rulesProse);
  for (const reading of readings) {
    const { leaf, isKept, isInRoot, prose } = reading;
    const isOut = !isKept && (isRuledOut(leaf) || (rulesProse > leastProse && isForeign(leaf)));
    const chance = isOut ? 0 : score(reading);
    chances.set(leaf, chance);
    if (isInRoot) {
      const isText = chance > (isKept ? leastToKeepFor(reading) : leastToRestore);
      verdicts.set(leaf, isText);
      if (isText) keptProse += prose;
      continue;
    }
    verdicts.set(leaf, false);
    const box = branchOf(leaf, above);
    const branch = branches.get(box) ?? { box, lines: [], prose: 0, likely: 0 };
    branches.set(box, branch);
    branch.lines.push({ leaf, prose, chance });
    branch.prose += prose;
    branch.likely += prose * chance;
  }
  return { verdicts, chances, branches: [...branches.values()], keptProse };
}

/** How likely the kept text is the article's, and how much likely text is left out beside it; by length. */
function certaintyOf(
  chances: ReadonlyMap<Leaf, number>,
  verdicts: ReadonlyMap<Leaf, boolean>,
): { readonly sureness: number; readonly leftOut: number } {
  let kept = 0;
  let likely = 0;
  let lost = 0;
  for (const [leaf, chance] of chances) {
    if (verdicts.get(leaf) === true) {
      kept += leaf.weight;
      likely += leaf.weight * chance;
    } else lost += leaf.weight * chance;
  }
  return kept === 0 ? { sureness: 0, leftOut: 0 } : { sureness: likely / kept, leftOut: Math.min(1, lost / kept) };
}

/** What reads like running text and was left in by the rules goes only when it surely is none; so does a short sentence in the
 *  midst of it, as the question in an interview. */
function leastToKeepFor({ leaf, prose, isAmongProse }: LeafReading): number {
  return (prose > 0 || isAmongProse) && endsSentence(leaf.text) ? leastToKeepProse : leastToKeep;
}

/** Tells of a line whether it is in another article, or dropped with comments, other articles, or a block that is long
 *  beside the body: such read like the article itself. */
function foreignTest(own: Box | null, bodyProse: number): (leaf: Leaf) => boolean {
  const known = new Map<Box, boolean>();
  const isForeign = (box: Box | null): boolean => {
    if (box === null) return false;
    const before = known.get(box);
    if (before !== undefined) return before;
    const isOut = foreignReason.test(box.removed) || (box.removed !== '' && box.prose > bodyProse);
    const is = isOut || (box.tag === 'article' && own !== null ? own !== box : isForeign(box.parent));
    known.set(box, is);
    return is;
  };
  return (leaf) => foreignReason.test(leaf.removed) || isForeign(leaf.parent);
}
const foreignReason =
  /^(?:comments|another article|card|related|consent|repeats on|line about the site|leads to|mostly links)/;

/** True for a branch with a main heading of its own: another article. */
function hasHeadline({ box }: Branch, headline: Leaf | undefined): boolean {
  let found = false;
  eachPart(box, (part) => {
    if (part.kind === 'box' && part.tag === 'h1' && part.weight > 0)
      found ||= headline === undefined || !isAbove(part, headline.parent);
    return !found;
  });
  return found;
}

/** True for a branch that repeats the body, whose lines are `texts`: another rendering of the same page. */
function isCopy({ lines, prose }: Branch, texts: ReadonlySet<string>): boolean {
  return lines.reduce((sum, line) => sum + (texts.has(line.leaf.text) ? line.prose : 0), 0) > prose * 0.3;
}

/** What stands beside the root below one of the boxes around it. */
interface Branch {
  readonly box: Box;
  readonly lines: { readonly leaf: Leaf; readonly prose: number; readonly chance: number }[];
  prose: number;
  /** Running text, each line counted as far as it is likely to be the article's. */
  likely: number;
}

/** The outermost box around a leaf that is not around the root as well; the box around both when there is none. */
function branchOf(leaf: Leaf, above: ReadonlySet<Box>): Box {
  let box = leaf.parent;
  while (!above.has(box) && box.parent !== null && !above.has(box.parent)) box = box.parent;
  return box;
}

function isAbove(box: Box, other: Box): boolean {
  for (let at: Box | null = other; at !== null; at = at.parent) if (at === box) return true;
  return false;
}

interface Settling {
  readonly root: Box;
  readonly verdicts: ReadonlyMap<Leaf, boolean>;
  readonly trace: Trace | undefined;
  /** Why a box around was left out. */
  readonly above: string;
  /** Outside of the old root nothing stays but what was judged to be text. */
  readonly isOutside: boolean;
}

const outside = 'beside the body';

/** Applies the verdicts below a box; true when something stays. */
function settle(box: Box, settling: Settling): boolean {
  const { root, verdicts, trace } = settling;
  let stays = false;
  for (const part of box.children) {
    const reason = part.removed === '' ? settling.above : part.removed;
    if (part.kind === 'leaf') {
      const isText = verdicts.get(part) ?? (reason === '' && !settling.isOutside);
      setRemoved(part, isText ? '' : reason || (settling.isOutside ? outside : 'reads like no article text'), trace);
      stays ||= isText;
      continue;
    }
    const isOutside = settling.isOutside && part !== root;
    const hasText = settle(part, { ...settling, above: reason, isOutside });
    // Pictures and empty boxes of the body stay where they are.
    const isLeft = hasText || (reason === '' && !isOutside);
    setRemoved(part, isLeft ? '' : reason || outside, trace);
    stays ||= isLeft;
  }
  return stays;
}

function setRemoved(part: Part, because: string, trace: Trace | undefined): void {
  if (because !== '' && part.removed === '') dropPart(part, because, trace);
  else if (because === '' && part.removed !== '') restorePart(part, 'reads like article text', trace);
}
