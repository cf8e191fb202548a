import { formatReport } from '../errors.ts';
import { blocksText } from '../extract/blocks-text.ts';
import { inlineText } from '../extract/to-inlines.ts';
import type { Block } from '../model/article.ts';
import { fieldRows } from '../pipeline/article-fields.ts';
import type { Explanation } from '../pipeline/explain-page.ts';
import { groupByReason, type Decisions, type Removal } from '../pipeline/find-decisions.ts';
import { formatTable, shorten } from './terminal.ts';

/** Of a reason with many places, how many are shown. */
const shownPlaces = 5;

/** An explanation as people read it on a terminal of `columns` characters; no line is longer, but for addresses. */
export function printExplanation(explanation: Explanation, columns: number): string {
  const { url, from, article, skip, decisions } = explanation;
  const sure = article === undefined ? '' : `, confidence ${article.confidence.toFixed(2)}`;
  const parts = [`${url}  (from the ${from}${sure})`];
  if (skip) parts.push(formatReport(skip.code, { url, detail: skip.detail }));
  if (article) parts.push(section('Fields', formatFields(explanation, columns)));
  if (decisions && decisions.candidates.length > 0)
    parts.push(section('What may hold the article', formatCandidates(decisions, columns)));
  if (decisions) {
    const inRoot = decisions.removals.filter(({ isInRoot }) => isInRoot);
    const { restorations } = decisions;
    const around = decisions.removals.filter(({ isInRoot }) => !isInRoot);
    if (inRoot.length > 0) parts.push(section(`Left out of it (${inRoot.length})`, formatRemovals(inRoot, columns)));
    if (around.length > 0)
      parts.push(section(`Left out around it (${around.length})`, formatRemovals(around, columns)));
    if (restorations.length > 0)
      parts.push(section(`Taken back (${restorations.length})`, formatRestorations(restorations, columns)));
  }
  if (article) {
    const size = `${article.blocks.length} blocks, ${blocksText(article.blocks).length} characters`;
    parts.push(section(`Article (${size})`, formatBlocks(article.blocks, columns)));
  }
  return parts.join('\n\n');
}

function section(title: string, body: string): string {
  return `${title}\n${body.replace(/^(?=.)/gm, '  ')}`;
}

function formatFields({ article }: Explanation, columns: number): string {
  if (article === undefined) return '';
  const rows = fieldRows(article);
  const sources = rows.map(({ from, confidence }) =>
    confidence === undefined ? from : `${from} ${confidence.toFixed(2)}`.trim(),
  );
  const sourceWidth = Math.max(...sources.map((source) => source.length));
  const valueWidth = Math.max(20, columns - 2 - 10 - 2 - sourceWidth - 2);
  return formatTable(
    rows.map(({ name, value }, index) => [name, shorten(value, valueWidth) || '–', sources[index] ?? '']),
  );
}

function formatCandidates({ candidates }: Decisions, columns: number): string {
  const rows = candidates.map(({ part, score, isChosen, path, because }) => [
    isChosen ? 'root' : '',
    score ?? '–',
    `#${part}`,
    // The end of a path tells more than its beginning.
    shortenStart(path, Math.max(20, columns - 54)),
    because,
  ]);
  return formatTable([['', 'score', 'part', 'element', 'because'], ...rows], columns - 2);
}

function formatRemovals(removals: readonly Removal[], columns: number): string {
  return groupByReason(removals)
    .flatMap(({ reason, removals: members }) => {
      const shown = members.filter(({ characters }) => characters > 0).slice(0, shownPlaces);
      const rows = shown.map(({ part, because, text, characters }) => {
        const name = because === reason ? '' : `${shorten(because.slice(reason.length + 2), 24)}: `;
        return [`  #${part}`, characters, `${name}${text}`];
      });
      const more = members.length - shown.length;
      return [
        `${members.length} × ${reason}${shown.length === 0 ? ', empty' : ''}`,
        ...(shown.length === 0 ? [] : [formatTable(rows, columns - 2)]),
        ...(shown.length === 0 || more === 0 ? [] : [`  and ${more} more`]),
      ];
    })
    .join('\n');
}

function formatRestorations(restorations: Decisions['restorations'], columns: number): string {
  const rows = restorations.map(({ part, because, text }) => [`#${part}`, because, text]);
  return formatTable(rows, columns - 2);
}

function formatBlocks(blocks: readonly Block[], columns: number): string {
  const rows = blocks.map((block, index) => {
    const kind = block.role === undefined || block.role === 'body' ? block.kind : block.role;
    const level = block.kind === 'heading' ? ` ${block.level}` : '';
    return [index + 1, `${kind}${level}`, shorten(blockStart(block), columns - 26)];
  });
  return formatTable(rows, columns - 2);
}

function blockStart(block: Block): string {
  if (block.kind === 'figure') {
    const credit = block.credit === '' ? '' : ` [${block.credit}]`;
    return `${inlineText(block.caption) || block.image.alt || block.image.url}${credit}`;
  }
  return blocksText([block]) || (block.kind === 'embed' ? block.url : '');
}

function shortenStart(text: string, length: number): string {
  return text.length <= length ? text : `…${text.slice(text.length - length + 1)}`;
}
