/** What may mean something within a line, or is normalized by readers of Markdown. */
const special = /[`*_[\]<>~\n\r\t\0]|&(?! )|!\[|\\(?![!-/:-@[-`{-~])/;
/** How a block begins that is no paragraph for sure. */
const specialStart = /^(?:[-+=#>|:]|\d{1,9}[.)](?: |$))/;
/** What makes blocks depend on each other: fences, and definitions of references. */
const entangled = /```|~~~|^ {0,3}\[[^\]\n]+\]:/m;
const heading = /^(#{1,6}) (?=\S)(.*[^\s#\\])$/;

/** Markdown as HTML: paragraphs and headings of one line that hold nothing but text, which most of an article is, at a fraction
 *  of the cost of reading Markdown; all else by `render`, which gets it in one piece as far as it hangs together. The result is
 *  the same as that of `render` for the whole text. */
export function renderPlainly(markdown: string, render: (part: string) => string): string {
  if (entangled.test(markdown)) return render(markdown);
  let html = '';
  let rest: string[] = [];
  const flush = (): void => {
    if (rest.length > 0) html += render(rest.join('\n\n'));
    rest = [];
  };
  for (const block of markdown.split('\n\n')) {
    const plain = renderBlock(block);
    if (plain === undefined) rest.push(block);
    else {
      flush();
      html += plain;
    }
  }
  flush();
  return html;
}

function renderBlock(block: string): string | undefined {
  const [, marks, text] = block.startsWith('#') ? (heading.exec(block) ?? []) : [];
  if (marks !== undefined && text !== undefined)
    return special.test(text) ? undefined : `<h${marks.length}>${toText(text)}</h${marks.length}>\n`;
  if (block === '' || specialStart.test(block) || special.test(block) || block !== block.trim()) return undefined;
  return `<p>${toText(block)}</p>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function toText(text: string): string {
  const bare = text.includes('\\') ? text.replace(/\\([!-/:-@[-`{-~])/g, '$1') : text;
  return escapeHtml(bare);
}

/** A text as HTML, also between double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
