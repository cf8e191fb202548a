import type { Block } from '../model/article.ts';
import { inlineText } from './to-inlines.ts';

/** The words of blocks, for measuring and comparing: one line each, without captions and embeds' addresses. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.inlines);
    case 'list':
      return block.items.map((item) => blocksText(item)).join('\n');
    case 'quote':
    case 'embed':
    case 'entry':
      return blocksText(block.blocks);
    case 'table':
      return block.rows.map((row) => row.map((cell) => inlineText(cell)).join(' ')).join('\n');
    case 'code':
      return block.text;
    default:
      return '';
  }
}
