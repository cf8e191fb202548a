import { attr, collapse, Element, rawContent, textOf, walk } from '../html/query.ts';
import type { Document } from '../html/query.ts';
import { toUrl } from '../url/normalize.ts';

/** Of a heading or property; longer ones are no names. */
const maxText = 1000;
const maxProperties = 100;

export interface NamedElement {
  readonly element: Element;
  /** Value of the property: `content`, `datetime`, an address, or the text. */
  readonly value: string;
}

/** What one walk over a page collects for all the readers of metadata. */
export interface PageFacts {
  /** Where relative addresses start: the page's address or its `base`. */
  readonly baseUrl: string;
  /** `lang` of the root element, as written. */
  readonly language: string;
  /** Values by name (`name`, `property`, `http-equiv`), lower case, in document order. */
  readonly metas: ReadonlyMap<string, readonly string[]>;
  readonly links: readonly { readonly rel: string; readonly href: string; readonly element: Element }[];
  /** Texts of JSON-LD scripts. */
  readonly jsonLd: readonly string[];
  readonly titleTag: string;
  readonly headings: readonly { readonly element: Element; readonly level: number; readonly text: string }[];
  readonly times: readonly Element[];
  /** Microdata and RDFa properties of the outermost article, by name without vocabulary. */
  readonly properties: ReadonlyMap<string, readonly NamedElement[]>;
  /** `a rel=author`. */
  readonly authorLinks: readonly Element[];
  readonly tagLinks: readonly Element[];
  readonly body: Element;
}

/** Collects metadata of a parsed page in one walk. */
export function readPageFacts(document: Document, url: string): PageFacts {
  const metas = new Map<string, string[]>();
  const properties = new Map<string, NamedElement[]>();
  const links: { rel: string; href: string; element: Element }[] = [];
  const jsonLd: string[] = [];
  const headings: { element: Element; level: number; text: string }[] = [];
  const times: Element[] = [];
  const authorLinks: Element[] = [];
  const tagLinks: Element[] = [];
  let titleTag = '';
  let language = '';
  let baseUrl = url;
  let body: Element | undefined;
  walk(document, (node) => {
    if (!(node instanceof Element)) return false;
    const a = node.attribs;
    switch (node.name) {
      case 'html':
        language = a['lang'] ?? a['xml:lang'] ?? '';
        break;
      case 'body':
        body ??= node;
        if (language === '') language = a['lang'] ?? '';
        break;
      case 'base':
        baseUrl = toUrl(a['href'] ?? '', url) ?? baseUrl;
        return false;
      case 'meta':
        addMeta(metas, node);
        addProperty(properties, node);
        return false;
      case 'link':
        links.push({ rel: (a['rel'] ?? '').toLowerCase(), href: a['href'] ?? '', element: node });
        return false;
      case 'script':
        if (/ld\+json/i.test(a['type'] ?? '')) jsonLd.push(rawContent(node));
        return false;
      case 'style':
      case 'noscript':
      case 'template':
        return false;
      case 'svg':
        return false;
      case 'title':
        if (titleTag === '') titleTag = collapse(rawContent(node));
        return false;
      case 'h1':
      case 'h2':
        if (headings.length < 60)
          headings.push({ element: node, level: Number(node.name[1]), text: textOf(node, maxText) });
        break;
      case 'time':
        if (times.length < 200) times.push(node);
        break;
      case 'a':
        if (a['rel'] !== undefined && authorLinks.length + tagLinks.length < 200) {
          const rel = a['rel'].toLowerCase();
          if (rel.includes('author')) authorLinks.push(node);
          else if (/(?:^|\s)tag(?:\s|$)/.test(rel)) tagLinks.push(node);
        }
        break;
      default:
        break;
    }
    if (a['itemprop'] !== undefined || (a['property'] !== undefined && a['property'].includes(':')))
      addProperty(properties, node);
    return true;
  });
  return {
    baseUrl,
    language: language.trim(),
    metas,
    links,
    jsonLd,
    titleTag,
    headings,
    times,
    properties,
    authorLinks,
    tagLinks,
    body: body ?? wrap(document),
  };
}

/** The first value of any of these meta names that is not empty, in the order of the names. */
export function metaOf(facts: PageFacts, ...names: readonly string[]): { value: string; name: string } | undefined {
  for (const name of names) {
    const value = facts.metas.get(name)?.find((text) => text !== '');
    if (value !== undefined) return { value, name };
  }
  return undefined;
}

function addMeta(metas: Map<string, string[]>, element: Element): void {
  const content = element.attribs['content'] ?? element.attribs['value'];
  if (content === undefined) return;
  const value = collapse(content.length > 5000 ? content.slice(0, 5000) : content);
  for (const key of ['property', 'name', 'http-equiv', 'itemprop']) {
    const names = element.attribs[key];
    if (names === undefined) continue;
    for (const name of names.toLowerCase().trim().split(/\s+/).slice(0, 6)) {
      const full = key === 'itemprop' ? `itemprop:${name}` : name;
      const known = metas.get(full);
      if (known === undefined) metas.set(full, [value]);
      else if (known.length < 60) known.push(value);
    }
  }
}

function addProperty(properties: Map<string, NamedElement[]>, element: Element): void {
  const names = element.attribs['itemprop'] ?? (element.name === 'meta' ? undefined : element.attribs['property']);
  if (names === undefined) return;
  for (const written of names.split(/\s+/).slice(0, 6)) {
    const name = (written.split(/[:/#]/).pop() ?? '').toLowerCase();
    if (name === '' || name === 'articlebody') continue;
    const list = properties.get(name);
    if (list === undefined ? properties.size >= maxProperties : list.length >= 40) continue;
    const entry = { element, value: propertyValue(element) };
    if (list === undefined) properties.set(name, [entry]);
    else list.push(entry);
  }
}

function propertyValue(element: Element): string {
  const direct = attr(element, 'content') || (element.name === 'time' ? attr(element, 'datetime') : '');
  if (direct !== '') return collapse(direct);
  if (element.name === 'img') return attr(element, 'src');
  if (element.name === 'link') return attr(element, 'href');
  return textOf(element, maxText).slice(0, maxText);
}

/** A document without `body` is its own. */
function wrap(document: Document): Element {
  const element = new Element('body', {});
  element.children = document.children;
  return element;
}
