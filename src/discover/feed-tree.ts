import { makeElement, resolveAddress, textOf, type Scope, type XmlElement } from './xml-tree.ts';
import type { XmlAttribute, XmlEvents } from './xml-reader.ts';

const xmlRoots = ['rss', 'rdf', 'feed', 'channel', 'urlset', 'sitemapindex'] as const;
export type XmlRoot = (typeof xmlRoots)[number];

export interface FeedTreeHandler {
  /** The root is known: its kind and element. False stops the reading of entries. */
  root(kind: XmlRoot, element: XmlElement): void;
  /** A whole entry: item, entry, url or sitemap. */
  entry(element: XmlElement): void;
}

/** Deeper than any feed; what lies deeper is laid flat, so that trees can be walked by recursion. */
const maxDepth = 120;
const maxElements = 100_000;

const entryNames = new Set(['item', 'entry', 'url', 'sitemap']);
/** Fields that hold text only: a field that begins within one means that its end tag is missing. */
const textFields = new Set([
  'title', 'link', 'guid', 'pubdate', 'dc:date', 'dc:creator', 'dc:title', 'dc:subject', 'category', 'comments', 'id', 'updated', 'published',
  'issued', 'modified', 'created', 'lastbuilddate', 'language', 'dc:language', 'managingeditor', 'webmaster', 'generator', 'docs', 'ttl', 'loc', 'lastmod',
]); // prettier-ignore
const fields = new Set([
  ...textFields,
  'description',
  'content:encoded',
  'enclosure',
  'author',
  'summary',
  'content',
  'source',
  'item',
  'entry',
  'image',
]);
const addressFields = new Set(['loc', 'link', 'guid', 'id']);
const voidHtml = new Set(['br', 'img', 'hr', 'wbr', 'xhtml:br', 'xhtml:img', 'xhtml:hr']);

/** Builds one small tree per entry, and one for all that lies outside the entries, from a document in a single pass. */
export class FeedTreeBuilder implements XmlEvents {
  readonly #handler: FeedTreeHandler;
  readonly #outer: Scope;
  #stack: XmlElement[] = [];
  #root: XmlRoot | 'html' | undefined;
  #entryDepth = -1;
  #flattened = 0;
  #elements = 0;
  /** The site that an RSS channel names. RSS says nothing of relative addresses; items mean those of the site, which may
   *  lie on another host than the feed. */
  #siteBase = '';
  /** Open elements by tag, so that a stray end tag costs nothing. */
  readonly #openTags = new Map<string, number>();

  readonly #isBaseStated: boolean;

  /** `isBaseStated`: the server said that `base` is the base, so nothing in the feed replaces it but xml:base. */
  constructor(base: string, handler: FeedTreeHandler, isBaseStated = false) {
    this.#isBaseStated = isBaseStated;
    this.#outer = { prefixes: new Map(), base, language: '' };
    this.#handler = handler;
  }

  open(tag: string, attributes: readonly XmlAttribute[], isEmpty: boolean): void {
    if (this.#root === 'html') return;
    const top = this.#stack.at(-1);
    if (this.#stack.length >= maxDepth && !entryNames.has(tag.toLowerCase())) {
      if (!isEmpty && !voidHtml.has(tag.toLowerCase())) this.#flattened++;
      return;
    }
    let element = makeElement(tag, attributes, top?.scope ?? this.#outer);
    if (this.#root === undefined || this.#stack.length === 0) {
      this.#openRoot(element, isEmpty);
      return;
    }
    this.#closeMissing(element);
    const parent = this.#stack.at(-1);
    if (!parent) return;
    if (++this.#elements > maxElements) {
      if (!isEmpty && !voidHtml.has(element.name)) this.#flattened++;
      return;
    }
    const isEntry = this.#isEntry(element);
    if (isEntry) {
      this.#elements = 0;
      if (this.#siteBase !== '' && element.scope.base === this.#outer.base)
        element = makeElement(tag, attributes, { ...parent.scope, base: this.#siteBase });
    } else parent.children.push(element);
    if (isEntry && isEmpty) this.#handler.entry(element);
    if (isEmpty || (voidHtml.has(element.name) && this.#stack.length > 1)) return;
    if (isEntry) this.#entryDepth = this.#stack.length;
    this.#push(element);
  }

  #openRoot(element: XmlElement, isEmpty: boolean): void {
    const local = element.name.slice(element.name.indexOf(':') + 1);
    if (this.#root === undefined) {
      if (local === 'html' || local === 'body' || local === 'head') {
        this.#root = 'html';
        return;
      }
      const kind = xmlRoots.find((root) => root === local);
      if (kind === undefined) return;
      this.#root = kind;
      this.#handler.root(kind, element);
    } else if (!xmlRoots.some((root) => root === local)) {
      return;
    }
    if (!isEmpty) this.#push(element);
  }

  #isEntry(element: XmlElement): boolean {
    if (!entryNames.has(element.name) || this.#entryDepth >= 0) return false;
    if (this.#root === 'urlset') return element.name === 'url';
    if (this.#root === 'sitemapindex') return element.name === 'sitemap';
    return element.name === 'item' || element.name === 'entry';
  }

  /** Closes what a missing end tag left open. */
  #closeMissing(element: XmlElement): void {
    const top = this.#stack.at(-1);
    if (top && textFields.has(top.name) && fields.has(element.name)) this.#popTo(this.#stack.length - 1);
    if (this.#entryDepth < 0 || !entryNames.has(element.name)) return;
    const entry = this.#stack[this.#entryDepth];
    const isForeign = this.#stack.some(
      ({ name, attributes }) => name === 'content' && /xml$/.test(attributes.get('type') ?? ''),
    );
    if (entry?.name === element.name && !isForeign) this.#popTo(this.#entryDepth);
  }

  text(text: string): void {
    const top = this.#stack.at(-1);
    if (!top || this.#root === 'html') return;
    const last = top.children.length - 1;
    if (typeof top.children[last] === 'string') top.children[last] += text;
    else top.children.push(text);
  }

  close(tag: string): void {
    if (this.#flattened > 0) {
      this.#flattened--;
      return;
    }
    const key = tag.toLowerCase();
    if ((this.#openTags.get(key) ?? 0) === 0) return;
    for (let at = this.#stack.length - 1; at >= 0; at--) {
      if (this.#stack[at]?.tag.toLowerCase() === key) return this.#popTo(at);
    }
  }

  /** Ends the document: what is still open is taken as it is, but half an address is none. */
  end(): void {
    const top = this.#stack.at(-1);
    if (top && addressFields.has(top.name)) top.children.length = 0;
    this.#popTo(0);
  }

  #push(element: XmlElement): void {
    this.#stack.push(element);
    const key = element.tag.toLowerCase();
    this.#openTags.set(key, (this.#openTags.get(key) ?? 0) + 1);
  }

  #popTo(depth: number): void {
    while (this.#stack.length > depth) {
      const element = this.#stack.pop();
      if (!element) return;
      this.#findSite(element);
      const key = element.tag.toLowerCase();
      const left = (this.#openTags.get(key) ?? 1) - 1;
      if (left > 0) this.#openTags.set(key, left);
      else this.#openTags.delete(key);
      if (this.#stack.length === this.#entryDepth) {
        this.#entryDepth = -1;
        this.#handler.entry(element);
      }
    }
  }

  #findSite(element: XmlElement): void {
    const isSite =
      !this.#isBaseStated && this.#root === 'rss' && element.name === 'link' && this.#stack.at(-1)?.name === 'channel';
    if (isSite && this.#siteBase === '') this.#siteBase = resolveAddress(textOf(element), element.scope.base);
  }
}
