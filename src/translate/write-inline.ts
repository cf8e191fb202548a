import { escapeHeadingEnd, escapeLineStart, escapeText } from '../markdown/escape-text.ts';
import { markdownReader } from '../markdown/to-html.ts';
import { trimBlanks } from './inline-range.ts';
import { addNode, isSeen, type Node, type Pair, writeTarget } from './inline-nodes.ts';

export interface WriteOptions {
  readonly place: 'paragraph' | 'heading' | 'cell';
  /** What stands between dollars would be a formula. */
  readonly hasMath: boolean;
  /** Every mark is escaped, as a usual escape was not enough. */
  readonly isArmored: boolean;
  /** `source`: emphasis is marked as it was; `turns`: by `*` and `_` in turns, so that no two that touch run into one. */
  readonly markers: 'source' | 'turns';
}

type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly inLink: boolean }
  | { readonly kind: 'raw' | 'open' | 'close'; readonly markdown: string }
  | { readonly kind: 'break' };

/** A line (with breaks: lines) as Markdown that reads as these nodes. Emphasis opens and closes wherever it stands: a letter
 *  beside it that keeps it from doing so is written as an entity, which ends in a mark. Spec: CommonMark 0.31, 6.2. It can fail
 *  where emphasis touches emphasis: whoever calls it reads the result again. */
export function writeInline(nodes: readonly Node[], options: WriteOptions): string {
  const pieces: Piece[] = [];
  addPieces(pieces, nodes, options, false);
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === 'break') lines.push([]);
    else lines.at(-1)?.push(piece);
  }
  return lines.map((line, index) => writeLine(line, options, index === lines.length - 1 ? '' : '\\')).join('\n');
}

function addPieces(pieces: Piece[], nodes: readonly Node[], options: WriteOptions, inLink: boolean): void {
  for (const node of nodes) {
    if (node.kind === 'text' || node.kind === 'fixed' || node.kind === 'gap') {
      const last = pieces.at(-1);
      if (last?.kind === 'text') pieces[pieces.length - 1] = { ...last, text: last.text + node.text };
      else if (node.text !== '') pieces.push({ kind: 'text', text: node.text, inLink });
    } else if (node.kind === 'break') pieces.push(node);
    else if (node.kind === 'solid') pieces.push({ kind: 'raw', markdown: node.markdown });
    else if (node.kind === 'picture') pieces.push({ kind: 'raw', markdown: `![${node.label}]${writeTarget(node)}` });
    else if (node.kind === 'pair' && node.mark === 'link') {
      pieces.push({ kind: 'raw', markdown: '[' });
      addPieces(pieces, node.children, options, true);
      pieces.push({ kind: 'raw', markdown: `]${writeTarget(node)}` });
    } else if (node.kind === 'pair') {
      const marker = markerOf(node, pieces, options);
      pieces.push({ kind: 'open', markdown: marker });
      addPieces(pieces, node.children, options, inLink);
      pieces.push({ kind: 'close', markdown: marker });
    }
  }
}

function markerOf({ mark, markup }: Pair, pieces: readonly Piece[], { markers }: WriteOptions): string {
  if (mark === 's') return '~~';
  let character = markup === '_' ? '_' : '*';
  const last = pieces.findLast((piece) => piece.kind === 'open' || piece.kind === 'close');
  if (markers === 'turns' && last && 'markdown' in last) character = last.markdown.startsWith('*') ? '_' : '*';
  return mark === 'strong' ? character + character : character;
}

function writeLine(pieces: readonly Piece[], options: WriteOptions, end: '' | '\\'): string {
  const written = pieces.map((piece, index) =>
    piece.kind === 'text'
      ? escapePiece(piece.text, piece.inLink, pieces[index - 1], pieces[index + 1], options, end)
      : piece.kind === 'break'
        ? ''
        : piece.markdown,
  );
  pieces.forEach((piece, index) => {
    if (piece.kind === 'open' || piece.kind === 'close') makeRoom(written, pieces, index, end);
  });
  const line = trimBlanks(written.join('').replace(/^[ \t]+/, ''));
  if (options.place === 'heading') return escapeHeadingEnd(line);
  const isText = pieces[0]?.kind === 'text';
  const escaped = options.place === 'paragraph' && isText && !options.isArmored ? escapeLineStart(line) : line;
  // Some readers take three backslashes at a line end for two and no break.
  return end === '' ? escaped : escaped.replace(/\\\\$/, '&#92;') + end;
}

function escapePiece(
  text: string,
  inLink: boolean,
  before: Piece | undefined,
  after: Piece | undefined,
  options: WriteOptions,
  end: '' | '\\',
): string {
  const next = after !== undefined && 'markdown' in after ? after.markdown : '';
  const usual = options.isArmored
    ? text.replace(/[!-/:-@[-`{-~]/g, '\\$&')
    : escapeText(text, {
        before: before === undefined ? '' : '[',
        after: next.slice(0, 1) || end,
        inLink,
        inTable: false,
        beforeLink: next.startsWith('['),
        hasTildes: true,
      });
  // What a shortcode of Hugo begins with is not put together from two pieces.
  const isOpen = next !== '' && !options.isArmored && usual.endsWith('{');
  const closed = isOpen ? `${usual.slice(0, -1)}&#123;` : usual;
  if (!options.hasMath) return closed;
  return closed.replace(/\\?([$`~])/g, (_, character: string) => `&#${character.charCodeAt(0)};`);
}

const { isMdAsciiPunct, isPunctChar, isWhiteSpace } = markdownReader.utils;

function isWordCharacter(character: string): boolean {
  const code = character.codePointAt(0);
  return code !== undefined && !isMdAsciiPunct(code) && !isPunctChar(character) && !isWhiteSpace(code);
}

/** Sees to it that the delimiter at `index` is taken for one. */
function makeRoom(written: string[], pieces: readonly Piece[], index: number, end: string): void {
  const isOpen = pieces[index]?.kind === 'open';
  const step = isOpen ? -1 : 1;
  let outer = index + step;
  while (written[outer] === '') outer += step;
  const inner = (written[index - step] ?? '') || (written[index - 2 * step] ?? '');
  const innerCharacter = isOpen ? firstOf(inner) : lastOf(inner);
  const outerText = written[outer] ?? (isOpen ? '' : end);
  const outerCharacter = isOpen ? lastOf(outerText) : firstOf(outerText);
  if (outerCharacter === '' || !isWordCharacter(outerCharacter) || pieces[outer]?.kind !== 'text') return;
  if (isWordCharacter(innerCharacter) && !written[index]?.startsWith('_')) return;
  const entity = `&#${outerCharacter.codePointAt(0)};`;
  written[outer] = isOpen
    ? outerText.slice(0, -outerCharacter.length) + entity
    : entity + outerText.slice(outerCharacter.length);
}

function firstOf(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function lastOf(text: string): string {
  return firstOf(/[\ud800-\udbff][\udc00-\udfff]$/.test(text) ? text.slice(-2) : text.slice(-1));
}

/** The nodes with white space at the inner edges of emphasis outside of it, where Markdown can say it. */
export function tidyNodes(nodes: readonly Node[]): readonly Node[] {
  const tidy: Node[] = [];
  for (const node of nodes) {
    if (node.kind !== 'pair') {
      addNode(tidy, node);
      continue;
    }
    const children = [...tidyNodes(node.children)];
    if (node.mark === 'link' || !isSeen(children)) {
      tidy.push({ ...node, children });
      continue;
    }
    const first = children[0];
    const before = first?.kind === 'text' ? (/^\s+/.exec(first.text)?.[0] ?? '') : '';
    if (first?.kind === 'text') children[0] = { kind: 'text', text: first.text.slice(before.length) };
    const last = children.at(-1);
    const after = last?.kind === 'text' ? last.text.slice(last.text.trimEnd().length) : '';
    if (last?.kind === 'text' && after !== '')
      children[children.length - 1] = { kind: 'text', text: last.text.slice(0, -after.length) };
    addNode(tidy, { kind: 'text', text: before });
    tidy.push({ ...node, children: children.filter((child) => child.kind !== 'text' || child.text !== '') });
    addNode(tidy, { kind: 'text', text: after });
  }
  return tidy;
}
