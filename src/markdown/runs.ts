import type { Inline } from '../model/article.ts';
import { collapseSpace } from '../text/one-line.ts';
import { toSafeHref } from './href.ts';

/** A stretch of text with everything that holds for all of it. Running text as a flat list: no depth to fall into. */
export interface Run {
  readonly kind: 'text' | 'code' | 'break';
  readonly text: string;
  readonly strong: boolean;
  readonly emphasis: boolean;
  /** Absolute http(s) or mailto. */
  readonly href?: string;
}

type Marks = Pick<Run, 'strong' | 'emphasis' | 'href'>;

/** Flattens inlines to runs. White space is collapsed over the whole, and trimmed at its ends and around breaks; links to
 *  anything but http(s) and mailto become their text; neighbors with the same marks are one run; no run is empty. */
export function toRuns(inlines: readonly Inline[]): readonly Run[] {
  return tidySpace(mergeNeighbors(flatten(inlines)));
}

/** The text of inlines as a reader sees it; a break is a newline. */
export function textOfInlines(inlines: readonly Inline[]): string {
  return toRuns(inlines)
    .map((run) => (run.kind === 'break' ? '\n' : run.text))
    .join('');
}

/** True when a reader would see anything of a text: white space, controls and format characters alone are nothing. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

function flatten(inlines: readonly Inline[]): Run[] {
  const runs: Run[] = [];
  const stack: { nodes: readonly Inline[]; next: number; marks: Marks }[] = [
    { nodes: inlines, next: 0, marks: { strong: false, emphasis: false } },
  ];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const node = top.nodes[top.next];
    top.next += 1;
    const { marks } = top;
    if (node === undefined) stack.pop();
    else if (node.kind === 'text') runs.push({ kind: 'text', text: collapseSpace(node.text), ...marks });
    else if (node.kind === 'code') runs.push({ kind: 'code', text: collapseSpace(node.text), ...marks });
    else if (node.kind === 'break') runs.push({ kind: 'break', text: '', strong: false, emphasis: false });
    else stack.push({ nodes: node.children, next: 0, marks: withMark(marks, node) });
  }
  return runs;
}

function withMark(marks: Marks, node: Extract<Inline, { children: unknown }>): Marks {
  if (node.kind === 'strong') return { ...marks, strong: true };
  if (node.kind === 'emphasis') return { ...marks, emphasis: true };
  const href = node.kind === 'link' ? toSafeHref(node.href) : undefined;
  return href === undefined ? marks : { ...marks, href };
}

function hasSameMarks(a: Run, b: Run): boolean {
  return a.strong === b.strong && a.emphasis === b.emphasis && a.href === b.href;
}

function continues(run: Run, next: Run | undefined): boolean {
  return next !== undefined && next.kind === run.kind && hasSameMarks(run, next);
}

function mergeNeighbors(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (let start = 0; start < runs.length;) {
    const first = runs[start];
    if (!first) break;
    let end = start + 1;
    if (first.kind !== 'break') {
      while (continues(first, runs[end])) end += 1;
    }
    const text =
      end === start + 1
        ? first.text
        : runs
            .slice(start, end)
            .map((run) => run.text)
            .join('');
    if (first.kind === 'break' || text !== '') merged.push({ ...first, text: collapseSpace(text) });
    start = end;
  }
  return merged;
}

/** Drops spaces that collapse over the ends of runs, at line ends, and breaks that separate nothing. */
function tidySpace(runs: readonly Run[]): readonly Run[] {
  const forward: Run[] = [];
  let atLineStart = true;
  let afterSpace = false;
  for (const run of runs) {
    if (run.kind === 'break') {
      if (!atLineStart) forward.push(run);
      atLineStart = true;
      continue;
    }
    const text: string = atLineStart ? run.text.trimStart() : afterSpace ? run.text.replace(/^ /, '') : run.text;
    if (text === '') continue;
    forward.push({ ...run, text });
    atLineStart = false;
    afterSpace = text.endsWith(' ');
  }
  const backward: Run[] = [];
  let atLineEnd = true;
  for (const run of forward.reverse()) {
    if (run.kind === 'break') {
      if (!atLineEnd) backward.push(run);
      atLineEnd = true;
      continue;
    }
    const text = atLineEnd ? run.text.trimEnd() : run.text;
    if (text === '') continue;
    backward.push({ ...run, text });
    atLineEnd = false;
  }
  return mergeNeighbors(backward.reverse());
}
