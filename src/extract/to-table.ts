import type { Block, Inline } from '../model/article.ts';
import { eachPart, leavesOf } from './boxes.ts';
import type { Box } from './boxes.ts';
import { toInlines } from './to-inlines.ts';

/** A table of data; null for one that only arranges the page: nested tables, cells full of text, or a single column. */
export function toTable(box: Box, baseUrl: string): Block | null {
  // Before any cell is read: tables nest hundreds deep, and each would read all that is in it.
  if (arrangesPage(box)) return null;
  const rows: { readonly cells: (readonly Inline[])[]; readonly isHead: boolean }[] = [];
  eachPart(box, (part) => {
    if (part.kind !== 'box' || part.tag !== 'tr') return true;
    const cells = cellsOf(part);
    rows.push({
      cells: cells.map((cell) => cellInlines(cell, baseUrl)),
      isHead: cells.every((cell) => cell.tag === 'th'),
    });
    return true;
  });
  const filled = rows.filter((row) => row.cells.some((cell) => cell.length > 0));
  if (filled.length < 2 || !filled.some((row) => row.cells.length > 1)) return null;
  return { kind: 'table', hasHeader: filled[0]?.isHead === true, rows: filled.map((row) => row.cells) };
}

/** True for a table that holds another one, or a cell full of text. */
function arrangesPage(box: Box): boolean {
  return box.children.some((part) => {
    if (part.kind !== 'box' || part.removed !== '') return false;
    const isFull = (cell: Box): boolean => cell.prose > 800 || cell.children.length > 8;
    return part.tag === 'table' || (part.tag === 'tr' && cellsOf(part).some(isFull)) || arrangesPage(part);
  });
}

function cellsOf(row: Box): readonly Box[] {
  return row.children.filter((cell): cell is Box => cell.kind === 'box' && (cell.tag === 'td' || cell.tag === 'th'));
}

/** What is left of a cell; one that is left out is empty, so that the others of its row stay in their columns. */
function cellInlines(cell: Box, baseUrl: string): readonly Inline[] {
  const line: Inline[] = [];
  if (cell.removed !== '') return line;
  for (const leaf of leavesOf(cell)) {
    const part = toInlines(leaf.nodes, baseUrl, leaf.parent.href);
    if (part.length > 0 && line.length > 0) line.push({ kind: 'break' });
    for (const inline of part) line.push(inline);
  }
  return line;
}
