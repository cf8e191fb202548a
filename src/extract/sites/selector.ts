import { compile, selectAll } from 'css-select';
import { attr, collapse, Text, textOf } from '../../html/query.ts';
import type { Document, Element } from '../../html/query.ts';
import { parseCss } from './parse-css.ts';

/** A selector of a site rule, ready to use. */
export interface Selector {
  /** As written. */
  readonly text: string;
  /** The attribute that holds the value; empty for the text of the element. */
  readonly attribute: string;
  /** The elements it matches, in document order. */
  readonly find: (document: Document) => readonly Element[];
}

export type ParsedSelector =
  { readonly ok: true; readonly selector: Selector } | { readonly ok: false; readonly problem: string };

/** Reads a selector: CSS (Selectors level 4 as far as css-select knows it: `:not()`, `:is()`, `:has()`, `:nth-child(… of …)`),
 *  with tests of text that CSS lacks: `:text-is("…")`, `:text-starts("…")`, `:text-contains("…")`, and the same with `own-`
 *  in front, which leave out the text of child elements. `:eq(n)` at the end takes the n-th match of the page, from 0, or with
 *  a negative n from the end; `@name` after it all the value of an attribute. Example: `time.date:eq(0)@datetime`. */
export function parseSelector(text: string): ParsedSelector {
  const [, css = '', at, attribute = ''] =
    /^([\s\S]*?)(?::eq\((-?\d{1,4})\))?\s*(?:@([a-z_][\w:-]*))?$/i.exec(text.trim()) ?? [];
  if (css === '') return { ok: false, problem: 'a selector is missing' };
  try {
    const matches = compile<Document | Element | Text, Element>(parseCss(css), { pseudos });
    const find = (document: Document): readonly Element[] => {
      const all = selectAll<Document | Element | Text, Element>(matches, document);
      return at === undefined ? all : [all.at(Number(at))].filter((one) => one !== undefined);
    };
    return { ok: true, selector: { text, attribute: attribute.toLowerCase(), find } };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** What a selector says of an element: the attribute's value, or the text. Of a `time`, its machine-readable date. */
export function valueOf(element: Element, { attribute }: Selector): string {
  if (attribute !== '') return collapse(attr(element, attribute));
  return (element.name === 'time' ? attr(element, 'datetime') : '') || textOf(element, maxText).slice(0, maxText);
}
const maxText = 1000;

const tests = {
  is: (text: string, told: string) => text === told,
  starts: (text: string, told: string) => text.startsWith(told),
  contains: (text: string, told: string) => text.includes(told),
};

const pseudos = Object.fromEntries(
  Object.entries(tests).flatMap(([name, test]) => [
    [`text-${name}`, (element: Element, told?: string | null) => test(textOf(element), unquoted(told))],
    [`own-text-${name}`, (element: Element, told?: string | null) => test(ownText(element), unquoted(told))],
  ]),
);

function ownText(element: Element): string {
  return collapse(element.children.map((child) => (child instanceof Text ? child.data : ' ')).join(''));
}

function unquoted(told: string | null | undefined): string {
  const text = (told ?? '').trim();
  const inner = /^(["'])([\s\S]*)\1$/.exec(text)?.[2] ?? text;
  return collapse(inner.replace(/\\([\s\S])/g, '$1'));
}
