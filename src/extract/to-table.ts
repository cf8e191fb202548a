import type { Block, Inline } from '../model/article.ts';
import { eachPart, leavesOf } from './boxes.ts';
import type { Box } from './boxes.ts';
import { toInlines } from './to-inlines.ts';

/** A table of data; null for one that only arranges the page: nested tables, cells full of text, or a single column. */
export function toTable(box: Box, baseUrl: string): Block | null {
  const rows: { readonly cells: (readonly Inline[])[]; readonly isHead: boolean }[] = [];
  let isLayout = false;
  eachPart(box, (part) => {
    if (part.kind !== 'box') return true;
    if (part.tag === 'table') isLayout = true;
    if (part.tag !== 'tr') return true;
    const cells = part.children.filter(
      (cell): cell is Box => cell.kind === 'box' && (cell.tag === 'td' || cell.tag === 'th'),
    );
    rows.push({
      cells: cells.map((cell) => cellInlines(cell, baseUrl)),
      isHead: cells.every((cell) => cell.tag === 'th'),
    });
    if (cells.some((cell) => cell.prose > 800 || cell.children.length > 8)) isLayout = true;
    return true;
  });
  const filled = rows.filter((row) => row.cells.some((cell) => cell.length > 0));
  if (isLayout || filled.length < 2 || !filled.some((row) => row.cells.length > 1)) return null;
  return { kind: 'table', hasHeader: filled[0]?.isHead === true, rows: filled.map((row) => row.cells) };
}

function cellInlines(cell: Box, baseUrl: string): readonly Inline[] {
  const line: Inline[] = [];
  for (const leaf of leavesOf(cell)) {
    const part = toInlines(leaf.nodes, baseUrl, leaf.parent.href);
    if (part.length > 0 && line.length > 0) line.push({ kind: 'break' });
    line.push(...part);
  }
  return line;
}
