import { parseDate } from '../dates/parse-date.ts';
import type { FeedMedia, FeedPerson } from './feed-document.ts';
import { collapse } from '../html/query.ts';
import { childrenNamed, elementsOf, firstText, resolveAddress, textOf, type XmlElement } from './xml-tree.ts';

const addressForm = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/;

/** A person written in one line: `me@example.com (Jane Doe)`, `Jane Doe <me@example.com>`, `Jane Doe`. */
function parsePerson(text: string): FeedPerson | null {
  const line = collapse(text.slice(0, 500));
  const email = addressForm.exec(line)?.[0] ?? '';
  if (email === '') return line === '' ? null : { name: unquoted(line), email, url: '' };
  const rest = line
    .replace(email, ' ')
    .replace(/mailto:/i, ' ')
    .replace(/[<(]\s*[>)]/g, ' ')
    .trim();
  const name = unquoted(collapse(/^[<(].*[>)]$/.test(rest) ? rest.slice(1, -1) : rest));
  return { name, email, url: '' };
}

function unquoted(name: string): string {
  return name.replace(/^"([^"]*)"$|^'([^']*)'$/, '$1$2');
}

/** A person written as elements (Atom, iTunes) or as one line. */
function personOf(element: XmlElement): FeedPerson | null {
  const name = collapse(firstText(element, 'name', 'itunes:name', 'foaf:name'));
  const email = firstText(element, 'email', 'itunes:email').replace(/^mailto:/i, '');
  const address = firstText(element, 'uri', 'url', 'homepage');
  if (name === '' && email === '' && address === '') {
    return parsePerson(textOf(element));
  }
  return { name, email, url: resolveAddress(address, element.scope.base) };
}

export function personsOf(parent: XmlElement, ...names: readonly string[]): readonly FeedPerson[] {
  const persons = childrenNamed(parent, ...names).flatMap((child) => personOf(child) ?? []);
  return persons
    .filter((person, index) => persons.findIndex((other) => samePerson(other, person)) === index)
    .slice(0, 50);
}

function samePerson(a: FeedPerson, b: FeedPerson): boolean {
  return a.name === b.name && a.email === b.email && a.url === b.url;
}

/** Link elements of a relation: `alternate` is the page itself. Of several, HTML comes first. Empty when there is none. */
export function linkOf(parent: XmlElement, relation: string): string {
  const links = childrenNamed(parent, 'link').filter(
    ({ attributes }) => attributes.has('href') || attributes.has('rel'),
  );
  const fitting = links.filter((link) => (link.attributes.get('rel') ?? 'alternate').trim().toLowerCase() === relation);
  const isHtml = (link: XmlElement): boolean => /^$|html/.test(link.attributes.get('type') ?? '');
  for (const link of [...fitting.filter(isHtml), ...fitting.filter((other) => !isHtml(other))]) {
    const address = resolveAddress(link.attributes.get('href') ?? textOf(link), link.scope.base);
    if (address !== '') return address;
  }
  return '';
}

/** The hubs a feed names, in order. Spec: W3C WebSub 4. */
export function hubsOf(parent: XmlElement): readonly string[] {
  return childrenNamed(parent, 'link')
    .filter(({ attributes }) => /(?:^|\s)hub(?:\s|$)/i.test(attributes.get('rel') ?? ''))
    .map((link) => resolveAddress(link.attributes.get('href'), link.scope.base))
    .filter((address) => address !== '');
}

/** Where the terms of RSL for a feed or an entry stand, `inline` for those within it. Spec: RSL 1.0, license feeds. */
export function licensesOf(parent: XmlElement): readonly string[] {
  const linked = childrenNamed(parent, 'link')
    .filter(({ attributes }) => /(?:^|\s)license(?:\s|$)/i.test(attributes.get('rel') ?? ''))
    .filter(({ attributes }) => /^\s*application\/rsl\+xml/i.test(attributes.get('type') ?? ''))
    .map((link) => resolveAddress(link.attributes.get('href'), link.scope.base))
    .filter((address) => address !== '');
  const isInline = childrenNamed(parent, 'rsl:rsl', 'rsl:content', 'rsl:license').length > 0;
  return isInline ? [...linked, 'inline'] : linked;
}

/** A link that is written as text, as in RSS. */
export function textLinkOf(parent: XmlElement, ...names: readonly string[]): string {
  for (const child of childrenNamed(parent, ...names)) {
    const rel = child.attributes.get('rel');
    if (rel !== undefined && rel !== 'alternate') continue;
    const address = resolveAddress(textOf(child) || child.attributes.get('rdf:resource'), child.scope.base);
    if (address !== '') return address;
  }
  return '';
}

/** The first date of children of these names that can be read, RFC 3339. */
export function dateOf(parent: XmlElement, now: number, ...names: readonly string[]): string | undefined {
  for (const child of childrenNamed(parent, ...names)) {
    const date = parseDate(textOf(child), { now });
    if (date) return date.instant;
  }
  return undefined;
}

const maxMedia = 100;

/** Enclosures, Media RSS and pictures of an entry. Spec: RSS 2.0, RFC 4287, Media RSS 1.5. */
export function mediaOf(entry: XmlElement): readonly FeedMedia[] {
  const found: FeedMedia[] = [];
  const add = (element: XmlElement, address: string | undefined, type = '', length = ''): void => {
    const url = resolveAddress(address, element.scope.base);
    if (url !== '' && found.length < maxMedia && !found.some((media) => media.url === url))
      found.push({ url, type, length });
  };
  const original = firstText(entry, 'feedburner:origenclosurelink');
  const visit = (element: XmlElement): void => {
    for (const child of elementsOf(element)) {
      const get = (name: string): string | undefined => child.attributes.get(name);
      if (child.name === 'enclosure') add(child, original || (get('url') ?? get('href')), get('type'), get('length'));
      else if (/^(?:itunes:)?link$/.test(child.name) && /^(?:enclosure|image)$/i.test(get('rel') ?? ''))
        add(child, get('href'), get('type'), get('length'));
      else if (child.name === 'media:content') add(child, get('url'), get('type'), get('filesize'));
      else if (child.name === 'media:thumbnail') add(child, get('url') ?? textOf(child));
      else if (child.name === 'itunes:image') add(child, get('href') ?? get('url') ?? textOf(child));
      else if (child.name === 'image') add(child, get('href') ?? (firstText(child, 'url') || textOf(child)));
      if (child.name === 'media:group' || child.name === 'media:content') visit(child);
    }
  };
  visit(entry);
  return found;
}

/** Categories, subjects and keywords as they are written, each once. */
export function tagsOf(entry: XmlElement): readonly string[] {
  const tags: string[] = [];
  const add = (text: string): void => {
    const tag = collapse(text);
    if (tag !== '' && tag.length <= 200 && tags.length < 200 && !tags.includes(tag)) tags.push(tag);
  };
  const visit = (element: XmlElement): void => {
    for (const child of elementsOf(element)) {
      switch (child.name) {
        case 'category':
        case 'dc:subject':
        case 'media:category':
          add(categoryOf(child));
          break;
        case 'itunes:category':
          add(child.attributes.get('text') ?? textOf(child));
          visit(child);
          break;
        case 'itunes:keywords':
        case 'media:keywords':
        case 'tags':
          textOf(child).split(',').forEach(add);
          break;
        case 'media:group':
          visit(child);
          break;
      }
    }
  };
  visit(entry);
  return tags;
}

/** The term of a category, or its label where the term is an address or missing. */
function categoryOf(element: XmlElement): string {
  const stated = [
    textOf(element),
    element.attributes.get('term'),
    element.attributes.get('label'),
    element.attributes.get('value'),
  ];
  const names = stated.filter((name) => name !== undefined && name !== '');
  return names.find((name) => name !== undefined && !/^https?:/i.test(name)) ?? names[0] ?? '';
}
