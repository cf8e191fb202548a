import { attr, collapse, Element, Text, textOf } from '../html/query.ts';
import type { ChildNode, ParentNode } from '../html/query.ts';
import { cleanAuthors, looksLikePerson } from './clean-authors.ts';
import type { PageFacts } from './page-facts.ts';
import { HintCache, hintOf } from './hints.ts';

const maxText = 160;
/** Blocks whose names of authors are not the article's. */
const foreignKinds: ReadonlySet<string> = new Set(['comments', 'related', 'navigation', 'advert', 'aside']);

/** The names in the first elements that call themselves author or byline, outside comments and lists of other
 *  articles; those after the headline first. */
export function namedBylines(facts: PageFacts): readonly string[] {
  const { bylines, bylinesBefore } = facts;
  const cache = new HintCache();
  for (const element of [...bylines.slice(bylinesBefore), ...bylines.slice(0, bylinesBefore)]) {
    if (isForeign(element, cache)) continue;
    const names = namesIn(element);
    if (names.length > 0) return names;
  }
  return [];
}

/** The names in an element that is an author's by its own name; none when it is long. */
export function namesIn(element: Element): readonly string[] {
  const text = textOf(element, maxText + 1);
  if (text.length < 2 || text.length > maxText) return [];
  const names = namesInLine(textPieces([element]), true);
  return names.length > 0 ? names : bylineNames(text);
}

function isForeign(element: Element, cache: HintCache): boolean {
  for (let up: ParentNode | null = element, depth = 0; up instanceof Element && depth < 12; up = up.parent, depth++) {
    if (up.name === 'nav' || attr(up, 'id').startsWith('comment')) return true;
    if (up !== element && foreignKinds.has(hintOf(up, cache).kind)) return true;
  }
  return false;
}

const datePart =
  /\s*(?:\b(?:am|on|le|el|il|em|dne|den|vom|at|updated|published|posted|aktualisiert|publié)\b[^\d]{0,24})?\d.*$/iu;
const dateStart = /^[^\p{L}\d]*\d(?:[\d\s年月日時分秒:.,/-]|\p{L}{3,12}\.?\s(?=\d))*/u;

/** What stands before a date; a single word there is the month. */
function withoutDate(piece: string): string {
  const rest = piece.replace(datePart, '').trim();
  return rest.length < piece.trim().length && !rest.includes(' ') ? '' : rest;
}

/** The names in a line that readers see: "By Mara Holt | 3 May 2024", "2024年5月3日 佐藤記者". */
export function bylineNames(line: string): readonly string[] {
  const pieces = line
    .slice(0, 300)
    .split(/[|•·–—\u3000\n]|\s-\s/)
    .map((piece) => withoutDate(piece.replace(dateStart, '')))
    .filter((piece) => piece.length > 1);
  return cleanAuthors(pieces).filter((name) => name.split(' ').length <= 5 && !/[…!?]|\p{Ll}{3}[.:]\s/u.test(name));
}

const byWords =
  '(?:(?:posted|published|written|reported|story|words|text|edited and published) by|by|(?:ver(?:ö|oe)ffentlicht|verfasst|geschrieben|eingestellt|erstellt|text|ein (?:gast)?(?:beitrag|kommentar)) von|von|(?:écrit|publié) par|par|(?:escrito|publicado) por|por|escribe|(?:scritto )?da|di|door|av|af|od|oleh|yazan|author|autor(?:in|a|es)?|auteure?|autore|автор|作者|記者|记者|取材・文|文|글)';
const byStart = new RegExp(`^${byWords}(?:\\s*[:：]\\s*|\\s+(?=\\p{Lu}))(?=\\S)`, 'iu');
const byEnd = new RegExp(`(?:^|[\\s|•·,])${byWords}\\s*[:：]?$`, 'iu');
const byAlone = new RegExp(`^${byWords}\\s*[:：]?$`, 'iu');
const byInside = new RegExp(`\\s(?:by|von|par|por|[Aa]uthor|[Aa]utor(?:in)?)(?:\\s*[:：]\\s*|\\s+)(\\p{Lu}.*)$`, 'u');
/** What comes behind names in a line: a date, another label. */
const afterNames = /\s(?:on|am|le|el|il|em|in|um|at|at:|[\p{L}-]{3,20}:)\s.*$/u;

/** The names in a short line beside the headline, given as its texts in order, cut where elements begin: behind a word
 *  for "by", or the only one beside a date. */
export function namesInLine(pieces: readonly string[], hasDate: boolean): readonly string[] {
  const led: string[] = [];
  const loose: string[] = [];
  let isLed = false;
  for (const piece of pieces) {
    const text = piece.replace(/^[\s|•·,–—-]+|[\s|•·,–—-]+$/gu, '');
    if (text === '') continue;
    const start = byStart.exec(text);
    const inside = start === null ? byInside.exec(text) : null;
    if (byEnd.test(text)) {
      isLed = true;
      continue;
    }
    if (isLed || start !== null || inside !== null) {
      const line = (inside?.[1] ?? text.slice(start?.[0].length ?? 0)).replace(afterNames, '');
      led.push(...bylineNames(line));
    } else if (led.length > 0 && isNameLine(text)) led.push(...cleanAuthors([text]));
    else for (const part of text.split(dateDigits)) if (isNameLine(part.trim())) loose.push(...cleanAuthors([part]));
    isLed = /^(?:and|und|et|y|e|en|og|och|&|,)$/iu.test(text) && led.length > 0;
  }
  if (led.length > 0) return [...new Set(led)];
  return hasDate && loose.length <= 3 ? [...new Set(loose)] : [];
}
const dateDigits = /\d[\d\s年月日時分秒:.,/-]*(?:uhr|h\b|am\b|pm\b)?|[|•·–—\u3000]|\s-\s/giu;

/** A link to a section or topic. */
function isTopicLink(element: Element): boolean {
  if (element.name !== 'a') return false;
  return (
    /(?:^|\s)(?:tag|category)(?:\s|$)/i.test(attr(element, 'rel')) ||
    /[/=](?:categor(?:y|ies|ia|ie)|kategori\w*|tags?|topics?|themen?|thema|temas?|rubri\w+|sections?|ressort)[/=]/i.test(
      attr(element, 'href').slice(0, 300),
    )
  );
}

/** The texts of nodes in order, one for each text node, without links to topics. */
export function textPieces(nodes: readonly ChildNode[]): readonly string[] {
  const pieces: string[] = [];
  const add = (node: ChildNode): void => {
    if (pieces.length >= 40) return;
    if (node instanceof Text) {
      const text = collapse(node.data.slice(0, 400));
      if (text !== '') pieces.push(text);
    } else if (node instanceof Element && !isTopicLink(node)) for (const child of node.children) add(child);
  };
  for (const node of nodes) add(node);
  return pieces;
}

/** True for a line, given as its texts, that begins with a word for "by" and goes on with a name. */
export function isLedByline(pieces: readonly string[]): boolean {
  const text = pieces.join(' ');
  if (pieces.length > 1 && byAlone.test(pieces[0] ?? '') && text.length < 140) return true;
  const start = text.length < 140 ? byStart.exec(text) : null;
  if (start === null || /[!?…]$/.test(text)) return false;
  const [first] = bylineNames(text.slice(start[0].length).replace(afterNames, ''));
  return first !== undefined && looksLikePerson(first);
}

/** True for a line that is nothing but names of people, joined by commas or "and". */
export function isNameLine(text: string): boolean {
  if (text.length > 80 || /[\d:!?…]/.test(text)) return false;
  const names = cleanAuthors([text]);
  const letters = (line: string): number => line.match(/\p{L}/gu)?.length ?? 0;
  return (
    names.length > 0 && names.every(looksLikePerson) && letters(names.join('')) >= letters(text) - 4 * names.length
  );
}
