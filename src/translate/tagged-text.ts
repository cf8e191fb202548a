import type { TaggedText } from '../model/translation.ts';

/** A tagged text in its pieces, in order. */
export type TaggedPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly id: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'ph'; readonly id: number };

/** A tag of a tagged text, and the pair it stands in: 0 outside of all. */
export interface Tag {
  readonly kind: 'pc' | 'ph';
  readonly id: number;
  readonly parent: number;
}

const tag = /<pc id="(\d{1,9})">|(<\/pc>)|<ph id="(\d{1,9})"\/>/g;
const anyEntity = /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));/g;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** A plain text as tagged text. */
export function escapeTagged(text: string): TaggedText {
  return text.replace(/[&<>]/g, (character) => (character === '&' ? '&amp;' : character === '<' ? '&lt;' : '&gt;'));
}

/** The plain text of a piece of tagged text without tags. Reads the entities that engines write, too. */
export function unescapeTagged(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(anyEntity, (whole, name: string | undefined, decimal?: string, hex?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Where the tags are, and the text between them, unescaped. What looks like a tag and is none of ours is text. */
export function parseTagged(text: TaggedText): readonly TaggedPiece[] {
  if (!text.includes('<')) return text === '' ? [] : [{ kind: 'text', text: unescapeTagged(text) }];
  const pieces: TaggedPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(tag)) {
    if (match.index > from) pieces.push({ kind: 'text', text: unescapeTagged(text.slice(from, match.index)) });
    if (match[1] !== undefined) pieces.push({ kind: 'open', id: Number(match[1]) });
    else if (match[2] !== undefined) pieces.push({ kind: 'close' });
    else pieces.push({ kind: 'ph', id: Number(match[3]) });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: unescapeTagged(text.slice(from)) });
  return pieces;
}

/** The opposite of `parseTagged`. */
export function formatTagged(pieces: readonly TaggedPiece[]): TaggedText {
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'text') text += escapeTagged(piece.text);
    else if (piece.kind === 'open') text += `<pc id="${piece.id}">`;
    else text += piece.kind === 'close' ? '</pc>' : `<ph id="${piece.id}"/>`;
  }
  return text;
}

/** The words of a tagged text, without its tags; nothing stands where a `ph` does. */
export function plainOf(text: TaggedText): string {
  return unescapeTagged(text.includes('<') ? text.replace(tag, '') : text);
}

/** The tags in the order they begin; undefined when a pair is not closed, or closed and never opened. */
export function listTags(text: TaggedText): readonly Tag[] | undefined {
  const tags: Tag[] = [];
  const open: number[] = [];
  for (const match of text.includes('<') ? text.matchAll(tag) : []) {
    const parent = open.at(-1) ?? 0;
    if (match[1] !== undefined) {
      tags.push({ kind: 'pc', id: Number(match[1]), parent });
      open.push(Number(match[1]));
    } else if (match[2] === undefined) tags.push({ kind: 'ph', id: Number(match[3]), parent });
    else if (open.pop() === undefined) return undefined;
  }
  return open.length === 0 ? tags : undefined;
}

/** Undefined when the output has the tags of the source: each once, in the pair that it was in, all closed; they may stand in
 *  another order. Else what is wrong, in words. */
export function checkTags(source: TaggedText, output: TaggedText): string | undefined {
  if (!source.includes('<') && !output.includes('<')) return undefined;
  const expected = listTags(source);
  const found = listTags(output);
  if (found === undefined) return 'a pair is not closed, or closed and not opened';
  if (output.replace(tag, '').includes('<')) return 'a tag that is none of ours';
  const wanted = new Map((expected ?? []).map((one) => [one.id, one]));
  for (const { kind, id, parent } of found) {
    const original = wanted.get(id);
    if (original === undefined) return `<${kind} id="${id}"> is not in the source, or twice in the output`;
    if (original.kind !== kind) return `<${original.kind} id="${id}"> has become <${kind}>`;
    if (original.parent !== parent) return `<${kind} id="${id}"> has left its pair`;
    wanted.delete(id);
  }
  const [missing] = wanted.values();
  return missing === undefined ? undefined : `<${missing.kind} id="${missing.id}"> is missing`;
}

const looseTag = /< ?(\/?) ?(pc|ph)\b(?: id ?= ?["'“”„]? ?(\d{1,9}) ?["'“”]?)? ?(\/?) ?>/gi;
/** An opening tag, the white space around it, and a closing one with that around it. */
const opener = /( ?)(<pc id="\d{1,9}">)( ?)/g;
const closer = /( ?)(<\/pc>)( ?)/g;

/** The output of an engine with its tags written as ours are, and the white space around them put to rights: at the inner edges of a
 *  pair none, outside of it one space instead; none between a tag and the mark that follows it, unless the source has some. */
export function tidyTags(source: TaggedText, output: TaggedText): TaggedText {
  const line = output.replace(/[ \t\r\n]{2,}|[\t\r\n]/g, ' ').trim();
  if (!/[<&]/.test(line)) return line;
  const text = line
    .replace(/<ph id ?= ?["']?(\d{1,9})["']? ?> ?<\/ph ?>/gi, '<ph id="$1"/>')
    .replace(looseTag, (whole, slash: string, name: string, id: string | undefined) => {
      if (slash !== '') return name.toLowerCase() === 'pc' ? '</pc>' : '';
      if (id === undefined) return whole;
      return name.toLowerCase() === 'pc' ? `<pc id="${id}">` : `<ph id="${id}"/>`;
    })
    .replace(/<(?!pc id="\d{1,9}">|\/pc>|ph id="\d{1,9}"\/>|\/?[a-z!?])/gi, '&lt;')
    .replace(/&(?!(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)/g, '&amp;')
    .trim();
  if (!text.includes('<')) return text;
  // A space at the inner edge of a pair stands outside of it, once.
  const moved = text
    .replace(opener, (_, before: string, one: string, after: string) => (before || after ? ` ${one}` : one))
    .replace(closer, (_, before: string, one: string, after: string) => (before || after ? `${one} ` : one))
    .trim();
  return tidyPoints(source, moved);
}

/** Takes the space between a tag and the mark that follows it, as engines put it there: `<ph id="1"/> .` */
function tidyPoints(source: TaggedText, text: TaggedText): TaggedText {
  const spaced = /(?:<\/pc>|\/>) [.,;:!?)\]}»”]/.test(source);
  return spaced ? text : text.replace(/(<\/pc>|\/>) (?=[.,;:!?)\]}”])/g, '$1');
}
