import { attr, Element, textOf } from '../html/query.ts';
import type { ParentNode } from '../html/query.ts';
import { cleanAuthors, looksLikePerson } from './clean-authors.ts';
import type { PageFacts } from './page-facts.ts';
import { hintOf } from './hints.ts';
import type { Hint } from './hints.ts';

const maxText = 160;
/** Blocks whose names of authors are not the article's. */
const foreignKinds: ReadonlySet<string> = new Set(['comments', 'related', 'navigation', 'advert', 'aside']);

/** The names in the first elements that call themselves author or byline, outside comments and lists of other
 *  articles; those after the headline first. */
export function namedBylines(facts: PageFacts): readonly string[] {
  const { bylines, bylinesBefore } = facts;
  const cache = new Map<string, Hint>();
  for (const element of [...bylines.slice(bylinesBefore), ...bylines.slice(0, bylinesBefore)]) {
    if (isForeign(element, cache)) continue;
    const text = textOf(element, maxText + 1);
    if (text.length < 2 || text.length > maxText) continue;
    const names = bylineNames(text);
    if (names.length > 0) return names;
  }
  return [];
}

function isForeign(element: Element, cache: Map<string, Hint>): boolean {
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

/** The names in a line that holds nothing else than a date and names; none in any other line. */
export function namesBesideDate(line: string): readonly string[] {
  const rest = line
    .replace(/\d[\d\s年月日時分秒:.,/-]*(?:uhr|h\b|am\b|pm\b)?/giu, ' | ')
    .split(/[|•·–—\u3000]|\s-\s/)
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}/u.test(piece));
  const only = rest.length === 1 ? (rest[0] ?? '') : '';
  const isPress = /(?:記者|记者|기자|特派員)$/u.test(only);
  return isPress || isNameLine(only) ? cleanAuthors([only]) : [];
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
