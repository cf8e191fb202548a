import type { Block } from '../model/article.ts';
import { toOneLine } from '../text/one-line.ts';
import { captionOf } from './render-markdown.ts';
import { isVisible, textOfInlines } from './runs.ts';

/** Parts of an article that conventions differ about; everything else always belongs to its text. */
export type TextPart = 'standfirst' | 'key-points' | 'headings' | 'lists' | 'tables' | 'captions' | 'quotes' | 'embeds';

export interface TextOptions {
  /** Stands first, as a line of its own; for the article's title. */
  readonly title?: string;
  /** Left out, with all that is inside of them. Nothing when not given. */
  readonly without?: readonly TextPart[];
}

type Separator = '\n' | '\n\n';
type Push = (inner: readonly Block[], first: Separator, rest: Separator) => void;

/** An article's blocks as plain text, joined by one blank line: items of a list and rows of a table one line each, cells
 *  separated by a tab, captions with their credit. Related links are left out.
 *  Example: `renderText(article.blocks, { title: article.title, without: ['captions', 'embeds'] })`. */
export function renderText(blocks: readonly Block[], options: TextOptions = {}): string {
  let text = toOneLine(options.title ?? '');
  const without = new Set<TextPart>(options.without);
  const stack: { readonly block: Block; readonly separator: Separator }[] = [];
  const push: Push = (inner, first, rest) => {
    for (let index = inner.length - 1; index >= 0; index -= 1) {
      const block = inner[index];
      if (block) stack.push({ block, separator: index === 0 ? first : rest });
    }
  };
  push(blocks, '\n\n', '\n\n');
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { block, separator } = top;
    if (block.role === 'related' || isLeftOut(block, without)) continue;
    if (block.kind === 'quote' || block.kind === 'embed' || block.kind === 'entry')
      push(block.blocks, separator, '\n\n');
    else if (block.kind === 'list') pushItems(block.items, separator, push);
    else {
      const piece = textOfLeaf(block);
      if (isVisible(piece)) text += text === '' ? piece : separator + piece;
    }
  }
  return text;
}

const partOfKind: Readonly<Partial<Record<Block['kind'], TextPart>>> = {
  heading: 'headings',
  list: 'lists',
  table: 'tables',
  figure: 'captions',
  quote: 'quotes',
  embed: 'embeds',
};

/** A role says more than a kind: key points are no ordinary list. */
function isLeftOut(block: Block, without: ReadonlySet<TextPart>): boolean {
  if (without.size === 0) return false;
  const part = block.role === 'standfirst' || block.role === 'key-points' ? block.role : partOfKind[block.kind];
  return part !== undefined && without.has(part);
}

function pushItems(items: readonly (readonly Block[])[], separator: Separator, push: Push): void {
  for (let index = items.length - 1; index >= 0; index -= 1)
    push(items[index] ?? [], index === 0 ? separator : '\n', '\n');
}

type Leaf = Exclude<Block, { kind: 'quote' | 'embed' | 'entry' | 'list' }>;

function textOfLeaf(block: Leaf): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return textOfInlines(block.inlines);
    case 'figure':
      return toOneLine(textOfInlines(captionOf(block)));
    case 'code':
      return block.text.trimEnd();
    case 'table':
      return block.rows.map((row) => row.map((cell) => toOneLine(textOfInlines(cell))).join('\t')).join('\n');
    case 'rule':
      return '';
  }
}
