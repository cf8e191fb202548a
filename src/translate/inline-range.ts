import type { Token } from './inline-nodes.ts';

/** Where the text of a block lies in its Markdown. */
export interface InlineRange {
  /** Offsets in the whole. */
  readonly from: number;
  readonly to: number;
  /** What a further line of it begins with: the marks of quotes around it, the indents of lists. */
  readonly prefix: string;
}

/** The lines of a text with their offsets, as a reader counts them. */
export interface SourceLine {
  readonly text: string;
  readonly from: number;
}

export function toLines(markdown: string): readonly SourceLine[] {
  const lines: SourceLine[] = [];
  let from = 0;
  for (const { 0: end, index } of markdown.matchAll(/\r\n?|\n/g)) {
    lines.push({ text: markdown.slice(from, index).replaceAll('\0', '\ufffd'), from });
    from = index + end.length;
  }
  return [...lines, { text: markdown.slice(from).replaceAll('\0', '\ufffd'), from }];
}

/** Without spaces and tabs at the end; in linear time, as a pattern would not be. */
export function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1;
  return text.slice(0, end);
}

/** Where the text of a paragraph or heading stands; undefined when it cannot be told. */
export function findBlockRange(block: Token, inline: Token, lines: readonly SourceLine[]): InlineRange | undefined {
  const at = inline.map?.[0];
  const first = at === undefined ? undefined : lines[at];
  if (at === undefined || first === undefined || inline.content === '') return undefined;
  if (block.markup.startsWith('#')) {
    const marks = first.text.indexOf('#') + block.markup.length;
    const from = marks + (/^[ \t]*/.exec(first.text.slice(marks))?.[0] ?? '').length;
    if (!first.text.startsWith(inline.content, from)) return undefined;
    return { from: first.from + from, to: first.from + from + inline.content.length, prefix: '' };
  }
  const contents = inline.content.split('\n');
  const last = lines[at + contents.length - 1];
  const isThere = contents.every((content, index) =>
    trimBlanks(lines[at + index]?.text ?? '').endsWith(trimBlanks(content).replace(/^[ \t]+/, '')),
  );
  if (last === undefined || !isThere) return undefined;
  const start = trimBlanks(first.text).length - trimBlanks(contents[0] ?? '').length;
  return {
    from: first.from + start,
    to: last.from + trimBlanks(last.text).length,
    prefix: first.text.slice(0, start).replace(/[^>\t]/g, ' '),
  };
}

/** Where the cells of a row stand, those that there are. Empty when it cannot be told. */
export function findCellRanges(cells: readonly Token[], line: SourceLine): readonly InlineRange[] {
  const marks = /^[ \t>*+\-.)\d]*/.exec(line.text)?.[0].length ?? 0;
  for (let from = 0; from <= marks; from += 1) {
    const found = splitRow(line.text, from);
    const fits = cells.every((cell, index) => (found[index]?.content ?? '') === cell.content);
    if (fits)
      return found
        .slice(0, cells.length)
        .map((cell) => ({ from: line.from + cell.from, to: line.from + cell.to, prefix: '' }));
  }
  return [];
}

interface Cell {
  readonly from: number;
  readonly to: number;
  readonly content: string;
}

/** The cells of a row that begins at `start`. A bar behind a backslash belongs to its cell. Spec: GitHub Flavored Markdown 4.10. */
function splitRow(line: string, start: number): readonly Cell[] {
  const row = line.slice(start).trim();
  const offset = start + line.slice(start).indexOf(row);
  const parts: { readonly from: number; readonly to: number }[] = [];
  let from = 0;
  for (let at = 0; at <= row.length; at += 1) {
    if (at < row.length && (row.charAt(at) !== '|' || row.charAt(at - 1) === '\\')) continue;
    parts.push({ from, to: at });
    from = at + 1;
  }
  if (parts[0]?.to === 0) parts.shift();
  const last = parts.at(-1);
  if (last !== undefined && last.from === last.to) parts.pop();
  return parts.map((part) => {
    const text = row.slice(part.from, part.to);
    const begin = offset + part.from + (text.length - text.trimStart().length);
    return { from: begin, to: begin + text.trim().length, content: text.trim().replace(/\\\|/g, '|') };
  });
}
