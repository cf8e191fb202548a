import type { Picture } from './types.ts';

export type BodyBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'quote'; readonly paragraphs: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'figure'; readonly picture: Picture }
  /** One entry of a live blog. */
  | { readonly kind: 'entry'; readonly at: string; readonly title: string }
  /** A box inside the body that is not part of it: `ad`, `newsletter`, `blank`, or `related` with paths. */
  | { readonly kind: 'insert'; readonly name: string; readonly paths: readonly string[] };

/** Reads a body: blocks parted by blank lines. `## heading`, `- item`, `1. item`, `> quote`, `| cell | cell |`,
 *  `!name | alt | caption | credit` (a figure), `@ instant | title` (a live entry), `{related /path}`, `{ad}`;
 *  within a block `**strong**`, `*emphasis*`, code in backticks and `[text](address)`. */
export function parseBody(body: string): readonly BodyBlock[] {
  return body
    .trim()
    .split(/\n\s*\n/)
    .map(parseBlock);
}

function parseBlock(chunk: string): BodyBlock {
  const lines = chunk.split('\n').map((line) => line.trim());
  const text = lines.join(' ');
  const rest = text.slice(1).trim();
  if (text.startsWith('## ')) return { kind: 'heading', text: text.slice(3) };
  if (text.startsWith('- ')) return { kind: 'list', ordered: false, items: lines.map((line) => line.slice(2)) };
  if (/^1\. /.test(text)) {
    return { kind: 'list', ordered: true, items: lines.map((line) => line.replace(/^\d+\. /, '')) };
  }
  if (text.startsWith('>')) return { kind: 'quote', paragraphs: lines.map((line) => line.slice(1).trim()) };
  if (text.startsWith('|')) return { kind: 'table', rows: lines.map(cellsOf) };
  if (text.startsWith('!')) {
    const [name = '', alt = '', caption = '', credit = ''] = rest.split(' | ');
    return { kind: 'figure', picture: { name, alt, caption, credit } };
  }
  if (text.startsWith('@ ')) {
    const [at = '', title = ''] = rest.split(' | ');
    return { kind: 'entry', at, title };
  }
  if (text.startsWith('{') && text.endsWith('}')) {
    const [name = '', ...paths] = text.slice(1, -1).split(' ');
    return { kind: 'insert', name, paths };
  }
  return { kind: 'paragraph', text };
}

function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

const inlineMark = /\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)/g;

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** The text of a block as HTML; addresses that start with `/` get `origin` in front. */
export function inlineHtml(text: string, origin: string): string {
  return escapeHtml(text).replace(
    inlineMark,
    (_all, strong?: string, emphasis?: string, code?: string, label?: string, href?: string) => {
      if (strong !== undefined) return `<strong>${strong}</strong>`;
      if (emphasis !== undefined) return `<em>${emphasis}</em>`;
      if (code !== undefined) return `<code>${code}</code>`;
      return `<a href="${href?.startsWith('/') ? origin + href : href}">${label}</a>`;
    },
  );
}

/** The text of a block without its markup. */
export function inlineText(text: string): string {
  return text.replace(
    inlineMark,
    (_all, strong?: string, emphasis?: string, code?: string, label?: string) =>
      strong ?? emphasis ?? code ?? label ?? '',
  );
}
