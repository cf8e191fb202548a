import { markdownReader } from './to-html.ts';

type Token = ReturnType<typeof markdownReader.parse>[number];

/** The text of Markdown as a reader sees it, for search: blocks joined by one blank line, items of a list and rows of a table
 *  one line each, cells separated by a tab; a picture is its alternative text. With `without: 'figures'` only running text: pictures that
 *  stand alone are left out, with their captions. */
export function markdownToText(markdown: string, options: { readonly without?: 'figures' } = {}): string {
  let text = '';
  let inFigure = false;
  let separator = '';
  for (const token of markdownReader.parse(markdown, {})) {
    if (token.tag === 'figure') inFigure = options.without === 'figures' && token.nesting === 1;
    if (inFigure) continue;
    if (token.type === 'inline') {
      const piece = textOfInline(token.children ?? []);
      if (piece !== '') text += (text === '' ? '' : separator) + piece;
      separator = '\n';
    } else if (token.type === 'fence' || token.type === 'code_block') {
      text += (text === '' ? '' : '\n\n') + token.content.replace(/\n$/, '');
      separator = '\n\n';
    } else if (token.type === 'td_close' || token.type === 'th_close') {
      separator = '\t';
    } else if (token.type === 'tr_close') {
      separator = '\n';
    } else if (token.nesting === -1 && !token.hidden && !/^(?:list_item|thead)_close$/.test(token.type)) {
      separator = '\n\n';
    }
  }
  return text;
}

function textOfInline(children: readonly Token[]): string {
  let text = '';
  for (const child of children) {
    if (child.type === 'hardbreak' || child.type === 'figure_break') text += '\n';
    else if (child.type === 'softbreak') text += ' ';
    else if (child.type === 'image') text += textOfInline(child.children ?? []);
    else text += child.content;
  }
  return text;
}
