import type { Lexicon } from './lexicon/lexicon.ts';
import { findPassages } from './find-passages.ts';
import type { Passage } from './find-passages.ts';
import { readTokens } from './read-tokens.ts';
import type { Token } from './read-tokens.ts';

/** A text, cut into what the search for speakers looks at. */
export interface Reading {
  readonly text: string;
  readonly lexicon: Lexicon;
  readonly tokens: readonly Token[];
  readonly passages: readonly Passage[];
  /** Of each token: the passage it lies in, -1 outside. */
  readonly passageOf: Int32Array;
  /** Of each token: its sentence. A passage lies in one sentence with what stands around it, however long it is. */
  readonly sentenceOf: Int32Array;
  /** Of each sentence: its first token; one more at the end. */
  readonly sentences: readonly number[];
}

export function readText(text: string, lexicon: Lexicon): Reading {
  const tokens = readTokens(text, lexicon);
  const passages = findPassages(text, tokens, lexicon);
  const passageOf = new Int32Array(tokens.length).fill(-1);
  passages.forEach(({ first, last }, index) => passageOf.fill(index, first, last + 1));
  const draft = { text, lexicon, tokens, passages, passageOf };
  const sentenceOf = new Int32Array(tokens.length);
  const sentences: number[] = [];
  let isNew = true;
  for (let at = 0; at < tokens.length; at++) {
    if (isNew) sentences.push(at);
    sentenceOf[at] = sentences.length - 1;
    isNew = isSentenceEnd(draft, at);
  }
  return { ...draft, sentenceOf, sentences: [...sentences, tokens.length] };
}

const stops = '.!?…。！？';

function isSentenceEnd(
  { tokens, passages, passageOf, lexicon }: Omit<Reading, 'sentenceOf' | 'sentences'>,
  at: number,
): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined || next.line !== token.line) return true;
  const passage = passages[passageOf[at] ?? -1];
  if (passage === undefined)
    return (
      stops.includes(token.text) &&
      (next.isCapital || !next.isWord || /^\p{N}/u.test(next.text)) &&
      !')],;:'.includes(next.text)
    );
  if (at !== passage.last) return false;
  const inner = tokens[passage.isClosed ? at - 1 : at]?.text ?? '';
  if (!stops.includes(inner) || !(next.isCapital || !next.isWord) || ',;:)—–-'.includes(next.text)) return false;
  return inner === '.' || !isSpeakerNext(tokens, passageOf, at + 1, lexicon);
}

/** After a question: "Why?" Ana Sol asked. */
function isSpeakerNext(tokens: readonly Token[], passageOf: Int32Array, from: number, { say }: Lexicon): boolean {
  for (let at = from; at < from + 7; at++) {
    const token = tokens[at];
    if (token === undefined || passageOf[at] !== -1 || stops.includes(token.text)) return false;
    if (say.has(token.lower) && at > from) return true;
    if (!token.isWord) return false;
  }
  return false;
}

/** Where a sentence begins, and the token behind its end. */
export function boundsOf({ sentences }: Reading, sentence: number): { readonly first: number; readonly end: number } {
  return { first: sentences[sentence] ?? 0, end: sentences[sentence + 1] ?? 0 };
}
