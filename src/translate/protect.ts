import type { GlossaryTerm, TaggedText } from '../model/translation.ts';
import { baseOf } from '../text/stem.ts';
import { toTarget } from './glossary.ts';
import { formatTagged, parseTagged, type TaggedPiece } from './tagged-text.ts';

export interface ProtectOptions {
  /** Names of the article that stay as they are: of people. To protect those of places and organisations costs more than it saves,
   *  measured in docs/decisions/0036-parts-of-a-translation.md. */
  readonly names: readonly string[];
  readonly glossary: readonly GlossaryTerm[];
  /** BCP 47. */
  readonly from: string;
  readonly to: string;
  /** The language of a quotation, when it is sure. Left out: quotations are translated whatever they are. */
  readonly languageOf?: (text: string) => string | undefined;
}

export interface Protected {
  /** With `<ph id="n"/>` in place of what is protected; the ids follow those that there are. */
  readonly text: TaggedText;
  /** What stands in place of each: of a glossary's term its translation. In the order of the text. */
  readonly terms: readonly string[];
  /** The output of an engine with what was protected back in its place. */
  restore(output: TaggedText): TaggedText;
}

/** A name or term, and what stands for it in the translation. */
interface Term {
  readonly text: string;
  readonly target: string;
  /** Where its first word begins. */
  readonly offset: number;
}

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly target: string;
}

/** Addresses, @handles and #hashtags. */
const fixed =
  /(?:https?:\/\/|www\.)[^\s<>"“”«»]*[^\s<>"“”«».,;:!?)\]'’]|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|(?<![\p{L}\p{N}_&/@#])[@#][\p{L}\p{M}\p{N}_]*[\p{L}\p{N}_]/gu;
const mayBeFixed = /[@#]|:\/\/|www\./;
const quotation =
  /“([^“”]{12,})”|«([^«»]{12,})»|„([^„“”]{12,})[“”]|"([^"]{12,})"|「([^「」]{8,})」|『([^『』]{8,})』/gu;
const wordPart = /[\p{L}\p{M}\p{N}_]/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
/** A word, or a character where words are not parted; a word of another script may stand between those. */
const wordOrCharacter = new RegExp(`${unspaced.source}|(?:(?!${unspaced.source})${wordPart.source})+`, 'gu');

/** Makes the function that protects the segments of one article: names and glossary terms (whole words, the longest first; a glossary's
 *  term before a name), addresses, @handles, #hashtags, and quotations in another language than the text's. Numbers stay in the text:
 *  engines inflect what follows them, and keep them. */
export function createProtector(options: ProtectOptions): (text: TaggedText) => Protected {
  const terms = toTerms(options);
  return (text) => {
    let last = 0;
    for (const [, id] of text.includes('<') ? text.matchAll(/<p[ch] id="(\d+)"/g) : [])
      last = Math.max(last, Number(id));
    const targets: string[] = [];
    const pieces = parseTagged(text).flatMap((piece): readonly TaggedPiece[] => {
      if (piece.kind !== 'text') return [piece];
      const parts: TaggedPiece[] = [];
      let from = 0;
      for (const { start, end, target } of findHits(piece.text, terms, options)) {
        if (start > from) parts.push({ kind: 'text', text: piece.text.slice(from, start) });
        parts.push({ kind: 'ph', id: last + targets.push(target) });
        from = end;
      }
      return from === 0 ? [piece] : [...parts, { kind: 'text', text: piece.text.slice(from) }];
    });
    if (targets.length === 0) return { text, terms: [], restore: (output) => output };
    return { text: formatTagged(pieces), terms: targets, restore: (output) => putBack(output, last, targets) };
  };
}

/** Protects one text. */
export function protect(text: TaggedText, options: ProtectOptions): Protected {
  return createProtector(options)(text);
}

function putBack(output: TaggedText, last: number, targets: readonly string[]): TaggedText {
  return formatTagged(
    parseTagged(output).map((piece) => {
      const target = piece.kind === 'ph' ? targets[piece.id - last - 1] : undefined;
      return target === undefined ? piece : { kind: 'text', text: target };
    }),
  );
}

/** By what each begins with: a word, or a character where words are not parted. The longest first. */
function toTerms({ names, glossary, to }: ProtectOptions): ReadonlyMap<string, readonly Term[]> {
  const found = new Map<string, Term[]>();
  const add = (text: string, target: string): void => {
    const [first] = text.matchAll(wordOrCharacter);
    if (first === undefined) return;
    const term = { text, target, offset: first.index };
    const list = found.get(first[0]);
    if (list) list.push(term);
    else found.set(first[0], [term]);
  };
  for (const entry of glossary) {
    const target = toTarget(entry, to);
    add(entry.term, target);
    // At the beginning of a sentence.
    const capital = capitalize(entry.term);
    if (capital !== entry.term) add(capital, capitalize(target));
  }
  for (const name of names) add(name, name);
  for (const list of found.values()) list.sort((a, b) => b.text.length - a.text.length);
  return found;
}

function capitalize(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0);
  return text === '' ? '' : first.toUpperCase() + text.slice(first.length);
}

/** What is protected, in order; none within another. */
function findHits(
  text: string,
  terms: ReadonlyMap<string, readonly Term[]>,
  { from, languageOf }: ProtectOptions,
): readonly Hit[] {
  const hits: Hit[] = [];
  if (languageOf !== undefined && /[“«„"「『]/.test(text)) {
    for (const match of text.matchAll(quotation)) {
      const language = languageOf(match[0].slice(1, -1));
      if (language === undefined || language === 'und' || baseOf(language) === baseOf(from)) continue;
      hits.push({ start: match.index + 1, end: match.index + match[0].length - 1, target: match[0].slice(1, -1) });
    }
  }
  if (mayBeFixed.test(text)) {
    for (const match of text.matchAll(fixed))
      hits.push({ start: match.index, end: match.index + match[0].length, target: match[0] });
  }
  if (terms.size > 0) addTermHits(text, terms, hits);
  if (hits.length < 2) return hits;
  const taken = new Uint8Array(text.length);
  const chosen: Hit[] = [];
  for (const hit of hits.sort((a, b) => b.end - b.start - (a.end - a.start))) {
    // A longer one that it meets holds one of its ends.
    if (taken[hit.start] === 1 || taken[hit.end - 1] === 1) continue;
    taken.fill(1, hit.start, hit.end);
    chosen.push(hit);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

function addTermHits(text: string, terms: ReadonlyMap<string, readonly Term[]>, hits: Hit[]): void {
  for (const { 0: word, index } of text.matchAll(wordOrCharacter)) addTermAt(text, index, terms.get(word), hits);
}

function addTermAt(text: string, at: number, candidates: readonly Term[] | undefined, hits: Hit[]): void {
  for (const { text: term, target, offset } of candidates ?? []) {
    const start = at - offset;
    const end = start + term.length;
    if (!text.startsWith(term, start) || !isEdge(text, start) || !isEdge(text, end)) continue;
    hits.push({ start, end, target });
    return;
  }
}

/** Whether a word may begin or end here. */
function isEdge(text: string, at: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)];
  return !wordPart.test(before) || !wordPart.test(after) || unspaced.test(before) || unspaced.test(after);
}
