import { fold, wordPattern, type SearchTerm } from './search-text.ts';

/** Stand before and after each hit in a snippet; no text of ours has them. */
const hitStart = '\u0001';
const hitEnd = '\u0002';

const maxTextLength = 200_000;
const charactersBefore = 60;
const charactersAfter = 180;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Part of a plain text around the first hit, with all hits in it marked; the beginning when there is none. */
export function makeSnippet(text: string, terms: readonly SearchTerm[]): string {
  const source = text
    .slice(0, maxTextLength)
    .replace(/[\u0001\u0002]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const hits = findHits(
    source,
    terms.filter((term) => !term.isExcluded),
  );
  const first = hits[0]?.from ?? 0;
  const from = first <= charactersBefore ? 0 : wordStart(source, first - charactersBefore);
  const to = wordEnd(source, Math.max(first, from) + charactersAfter);
  return `${from > 0 ? '… ' : ''}${mark(source, hits, { from, to })}${to < source.length ? ' …' : ''}`;
}

function mark(source: string, hits: readonly Range[], window: Range): string {
  let result = '';
  let at = window.from;
  for (const hit of hits) {
    if (hit.from < at || hit.to > window.to) continue;
    result += `${source.slice(at, hit.from)}${hitStart}${source.slice(hit.from, hit.to)}${hitEnd}`;
    at = hit.to;
  }
  return (result + source.slice(at, window.to)).trim();
}

/** In order, not overlapping. Words of a phrase are marked wherever they stand. */
function findHits(source: string, terms: readonly SearchTerm[]): readonly Range[] {
  const words = new Set<string>();
  const beginnings: string[] = [];
  for (const { phrase, isPrefix, forms = [] } of terms) {
    for (const { word } of forms) words.add(fold(word));
    phrase.forEach((word, at) => {
      if (isPrefix && at === phrase.length - 1) beginnings.push(fold(word));
      else words.add(fold(word));
    });
  }
  const hits: Range[] = [];
  if (words.size === 0 && beginnings.length === 0) return hits;
  for (const match of source.matchAll(wordPattern)) {
    // What lies behind the part that is shown need not be looked at.
    if (match.index > (hits[0]?.from ?? Infinity) + charactersAfter) break;
    const word = fold(match[0]);
    if (words.has(word) || beginnings.some((beginning) => word.startsWith(beginning))) {
      hits.push({ from: match.index, to: match.index + match[0].length });
    } else if (unspaced.test(match[0])) {
      hits.push(...findInRun(match[0], match.index, words, beginnings));
    }
  }
  return hits;
}

const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u{20000}-\u{3ffff}]/u;

/** Pairs asked for inside a run without spaces; pairs that follow each other become one hit. */
function findInRun(
  run: string,
  offset: number,
  words: ReadonlySet<string>,
  beginnings: readonly string[],
): readonly Range[] {
  const hits: Range[] = [];
  const characters = [...run];
  let at = 0;
  characters.forEach((character, index) => {
    const pair = fold(character + (characters[index + 1] ?? ''));
    const isPair = words.has(pair);
    if (isPair || beginnings.some((beginning) => pair.startsWith(beginning))) {
      const to = at + character.length + (isPair ? (characters[index + 1] ?? '').length : 0);
      const last = hits.at(-1);
      if (last && last.to >= offset + at) hits[hits.length - 1] = { from: last.from, to: offset + to };
      else hits.push({ from: offset + at, to: offset + to });
    }
    at += character.length;
  });
  return hits;
}

function wordStart(source: string, at: number): number {
  const space = source.indexOf(' ', at);
  return space >= 0 && space - at < charactersBefore ? space + 1 : avoidHalf(source, at);
}

function wordEnd(source: string, at: number): number {
  if (at >= source.length) return source.length;
  const space = source.lastIndexOf(' ', at);
  return at - space < charactersBefore ? space : avoidHalf(source, at);
}

/** Never between the two halves of a surrogate pair. */
function avoidHalf(source: string, at: number): number {
  const code = source.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
