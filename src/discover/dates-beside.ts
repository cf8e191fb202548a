import { parseDate, type DateOptions } from '../dates/parse-date.ts';
import { attr, collapse, Element, Text, textOf, walk, type ParentNode } from '../html/query.ts';
import type { Url } from '../model/ids.ts';

export interface AnchoredLink {
  readonly url: Url;
  /** The anchors that lead to it, in the order of the page. */
  readonly anchors: readonly Element[];
}

/** How far up the box of one link can reach: deeper cards have not been seen. */
const maxRise = 6;
const maxNodes = 400;
const maxTries = 12;
const dateNames = /date|time|fecha|datum|data|posted|publish|stamp|when|meta|byline/i;

/** The dates written beside links: for each the first in the largest box around it that holds no other link of these. */
export function datesBeside(links: readonly AnchoredLink[], options: DateOptions): ReadonlyMap<Url, string> {
  const owners = ownersOf(links);
  const dates = new Map<Url, string>();
  const seen = new Set<Element>();
  for (const { url, anchors } of links) {
    for (const anchor of anchors) {
      const box =
        ancestors(anchor, maxRise).findLast((outer) => owners.get(outer) === url && outer.name !== 'body') ?? anchor;
      if (dates.has(url) || seen.has(box)) continue;
      seen.add(box);
      const date = dateIn(box, anchor, options);
      if (date !== undefined) dates.set(url, date);
    }
  }
  return dates;
}

function ownersOf(links: readonly AnchoredLink[]): ReadonlyMap<Element, Url | 'several'> {
  const owners = new Map<Element, Url | 'several'>();
  for (const { url, anchors } of links) {
    for (const anchor of anchors) {
      for (const box of [anchor, ...ancestors(anchor, maxRise)]) {
        const owner = owners.get(box);
        owners.set(box, owner === undefined || owner === url ? url : 'several');
      }
    }
  }
  return owners;
}

/** The nearest elements around one, innermost first. */
export function ancestors(element: Element, count: number): readonly Element[] {
  const found: Element[] = [];
  for (
    let node: ParentNode | null = element.parent;
    node instanceof Element && found.length < count;
    node = node.parent
  )
    found.push(node);
  return found;
}

/** A `time` element first; else a text that is a date: with its year, or in an element that is named for dates. The
 *  headline may speak of a date of its own and is not asked. */
function dateIn(box: Element, anchor: Element, options: DateOptions): string | undefined {
  const texts: string[] = [];
  let date: string | undefined;
  let nodes = 0;
  walk(box, (node) => {
    if (++nodes > maxNodes) return 'stop';
    if (node instanceof Element && node.name === 'time') {
      const stated = parseDate(attr(node, 'datetime'), options) ?? parseDate(textOf(node, 200).slice(0, 200), options);
      date = stated?.instant;
      if (date !== undefined) return 'stop';
    }
    if (node instanceof Text && /\d/.test(node.data) && node.data.length < 300 && texts.length < maxTries) {
      const text = collapse(node.data);
      const parent = node.parent;
      const isInHeadline = ancestorsOfText(parent, anchor).some(
        (outer) => outer === anchor || /^h[1-6]$/.test(outer.name),
      );
      const isNamed =
        parent instanceof Element &&
        dateNames.test(`${attr(parent, 'class')} ${attr(parent, 'itemprop')}`.slice(0, 200));
      if (isNamed || (!isInHeadline && /(?<!\d)(?:19|20|25)\d\d(?!\d)/.test(text))) texts.push(text);
    }
    return true;
  });
  if (date !== undefined) return date;
  for (const text of texts) {
    if (text.length > 80) continue;
    const stated = parseDate(text, options);
    if (stated) return stated.instant;
  }
  return undefined;
}

function ancestorsOfText(parent: ParentNode | null, anchor: Element): readonly Element[] {
  if (!(parent instanceof Element)) return [];
  return parent === anchor ? [anchor] : [parent, ...ancestors(parent, maxRise)];
}
