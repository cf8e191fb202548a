import { writeHref } from '../markdown/href.ts';
import type { markdownReader } from '../markdown/to-html.ts';

export type Token = ReturnType<typeof markdownReader.parse>[number];

export interface Pair {
  readonly kind: 'pair';
  readonly mark: 'em' | 'strong' | 's' | 'link';
  /** The character that stood in the source: `*`, `_` or `~`; nothing of a link. */
  readonly markup: string;
  /** Of a link; empty for others. */
  readonly href: string;
  readonly title: string;
  readonly children: readonly Node[];
}

export interface Picture {
  readonly kind: 'picture';
  readonly href: string;
  readonly title: string;
  /** As a reader sees it, and as Markdown. */
  readonly alt: string;
  readonly label: string;
  /** The segment that its alternative text is. */
  readonly segment?: number;
}

/** A line of a text as a reader of Markdown takes it apart. */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  /** Text that is not translated: a tag of HTML, the mark of a formula. */
  | { readonly kind: 'fixed'; readonly text: string }
  /** Code or an address in angle brackets, as it is written; `content` tells one from another. */
  | { readonly kind: 'solid'; readonly markdown: string; readonly content: string }
  | { readonly kind: 'break' }
  | Picture
  | Pair
  /** In its place stands the segment of that number. */
  | { readonly kind: 'segment'; readonly segment: number }
  /** White space, or nothing, between two segments of a paragraph. */
  | { readonly kind: 'gap'; readonly text: string };

/** Pairs in pairs deeper than this are left alone. */
const maxDepth = 50;

/** What the tokens of a line say; undefined when they lie too deep. White space at the inner edges of emphasis stands outside. */
export function readInline(tokens: readonly Token[], depth = 0): readonly Node[] | undefined {
  const nodes: Node[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (token.nesting === 0) addNode(nodes, nodeOf(token));
    else if (token.nesting === 1) {
      const end = findClose(tokens, index);
      if (token.markup === 'autolink') nodes.push(toAutolink(token, tokens[index + 1]?.content ?? ''));
      else {
        const children = depth < maxDepth ? readInline(tokens.slice(index + 1, end), depth + 1) : undefined;
        if (children === undefined) return undefined;
        nodes.push(toPair(token, children));
      }
      index = end;
    }
  }
  return nodes;
}

function findClose(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let index = from; index < tokens.length; index += 1) {
    depth += tokens[index]?.nesting ?? 0;
    if (depth === 0) return index;
  }
  return tokens.length;
}

/** Adds a node; texts in a row are one. */
export function addNode(nodes: Node[], node: Node): void {
  const last = nodes.at(-1);
  if (node.kind === 'text' && last?.kind === 'text')
    nodes[nodes.length - 1] = { kind: 'text', text: last.text + node.text };
  else if (node.kind !== 'text' || node.text !== '') nodes.push(node);
}

function nodeOf(token: Token): Node {
  if (token.type === 'softbreak') return { kind: 'text', text: ' ' };
  if (token.type === 'hardbreak' || token.type === 'figure_break') return { kind: 'break' };
  if (token.type === 'code_inline')
    return { kind: 'solid', markdown: writeCode(token.content), content: `code ${token.content}` };
  if (token.type !== 'image') return { kind: 'text', text: token.content };
  return {
    kind: 'picture',
    href: String(token.attrGet('src') ?? ''),
    title: String(token.attrGet('title') ?? ''),
    alt: altOf(token.children ?? []),
    label: token.content.replace(/(?<!\\)\\\n\s*|\s+/g, ' '),
  };
}

/** As HTML has it. */
function altOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      token.type === 'image' ? altOf(token.children ?? []) : /break$/.test(token.type) ? ' ' : token.content,
    )
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function writeCode(content: string): string {
  let longest = 0;
  for (const [ticks] of content.matchAll(/`+/g)) longest = Math.max(longest, ticks.length);
  const fence = '`'.repeat(longest + 1);
  const isPadded = /^`|`$/.test(content) || (/^ .* $/.test(content) && content.trim() !== '');
  return isPadded ? `${fence} ${content} ${fence}` : fence + content + fence;
}

function toAutolink(token: Token, shown: string): Node {
  const href = String(token.attrGet('href') ?? '');
  const address = href.startsWith('mailto:') && !/^mailto:/i.test(shown) ? shown : href;
  return { kind: 'solid', markdown: `<${address}>`, content: `link ${href}` };
}

function toPair(token: Token, children: readonly Node[]): Pair {
  const mark = token.type.replace(/_open$/, '');
  return {
    kind: 'pair',
    mark: mark === 'strong' || mark === 's' || mark === 'link' ? mark : 'em',
    markup: mark === 'link' ? '' : token.markup.slice(0, 1),
    href: String(token.attrGet('href') ?? ''),
    title: String(token.attrGet('title') ?? ''),
    children,
  };
}

/** The address and title of a link or picture as they stand between parentheses. */
export function writeTarget({ href, title }: { readonly href: string; readonly title: string }): string {
  const usual = writeHref(href);
  const address = /^[^()]*$/.test(href) || usual.includes('(') ? usual : `<${href.replace(/&/g, '&amp;')}>`;
  return title === '' ? `(${address})` : `(${address === '' ? '<>' : address} "${escapeTitle(title)}")`;
}

function escapeTitle(title: string): string {
  return title.replace(/[\\"&<|`*_[\]$~]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\s*\n\s*/g, ' ');
}

/** What a line says, as one string: equal for two lines that a reader shows the same way, but for white space. */
export function signatureOf(nodes: readonly Node[]): string {
  return rawSignature(nodes)
    .replace(/\s+/g, ' ')
    .replace(/ ?(\u0001) ?/g, '$1')
    .trim();
}

function rawSignature(nodes: readonly Node[]): string {
  let text = '';
  for (const node of nodes) {
    if (node.kind === 'text' || node.kind === 'fixed' || node.kind === 'gap') text += node.text;
    else if (node.kind === 'break') text += '\u0001';
    else if (node.kind === 'solid') text += `\u0002${node.content}\u0003`;
    else if (node.kind === 'picture') text += `\u0002picture ${node.href} ${node.title} ${node.alt}\u0003`;
    else if (node.kind === 'pair')
      text += `\u0002${node.mark} ${node.href} ${node.title}\u0004${rawSignature(node.children)}\u0003`;
  }
  return text;
}

/** Whether a reader would see anything of it. */
export function isSeen(nodes: readonly Node[]): boolean {
  return nodes.some((node) => {
    if (node.kind === 'text' || node.kind === 'fixed') return /\S/.test(node.text);
    if (node.kind === 'pair') return isSeen(node.children);
    return node.kind === 'solid' || node.kind === 'picture';
  });
}
