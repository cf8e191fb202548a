import { markdownReader } from '../markdown/to-html.ts';
import { readInline, signatureOf, type Token } from './inline-nodes.ts';

/** What a reader finds: one string for each token, and where among them each line of text is. */
export function shapeOf(markdown: string): { readonly shape: readonly string[]; readonly lines: readonly number[] } {
  const lines: number[] = [];
  const shape = markdownReader.parse(markdown, {}).map((token: Token, index) => {
    if (token.type !== 'inline')
      return JSON.stringify([
        token.type,
        token.tag,
        token.markup,
        token.info,
        token.level,
        token.hidden,
        token.attrs,
        token.content,
      ]);
    lines.push(index);
    const nodes = readInline(token.children ?? []);
    return nodes === undefined ? token.content : signatureOf(nodes);
  });
  return { shape, lines };
}
