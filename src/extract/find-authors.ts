import { attr, closest, findFirst, textOf } from '../html/query.ts';
import type { Element } from '../html/query.ts';
import { isNode, plainText, textOfLd, typesOf, valuesOf } from './json-ld.ts';
import { cleanAuthors, looksLikePerson } from './clean-authors.ts';
import { namedBylines, namesIn } from './find-bylines.ts';
import { metaOf } from './page-facts.ts';
import type { NamedElement, PageFacts } from './page-facts.ts';
import { squeeze } from '../text/squeeze.ts';
import { chosen, found } from './witness.ts';
import type { Found, Witnesses } from './witness.ts';

/** The people (or agencies) a page says wrote it: without "By", titles, addresses and the outlet's own name when people
 *  are named too. `bylines` are lines that readers see. Sources: schema.org/author, meta author, rel=author, bylines. */
export function findAuthors(witnesses: Witnesses, bylines: readonly string[]): Found<readonly string[]> {
  const outlets = outletNames(witnesses);
  let fallback: Found<readonly string[]> | undefined;
  for (const { names, from, confidence, isLoose } of candidates(witnesses, bylines)) {
    const all = cleanAuthors(names);
    const people = isLoose ? onlyPeople(all, outlets) : all;
    if (people.length === 0) continue;
    const result = found(people, from, confidence);
    // The outlet's own name stands in when no person is named anywhere.
    if (people.every((name) => isOutlet(name, outlets)) || !people.some(looksLikePerson)) {
      fallback ??= result;
      continue;
    }
    if (fallback !== undefined && !people.some(looksLikePerson)) continue;
    return chosen('authors', result, witnesses, (value) => value.join(', '));
  }
  if (fallback === undefined) return found([], 'none', 0);
  return chosen('authors', fallback, witnesses, (value) => value.join(', '));
}

/** What reads like names; the outlet's own when nothing else does. */
function onlyPeople(names: readonly string[], outlets: readonly string[]): readonly string[] {
  const people = names.filter((name) => looksLikePerson(name) && !isOutlet(name, outlets));
  return people.length > 0 ? people : names.filter((name) => isOutlet(name, outlets));
}

/** True when nobody is named but the outlet itself, or no one at all. */
export function namesNoPerson(authors: readonly string[], witnesses: Witnesses): boolean {
  const outlets = outletNames(witnesses);
  return authors.every((name) => isOutlet(name, outlets));
}

function outletNames({ facts, articles, url }: Witnesses): readonly string[] {
  const host = new URL(url).hostname.replace(/^www\./, '');
  return [
    metaOf(facts, 'og:site_name')?.value ?? '',
    textOfLd(articles[0]?.['publisher']),
    host,
    host.split('.')[0] ?? '',
  ]
    .map(squeeze)
    .filter((name) => name.length > 1);
}

function isOutlet(name: string, outlets: readonly string[]): boolean {
  const key = squeeze(name);
  const words = name.split(/[\s-]+/);
  const initials = words.length > 1 ? squeeze(words.map((word) => word.charAt(0)).join('')) : '';
  if (initials !== '' && outlets.includes(initials)) return true;
  return outlets.some((outlet) => outlet === key || (key.length > 3 && (outlet.includes(key) || key.includes(outlet))));
}

interface NameCandidate {
  readonly names: readonly string[];
  readonly from: string;
  readonly confidence: number;
  /** Lines that may hold other things: only what reads like a name counts. */
  readonly isLoose?: boolean;
}

const metaNames = [
  'author',
  'article:author',
  'dc.creator',
  'dcterms.creator',
  'dc:creator',
  'parsely-author',
  'sailthru.author',
  'citation_author',
  'byl',
  'og:article:author',
  'article:author_name',
  'cxenseparse:author',
  'rbauthors',
  'article.author',
];

function candidates(witnesses: Witnesses, bylines: readonly string[]): readonly NameCandidate[] {
  const { facts, articles, nodes, hints, ruled } = witnesses;
  const told = ldAuthors(articles.slice(0, 1), nodes);
  const other = ldAuthors(articles.slice(1, 4), nodes);
  const pages = ldAuthors(
    nodes.filter((node) => typesOf(node).includes('WebPage')),
    nodes,
  );
  const metas = metaNames.map((name): NameCandidate => {
    const values = facts.metas.get(name)?.filter((value) => value !== '' && !/^(?:https?:)?\/\//.test(value)) ?? [];
    return { names: values, from: `meta ${name}`, confidence: 0.8 };
  });
  const micro = ofOneByline(facts.properties.get('author') ?? []).flatMap(({ element, value }) => {
    const name = nameIn(element);
    return name === undefined ? (element.children.length > 1 ? namesIn(element) : [value]) : [name];
  });
  const links = ofOneByline(facts.authorLinks.map((element) => ({ element }))).flatMap(({ element }) =>
    namesIn(element),
  );
  const twitter = metaOf(facts, 'twitter:creator')?.value ?? '';
  const people = new Set(
    nodes.filter((node) => typesOf(node).includes('Person')).map((node) => textOfLd(node['name'])),
  );
  return [
    { names: ruled.authors, from: 'site rule', confidence: 0.99 },
    { names: told, from: 'json-ld author', confidence: 0.95 },
    { names: other, from: 'json-ld author', confidence: 0.8 },
    ...metas,
    { names: micro, from: 'microdata author', confidence: 0.75 },
    { names: pages, from: 'json-ld author', confidence: 0.7 },
    { names: writtenBy(facts), from: 'meta twitter:data1', confidence: 0.7 },
    { names: links, from: 'dom rel=author', confidence: 0.7 },
    { names: namedBylines(facts), from: 'dom byline', confidence: 0.65 },
    { names: bylines, from: 'dom byline', confidence: 0.6, isLoose: true },
    { names: hints.authors ?? [], from: 'feed author', confidence: 0.6 },
    { names: people.size === 1 ? [...people] : [], from: 'json-ld person', confidence: 0.5, isLoose: true },
    { names: looksLikePerson(twitter) ? [twitter] : [], from: 'meta twitter:creator', confidence: 0.5 },
    // "By Velmar Weekly": what stands behind "by" need not be a person.
    { names: bylines, from: 'dom byline', confidence: 0.4 },
  ];
}

/** The label and value that some systems put on cards: "Written by", "Mara Holt". */
function writtenBy(facts: PageFacts): readonly string[] {
  const label = metaOf(facts, 'twitter:label1')?.value ?? '';
  const isAuthor =
    /written|author|verfasst|geschrieben|écrit|escrito|scritto|geschreven|skrevet|skriven|napisan|autor|автор|написано|yazan|作成|執筆|作者/iu;
  return isAuthor.test(label) ? [metaOf(facts, 'twitter:data1')?.value ?? ''] : [];
}

/** The first element and those that stand together with it: other bylines on a page belong to other articles. */
function ofOneByline<T extends Pick<NamedElement, 'element'>>(named: readonly T[]): readonly T[] {
  const first = named[0];
  if (first === undefined) return [];
  let around = first.element;
  for (let level = 0; level < 3; level++) {
    const up = closest(around, (element) => element !== around);
    if (up === undefined || up.name === 'body' || up.name === 'main' || up.name === 'article') break;
    around = up;
  }
  return named.slice(0, 12).filter(({ element }) => closest(element, (up) => up === around) !== undefined);
}

function nameIn(element: Element): string | undefined {
  const named = findFirst(element, (inner) => inner.attribs['itemprop'] === 'name');
  return named === undefined ? undefined : attr(named, 'content') || textOf(named, 200);
}

/** Names of `author` (and `creator`), references into the graph followed. */
function ldAuthors(
  articles: readonly Readonly<Record<string, unknown>>[],
  nodes: readonly Readonly<Record<string, unknown>>[],
): string[] {
  const names: string[] = [];
  const named = new Map<unknown, Readonly<Record<string, unknown>>[]>();
  for (const node of nodes) {
    const id = node['@id'];
    if (typeof id !== 'string' || node['name'] === undefined) continue;
    const others = named.get(id);
    if (others === undefined) named.set(id, [node]);
    else others.push(node);
  }
  const add = (value: unknown, depth: number): void => {
    if (depth > 4 || names.length > 30) return;
    if (Array.isArray(value)) for (const item of value) add(item, depth + 1);
    else if (typeof value === 'string') names.push(plainText(value));
    else if (isNode(value)) {
      const name =
        textOfLd(value['name'] ?? value['alternateName']) ||
        `${textOfLd(value['givenName'])} ${textOfLd(value['familyName'])}`.trim();
      if (name !== '') {
        if (Array.isArray(value['name'])) for (const item of value['name']) add(item, depth + 1);
        else names.push(name);
        return;
      }
      const target = named.get(value['@id'])?.find((node) => node !== value);
      if (
        target !== undefined &&
        typesOf(target).some((type) => type === 'Person' || type === 'Organization' || type === 'NewsMediaOrganization')
      )
        add(target, depth + 1);
    }
  };
  for (const key of ['author', 'creator']) {
    for (const value of valuesOf(articles, key)) add(value, 0);
    if (names.some((name) => name !== '')) break;
  }
  return names;
}
