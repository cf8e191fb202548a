import type { Document } from '../html/query.ts';
import type { SiteRule } from '../model/site-rule.ts';
import type { TraceStep } from '../model/trace.ts';
import { toBoxes } from './boxes.ts';
import { shownIn } from './extract-body.ts';
import type { Box, Leaf, Part } from './boxes.ts';
import { dropPart, restorePart } from './drop-part.ts';
import { readPageFacts } from './page-facts.ts';
import { readDocument } from './read-document.ts';
import type { ReadablePage } from './read-document.ts';
import { cutLines } from './sites/apply-rule.ts';
import { compileRule } from './sites/compile-rule.ts';

/** What a trace says was made of a page, in terms of the page's own parts. */
export interface Replay {
  readonly document: Document;
  readonly baseUrl: string;
  /** All parts, each at its index; dropped ones say why in `removed`. */
  readonly parts: readonly Part[];
  /** What holds the article; undefined when no text was found. */
  readonly root: Box | undefined;
  /** Lines put before the text from outside the root. */
  readonly introduction: readonly Leaf[];
  readonly headline: Leaf | undefined;
  readonly standfirst: Leaf | undefined;
  /** The steps of the reading that was chosen, in order. */
  readonly steps: readonly TraceStep[];
}

/** Does again to a page what the trace of its extraction tells, without deciding anything: then the kept leaves of the
 *  root, after the introduction, are the article's text. `rule` is the one it was read by. Undefined for a page that is no
 *  HTML. */
export function replayTrace(page: ReadablePage, trace: readonly TraceStep[], rule?: SiteRule): Replay | undefined {
  const read = readDocument(page);
  if (!read.ok) return undefined;
  const { document, url } = read.value;
  const facts = readPageFacts(document, url);
  if (rule !== undefined) cutLines(document, compileRule(rule, undefined), undefined);
  const { name, steps } = chosenReading(trace);
  const parts = partsOf(toBoxes(document, facts.body, shownIn(name)));
  const partOf = (step: TraceStep): Part | undefined => (step.part === undefined ? undefined : parts[step.part]);
  const leafOf = (step: TraceStep | undefined): Leaf | undefined => {
    const part = step && partOf(step);
    return part?.kind === 'leaf' ? part : undefined;
  };
  for (const step of steps) {
    const part = step.step === 'block' ? partOf(step) : undefined;
    if (part === undefined) continue;
    if (step.decision === 'dropped') dropPart(part, step.because, undefined);
    else restorePart(part, step.because, undefined);
  }
  const chosen = (name: string): TraceStep | undefined =>
    steps.findLast(({ step, decision }) => step === name && decision === 'chosen');
  const rootStep = chosen('root');
  const root = rootStep && partOf(rootStep);
  return {
    document,
    baseUrl: facts.baseUrl,
    parts,
    root: root?.kind === 'box' ? root : undefined,
    introduction: steps.flatMap((step) => (step.step === 'introduction' ? (leafOf(step) ?? []) : [])),
    headline: leafOf(chosen('headline')),
    standfirst: leafOf(chosen('standfirst')),
    steps,
  };
}

/** A page may be read several times; the last step named `reading` says which one counts. */
function chosenReading(trace: readonly TraceStep[]): { readonly name: string; readonly steps: readonly TraceStep[] } {
  const isReading = ({ step }: TraceStep): boolean => step === 'reading';
  const name = trace.findLast((step) => isReading(step) && step.decision === 'chosen')?.target ?? '';
  const start = trace.findIndex((step) => isReading(step) && step.target === name);
  if (start === -1) return { name, steps: [] };
  const rest = trace.slice(start + 1);
  const end = rest.findIndex(isReading);
  return { name, steps: end === -1 ? rest : rest.slice(0, end) };
}

function partsOf(page: Box): readonly Part[] {
  const parts: Part[] = [];
  const add = (part: Part): void => {
    parts[part.index] = part;
    if (part.kind === 'box') part.children.forEach(add);
  };
  add(page);
  return parts;
}
