import type { Document } from '../../html/query.ts';
import type { Trace } from '../../model/trace.ts';
import type { Box } from '../boxes.ts';
import { restoreAll } from '../drop-part.ts';
import type { NearTitle } from '../find-near-title.ts';
import { prunePage } from '../prune.ts';
import { dropEmptyHeadings, refineBody } from '../refine.ts';
import { dropStripped, findRuledBody } from './apply-rule.ts';
import type { CompiledRule } from './compile-rule.ts';

export interface RuledInput {
  readonly document: Document;
  readonly boxes: Box;
  readonly rule: CompiledRule;
  readonly titles: readonly string[];
  readonly authors: readonly string[];
  readonly near: NearTitle;
}

/** The box that a site rule names as the body, without what the rule strips and, unless it says otherwise, what is never
 *  article text; with the names that sign it. Undefined when the rule names none that the page has: all parts are as before. */
export function readRuledBody(
  { document, boxes, rule, titles, authors, near }: RuledInput,
  trace: Trace | undefined,
): { readonly root: Box; readonly signature: string } | undefined {
  dropStripped(boxes, document, rule, trace);
  const root = findRuledBody(boxes, document, rule, trace);
  if (root === undefined) {
    restoreAll(boxes);
    return undefined;
  }
  if (!rule.prune) return { root, signature: '' };
  prunePage(root, near.headline, 'sure', trace);
  const { signature } = refineBody(root, { titles, authors, headline: near.headline }, trace);
  dropEmptyHeadings(root, trace);
  return { root, signature };
}
