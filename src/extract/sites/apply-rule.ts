import { findFirst, pathOf } from '../../html/query.ts';
import type { ChildNode, Document, Element, ParentNode } from '../../html/query.ts';
import type { Trace } from '../../model/trace.ts';
import { isInlineTag, leavesOf } from '../boxes.ts';
import type { Box, Part } from '../boxes.ts';
import { dropPart } from '../drop-part.ts';
import { tellUnused } from './compile-rule.ts';
import type { CompiledRule } from './compile-rule.ts';

/** Takes out of the tree what `strip` names within lines of text, so that the rest of the line stays. To be done before
 *  boxes are made; what is a block of its own is left to `dropStripped`. */
export function cutLines(document: Document, rule: CompiledRule, trace: Trace | undefined): void {
  for (const { text, find } of rule.strip) {
    const cut = new Set(find(document).filter(isLineLevel));
    for (const element of cut) {
      const because = `site rule: strip ${text}`;
      trace?.push({ stage: 'extract', step: 'line', target: pathOf(element), decision: 'dropped', because });
    }
    detachAll(cut);
  }
}

function isLineLevel(element: Element): boolean {
  return isInlineTag(element.name) && findFirst(element, ({ name }) => !isInlineTag(name)) === undefined;
}

/** Out of their parents' children, while they can still tell where they stood. Each parent is looked through once: a line may
 *  hold thousands of them. */
function detachAll(elements: ReadonlySet<ChildNode>): void {
  const parents = new Set<ParentNode>();
  for (const { parent, prev, next } of elements) {
    if (prev !== null) prev.next = next;
    if (next !== null) next.prev = prev;
    if (parent !== null) parents.add(parent);
  }
  for (const parent of parents) parent.children = parent.children.filter((child) => !elements.has(child));
}

/** Begins the reason why a part is left out by a rule. */
const byRule = 'site rule: ';

/** True for what a rule left out, alone or with what is around it: nothing takes that back. */
export function isRuledOut(part: Part): boolean {
  for (let at: Part | null = part; at !== null; at = at.parent) if (at.removed.startsWith(byRule)) return true;
  return false;
}

/** Leaves out the blocks that `strip` names. */
export function dropStripped(page: Box, document: Document, rule: CompiledRule, trace: Trace | undefined): void {
  const boxes = boxesByElement(page);
  for (const { text, find } of rule.strip) {
    for (const element of find(document)) {
      const box = boxes.get(element);
      if (box !== undefined && box !== page && box.removed === '') dropPart(box, `${byRule}strip ${text}`, trace);
    }
  }
}

/** The box that `body` names: when it matches several elements, the lowest one around them, and what is between is left
 *  out. Undefined when it matches no text on this page: the site has changed, or the page is of another kind. */
export function findRuledBody(
  page: Box,
  document: Document,
  rule: CompiledRule,
  trace: Trace | undefined,
): Box | undefined {
  const boxes = boxesByElement(page);
  for (const { text, find } of rule.body) {
    const named = find(document).flatMap((element) => boxes.get(element) ?? []);
    const holding = named.filter((box) => leavesOf(box).length > 0 && !isRuledOut(box));
    const first = holding[0];
    if (first === undefined) {
      tellUnused('body', text, 'matches no text on this page', trace);
      continue;
    }
    const root = holding.reduce(lowestAround, first);
    dropBetween(root, new Set(holding), trace);
    const target = pathOf(root.element);
    const because = `site rule: body ${text}`;
    trace?.push({ stage: 'extract', step: 'root', target, part: root.index, decision: 'chosen', because });
    return root;
  }
  return undefined;
}

function boxesByElement(page: Box): ReadonlyMap<Element, Box> {
  const boxes = new Map<Element, Box>();
  const add = (box: Box): void => {
    boxes.set(box.element, box);
    for (const part of box.children) if (part.kind === 'box') add(part);
  };
  add(page);
  return boxes;
}

function lowestAround(a: Box, b: Box): Box {
  const above = new Set<Box>();
  for (let at: Box | null = a; at !== null; at = at.parent) above.add(at);
  let around = b;
  while (!above.has(around) && around.parent !== null) around = around.parent;
  return around;
}

/** Leaves out all parts of the root that are neither in a named box nor around one. */
function dropBetween(root: Box, named: ReadonlySet<Box>, trace: Trace | undefined): void {
  if (named.has(root)) return;
  const around = new Set<Box>();
  for (const box of named) for (let at = box.parent; at !== null && !around.has(at); at = at.parent) around.add(at);
  const visit = (box: Box): void => {
    for (const part of box.children) {
      if (part.kind === 'box' && named.has(part)) continue;
      if (part.kind === 'box' && around.has(part)) visit(part);
      else if (part.removed === '') dropPart(part, `${byRule}outside of what body names`, trace);
    }
  };
  visit(root);
}
