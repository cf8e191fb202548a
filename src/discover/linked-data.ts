import type { Document } from '../html/query.ts';
import { attr, findTags, rawContent } from '../html/query.ts';

/** One node of JSON-LD. Spec: JSON-LD 1.1, schema.org. */
export type LdNode = Readonly<Record<string, unknown>>;

const maxScripts = 50;
const maxScriptLength = 2_000_000;
const maxNodes = 5000;
const maxDepth = 8;

/** The nodes of a page's JSON-LD scripts that whole JSON holds, each before those within it. Breadcrumbs are left out:
 *  they lead up the site, not to articles. */
export function linkedDataOf(document: Document): readonly LdNode[] {
  const nodes: LdNode[] = [];
  const scripts = findTags(document, 'script').filter((script) => /ld\+json/i.test(attr(script, 'type')));
  for (const script of scripts.slice(0, maxScripts)) addNodes(parse(rawContent(script)), nodes, 0);
  return nodes;
}

function parse(script: string): unknown {
  if (script.length > maxScriptLength) return undefined;
  try {
    return JSON.parse(script.trim().replace(/;$/, ''));
  } catch {
    return undefined; // broken: one witness less
  }
}

function addNodes(value: unknown, nodes: LdNode[], depth: number): void {
  if (depth > maxDepth || nodes.length >= maxNodes) return;
  if (Array.isArray(value)) {
    for (const item of value) addNodes(item, nodes, depth + 1);
  } else if (isNode(value)) {
    if (typesOf(value).includes('BreadcrumbList')) return;
    nodes.push(value);
    for (const inner of Object.values(value)) if (typeof inner === 'object') addNodes(inner, nodes, depth + 1);
  }
}

function isNode(value: unknown): value is LdNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The types of a node without their vocabulary: `NewsArticle`. */
export function typesOf(node: LdNode): readonly string[] {
  const stated = Object.hasOwn(node, '@type') ? node['@type'] : undefined;
  const types = Array.isArray(stated) ? stated.slice(0, 20) : [stated];
  return types.flatMap((type) => (typeof type === 'string' ? type.slice(type.lastIndexOf('/') + 1) : []));
}

/** A text of a node, trimmed; empty when there is none. */
export function ldText(node: LdNode, key: string): string {
  const value = Object.hasOwn(node, key) ? node[key] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

export interface ListedItem {
  /** As written. */
  readonly address: string;
  readonly title: string;
  /** As written; empty when the list says none. */
  readonly date: string;
}

/** What the item lists of a page name, in their order. Spec: schema.org/ItemList. */
export function listedItems(nodes: readonly LdNode[]): readonly ListedItem[] {
  const found: ListedItem[] = [];
  for (const list of nodes) {
    const elements = Object.hasOwn(list, 'itemListElement') ? list['itemListElement'] : undefined;
    if (elements === undefined || typesOf(list).some((type) => type === 'SiteNavigationElement')) continue;
    for (const element of Array.isArray(elements) ? elements.slice(0, 500) : [elements]) {
      const item = toListedItem(element);
      if (item && found.length < maxNodes) found.push(item);
    }
  }
  return found;
}

/** A list element is an address, an item, or a `ListItem` that holds either. */
function toListedItem(element: unknown): ListedItem | null {
  if (typeof element === 'string') return { address: element, title: '', date: '' };
  if (!isNode(element)) return null;
  const inner = Object.hasOwn(element, 'item') ? element['item'] : undefined;
  if (typeof inner === 'string') return { address: inner, title: ldText(element, 'name'), date: '' };
  const holders = isNode(inner) ? [inner, element] : [element];
  const first = (...keys: readonly string[]): string => {
    for (const holder of holders)
      for (const key of keys) if (ldText(holder, key) !== '') return ldText(holder, key).slice(0, 2000);
    return '';
  };
  const address = first('url', 'mainEntityOfPage', '@id');
  return address === '' ? null : { address, title: first('headline', 'name'), date: first('datePublished') };
}
