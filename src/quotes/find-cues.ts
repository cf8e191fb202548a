import type { Reading } from './reading.ts';

export const cueKinds = ['say', 'call', 'hold', 'according', 'colon', 'dash', 'guess'] as const;

/** What may tell that somebody says something. */
export interface Cue {
  readonly kind: (typeof cueKinds)[number];
  /** First and last token, with the words that belong to the verb: "has also said". */
  readonly first: number;
  readonly last: number;
  /** The verb itself. */
  readonly head: number;
  readonly isGerund: boolean;
  /** After "to": no subject beside it. */
  readonly isInfinitive: boolean;
}

/** All cues outside of passages, in order. */
export function findCues(reading: Reading): readonly Cue[] {
  const { tokens, passageOf } = reading;
  const cues: Cue[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (passageOf[at] !== -1) continue;
    const cue = cueAt(reading, at);
    if (cue === undefined) continue;
    cues.push(cue);
    at = cue.last;
  }
  return cues;
}

function cueAt(reading: Reading, at: number): Cue | undefined {
  const { tokens, passageOf, lexicon } = reading;
  const token = tokens[at];
  if (token === undefined) return undefined;
  const plain = { first: at, last: at, head: at, isGerund: false, isInfinitive: false };
  const next = tokens[at + 1];
  if (!token.isWord) {
    const isBeforePassage = next !== undefined && passageOf[at + 1] !== -1;
    if (token.text === ':' && kindOf(reading, at - 1) !== undefined) return undefined;
    if (token.text === ':' && (isBeforePassage || next?.line !== token.line)) return { ...plain, kind: 'colon' };
    const isAfterPassage = at > 0 && passageOf[at - 1] !== -1;
    const isBegin = at === 0 || tokens[at - 1]?.line !== token.line;
    if (/^[—–-]$/.test(token.text) && next?.isCapital === true && (isAfterPassage || isBegin))
      return { ...plain, kind: 'dash' };
    return undefined;
  }
  for (const words of lexicon.according) {
    if (words[0] !== token.lower) continue;
    if (words.every((word, index) => tokens[at + index]?.lower === word))
      return { ...plain, last: at + words.length - 1, kind: 'according' };
  }
  const kind = kindOf(reading, at);
  return kind === undefined ? undefined : widen(reading, kind, at);
}

function kindOf({ tokens, lexicon }: Reading, at: number): Cue['kind'] | undefined {
  const token = tokens[at];
  const before = tokens[at - 1]?.lower ?? '';
  if (token === undefined) return undefined;
  const { lower } = token;
  if (token.isCapital && tokens[at - 1]?.line === token.line && tokens[at - 1]?.isWord === true) return undefined;
  // "the call", "his promise": nouns.
  if (
    (lexicon.determiners.has(before) || (lexicon.links.has(before) && before !== 'and' && before !== 'to')) &&
    !lexicon.gerunds.has(lower)
  )
    return undefined;
  if (lexicon.say.has(lower)) return 'say';
  if (lexicon.call.has(lower)) return 'call';
  if (lexicon.hold.has(lower)) return 'hold';
  return lexicon.isVerb?.test(lower) === true ? 'guess' : undefined;
}

function widen({ tokens, passageOf, lexicon }: Reading, kind: Cue['kind'], head: number): Cue {
  let first = head;
  while (
    first > 0 &&
    passageOf[first - 1] === -1 &&
    tokens[first - 1]?.line === tokens[head]?.line &&
    isBeside(tokens[first - 1]?.lower ?? '', lexicon)
  )
    first -= 1;
  let last = head;
  const isAdverb = (word: string): boolean => /..ly$/.test(word) || word === 'out' || word === 'back';
  while (last + 1 < tokens.length && passageOf[last + 1] === -1 && isAdverb(tokens[last + 1]?.lower ?? '')) last += 1;
  const isInfinitive = tokens[first - 1]?.lower === 'to';
  return { kind, first, last, head, isGerund: lexicon.gerunds.has(tokens[head]?.lower ?? ''), isInfinitive };
}

function isBeside(word: string, { auxiliaries }: Reading['lexicon']): boolean {
  return auxiliaries.has(word) || /...ly$/.test(word) || /n't$/.test(word);
}
