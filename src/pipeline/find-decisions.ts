import { parseDate } from '../dates/parse-date.ts';
import { leavesOf } from '../extract/boxes.ts';
import type { Leaf, Part } from '../extract/boxes.ts';
import { squeeze } from '../text/squeeze.ts';
import type { Replay } from '../extract/replay-trace.ts';
import { pathOf } from '../html/query.ts';
import type { Article } from '../model/article.ts';
import { matchLines, type KeptLine } from './match-lines.ts';

/** What an extraction decided about the parts of its page, each part by its number in the trace. */
export interface Decisions {
  /** What may have held the article, best first. */
  readonly candidates: readonly RootCandidate[];
  /** In the order of the page; what stands below a removed part is not told again. */
  readonly removals: readonly Removal[];
  /** Lines that one step left out and a later one took back. */
  readonly restorations: readonly Restoration[];
  /** The lines that are left, in order. */
  readonly lines: readonly KeptLine[];
  /** Where the page shows what was read from it. */
  readonly places: readonly Place[];
}

export interface RootCandidate {
  readonly part: number;
  readonly path: string;
  readonly because: string;
  readonly score?: number;
  readonly isChosen: boolean;
}

export interface Removal {
  readonly part: number;
  readonly path: string;
  readonly because: string;
  /** `because` without the name that gave it away: what removals are counted by. */
  readonly reason: string;
  /** False for what would not have been in the article anyway. */
  readonly isInRoot: boolean;
  readonly characters: number;
  /** Its start. */
  readonly text: string;
}

export interface Restoration {
  readonly part: number;
  readonly because: string;
  readonly text: string;
}

export interface Place {
  readonly part: number;
  readonly field: 'title' | 'authors' | 'published' | 'standfirst';
}

const longestText = 200;

/** Sets out the decisions that a replayed trace holds. `article` is undefined when the page was skipped. */
export function findDecisions(replay: Replay, article: Article | undefined, now: number): Decisions {
  const { root, introduction, parts } = replay;
  const kept = root === undefined ? [] : leavesOf(root);
  return {
    candidates: candidatesOf(replay),
    removals: parts[0] === undefined ? [] : removedBelow(parts[0]).map((part) => toRemoval(part, root)),
    restorations: restorationsOf(replay),
    lines: matchLines([...introduction, ...kept], article?.blocks ?? []),
    places: article === undefined ? [] : placesOf(replay, article, now),
  };
}

function candidatesOf({ steps, root }: Replay): readonly RootCandidate[] {
  const byPart = new Map<number, RootCandidate>();
  for (const { step, part, target: path, because, score } of steps) {
    if (step !== 'root' || part === undefined) continue;
    const candidate = {
      part,
      path,
      because,
      isChosen: part === root?.index,
      ...(score === undefined ? {} : { score }),
    };
    byPart.set(part, { ...byPart.get(part), ...candidate });
  }
  return [...byPart.values()].sort(
    (a, b) => Number(b.isChosen) - Number(a.isChosen) || (b.score ?? 0) - (a.score ?? 0),
  );
}

/** The outermost parts that are left out, in order. */
function removedBelow(part: Part): readonly Part[] {
  if (part.removed !== '') return [part];
  return part.kind === 'leaf' ? [] : part.children.flatMap(removedBelow);
}

function restorationsOf({ parts, steps }: Replay): readonly Restoration[] {
  const reasons = new Map<number, string>();
  for (const { step, decision, part, because } of steps) {
    if (step === 'block' && decision === 'kept' && part !== undefined) reasons.set(part, because);
  }
  return [...reasons].flatMap(([index, because]) => {
    const part = parts[index];
    return part?.kind === 'leaf' && part.removed === '' ? [{ part: index, because, text: startOf(part) }] : [];
  });
}

function toRemoval(part: Part, root: Part | undefined): Removal {
  const because = part.removed;
  return {
    part: part.index,
    path: pathOf(part.kind === 'box' ? part.element : part.parent.element),
    because,
    reason: because.split(': ', 1)[0] ?? because,
    isInRoot: root !== undefined && isBelow(part, root),
    characters: charactersOf(part),
    text: startOf(part),
  };
}

function isBelow(part: Part, root: Part): boolean {
  for (let at: Part | null = part; at !== null; at = at.parent) if (at === root) return true;
  return false;
}

function charactersOf(part: Part): number {
  return part.kind === 'leaf' ? part.text.length : part.children.reduce((sum, child) => sum + charactersOf(child), 0);
}

function startOf(part: Part): string {
  if (part.kind === 'leaf') return part.text.slice(0, longestText);
  let text = '';
  for (const child of part.children) {
    text += `${text === '' ? '' : ' '}${startOf(child)}`;
    if (text.length >= longestText) break;
  }
  return text.slice(0, longestText).trim();
}

/** How far from the headline names and dates are looked for, in lines. */
const nearBefore = 10;
const nearAfter = 40;

function placesOf({ parts, headline, standfirst }: Replay, article: Article, now: number): readonly Place[] {
  const places: Place[] = [];
  if (headline !== undefined) places.push({ part: headline.index, field: 'title' });
  if (standfirst !== undefined) places.push({ part: standfirst.index, field: 'standfirst' });
  const leaves = parts.filter((part): part is Leaf => part.kind === 'leaf');
  const at = headline === undefined ? 0 : leaves.indexOf(headline);
  const near = leaves
    .slice(Math.max(0, at - nearBefore), at + nearAfter)
    .filter((leaf) => leaf !== headline && leaf.text !== '' && leaf.weight < 160);
  const authors = article.authors.map(squeeze).filter((author) => author.length > 3);
  for (const author of authors) {
    const leaf = near.find(({ text }) => squeeze(text).includes(author));
    if (leaf !== undefined && !places.some(({ part, field }) => field === 'authors' && part === leaf.index))
      places.push({ part: leaf.index, field: 'authors' });
  }
  const day = article.published?.instant.slice(0, 10);
  const dated = near.find(({ text }) => parseDate(text, { now })?.instant.slice(0, 10) === day);
  if (day !== undefined && dated !== undefined) places.push({ part: dated.index, field: 'published' });
  return places;
}

export interface ReasonGroup {
  readonly reason: string;
  readonly removals: readonly Removal[];
}

/** Removals by their reason, the most frequent first. */
export function groupByReason(removals: readonly Removal[]): readonly ReasonGroup[] {
  const groups = new Map<string, Removal[]>();
  for (const removal of removals) {
    const group = groups.get(removal.reason);
    if (group === undefined) groups.set(removal.reason, [removal]);
    else group.push(removal);
  }
  return [...groups]
    .map(([reason, members]) => ({ reason, removals: members }))
    .sort((a, b) => b.removals.length - a.removals.length || (a.reason < b.reason ? -1 : 1));
}
