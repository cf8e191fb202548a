import type { Element } from '../html/query.ts';
import { hintNames } from './hint-names.ts';
import type { HintKind } from './hint-names.ts';

/** `kind` is the strongest statement; empty when the names say nothing. */
export interface Hint {
  readonly kind: HintKind | '';
  readonly name: string;
}

export const noHint: Hint = { kind: '', name: '' };

interface NameTable {
  /** Words without a gap, to the rank of what they say; the lowest rank wins. */
  readonly whole: ReadonlyMap<string, number>;
  readonly starts: RegExp;
  readonly startRanks: ReadonlyMap<string, number>;
}

const table = toTable();

function toTable(): NameTable {
  const whole = new Map<string, number>();
  const startRanks = new Map<string, number>();
  hintNames.forEach(([, names], rank) => {
    for (const name of names.split(',')) {
      const key = name.replace(/[\s*]+/g, '');
      if (!whole.has(key)) whole.set(key, rank);
      if (name.endsWith('*') && !startRanks.has(key)) startRanks.set(key, rank);
    }
  });
  return { whole, startRanks, starts: new RegExp(`^(?:${[...startRanks.keys()].join('|')})`) };
}

const longestName = 4;

/** Characters of an element's names that are read. */
const maxNames = 400;
const namingAttributes = ['class', 'id', 'itemprop', 'role', 'data-testid', 'data-component', 'data-type'] as const;

/** What was read of the names of one page: the same ones come again and again. */
export class HintCache {
  readonly hints = new Map<string, Hint>();
  readonly ranks = new Map<string, number>();
}

/** What an element's own names say it is. */
export function hintOf(element: Element, cache: HintCache): Hint {
  const a = element.attribs;
  let names = '';
  for (const name of namingAttributes) {
    const value = a[name];
    if (value !== undefined) names += names === '' ? value.slice(0, maxNames) : ` ${value.slice(0, maxNames)}`;
  }
  if (names === '') return noHint;
  const known = cache.hints.get(names);
  if (known !== undefined) return known;
  const hint = readNames(names.slice(0, maxNames), cache.ranks);
  cache.hints.set(names, hint);
  return hint;
}

/** What frameworks and content systems add to every element; says nothing of what it is. */
const emptyName =
  /^(?:(?:no|has|is|with|without|not|hide|show|category|status|format|type|term|page-id|wp|js|col|row|elementor|fl|et|vc|wpb|tw|lg|md|sm|xl|xs|css|sc|style|styles)[-_:]|tag-(?!list|links?$|cloud|s?$|container|wrapper)|post-\d|tagStyle)/;

/** What an element is from some width of the screen on. */
const widthName = /^(?:xs|sm|md|lg|xl):/;

function isName(word: string): boolean {
  return word !== '' && word.length < 60 && word.split(/[-_]/).length < 8 && !emptyName.test(word);
}

/** Named hidden, and not only for some widths of the screen. */
function isUnseen(words: readonly string[]): boolean {
  if (!words.some((word) => word === 'hidden' || word === 'd-none' || word === 'hide' || word === 'invisible'))
    return false;
  return !words.some((word) => /(?:[:-]|^)(?:block|flex|grid|inline|table|visible|show)/.test(word));
}

function readNames(names: string, ranks: Map<string, number>): Hint {
  const all = names.split(/\s+/);
  const words = all.filter(isName);
  if (isUnseen(all.filter((word) => isName(word) || widthName.test(word))))
    return { kind: 'unseen', name: words.join(' ').slice(0, 60) };
  let best = hintNames.length;
  let name = '';
  for (const word of words) {
    let rank = ranks.get(word);
    if (rank === undefined) {
      rank = rankOf(word);
      ranks.set(word, rank);
    }
    if (rank >= best) continue;
    best = rank;
    name = word;
  }
  const kind = hintNames[best]?.[0];
  return kind === undefined ? noHint : { kind, name };
}

/** The rank of the strongest statement in one name; the number of ranks when there is none. */
function rankOf(word: string): number {
  // A modifier says how a block looks, or what stands beside it.
  const cut = word.indexOf('--');
  const parts = (cut > 0 ? word.slice(0, cut) : word)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  let best = hintNames.length;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part === undefined || part === '') continue;
    if (at > 0 && (part === 'with' || part === 'has' || part === 'no' || part === 'without')) break;
    const start = table.starts.exec(part);
    if (start !== null) best = Math.min(best, table.startRanks.get(start[0]) ?? best);
    let joined = '';
    for (let length = 0; length < longestName; length++) {
      joined += parts[at + length] ?? '';
      best = Math.min(best, table.whole.get(joined) ?? best);
    }
  }
  return best;
}
