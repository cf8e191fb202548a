import { pathOf } from '../html/query.ts';
import type { Trace } from '../model/trace.ts';
import type { Box, Part } from './boxes.ts';

/** Leaves a part out, with everything below it; the only way to do so, so that a trace can be replayed. */
export function dropPart(part: Part, because: string, trace: Trace | undefined): void {
  part.removed = because;
  tell(part, 'dropped', because, trace);
}

/** Takes a part back that was left out; what was left out below it stays so. */
export function restorePart(part: Part, because: string, trace: Trace | undefined): void {
  part.removed = '';
  tell(part, 'kept', because, trace);
}

function tell(part: Part, decision: 'dropped' | 'kept', because: string, trace: Trace | undefined): void {
  trace?.push({ stage: 'extract', step: 'block', target: nameOf(part), part: part.index, decision, because });
}

/** For people: the path of a box, the start of a line's text. */
export function nameOf(part: Part): string {
  return part.kind === 'box' ? pathOf(part.element) : part.text.slice(0, 80);
}

/** Takes all parts below a box back, for another reading of the page. */
export function restoreAll(box: Box): void {
  for (const part of box.children) {
    part.removed = '';
    if (part.kind === 'box') restoreAll(part);
  }
}
