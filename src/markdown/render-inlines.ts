import { escapeText, holdsHugoMark } from './escape-text.ts';
import { writeHref } from './href.ts';
import type { Run } from './runs.ts';

/** A piece of a line: Markdown as it stands, or a delimiter of emphasis that may still turn out impossible. */
type Token =
  | { readonly kind: 'markdown'; readonly markdown: string }
  | { readonly kind: 'open' | 'close'; readonly pair: number; readonly markdown: '*' | '**' };

type Mark = 'href' | 'strong' | 'emphasis';

interface LineContext {
  readonly inTable: boolean;
  readonly hasTildes: boolean;
  pairs: number;
}

/** One line of runs (no breaks in it) as Markdown. Emphasis that Markdown cannot say at its place is left out, its text stays:
 *  `foo**"bar"**` would show the stars. `after` is what the caller
 *  puts behind the line: the backslash of a hard break is punctuation to what stands before it. Spec: CommonMark 0.31, 6.2. */
export function renderLine(runs: readonly Run[], inTable: boolean, after: '' | '\\' = ''): string {
  const only = runs[0];
  if (only === undefined) return '';
  let tildes = 0;
  for (const run of runs) tildes += run.text.includes('~') ? run.text.split('~').length - 1 : 0;
  const context: LineContext = { inTable, hasTildes: tildes > 1, pairs: 0 };
  const tokens: Token[] = [];
  addTokens(tokens, degradeCode(runs, inTable), ['href', 'strong', 'emphasis'], context, {
    before: '',
    after,
    beforeLink: false,
  });
  if (context.pairs === 0) return tokens.map((token) => token.markdown).join('');
  const dropped = findImpossible(tokens, context.pairs, after);
  return tokens.map((token) => (token.kind !== 'markdown' && dropped.has(token.pair) ? '' : token.markdown)).join('');
}

/** Splits runs at their breaks. */
export function splitLines(runs: readonly Run[]): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    if (run.kind === 'break') lines.push([]);
    else lines.at(-1)?.push(run);
  }
  return lines.filter((line) => line.length > 0);
}

/** Nothing can be escaped inside a code span, so one that would need it becomes plain text; so does one that follows another
 *  directly, since their fences would run into one. */
function degradeCode(runs: readonly Run[], inTable: boolean): readonly Run[] {
  let afterCode = false;
  return runs.map((run) => {
    const isSpan = run.kind === 'code' && !afterCode && canBeCodeSpan(run.text, inTable);
    afterCode = isSpan;
    return isSpan || run.kind !== 'code' ? run : { ...run, kind: 'text' };
  });
}

function canBeCodeSpan(text: string, inTable: boolean): boolean {
  return text.trim() === text && !holdsHugoMark(text) && !(inTable && /[|\\]/.test(text));
}

function renderCodeSpan(text: string): string {
  let longest = 0;
  for (const [ticks] of text.matchAll(/`+/g)) longest = Math.max(longest, ticks.length);
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** The characters beside a stretch, as the reader sees them; empty at the ends of the line. */
interface Neighbors {
  readonly before: string;
  readonly after: string;
  /** What follows is a link. */
  readonly beforeLink: boolean;
}

/** Wraps the longest stretch that shares a mark first, so that marks nest. At most three deep: one level a mark. */
function addTokens(
  tokens: Token[],
  runs: readonly Run[],
  marks: readonly Mark[],
  context: LineContext,
  outside: Neighbors,
): void {
  for (let start = 0; start < runs.length;) {
    const first = runs[start];
    if (!first) break;
    let mark: Mark | undefined;
    let end = start + 1;
    for (const candidate of marks) {
      const candidateEnd = endOfStretch(runs, start, candidate);
      if (candidateEnd > start && (mark === undefined || candidateEnd > end)) [mark, end] = [candidate, candidateEnd];
    }
    const beside = {
      before: start === 0 ? outside.before : lastCharacter(runs[start - 1]?.text ?? ''),
      after: end === runs.length ? outside.after : (runs[end]?.text[0] ?? ''),
      beforeLink: end === runs.length ? outside.beforeLink : runs[end]?.href !== undefined,
    };
    if (mark === undefined) tokens.push(renderLeaf(first, context, beside));
    else addWrapped(tokens, runs.slice(start, end), mark, marks, context, beside);
    start = end;
  }
}

function endOfStretch(runs: readonly Run[], start: number, mark: Mark): number {
  const value = runs[start]?.[mark];
  if (value === undefined || value === false) return start;
  let end = start + 1;
  while (end < runs.length && runs[end]?.[mark] === value) end += 1;
  return end;
}

/** A stretch in its delimiters; white space at its ends moves outside, where Markdown wants it. */
function addWrapped(
  tokens: Token[],
  stretch: readonly Run[],
  mark: Mark,
  marks: readonly Mark[],
  context: LineContext,
  beside: Neighbors,
): void {
  const { lead, inner, trail } = peelSpace(stretch);
  const rest = marks.filter((other) => other !== mark);
  const within = {
    before: lead === '' ? beside.before || '*' : ' ',
    after: trail === '' ? beside.after || '*' : ' ',
    beforeLink: trail === '' && mark !== 'href' && beside.beforeLink,
  };
  if (lead !== '') tokens.push({ kind: 'markdown', markdown: lead });
  if (inner.length > 0 && mark === 'href') {
    tokens.push({ kind: 'markdown', markdown: '[' });
    addTokens(tokens, inner, rest, context, within);
    tokens.push({ kind: 'markdown', markdown: `](${writeHref(inner[0]?.href ?? '')})` });
  } else if (inner.length > 0) {
    const pair = (context.pairs += 1);
    const markdown = mark === 'strong' ? '**' : '*';
    tokens.push({ kind: 'open', pair, markdown });
    addTokens(tokens, inner, rest, context, within);
    tokens.push({ kind: 'close', pair, markdown });
  }
  if (trail !== '') tokens.push({ kind: 'markdown', markdown: trail });
}

function peelSpace(stretch: readonly Run[]): {
  readonly lead: string;
  readonly inner: readonly Run[];
  readonly trail: string;
} {
  let lead = '';
  let trail = '';
  const inner = [...stretch];
  for (let run = inner[0]; run; run = inner[0]) {
    const text = run.text.trimStart();
    lead += run.text.slice(0, run.text.length - text.length);
    inner.shift();
    if (text === '') continue;
    inner.unshift({ ...run, text });
    break;
  }
  for (let run = inner.pop(); run; run = inner.pop()) {
    const text = run.text.trimEnd();
    trail = run.text.slice(text.length) + trail;
    if (text === '') continue;
    inner.push({ ...run, text });
    break;
  }
  return { lead, inner, trail };
}

function renderLeaf(run: Run, context: LineContext, beside: Neighbors): Token {
  if (run.kind === 'code') return { kind: 'markdown', markdown: renderCodeSpan(run.text) };
  const { inTable, hasTildes } = context;
  const inLink = run.href !== undefined;
  return { kind: 'markdown', markdown: escapeText(run.text, { ...beside, inLink, inTable, hasTildes }) };
}

/** The pairs of emphasis whose delimiters would not be read as such where they stand. */
function findImpossible(tokens: readonly Token[], pairs: number, lineEnd: string): ReadonlySet<number> {
  const dropped = new Set<number>();
  // Leaving one pair out changes the neighbors of others. Four rounds settle all but made-up lines.
  for (let round = 0; round < 4; round += 1) {
    const before = dropped.size;
    dropImpossible(tokens, dropped, lineEnd);
    if (dropped.size === before) return dropped;
  }
  return new Set(Array.from({ length: pairs }, (_, index) => index + 1));
}

function dropImpossible(tokens: readonly Token[], dropped: Set<number>, lineEnd: string): void {
  const kept = tokens.filter(
    (token) => token.markdown !== '' && (token.kind === 'markdown' || !dropped.has(token.pair)),
  );
  const nested = findNested(kept);
  for (let start = 0; start < kept.length; start += 1) {
    if (kept[start]?.kind === 'markdown') continue;
    let end = start;
    while (end < kept.length && kept[end]?.kind !== 'markdown') end += 1;
    const before = lastCharacter(kept[start - 1]?.markdown ?? '');
    const after = firstCharacter(kept[end]?.markdown ?? lineEnd);
    let sawClose = false;
    for (const token of kept.slice(start, end)) {
      if (token.kind === 'markdown') continue;
      if (token.kind === 'close') sawClose = true;
      const [outer, inner] = token.kind === 'open' ? [before, after] : [after, before];
      const stands = canFlank(outer, inner) && !(nested.has(token.pair) && couldTurn(outer, inner));
      if (!stands || (token.kind === 'open' && sawClose)) dropped.add(token.pair);
    }
    start = end;
  }
}

/** The pairs that hold another pair or lie in one. */
function findNested(tokens: readonly Token[]): ReadonlySet<number> {
  const nested = new Set<number>();
  const open: number[] = [];
  for (const token of tokens) {
    if (token.kind === 'markdown') continue;
    if (token.kind === 'close') open.pop();
    else {
      const outer = open.at(-1);
      if (outer !== undefined) nested.add(outer).add(token.pair);
      open.push(token.pair);
    }
  }
  return nested;
}

/** Whether a delimiter run flanks the text on its `inner` side, by the strictest reading of what is punctuation: symbols and
 *  characters beyond the BMP are to some readers and not to others. */
function canFlank(outer: string, inner: string): boolean {
  if (isSpace(inner)) return false;
  return isWord(inner) || isSpace(outer) || isPunctuation(outer);
}

/** Whether a delimiter run could also be read the other way round, an opening one as closing. Harmless alone, but among
 *  others readers may pair it with the wrong one. */
function couldTurn(outer: string, inner: string): boolean {
  return !isSpace(outer) && !(isPunctuation(outer) && isWord(inner));
}

function isSpace(character: string): boolean {
  return character === '' || /\s/.test(character);
}

function isPunctuation(character: string): boolean {
  return /[\p{P}$+<=>^`|~]/u.test(character);
}

function isWord(character: string): boolean {
  return character.length === 1 && /[\p{L}\p{N}\p{M}]/u.test(character);
}

function firstCharacter(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function lastCharacter(text: string): string {
  const last = text.slice(-1);
  return /[\udc00-\udfff]/.test(last) ? text.slice(-2) : last;
}
