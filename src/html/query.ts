import { Element, Text } from 'domhandler';
import type { ChildNode, Document, ParentNode } from 'domhandler';

export type { ChildNode, Document, ParentNode } from 'domhandler';
export { Element, Text } from 'domhandler';

/** Any node with children. */
export type Root = Document | Element | ParentNode;

/** An attribute's value, trimmed; empty when there is none. `name` in lower case. */
export function attr(element: Element, name: string): string {
  const value = element.attribs[name];
  return typeof value === 'string' ? value.trim() : '';
}

export function hasAttr(element: Element, name: string): boolean {
  return Object.hasOwn(element.attribs, name);
}

/** Visits every node below `root` in document order, without recursion. Return `false` to leave out what is below a
 *  node, `'stop'` to end the walk. */
export function walk(root: Root, visit: (node: ChildNode) => boolean | 'stop' | undefined): void {
  let node: ChildNode | null = root.children[0] ?? null;
  while (node !== null) {
    const enter = visit(node);
    if (enter === 'stop') return;
    let next: ChildNode | null = null;
    if (enter !== false && node instanceof Element) next = node.children[0] ?? null;
    while (next === null) {
      next = node.next;
      if (next !== null) break;
      const parent: ParentNode | null = node.parent;
      if (parent === null || parent === root || !(parent instanceof Element)) return;
      node = parent;
    }
    node = next;
  }
}

/** All elements below `root` that match, in document order. */
export function findAll(root: Root, matches: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  walk(root, (node) => {
    if (node instanceof Element && matches(node)) found.push(node);
    return true;
  });
  return found;
}

/** The first element below `root` that matches. */
export function findFirst(root: Root, matches: (element: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  walk(root, (node) => {
    if (!(node instanceof Element) || !matches(node)) return true;
    found = node;
    return 'stop';
  });
  return found;
}

/** Elements of these tag names below `root`. */
export function findTags(root: Root, ...names: readonly string[]): Element[] {
  return findAll(root, (element) => names.includes(element.name));
}

/** The nearest element that matches, from `element` upwards. */
export function closest(element: Element, matches: (element: Element) => boolean): Element | undefined {
  for (let node: ParentNode | null = element; node instanceof Element; node = node.parent)
    if (matches(node)) return node;
  return undefined;
}

const silentTags: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'svg', 'textarea']);

/** The text below `root` as a reader sees it: white space collapsed, a space where blocks or lines meet. Reading ends
 *  soon after `maxLength` characters. */
export function textOf(root: Root, maxLength = Infinity): string {
  return collapse(rawTextOf(root, ' ', maxLength));
}

/** The text below `root`, white space kept; `gap` stands where an element other than a text-level one begins. */
export function rawTextOf(root: Root, gap = '', maxLength = Infinity): string {
  if (root.children.length === 1) {
    const only = root.children[0];
    if (only instanceof Text) return only.data.slice(0, 4 * maxLength + 1000);
  }
  let text = '';
  walk(root, (node) => {
    if (node instanceof Text) {
      text += node.data.slice(0, 4 * maxLength + 1000);
      if (text.length > maxLength) return 'stop';
    } else if (node instanceof Element) {
      if (silentTags.has(node.name)) return false;
      if (gap !== '' && !tightTags.has(node.name)) text += gap;
    }
    return true;
  });
  return text;
}

const tightTags: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** The text of a raw-text element (`script`, `style`, `title`). */
export function rawContent(element: Element): string {
  let text = '';
  for (const child of element.children) if (child instanceof Text) text += child.data;
  return text;
}

/** White space that is not one space already: most texts have many of those, and nothing is to be done about them. */
const spaceRun = /[\t\r\n\f\v\u00a0\u2028\u2029][ \t\r\n\f\v\u00a0\u2028\u2029]*| [ \t\r\n\f\v\u00a0\u2028\u2029]+/g;

/** White space of HTML collapsed to single spaces and trimmed; zero-width marks without a meaning removed. Spaces that a
 *  script sets on purpose, such as the ideographic one (U+3000), stay. */
export function collapse(text: string): string {
  return text
    .replace(/[\u200b\ufeff\u2060]+/g, '')
    .replace(spaceRun, ' ')
    .trim();
}

/** A short path of an element for people: `html > body > div.story#main`. */
export function pathOf(element: Element): string {
  const parts: string[] = [];
  for (let node: ParentNode | null = element; node instanceof Element && parts.length < 6; node = node.parent) {
    const id = attr(node, 'id');
    const name = attr(node, 'class').split(/\s+/, 1)[0] ?? '';
    parts.unshift(node.name + (name === '' ? '' : `.${name}`) + (id === '' ? '' : `#${id}`));
  }
  return parts.join(' > ').slice(0, 300);
}
