import { attr, collapse, textOf } from '../html/query.ts';
import type { Element } from '../html/query.ts';
import { isNode, plainText, textOfLd, typesOf, valuesOf } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import { squeeze } from './find-root.ts';
import { chosen, found } from './witness.ts';
import type { Found, Witnesses } from './witness.ts';

/** The people (or agencies) a page says wrote it: without "By", titles, addresses and the outlet's own name when people
 *  are named too. Sources: schema.org/author, meta author, rel=author, visible bylines. */
export function findAuthors(witnesses: Witnesses, bylines: readonly string[]): Found<readonly string[]> {
  const outlets = outletNames(witnesses);
  let fallback: Found<readonly string[]> | undefined;
  for (const [names, from, confidence] of candidates(witnesses, bylines)) {
    const people = cleanAuthors(names);
    if (people.length === 0) continue;
    const result = found(people, from, confidence);
    // The outlet's own name stands in when no person is named anywhere.
    if (people.every((name) => isOutlet(name, outlets))) {
      fallback ??= result;
      continue;
    }
    if (fallback !== undefined && !people.some(looksLikePerson)) continue;
    return chosen('authors', result, witnesses, (value) => value.join(', '));
  }
  if (fallback === undefined) return found([], 'none', 0);
  return chosen('authors', fallback, witnesses, (value) => value.join(', '));
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
  return outlets.some((outlet) => outlet === key || (key.length > 3 && (outlet.includes(key) || key.includes(outlet))));
}

function looksLikePerson(name: string): boolean {
  return (
    /^(?:[\p{Lu}][\p{L}.'’-]*|de|van|von|der|bin|al|el|da|dos|di|la|le)(?: (?:[\p{Lu}][\p{L}.'’-]*|de|van|von|der|bin|al|el|da|dos|di|la|le)){1,4}$/u.test(
      name,
    ) || /^[\u3040-\u9fff\uac00-\ud7af]{2,6}$/.test(name)
  );
}

type NameCandidate = readonly [names: readonly string[], from: string, confidence: number];

function candidates(witnesses: Witnesses, bylines: readonly string[]): readonly NameCandidate[] {
  const { facts, articles, nodes, hints } = witnesses;
  const told = ldAuthors(articles.slice(0, 1), nodes);
  const other = ldAuthors(articles.slice(1, 4), nodes);
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
  const metas = metaNames.flatMap((name): NameCandidate[] => {
    const values = facts.metas.get(name)?.filter((value) => value !== '' && !/^(?:https?:)?\/\//.test(value)) ?? [];
    return values.length === 0 ? [] : [[values, `meta ${name}`, 0.8]];
  });
  const micro = (facts.properties.get('author') ?? []).map(({ element, value }) => nameIn(element) ?? value);
  const links = facts.authorLinks.slice(0, 6).map((link) => textOf(link, 200));
  const twitter = metaOf(facts, 'twitter:creator')?.value ?? '';
  return [
    [told, 'json-ld author', 0.95],
    [other, 'json-ld author', 0.8],
    ...metas,
    [micro, 'microdata author', 0.75],
    [links, 'dom rel=author', 0.7],
    [bylines, 'dom byline', 0.6],
    [hints.authors ?? [], 'feed author', 0.6],
    [/^[\p{Lu}][\p{L}.'’-]+ [\p{L} .'’-]+$/u.test(twitter) ? [twitter] : [], 'meta twitter:creator', 0.5],
  ];
}

function nameIn(element: Element): string | undefined {
  for (const child of element.children) {
    if ('attribs' in child && child.attribs['itemprop'] === 'name') {
      return attr(child, 'content') || textOf(child, 200);
    }
  }
  return undefined;
}

/** Names of `author` (and `creator`), references into the graph followed. */
function ldAuthors(
  articles: readonly Readonly<Record<string, unknown>>[],
  nodes: readonly Readonly<Record<string, unknown>>[],
): string[] {
  const names: string[] = [];
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
      const id = value['@id'];
      const target =
        typeof id === 'string'
          ? nodes.find((node) => node['@id'] === id && node !== value && node['name'] !== undefined)
          : undefined;
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

const byLead =
  /^(?:by\b|written by|story by|report(?:ed)? by|posted by|words by|text by|von\b|par\b|por\b|di\b(?= \p{Lu})|door\b|av\b|af\b|text(?:e|o)?:|autor(?:in|a|es)?:|auteure?:|autore:|author:|foto:|автор:?|yazan:?|oleh:?|penulis:?|作者[:：]?|記者[:：]?|记者[:：]?|文[:：]|a cura di)\s*[:：]?\s*/iu;
const splitter =
  /\s*(?:[;|•·\n]|,(?=\s)|\/|\s&\s|\s(?:and|und|et|y|e|en|og|och|ja|i|и|та|ve|dan|with|mit|con|avec)\s(?=\p{Lu}))\s*/u;
const role =
  /^(?:(?:senior |chief |staff |deputy |associate |managing |executive |political |foreign |science |health |business |sports? |special |digital |news |lead |freelance )*(?:editor|reporter|correspondent|writer|journalist|columnist|contributor|producer|photographer|author|analyst|critic|intern|fellow|anchor|presenter|guest)(?:[\s-](?:in[\s-]chief|at large))?\b.*|(?:chef)?redakt(?:eur|ion|ør|eurin|or|orin|ør|ör).*|korrespondent.*|journaliste?.*|autor(?:in)?|redaktor|redacción|reda[cç][aã]o|rédaction|redazione|published|updated|posted|follow|more by.*|\d.*|.*\b(?:min read|ago|gmt|utc)\b.*|(?:in|aus|at|for|from)\s.*)$/iu;

/** Single names out of bylines as written; without titles, repetitions and things that are no names. */
export function cleanAuthors(written: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const line of written.slice(0, 30)) {
    let text = collapse(plainText(line)).slice(0, 400);
    if (/^https?:|@\w+\.\w|[{}<>]/.test(text)) text = text.replace(/https?:\S+|\S+@\S+\.\w+|[{}<>]/g, ' ');
    text = text
      .replace(byLead, '')
      .replace(/\s*\((?:[^()]{0,80})\)\s*/g, ' ')
      .replace(/\s*\[[^[\]]{0,60}\]\s*/g, ' ');
    for (const part of text.split(splitter)) {
      const name = part.replace(byLead, '').replace(/^[\s@,.–—-]+|[\s,:–—-]+$/gu, '');
      if (isName(name) && !names.some((other) => squeeze(other) === squeeze(name))) names.push(name);
    }
  }
  return names.slice(0, 20);
}

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 60 || role.test(name)) return false;
  if (!/\p{L}{2}|\p{Lo}/u.test(name) || name.split(' ').length > 7) return false;
  if (
    /^(?:admin|administrator|root|editor|staff|user|guest|unknown|n\/?a|none|null|undefined|author|redaktion|web ?master|default|anonymous|false|true|agencies)$/iu.test(
      name,
    )
  )
    return false;
  return !/^(?:https?|www)\b|\.(?:html?|php)$/i.test(name);
}
