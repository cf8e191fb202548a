import type { Block } from '../model/article.ts';
import { toOneLine } from '../text/one-line.ts';
import { captionOf } from './render-markdown.ts';
import { isVisible, textOfInlines } from './runs.ts';

/** An article's blocks as plain text, joined by one blank line: items of a list and rows of a table one line each, cells
 *  separated by a tab, captions with their credit. Related links are left out. */
export function renderText(blocks: readonly Block[]): string {
  let text = '';
  const stack: { readonly block: Block; readonly separator: '\n' | '\n\n' }[] = [];
  const push = (inner: readonly Block[], first: '\n' | '\n\n', rest: '\n' | '\n\n'): void => {
    for (let index = inner.length - 1; index >= 0; index -= 1) {
      const block = inner[index];
      if (block) stack.push({ block, separator: index === 0 ? first : rest });
    }
  };
  push(blocks, '\n\n', '\n\n');
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { block, separator } = top;
    if (block.role === 'related') continue;
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

function pushItems(
  items: readonly (readonly Block[])[],
  separator: '\n' | '\n\n',
  push: (inner: readonly Block[], first: '\n' | '\n\n', rest: '\n' | '\n\n') => void,
): void {
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
