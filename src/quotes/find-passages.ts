import type { Lexicon } from './lexicon/lexicon.ts';
import type { Token } from './read-tokens.ts';

/** Text between quotation marks, the marks included; of nested ones the outermost. */
export interface Passage {
  /** First and last token. */
  readonly first: number;
  readonly last: number;
  /** The closing mark is there. Without it the passage ends with its line. */
  readonly isClosed: boolean;
  /** Goes on a passage that the line before leaves open. */
  readonly isMore: boolean;
  /** In single marks. */
  readonly isSingle: boolean;
  /** What a line says that begins with a dash; from one dash to the next. */
  readonly isDashed: boolean;
}

interface Open {
  readonly mark: string;
  readonly at: number;
}

/** Marks that may begin a passage, and what may end one that begins so. */
const closers: Readonly<Record<string, string>> = {
  '"': '"”“″',
  '“': '”"“',
  '”': '”"',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  "''": "''",
  '``': "''",
  '‚': '‘’',
  '‘': '’',
  "'": "'",
  '「': '」',
  '『': '』',
  '″': '″"',
};

/** Levels of nested marks; more are a slip of the pen. */
const deepest = 5;

const singles: ReadonlySet<string> = new Set(['‘', "'", '‚', '‹', '›']);

/** The passages of a text, in order. `text` is what the tokens were read from. */
export function findPassages(
  text: string,
  tokens: readonly Token[],
  lexicon: Pick<Lexicon, 'say' | 'auxiliaries' | 'hasDashes'>,
): readonly Passage[] {
  const passages: Passage[] = [];
  for (let first = 0; first < tokens.length;) {
    const line = tokens[first]?.line;
    let end = first;
    while (end < tokens.length && tokens[end]?.line === line) end += 1;
    const before = passages.at(-1);
    const isLeftOpen = before !== undefined && !before.isClosed && before.last === first - 1;
    const dashed = lexicon.hasDashes && isDash(tokens[first]) ? dashedPassages(tokens, { first, end }, lexicon) : [];
    if (dashed.length > 0) passages.push(...dashed);
    else addPassagesOfLine(text, tokens, { first, end }, isLeftOpen, passages);
    first = end;
  }
  return passages;
}

function addPassagesOfLine(
  text: string,
  tokens: readonly Token[],
  { first, end }: { readonly first: number; readonly end: number },
  isLeftOpen: boolean,
  passages: Passage[],
): void {
  const stack: Open[] = [];
  let lastClosed = -1;
  const add = (from: number, last: number, isClosed: boolean): void => {
    if (last - from < 2 && isClosed) return;
    const isSingle = singles.has(tokens[from]?.text ?? '');
    passages.push({ first: from, last, isClosed, isMore: isLeftOpen && from === first, isSingle, isDashed: false });
  };
  for (let at = first; at < end; at++) {
    const token = tokens[at];
    if (token === undefined || token.isWord || !(token.text in closers || '”›’』」″'.includes(token.text))) continue;
    const level = stack.findLastIndex(({ mark }) => mayClose(text, token, mark));
    const opened = stack[level];
    if (opened !== undefined && !(mayOpen(text, token, stack.length) && !mayEndHere(text, token))) {
      stack.length = level;
      lastClosed = at;
      if (level === 0) add(opened.at, at, true);
    } else if (stack.length < deepest && mayOpen(text, token, stack.length) && isPaired(tokens, at, end)) {
      const outer = stack[0];
      if (outer !== undefined && (outer.mark === token.text || token.text === '“') && isAfterEnd(tokens, at)) {
        // The passage before has lost its closing mark.
        add(outer.at, at - 1, false);
        stack.length = 0;
      }
      stack.push({ mark: token.text, at });
    }
  }
  const outer = stack[0];
  if (outer === undefined) return;
  if (lastClosed > outer.at && lastClosed < end - 1) add(outer.at, lastClosed, true);
  else add(outer.at, end - 1, lastClosed === end - 1);
}

function mayOpen(text: string, { start, end, text: mark }: Token, depth: number): boolean {
  const before = text[start - 1] ?? '\n';
  const after = text[end] ?? '\n';
  if ('„‚‘「『``'.includes(mark) && mark !== '’') return mark !== '‘' || /[\s\p{P}]/u.test(before);
  if (mark === '’' || mark === '』' || mark === '」') return false;
  const isAfterGap =
    /[\s([{—–\-/>=]/u.test(before) ||
    (depth > 0 && /["“«„]/u.test(before)) ||
    /[\u200b-\u200f\u202a-\u202e]/u.test(before);
  if (mark === '«') return isAfterGap || /[\p{P}]/u.test(before);
  if (mark === '“') return !/\s/u.test(after) && (isAfterGap || /[\p{L}\p{P}]/u.test(before));
  return isAfterGap && !/\s/u.test(after) && !(mark === "'" && /\d/u.test(after) && depth === 0);
}

function mayClose(text: string, { start, end, text: mark }: Token, opener: string): boolean {
  if (!(closers[opener] ?? '').includes(mark)) return false;
  if (mark === '’' || mark === "'") return !/[\p{L}\p{N}]/u.test(text[end] ?? '') && /\S/u.test(text[start - 1] ?? ' ');
  if (mark === '“')
    return opener === '„' || (/\S/u.test(text[start - 1] ?? ' ') && /[\s\p{P}]/u.test(text[end] ?? '\n'));
  return true;
}

/** A mark that may begin as well as end: it ends when something stands right before it. */
function mayEndHere(text: string, { start, end }: Token): boolean {
  return /[^\s([{—–/]/u.test(text[start - 1] ?? ' ') || /[\s\p{P}]/u.test(text[end] ?? '\n');
}

/** Single marks are apostrophes as well: one begins a passage only if another one can end it on the same line. */
function isPaired(tokens: readonly Token[], at: number, end: number): boolean {
  const mark = tokens[at]?.text ?? '';
  if (!singles.has(mark)) return true;
  const wanted = closers[mark] ?? '';
  for (let next = at + 2; next < Math.min(end, at + 200); next++)
    if (wanted.includes(tokens[next]?.text ?? '-')) return true;
  return false;
}

function isAfterEnd(tokens: readonly Token[], at: number): boolean {
  return /^[.!?…]$/u.test(tokens[at - 1]?.text ?? '');
}

function isDash(token: Token | undefined): boolean {
  return token !== undefined && /^[—–―-]$/.test(token.text);
}

/** "— I do not know, — said Ana. — We will see.": what lies between dashes, without what tells who speaks. */
function dashedPassages(
  tokens: readonly Token[],
  { first, end }: { readonly first: number; readonly end: number },
  { say, auxiliaries }: Pick<Lexicon, 'say' | 'auxiliaries'>,
): readonly Passage[] {
  const shape = { isClosed: true, isMore: false, isSingle: false, isDashed: true };
  const dashes: number[] = [];
  for (let at = first; at < end && dashes.length < 5; at++) if (isDash(tokens[at])) dashes.push(at);
  const [, second, third] = dashes;
  const isTold = (from: number): boolean => {
    let verb = from;
    while (verb < end && auxiliaries.has(tokens[verb]?.lower ?? '')) verb += 1;
    return verb < end && say.has(tokens[verb]?.lower ?? '');
  };
  if (second === undefined) {
    for (let at = first + 2; at < end - 2; at++)
      if (/^[,!?]$/.test(tokens[at]?.text ?? '') && isTold(at + 1)) return [{ first, last: at, ...shape }];
    return [];
  }
  if (!isTold(second + 1)) return [];
  const before = { first, last: second, ...shape };
  if (third === undefined || third > second + 25 || third + 1 >= end) return [before];
  return [before, { first: third, last: end - 1, ...shape }];
}
