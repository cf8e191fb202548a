import { attr, collapse, Element, rawContent, textOf, walk } from '../html/query.ts';
import type { Document } from '../html/query.ts';
import { toUrl } from '../url/normalize.ts';
import { nearnessOf } from './page-number.ts';

/** Of a heading or property; longer ones are no names. */
const maxText = 1000;
const maxProperties = 100;
const maxLinks = 2000;
/** Of the title of the document. */
const maxTitle = 5000;
/** Of an address that others are relative to: each of them repeats it. */
const maxBase = 1000;

export interface NamedElement {
  readonly element: Element;
  /** Value of the property: `content`, `datetime`, an address, or the text. */
  readonly value: string;
}

const topicAddress = /\/(?:tags?|topics?|themen?|themes?|temas?|keywords?|etiquetas?|subjects?)\/[^/?#]+\/?$/i;
/** A class that says no more than that this is an author's name or a byline. */
const bylineName =
  /^(?:[a-z]{1,4}-)?(?:(?:article|post|entry|story|news|meta|single|node|content|info|page|detail|blog)[-_]*)*(?:authors?|by-?line|autor(?:es|en|in)?|auteurs?|autore|writer|journalist|username|vcard)(?:[-_]*(?:names?|link|text|info|line|vcard|first|inner|by|wrapper|container|list|item|\d))*$/i;

export interface Heading {
  readonly element: Element;
  readonly level: number;
  readonly text: string;
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
  /** The other scripts that stand in the page itself. */
  readonly scripts: readonly Element[];
  readonly titleTag: string;
  readonly headings: readonly Heading[];
  readonly times: readonly Element[];
  /** Microdata and RDFa properties of the outermost article, by name without vocabulary. */
  readonly properties: ReadonlyMap<string, readonly NamedElement[]>;
  /** `a rel=author`. */
  readonly authorLinks: readonly Element[];
  readonly tagLinks: readonly Element[];
  /** Links to pages of topics, by their address. */
  readonly topicLinks: readonly Element[];
  /** Links whose address holds what tells this page's own from others, as those to other pages of one article do. */
  readonly nearLinks: readonly Element[];
  /** Elements that name themselves an author or byline, in document order. */
  readonly bylines: readonly Element[];
  /** How many of `bylines` stand before the first main heading. */
  readonly bylinesBefore: number;
  readonly body: Element;
}

/** Collects metadata of a parsed page in one walk. `first`: the address of the
 *  article's first page, when this is a later one. */
export function readPageFacts(document: Document, url: string, first = url): PageFacts {
  const collector = new FactsCollector(url, nearnessOf(first));
  walk(document, (node) => node instanceof Element && collector.visit(node));
  return collector.facts(document);
}

class FactsCollector {
  private readonly metas = new Map<string, string[]>();
  private readonly properties = new Map<string, NamedElement[]>();
  private readonly links: { rel: string; href: string; element: Element }[] = [];
  private readonly jsonLd: string[] = [];
  private readonly scripts: Element[] = [];
  private readonly headings: Heading[] = [];
  private readonly times: Element[] = [];
  private readonly authorLinks: Element[] = [];
  private readonly tagLinks: Element[] = [];
  private readonly topicLinks: Element[] = [];
  private readonly bylines: Element[] = [];
  private bylinesBefore = -1;
  private readonly seenNames = new Map<string, boolean>();
  private titleTag = '';
  private language = '';
  private readonly nearLinks: Element[] = [];
  private readonly url: string;
  private readonly nearness: string;
  private baseUrl: string;
  private hasBase = false;
  private body: Element | undefined;

  constructor(url: string, nearness: string) {
    this.url = url;
    this.nearness = nearness;
    this.baseUrl = url;
  }

  facts(document: Document): PageFacts {
    const { baseUrl, metas, links, jsonLd, titleTag, headings, times, properties, authorLinks, tagLinks, bylines } =
      this;
    return {
      ...{ baseUrl, metas, links, jsonLd, titleTag, headings, times, properties, authorLinks, tagLinks, bylines },
      scripts: this.scripts,
      topicLinks: this.topicLinks,
      nearLinks: this.nearLinks,
      bylinesBefore: Math.max(0, this.bylinesBefore),
      language: this.language.trim(),
      body: this.body ?? wrap(document),
    };
  }

  /** Reads one element; true when what is below it is to be read too. */
  visit(node: Element): boolean {
    const a = node.attribs;
    switch (node.name) {
      case 'meta':
        addMeta(this.metas, node);
        addProperty(this.properties, node);
        return false;
      case 'title':
        if (this.titleTag === '') this.titleTag = collapse(rawContent(node).slice(0, maxTitle));
        return false;
      case 'base':
        this.readBase(a['href']);
        return false;
      case 'link':
        if (this.links.length < maxLinks)
          this.links.push({ rel: (a['rel'] ?? '').toLowerCase(), href: a['href'] ?? '', element: node });
        return false;
      case 'script':
        if (/ld\+json/i.test(a['type'] ?? '')) this.jsonLd.push(rawContent(node));
        else if (a['src'] === undefined && this.scripts.length < 1000) this.scripts.push(node);
        return false;
      case 'style':
      case 'noscript':
      case 'template':
      case 'svg':
        return false;
      default:
        this.visitShown(node);
        if (a['class'] !== undefined && this.bylines.length < 60 && this.isByline(a['class'])) this.bylines.push(node);
    }
    if (a['itemprop'] !== undefined || (a['property'] !== undefined && a['property'].includes(':')))
      addProperty(this.properties, node);
    return true;
  }

  /** The first `base` with an address counts. Spec: WHATWG HTML, 4.2.3. */
  private readBase(href: string | undefined): void {
    if (href === undefined || this.hasBase) return;
    this.hasBase = true;
    if (href.length <= maxBase) this.baseUrl = toUrl(href, this.url) ?? this.baseUrl;
  }

  private isByline(names: string): boolean {
    const known = this.seenNames.get(names);
    if (known !== undefined) return known;
    const is =
      names.length < 300 &&
      /uth?or|aut[eo]ur|byline|by-line|writer|journalist|vcard/i.test(names) &&
      names.split(/\s+/).some((name) => bylineName.test(name));
    this.seenNames.set(names, is);
    return is;
  }

  private isNear(href: string): boolean {
    return href.includes(this.nearness) || href.startsWith('?') || /^\.?\/?\d{1,2}\/?$/.test(href);
  }

  private visitShown(node: Element): void {
    const a = node.attribs;
    switch (node.name) {
      case 'html':
        this.language = a['lang'] ?? a['xml:lang'] ?? '';
        return;
      case 'body':
        this.body ??= node;
        if (this.language === '') this.language = a['lang'] ?? '';
        return;
      case 'h1':
      case 'h2':
        if (this.headings.length < 60) this.headings.push(toHeading(node));
        if (this.bylinesBefore === -1) this.bylinesBefore = this.bylines.length;
        return;
      case 'time':
        if (this.times.length < 200) this.times.push(node);
        return;
      case 'a':
        if (a['rel'] !== undefined && this.authorLinks.length + this.tagLinks.length < 200) {
          const rel = a['rel'].toLowerCase();
          if (rel.includes('author')) this.authorLinks.push(node);
          else if (/(?:^|\s)tag(?:\s|$)/.test(rel)) this.tagLinks.push(node);
        }
        if (a['href'] !== undefined && this.topicLinks.length < 60 && topicAddress.test(a['href'].slice(-200)))
          this.topicLinks.push(node);
        if (a['href'] !== undefined && this.nearLinks.length < 100 && this.isNear(a['href'])) this.nearLinks.push(node);
        return;
      default:
    }
  }
}

function toHeading(element: Element): Heading {
  return { element, level: Number(element.name[1]), text: textOf(element, maxText) };
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
