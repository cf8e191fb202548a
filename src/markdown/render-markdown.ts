import type { Block, Inline } from '../model/article.ts';
import { toOneLine } from '../text/one-line.ts';
import { escapeHeadingEnd, escapeLineStart, escapeText, holdsHugoMark } from './escape-text.ts';
import { flattenBlocks, type PlainBlock } from './flatten-blocks.ts';
import { writeHref } from './href.ts';
import { renderLine, splitLines } from './render-inlines.ts';
import { renderTable } from './render-table.ts';
import { isVisible, toRuns, type Run } from './runs.ts';

/** Lists and quotes deeper than this lose their frame, never their text. Readers of Markdown stop at some depth, too. */
const maxDepth = 8;

/** An article's blocks as Markdown: CommonMark with GFM tables, blocks separated by one blank line, no newline at the end.
 *  Read by any CommonMark reader (or Hugo's Goldmark with its extensions) it shows the same text; no HTML, no entity and no
 *  Hugo shortcode (`{{<`, `{{%`) of the text comes through. A picture is a paragraph of its own, its caption an emphasized
 *  line in the same paragraph. Related links are left out, and so is what nobody would see.
 *  Spec: CommonMark 0.31, GitHub Flavored Markdown 4.10. */
export function renderMarkdown(blocks: readonly Block[]): string {
  return joinBlocks(renderBlocks(blocks, 0));
}

interface Rendered {
  readonly kind: PlainBlock['kind'];
  /** Of a list. */
  readonly marker: string;
  readonly markdown: string;
}

function joinBlocks(blocks: readonly Rendered[]): string {
  return blocks.map((block) => block.markdown).join('\n\n');
}

function renderBlocks(blocks: readonly Block[], depth: number): readonly Rendered[] {
  const rendered: Rendered[] = [];
  let previous: Rendered = { kind: 'rule', marker: '', markdown: '' };
  for (const block of flattenBlocks(depth > maxDepth ? unframe(blocks) : blocks)) {
    // Two lists in a row are one to a reader, unless their markers differ.
    const isOrdered = block.kind === 'list' && block.ordered;
    const [usual, other] = isOrdered ? ['.', ')'] : ['-', '*'];
    const marker = block.kind !== 'list' ? '' : previous.marker === usual ? other : usual;
    if (block.kind === 'rule' && previous.kind === 'rule') continue;
    const markdown = renderBlock(block, depth, marker);
    if (markdown === '') continue;
    previous = { kind: block.kind, marker, markdown };
    rendered.push(previous);
  }
  if (previous.kind === 'rule') rendered.pop();
  return rendered;
}

function renderBlock(block: PlainBlock, depth: number, marker: string): string {
  switch (block.kind) {
    case 'paragraph':
      return renderParagraph(toRuns(block.inlines));
    case 'heading':
      return renderHeading(block.level, block.inlines);
    case 'list':
      return renderList(block.items, depth, marker);
    case 'quote':
      return prefixLines(joinBlocks(renderBlocks(block.blocks, depth + 1)), '> ', '>');
    case 'figure':
      return renderFigure(block);
    case 'code':
      return renderCode(block.text);
    case 'table':
      return renderTable(block) ?? renderRows(block.rows);
    case 'rule':
      return '* * *';
  }
}

function renderParagraph(runs: readonly Run[]): string {
  if (!runs.some((run) => isVisible(run.text))) return '';
  const lines = splitLines(runs);
  const rendered = lines.map((line, index) => {
    const end = index === lines.length - 1 ? '' : '\\';
    const markdown = renderLine(line, false, end);
    const first = line[0];
    const startsMarked = (first?.strong || first?.emphasis) && markdown.startsWith('*');
    const escaped = startsMarked ? markdown : escapeLineStart(markdown);
    // Goldmark takes three backslashes at a line end for two and no break.
    return end === '' ? escaped : escaped.replace(/\\\\$/, '&#92;') + end;
  });
  return rendered.join('\n');
}

function renderHeading(level: number, inlines: readonly Inline[]): string {
  // A brace in a code span could not be escaped, and Goldmark reads attributes at the end of a heading.
  const runs = toRuns(inlines).map((run): Run => ({
    ...run,
    kind: 'text',
    text: run.kind === 'break' ? ' ' : run.text,
  }));
  if (!runs.some((run) => isVisible(run.text))) return '';
  return `${'#'.repeat(level)} ${escapeHeadingEnd(renderLine(runs, false))}`;
}

function renderList(items: readonly (readonly Block[])[], depth: number, marker: string): string {
  const rendered = items.map((item) => renderBlocks(item, depth + 1)).filter((item) => item.length > 0);
  const isTight = rendered.every(
    (item) => item.length === 1 || (item.length === 2 && item[0]?.kind === 'paragraph' && item[1]?.kind === 'list'),
  );
  const lines = rendered.map((item, index) => {
    const start = marker === '-' || marker === '*' ? `${marker} ` : `${index + 1}${marker} `;
    const indent = ' '.repeat(start.length);
    return (
      start +
      prefixLines(item.map((block) => block.markdown).join(isTight ? '\n' : '\n\n'), indent, '').slice(indent.length)
    );
  });
  return lines.join(isTight ? '\n' : '\n\n');
}

function prefixLines(text: string, prefix: string, emptyPrefix: string): string {
  if (text === '') return '';
  return text
    .split('\n')
    .map((line) => (line === '' ? emptyPrefix : prefix + line))
    .join('\n');
}

/** `![alt](address)`, and below it, in the same paragraph, the caption in emphasis: no other paragraph has this form. */
function renderFigure(figure: Extract<Block, { kind: 'figure' }>): string {
  const context = { before: '[', after: ']', inLink: true, inTable: false, beforeLink: false, hasTildes: true };
  const image = `![${escapeText(toOneLine(figure.image.alt), context)}](${writeHref(figure.image.url)})`;
  const caption = toRuns(captionOf(figure)).map((run): Run =>
    run.kind === 'break' ? { ...run, kind: 'text', text: ' ' } : run,
  );
  if (!caption.some((run) => isVisible(run.text))) return image;
  return `${image}\\\n${renderLine(
    caption.map((run) => ({ ...run, emphasis: true })),
    false,
  )}`;
}

/** A figure's caption and, unless the caption names it, the credit in parentheses. */
export function captionOf(figure: Extract<Block, { kind: 'figure' }>): readonly Inline[] {
  const credit = toOneLine(figure.credit);
  const caption = toRuns(figure.caption)
    .map((run) => run.text)
    .join('');
  if (credit === '' || caption.includes(credit)) return figure.caption;
  return [...figure.caption, { kind: 'text', text: caption === '' ? credit : ` (${credit})` }];
}

/** A fenced block, verbatim. Nothing can be escaped in there, so code that Hugo would act on becomes a paragraph. */
function renderCode(text: string): string {
  const clean = text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff\ufff9-\ufffb\ufffe\uffff]/g, '')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  if (!isVisible(clean)) return '';
  if (holdsHugoMark(clean)) {
    const lines = clean.split('\n').flatMap((line): Inline[] => [{ kind: 'text', text: line }, { kind: 'break' }]);
    return renderParagraph(toRuns(lines));
  }
  let longest = 2;
  for (const [ticks] of clean.matchAll(/`{3,}/g)) longest = Math.max(longest, ticks.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${clean}\n${fence}`;
}

/** A table that is none (one column, or too large to pad): its cells as paragraphs. */
function renderRows(rows: readonly (readonly (readonly Inline[])[])[]): string {
  return rows
    .map((cells) => renderParagraph(toRuns(cells.flatMap((cell): Inline[] => [...cell, { kind: 'text', text: ' ' }]))))
    .filter((row) => row !== '')
    .join('\n\n');
}

/** The leaves of blocks, without the lists and quotes around them. */
function unframe(blocks: readonly Block[]): readonly Block[] {
  const leaves: Block[] = [];
  const stack: Block[] = [...blocks].reverse();
  for (let block = stack.pop(); block; block = stack.pop()) {
    if (block.role === 'related') continue;
    const inner = innerBlocks(block);
    if (inner === undefined) leaves.push(block);
    else for (const child of [...inner].reverse()) stack.push(child);
  }
  return leaves;
}

function innerBlocks(block: Block): readonly Block[] | undefined {
  if (block.kind === 'list') return block.items.flat();
  return block.kind === 'quote' || block.kind === 'embed' || block.kind === 'entry' ? block.blocks : undefined;
}
