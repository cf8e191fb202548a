import { toUrl } from '../url/normalize.ts';
import { customaryPrefixes, shortNamespace } from './namespaces.ts';
import type { XmlAttribute } from './xml-reader.ts';

/** An element of a feed: a small tree for one entry at a time, never for the document. */
export interface XmlElement {
  /** Lower case, with the short name of its namespace (`dc:creator`) unless that is the feed's own (`title`). */
  readonly name: string;
  /** As written. */
  readonly tag: string;
  /** By lower-case name, `xml:` and `rdf:` kept, other prefixes dropped unless known. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
  readonly scope: Scope;
}

/** What an element hands down to those within. */
export interface Scope {
  readonly prefixes: ReadonlyMap<string, string>;
  readonly base: string;
  /** Empty: none is stated. */
  readonly language: string;
}

export function makeElement(tag: string, raw: readonly XmlAttribute[], outer: Scope): XmlElement {
  const scope = innerScope(raw, outer);
  const attributes = new Map<string, string>();
  for (const { name, value } of raw) {
    const key = resolveName(name, scope, true);
    if (!attributes.has(key)) attributes.set(key, value);
  }
  return { name: resolveName(tag, scope, false), tag, attributes, children: [], scope };
}

function innerScope(raw: readonly XmlAttribute[], outer: Scope): Scope {
  let { base, language } = outer;
  let prefixes: Map<string, string> | undefined;
  for (const { name, value } of raw) {
    const lower = name.toLowerCase();
    if (lower === 'xml:base') base = resolveBase(value, base);
    else if (lower === 'xml:lang') language = value.trim().replace(/_/g, '-');
    else if (lower === 'xmlns' || lower.startsWith('xmlns:')) {
      prefixes ??= new Map(outer.prefixes);
      if (prefixes.size < 200) prefixes.set(lower.slice(6), value);
    }
  }
  return prefixes === undefined && base === outer.base && language === outer.language
    ? outer
    : { prefixes: prefixes ?? outer.prefixes, base, language };
}

/** An absolute http(s) address with its fragment; empty when there is none. */
export function resolveAddress(reference: string | undefined, base: string): string {
  if (reference === undefined || reference.trim() === '') return '';
  const url = toUrl(reference, base === '' ? undefined : base);
  const hash = reference.indexOf('#');
  return url === null ? '' : url + (hash < 0 ? '' : reference.slice(hash).trim());
}

/** Only http(s) can be a base; anything else leaves the outer one. */
function resolveBase(reference: string, base: string): string {
  return toUrl(reference, base === '' ? undefined : base) ?? base;
}

function resolveName(tag: string, scope: Scope, isAttribute: boolean): string {
  const colon = tag.indexOf(':');
  const prefix = colon < 0 ? '' : tag.slice(0, colon).toLowerCase();
  const local = (colon < 0 ? tag : tag.slice(colon + 1)).toLowerCase();
  if (isAttribute && colon < 0) return local;
  if (prefix === 'xml' || prefix === 'xmlns') return `${prefix}:${local}`;
  const address = scope.prefixes.get(prefix);
  const declared = address === undefined ? undefined : shortNamespace(address);
  const short = declared ?? (prefix === '' ? '' : (customaryPrefixes.get(prefix) ?? prefix));
  return short === '' ? local : `${short}:${local}`;
}

export function elementsOf(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}

/** Children by name, made once for an element that is whole: entries are asked for some sixty names. */
const indexes = new WeakMap<XmlElement, ReadonlyMap<string, readonly XmlElement[]>>();

function indexOf(element: XmlElement): ReadonlyMap<string, readonly XmlElement[]> {
  const known = indexes.get(element);
  if (known) return known;
  const index = new Map<string, XmlElement[]>();
  for (const child of elementsOf(element)) {
    const named = index.get(child.name);
    if (named) named.push(child);
    else index.set(child.name, [child]);
  }
  indexes.set(element, index);
  return index;
}

/** Children of a name, or of several in the order of the names. Not for an element that is still being read. */
export function childrenNamed(element: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  const index = indexOf(element);
  const found: XmlElement[] = [];
  for (const name of names) for (const child of index.get(name) ?? []) found.push(child);
  return found;
}

/** Text of an element and all within, white space at the ends removed. Trees are shallow: the builder sees to that. */
export function textOf(element: XmlElement): string {
  return rawTextOf(element).trim();
}

function rawTextOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : rawTextOf(child))).join('');
}

/** The first text of children of these names that is not empty. */
export function firstText(element: XmlElement, ...names: readonly string[]): string {
  for (const child of childrenNamed(element, ...names)) {
    const text = textOf(child);
    if (text !== '') return text;
  }
  return '';
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const voidTags = new Set(['br', 'img', 'hr', 'wbr', 'input', 'area', 'embed', 'col', 'source', 'track']);

/** The markup within an element as HTML: prefixes of XHTML dropped, empty elements closed. */
export function innerHtml(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? escapeHtml(child) : outerHtml(child))).join('');
}

function outerHtml(element: XmlElement): string {
  const isHtml = element.name.startsWith('xhtml:') || !element.name.includes(':');
  const tag = isHtml ? element.tag.slice(element.tag.indexOf(':') + 1) : element.tag;
  let attributes = '';
  for (const [name, value] of element.attributes) {
    if (!name.startsWith('xmlns')) attributes += ` ${name}="${escapeHtml(value).replace(/"/g, '&quot;')}"`;
  }
  if (element.children.length === 0 && voidTags.has(tag.toLowerCase())) return `<${tag}${attributes}>`;
  return `<${tag}${attributes}>${innerHtml(element)}</${tag}>`;
}
