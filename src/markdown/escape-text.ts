/** Where a text stands. `before` and `after` are the characters of its neighbors on the line, as the reader sees them; empty
 *  at the ends of the line. */
export interface EscapeContext {
  readonly before: string;
  readonly after: string;
  readonly inLink: boolean;
  readonly inTable: boolean;
  /** What follows is a link. */
  readonly beforeLink: boolean;
  /** More than one tilde in the whole: they could strike out what is between them. */
  readonly hasTildes: boolean;
}

const special = /[\\`*_[\]<&~!%|]/g;
const anySpecial = /[\\`*_[\]<&~!%|]/;
const asciiPunctuation = /[!-/:-@[-`{-~]/;

/** A text as Markdown that reads as that text again, with a backslash only where a character would mean something at its
 *  place. Line starts are `escapeLineStart`'s. Raw HTML, entities and Hugo's shortcode openers never come out.
 *  Spec: CommonMark 0.31, 2.4 and 6; GitHub Flavored Markdown, tables and strikethrough. */
export function escapeText(text: string, context: EscapeContext): string {
  if (!anySpecial.test(text)) return text;
  return text.replace(special, (character, index: number) => {
    const inside = (at: number): string => text[at] ?? '';
    const isFirst = index === 0;
    const isLast = index === text.length - 1;
    switch (character) {
      case '\\':
        return isLast || asciiPunctuation.test(inside(index + 1)) ? '\\\\' : character;
      case '`':
        return '\\`';
      case '*':
      case '_': {
        const isEdge = (isFirst && context.before !== '') || (isLast && context.after !== '');
        return !isEdge && isInert(character, inside(index - 1), inside(index + 1)) ? character : `\\${character}`;
      }
      case '[':
        return context.inLink || /^\[[\sxX]\]/.test(text.slice(index, index + 3)) ? '\\[' : character;
      case ']':
        return context.inLink || (isLast ? context.after !== '' : /[([:]/.test(inside(index + 1))) ? '\\]' : character;
      case '<':
        return inside(index - 1) !== '{' && isLessThan(text, index, context) ? character : '&lt;';
      case '&':
        return isEntity(text, index, context.after === '') ? '&amp;' : character;
      case '~':
        return context.hasTildes ? '\\~' : character;
      case '!':
        return isLast && context.beforeLink ? '\\!' : character;
      case '%':
        return (isFirst ? context.before : inside(index - 1)) === '{' ? '\\%' : character;
      default:
        return context.inTable ? '\\|' : character;
    }
  });
}

/** True when `*` or `_` between these characters can neither open nor close emphasis, whatever else the line holds. */
function isInert(character: string, before: string, after: string): boolean {
  if (/^\s?$/.test(before) && /^\s?$/.test(after)) return true;
  return character === '_' && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
}

/** True when `<` at `index` can start neither a tag nor an address: white space follows, or a number that ends at a space. */
function isLessThan(text: string, index: number, context: EscapeContext): boolean {
  if (index === 0 && context.before !== '') return false;
  const number = /^<(?:[\d=][^\s@<>]{0,40})?(\s|$)/.exec(text.slice(index, index + 44));
  if (!number) return false;
  return number[1] !== '' || (context.after === '' && index + number[0].length === text.length);
}

/** True when `&` at `index` starts what could be read as an entity, alone or with the text that follows this one. */
function isEntity(text: string, index: number, isLineEnd: boolean): boolean {
  const tail = /^&#?[0-9A-Za-z]{0,32}(;?)/.exec(text.slice(index, index + 36));
  if (!tail) return false;
  return tail[1] === ';' || (!isLineEnd && index + tail[0].length === text.length);
}

/** True for text that Hugo acts on wherever it stands, in code too: a shortcode opener, or the end of the summary. */
export function holdsHugoMark(text: string): boolean {
  return /\{\{[<%]|<!--\s*more/i.test(text);
}

/** A line of a paragraph, escaped where it could be read as the start of another block, an underline, a delimiter row, a
 *  definition, an attribute list or the fence of front matter. `line` is Markdown, trimmed. */
export function escapeLineStart(line: string): string {
  const number = /^(\d{1,9})[.)](?=\s|$)/.exec(line);
  if (number) return `${number[1]}\\${line.slice(number[1]?.length)}`;
  const isMarker = /^(?:#{1,6}|[-+*:~])(?:\s|$)|^>/.test(line);
  const isRow = /^[-=+|:*_\s]+$/.test(line);
  // Goldmark may read attributes from a line that starts with a brace, and then drops all of it.
  return isMarker || isRow || line.startsWith('{') ? `\\${line}` : line;
}

/** The text of a heading, escaped where its end could be read as the closing sequence or as Goldmark's attributes. */
export function escapeHeadingEnd(line: string): string {
  if (line.endsWith('}')) return line.replace(/\\?\{/g, '\\{');
  const hashes = /(?:^|\s)(#+)$/.exec(line.slice(-1000));
  return hashes ? `${line.slice(0, line.length - (hashes[1]?.length ?? 0))}\\${hashes[1]}` : line;
}
