import { collapse, rawTextOf } from '../html/query.ts';
import { parseHtml } from '../html/parse.ts';

/** One node of JSON-LD. Spec: JSON-LD 1.1, schema.org. */
export type LdNode = Readonly<Record<string, unknown>>;

const articleTypes =
  /^(?:\w*NewsArticle|Article|LiveBlogPosting|BlogPosting|Report|ScholarlyArticle|TechArticle|SocialMediaPosting|OpinionNewsArticle|AnalysisNewsArticle|ReviewNewsArticle|BackgroundNewsArticle|ReportageNewsArticle|AskPublicNewsArticle|SatiricalArticle|AdvertiserContentArticle|MedicalScholarlyArticle|DiscussionForumPosting|Review|Recipe|HowTo|CreativeWork)$/;
const maxNodes = 3000;
/** Characters of all scripts: what pages tell of themselves is a hundredth of this. */
const mostRead = 4_000_000;
/** Values nested deeper than this are not looked into. */
const maxDepth = 6;
/** Characters of a text that is no article's: as many as are read of a `meta`. */
const longestText = 5000;

/** All nodes of a page's JSON-LD scripts, graphs and arrays laid flat. Broken scripts are mended when that is simple,
 *  and left out when it is not. */
export function readJsonLd(scripts: readonly string[]): readonly LdNode[] {
  const nodes: LdNode[] = [];
  let read = 0;
  for (const script of scripts) {
    read += script.length;
    if (read > mostRead || nodes.length > maxNodes) break;
    const value = parseLoosely(script);
    if (value !== undefined) flatten(value, nodes, 0);
  }
  return nodes;
}

function flatten(value: unknown, nodes: LdNode[], depth: number): void {
  if (depth > maxDepth || nodes.length > maxNodes) return;
  if (Array.isArray(value)) {
    for (const item of value) flatten(item, nodes, depth + 1);
    return;
  }
  if (!isNode(value)) return;
  nodes.push(value);
  for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'hasPart', 'item', 'subjectOf']) {
    const inner = value[key];
    if (typeof inner === 'object' && inner !== null) flatten(inner, nodes, depth + 1);
  }
}

/** JSON as pages write it: with comments around, trailing commas, bare line breaks, what follows the value. Undefined when
 *  it cannot be mended. */
export function parseLoosely(script: string): unknown {
  const text = script
    .trim()
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)(?:\s*;)?\s*$/, '')
    .trim()
    .replace(/;$/, '');
  return tryParse(text) ?? parseMended(mend(text));
}

function parseMended(text: string): unknown {
  return tryParse(text) ?? tryParse(text.replace(/\\(?!["\\/bfnrtu])/g, '\\\\'));
}

function tryParse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // mended and tried again by the caller, then left out
  }
}

/** Bare control characters in strings escaped, trailing commas dropped, closing brackets added, quotation marks inside texts escaped. */
function mend(text: string): string {
  const pieces: string[] = [];
  let written = 0;
  const replace = (at: number, by: string): void => {
    pieces.push(text.slice(written, at), by);
    written = at + 1;
  };
  let inString = false;
  const open: string[] = [];
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (inString) {
      if (char === '\\') index++;
      else if (char === '"') {
        // A quotation mark inside a text: what follows is neither the end of a value nor of a key.
        const rest = text.slice(index + 1, index + 60).trimStart();
        if (rest === '' || /^[,:}\]]/.test(rest)) inString = false;
        else replace(index, '\\"');
      } else if (char < ' ') replace(index, char === '\n' ? '\\n' : char === '\t' ? '\\t' : ' ');
      continue;
    }
    if (char === '"') inString = true;
    else if (char === '{' || char === '[') open.push(char === '{' ? '}' : ']');
    else if (char === '}' || char === ']') {
      open.pop();
      if (open.length === 0) return pieces.join('') + text.slice(written, index + 1);
    } else if (char === ',' && endsList(text, index + 1)) replace(index, '');
  }
  return pieces.join('') + text.slice(written) + (inString ? '"' : '') + open.reverse().join('');
}

/** True when only white space stands before the next closing bracket or the end. */
function endsList(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at === text.length || text[at] === '}' || text[at] === ']';
}

export function isNode(value: unknown): value is LdNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The types of a node, without vocabulary. */
export function typesOf(node: LdNode): readonly string[] {
  const type = node['@type'];
  const list: readonly unknown[] = Array.isArray(type) ? type : [type];
  return list.flatMap((item) => (typeof item === 'string' ? [item.split(/[/#:]/).pop() ?? item] : []));
}

/** The nodes that are the page's article, best first; empty when there is none. */
export function articleNodes(nodes: readonly LdNode[], url: string): readonly LdNode[] {
  const path = pathKey(url);
  const rank = (node: LdNode): number => {
    const types = typesOf(node);
    let score = types.some((type) => /NewsArticle$|^LiveBlogPosting$|^Article$|^BlogPosting$|^Report$/.test(type))
      ? 4
      : 1;
    if (types.includes('LiveBlogPosting')) score += 1;
    if (types.some((type) => type === 'CreativeWork' || type === 'Review' || type === 'SocialMediaPosting')) score -= 1;
    const own = [node['url'], node['@id'], node['mainEntityOfPage']].flatMap((value) => idsOf(value));
    if (own.some((id) => pathKey(id) === path && path.length > 1)) score += 3;
    if (textOfLd(node['headline']) !== '') score += 2;
    if (node['datePublished'] !== undefined) score += 1;
    if (node['author'] !== undefined || node['articleBody'] !== undefined) score += 1;
    return score;
  };
  return nodes
    .filter((node) => typesOf(node).some((type) => articleTypes.test(type)))
    .map((node, index) => ({ node, index, score: rank(node) }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map(({ node }) => node);
}

function idsOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return depth > maxDepth ? [] : value.flatMap((item) => idsOf(item, depth + 1));
  if (isNode(value)) return [value['@id'], value['url']].filter((item): item is string => typeof item === 'string');
  return [];
}

/** Path of an address without scheme, host, query and final slash: what stays the same over mirrors. */
export function pathKey(url: string): string {
  return (
    url
      .replace(/^\w+:\/\/[^/]*/, '')
      .split(/[?#]/, 1)[0]
      ?.replace(/(?<!\/)\/+$/, '')
      .toLowerCase() ?? ''
  );
}

/** A text of JSON-LD: the first of several, entities and tags resolved, white space collapsed; what is beyond `maxLength`
 *  characters as written is left out. */
export function textOfLd(value: unknown, maxLength = longestText): string {
  let inner = value;
  for (let depth = 0; depth <= maxDepth; depth++) {
    if (typeof inner === 'number') return String(inner);
    if (typeof inner === 'string') return plainText(inner.slice(0, maxLength));
    if (Array.isArray(inner)) inner = inner[0];
    else if (isNode(inner)) inner = inner['@value'] ?? inner['name'];
    else return '';
  }
  return '';
}

/** Text that may hold entities or tags, as plain text. */
export function plainText(text: string): string {
  if (!/[&<]/.test(text)) return collapse(text);
  return collapse(rawTextOf(parseHtml(text.slice(0, 200_000)), ' '));
}

/** Values of a key over several nodes, in order. */
export function valuesOf(nodes: readonly LdNode[], key: string): readonly unknown[] {
  return nodes.flatMap((node) => {
    const value = node[key];
    return value === undefined || value === null ? [] : [value];
  });
}
