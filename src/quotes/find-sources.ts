import type { Cue } from './find-cues.ts';
import { boundsOf } from './reading.ts';
import type { Reading } from './reading.ts';

export const sourceKinds = ['before', 'after', 'clause', 'near', 'none'] as const;

/** Words that may name who speaks. */
export interface Source {
  readonly kind: (typeof sourceKinds)[number];
  /** First and last token. */
  readonly first: number;
  readonly last: number;
}

/** What may be the subject of a cue: before it, after it, at the beginning of its clause. */
export function findSources(reading: Reading, cue: Cue): readonly Source[] {
  if (cue.kind === 'according' || cue.kind === 'dash')
    return listed(sourceAfter(reading, cue.last + 1, cue.kind === 'according'));
  if (cue.kind === 'colon') return listed(sourceBefore(reading, cue.first - 1), clauseStart(reading, cue.first - 1));
  const before = cue.isInfinitive ? undefined : sourceBefore(reading, cue.first - 1);
  return listed(
    before,
    sourceAfter(reading, cue.last + 1, false),
    clauseStart(reading, cue.first - 1),
    subjectNear(reading, cue.first - 1),
  );
}

function listed(...sources: readonly (Source | undefined)[]): readonly Source[] {
  const found: Source[] = [];
  for (const source of sources) {
    if (source === undefined) continue;
    if (!found.some(({ first, last }) => first === source.first && last === source.last)) found.push(source);
  }
  return found;
}

const opens = '([';
const closes = ')]';

/** The noun phrase that ends at a token. */
function sourceBefore(reading: Reading, last: number): Source | undefined {
  const { tokens, lexicon, passageOf, sentenceOf } = reading;
  const end = tokens[last];
  if (end === undefined || passageOf[last] !== -1 || !(end.isWord || closes.includes(end.text))) return undefined;
  if (lexicon.pronouns.has(end.lower)) return { kind: 'before', first: last, last };
  let first = last + 1;
  for (let at = last; at > last - 25 && at >= 0; at--) {
    const token = tokens[at];
    if (token === undefined || passageOf[at] !== -1 || sentenceOf[at] !== sentenceOf[last]) break;
    if (closes.includes(token.text)) {
      const open = openingBefore(reading, at);
      if (open === undefined) break;
      at = open;
      first = at;
      continue;
    }
    if (!(token.isWord || token.text === '&' || token.text === "'" || token.text === '’')) break;
    if (lexicon.breaks.has(token.lower) || isVerb(reading, at)) break;
    if (lexicon.pronouns.has(token.lower) && !lexicon.determiners.has(token.lower)) break;
    first = at;
  }
  if (first > last) return undefined;
  const stop = withoutTime(reading, first, last);
  const start = trimmed(reading, first, stop);
  // "In a letter wrote Ana Sol": what follows a preposition is no subject.
  if (
    start === first + 1 &&
    lexicon.prepositions.has(tokens[first]?.lower ?? '') &&
    lexicon.determiners.has(tokens[start]?.lower ?? '')
  )
    return undefined;
  return { kind: 'before', first: start, last: stop };
}

/** "Ana Sol on Monday" without the day. */
function withoutTime({ tokens, lexicon }: Reading, first: number, last: number): number {
  let stop = last;
  while (
    stop > first &&
    lexicon.times.has(tokens[stop]?.lower ?? '') &&
    !lexicon.determiners.has(tokens[stop]?.lower ?? '')
  )
    stop -= 1;
  return stop;
}

function openingBefore({ tokens, passageOf }: Reading, close: number): number | undefined {
  for (let at = close - 1; at > close - 12 && at >= 0; at--) {
    if (passageOf[at] !== -1) return undefined;
    if (opens.includes(tokens[at]?.text ?? '-')) return at;
  }
  return undefined;
}

function isVerb({ tokens, lexicon }: Reading, at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.isCapital) return false;
  const before = tokens[at - 1]?.lower ?? '';
  if (lexicon.determiners.has(before) || lexicon.links.has(before)) return false;
  return (
    lexicon.say.has(token.lower) ||
    lexicon.hold.has(token.lower) ||
    (lexicon.auxiliaries.has(token.lower) && !lexicon.times.has(token.lower))
  );
}

/** Leaves out what stands before the noun phrase: "In the interview", "Last week". */
function trimmed({ tokens, lexicon }: Reading, first: number, last: number): number {
  const head = tokens[first]?.lower ?? '';
  const isOutside = lexicon.prepositions.has(head) || lexicon.times.has(head);
  if (!isOutside) return first;
  let start = last;
  while (start > first + 1 && tokens[start - 1]?.isCapital === true && tokens[start]?.isCapital === true) start -= 1;
  if (tokens[last]?.isCapital === true)
    return lexicon.determiners.has(tokens[start - 1]?.lower ?? '') && start - 1 > first ? start - 1 : start;
  for (let at = last; at > first; at--) if (lexicon.determiners.has(tokens[at]?.lower ?? '')) return at;
  return Math.min(last, first + 1);
}

/** The noun phrase that begins at a token, with what is told of it between commas. */
export function sourceAfter(reading: Reading, from: number, isWide: boolean): Source | undefined {
  const { tokens, lexicon, passageOf } = reading;
  const first = isWide ? from : behindTime(reading, from);
  const begin = tokens[first];
  if (begin === undefined || passageOf[first] !== -1 || !begin.isWord) return undefined;
  if (begin.line !== tokens[first - 1]?.line) return undefined;
  if (lexicon.pronouns.has(begin.lower) && !lexicon.determiners.has(begin.lower))
    return { kind: 'after', first, last: first };
  const last = phraseEnd(reading, first, isWide);
  if (last < first) return undefined;
  return { kind: 'after', first, last: withApposition(reading, last) };
}

/** Behind "on Tuesday", "el martes". */
function behindTime({ tokens, lexicon }: Reading, first: number): number {
  for (let at = first; at < first + 3; at++) {
    const word = tokens[at]?.lower ?? '';
    const isShort = lexicon.prepositions.has(word) || lexicon.determiners.has(word) || lexicon.links.has(word);
    if (lexicon.times.has(word) && !isShort) return at + 1;
    if (!isShort) return first;
  }
  return first;
}

function phraseEnd(reading: Reading, first: number, isWide: boolean): number {
  const { tokens, passageOf, sentenceOf } = reading;
  let last = first - 1;
  for (let at = first; at < first + 20 && at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined || passageOf[at] !== -1 || sentenceOf[at] !== sentenceOf[first]) break;
    if (opens.includes(token.text)) {
      const close = tokens.slice(at, at + 12).findIndex(({ text }) => closes.includes(text));
      if (close === -1) break;
      at += close;
    } else if (token.isWord ? endsPhrase(reading, at, first, isWide) : !"&’'".includes(token.text)) break;
    last = at;
  }
  return last;
}

/** Prepositions that go on a noun phrase although they may begin something else as well. */
const going: ReadonlySet<string> = new Set(['of', 'for', 'from', 'with']);

function endsPhrase({ tokens, lexicon }: Reading, at: number, first: number, isWide: boolean): boolean {
  const { lower = '', isCapital = false } = tokens[at] ?? {};
  const isDeterminer = lexicon.determiners.has(lower);
  if ((lexicon.breaks.has(lower) && lower !== 'and') || lower === 'to') return true;
  if (!isWide && lexicon.times.has(lower) && (at > first || !isCapital)) return true;
  if (at === first) return !isDeterminer && (lexicon.prepositions.has(lower) || lower === 'of');
  if (lexicon.gerunds.has(lower) || (lexicon.pronouns.has(lower) && !isDeterminer)) return true;
  return lexicon.prepositions.has(lower) && !(lexicon.links.has(lower) && (isWide || going.has(lower)));
}

/** The end of ", a spokeswoman for the port," after a name. */
function withApposition(reading: Reading, last: number): number {
  const { tokens, lexicon, passageOf } = reading;
  const comma = tokens[last + 1];
  const next = tokens[last + 2];
  if (comma?.text !== ',' || next === undefined || !next.isWord || passageOf[last + 2] !== -1) return last;
  if (/ing$/.test(next.lower)) return last;
  const isRelative = next.lower === 'who' || next.lower === 'whose';
  if (
    !lexicon.determiners.has(next.lower) &&
    !isRelative &&
    (lexicon.breaks.has(next.lower) ||
      lexicon.gerunds.has(next.lower) ||
      lexicon.prepositions.has(next.lower) ||
      lexicon.times.has(next.lower) ||
      lexicon.pronouns.has(next.lower))
  )
    return last;
  const { end } = boundsOf(reading, reading.sentenceOf[last] ?? 0);
  let at = last + 2;
  while (at < end && at < last + 25 && passageOf[at] === -1 && !/^[,.;:—–]$/.test(tokens[at]?.text ?? '.')) at += 1;
  return at - 1;
}

/** The first noun phrase of the clause before a token: the subject of a verb that stands further on. */
function clauseStart(reading: Reading, last: number): Source | undefined {
  const { tokens, lexicon, passageOf, sentenceOf } = reading;
  const { first: begin } = boundsOf(reading, sentenceOf[last] ?? 0);
  let first = last;
  while (
    first > begin &&
    first > last - 60 &&
    passageOf[first - 1] === -1 &&
    !/^[;:]$/.test(tokens[first - 1]?.text ?? '')
  )
    first -= 1;
  // "In an interview with a station, Ana Sol …"; "But …".
  for (let guard = 0; guard < 3; guard++) {
    const head = tokens[first]?.lower ?? '';
    if (
      !tokens[first]?.isWord ||
      (lexicon.breaks.has(head) && (head === 'and' || head === 'but' || head === 'so' || head === 'yet'))
    ) {
      first += 1;
      continue;
    }
    if (!(
      lexicon.prepositions.has(head) ||
      lexicon.times.has(head) ||
      lexicon.breaks.has(head) ||
      /(?:ing|ly)$/.test(head)
    ))
      break;
    let comma = first;
    while (comma < last && tokens[comma]?.text !== ',') comma += 1;
    if (comma >= last) break;
    first = comma + 1;
  }
  const token = tokens[first];
  if (token === undefined || first > last || !token.isWord || passageOf[first] !== -1) return undefined;
  if (lexicon.prepositions.has(token.lower) && !lexicon.determiners.has(token.lower)) return undefined;
  if (lexicon.pronouns.has(token.lower) && !lexicon.determiners.has(token.lower))
    return { kind: 'clause', first, last: first };
  let end = first;
  while (end < last && end < first + 40 && passageOf[end + 1] === -1) {
    const next = tokens[end + 1];
    if (
      next === undefined ||
      (!next.isWord && next.text !== '&' && next.text !== '’' && next.text !== "'") ||
      lexicon.breaks.has(next.lower) ||
      isVerb(reading, end + 1)
    )
      break;
    end += 1;
  }
  if (tokens[last]?.text === ',' && tokens[end + 1]?.text === ',') end = withApposition(reading, end);
  return { kind: 'clause', first, last: Math.min(end, last) };
}

/** The nearest noun phrase before a token that has a verb right behind it: "as she thanked them and then said". */
function subjectNear(reading: Reading, last: number): Source | undefined {
  const { tokens, lexicon, passageOf, sentenceOf } = reading;
  for (let at = last - 1; at > last - 40 && at >= 0; at--) {
    const token = tokens[at];
    if (token === undefined || passageOf[at] !== -1 || sentenceOf[at] !== sentenceOf[last]) return undefined;
    const next = tokens[at + 1];
    if (!token.isWord || next === undefined || next.isCapital || !next.isWord || passageOf[at + 1] !== -1) continue;
    if (lexicon.pronouns.has(token.lower) && !lexicon.determiners.has(token.lower))
      return { kind: 'near', first: at, last: at };
    if (!token.isCapital || lexicon.times.has(token.lower) || lexicon.prepositions.has(token.lower)) continue;
    if (lexicon.determiners.has(token.lower) || lexicon.breaks.has(token.lower)) continue;
    if (lexicon.prepositions.has(next.lower) || lexicon.links.has(next.lower) || lexicon.breaks.has(next.lower))
      continue;
    const source = sourceBefore(reading, at);
    if (source !== undefined) return { ...source, kind: 'near' };
  }
  return undefined;
}
