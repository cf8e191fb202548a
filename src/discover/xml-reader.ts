import { Tokenizer } from 'htmlparser2';
import { EntityTable, withoutControls } from './xml-entities.ts';

export interface XmlAttribute {
  /** As written, prefix included. */
  readonly name: string;
  readonly value: string;
}

/** What a reading of a document tells, in its order. */
export interface XmlEvents {
  /** An element begins. `attributes` are at most `maxAttributes`, the first of a name counts. */
  open(name: string, attributes: readonly XmlAttribute[], isEmpty: boolean): void;
  text(text: string): void;
  close(name: string): void;
}

/** More is no feed; the rest is read over. */
const maxAttributes = 256;

/** Reads a document as XML in one pass and tells what it meets: no tree, no DTD, no failure. What is no markup (`5 < 6`,
 *  `&bogus;`) is text. Linear in the length of the text. Spec: XML 1.0, read with the tolerance of HTML. */
export function readXml(text: string, events: XmlEvents): void {
  const entities = new EntityTable();
  let name = '';
  let attributes: XmlAttribute[] = [];
  let seen = new Set<string>();
  let attribute = '';
  let value = '';
  const slice = (start: number, end: number): string => text.slice(start, end);
  const put = (piece: string): void => {
    const clean = withoutControls(piece);
    if (clean !== '') events.text(clean);
  };
  const openTag = (isEmpty: boolean): void => {
    if (/^[\p{L}_:]/u.test(name)) events.open(name, attributes, isEmpty);
    else put(`<${name}>`);
  };
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      ontext: (start, end) => put(entities.decode(slice(start, end))),
      ontextentity: (codepoint) => put(String.fromCodePoint(codepoint)),
      oncdata: (start, end, offset) => put(slice(start, end - offset)),
      onopentagname: (start, end) => {
        name = slice(start, end);
        attributes = [];
        seen = new Set();
      },
      onattribname: (start, end) => {
        attribute = slice(start, end);
        value = '';
      },
      onattribdata: (start, end) => {
        value += slice(start, end);
      },
      onattribentity: (codepoint) => {
        value += String.fromCodePoint(codepoint);
      },
      onattribend: () => {
        if (attributes.length >= maxAttributes || seen.has(attribute)) return;
        seen.add(attribute);
        attributes.push({ name: attribute, value: withoutControls(entities.decode(value)) });
      },
      onopentagend: () => openTag(false),
      onselfclosingtag: () => openTag(true),
      onclosetag: (start, end) => events.close(slice(start, end).trim()),
      ondeclaration: (start, end) => {
        const declaration = slice(start, Math.min(end, start + 2048));
        // The first entity of an internal subset is glued to the doctype that the tokenizer ends at the first `>`; others begin with their name.
        const at = declaration.search(/(?:^|<)!?ENTITY\s/);
        if (at >= 0) entities.declare(declaration.slice(at));
      },
      oncomment: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  );
  tokenizer.write(text);
  tokenizer.end();
}
