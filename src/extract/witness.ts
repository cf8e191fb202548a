import type { Evidence } from '../model/article.ts';
import type { LinkHints } from '../model/link.ts';
import type { Trace } from '../model/trace.ts';
import type { Url } from '../model/ids.ts';
import type { LdNode } from './json-ld.ts';
import type { PageFacts } from './page-facts.ts';
import type { RuledFields } from './sites/read-fields.ts';

/** What every reader of a metadata field looks at. */
export interface Witnesses {
  readonly url: Url;
  readonly facts: PageFacts;
  /** JSON-LD nodes of the article, best first. */
  readonly articles: readonly LdNode[];
  /** All JSON-LD nodes of the page. */
  readonly nodes: readonly LdNode[];
  /** What a site rule reads; nothing without one. */
  readonly ruled: RuledFields;
  readonly hints: LinkHints;
  readonly now: number;
  readonly trace: Trace | undefined;
}

/** A value with where it was found. */
export interface Found<T> {
  readonly value: T;
  readonly evidence: Evidence;
}

export function found<T>(value: T, from: string, confidence: number): Found<T> {
  return { value, evidence: { from, confidence } };
}

/** Records what was chosen for a field; returns it. */
export function chosen<T>(step: string, result: Found<T>, witnesses: Witnesses, show: (value: T) => string): Found<T> {
  witnesses.trace?.push({
    stage: 'extract',
    step,
    target: show(result.value).slice(0, 200),
    decision: 'chosen',
    because: result.evidence.from,
    score: result.evidence.confidence,
  });
  return result;
}
