/** A step of a path: `//` in front of it (`isDeep`), where it goes, what it takes there, and under which conditions. */
export interface Step {
  readonly isDeep: boolean;
  readonly axis: string;
  /** A tag or attribute name, `*`, or the kind of a node: `text()`, `node()`, `comment()`. */
  readonly test: string;
  readonly predicates: readonly Expression[];
}

export interface Path {
  readonly kind: 'path';
  /** The page, the node at hand, or what an expression in brackets gives. */
  readonly from: 'page' | 'here' | Expression;
  readonly steps: readonly Step[];
}

export type Expression =
  | Path
  | { readonly kind: 'filter'; readonly of: Expression; readonly predicates: readonly Expression[] }
  | { readonly kind: 'binary'; readonly sign: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Expression[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number };

/** Why an expression cannot be carried over; leaves the descent into it, and is caught where the descent began. */
export class XPathProblem extends Error {}

/** The deepest nesting that is followed: real expressions have at most five levels, and the descent is recursive. */
const maxDepth = 40;

/** What is read, and how far. */
interface Reader {
  readonly tokens: readonly string[];
  at: number;
  depth: number;
}

/** Reads an XPath expression. Throws XPathProblem. Spec: XPath 1.0, without variables, arithmetic signs in front and namespaces. */
export function parseXPath(text: string): Expression {
  const reader: Reader = { tokens: toTokens(text), at: 0, depth: 0 };
  const expression = readExpression(reader);
  if (peek(reader) !== '') throw new XPathProblem(`\`${shortened(peek(reader))}\` is not expected where it stands`);
  return expression;
}

function peek({ tokens, at }: Reader, ahead = 0): string {
  return tokens[at + ahead] ?? '';
}

function take(reader: Reader): string {
  const token = peek(reader);
  reader.at += 1;
  return token;
}

function accept(reader: Reader, token: string): boolean {
  if (peek(reader) !== token) return false;
  reader.at += 1;
  return true;
}

function expect(reader: Reader, token: string): void {
  if (accept(reader, token)) return;
  const found = peek(reader);
  throw new XPathProblem(`\`${token}\` is missing ${found === '' ? 'at its end' : `before \`${shortened(found)}\``}`);
}

function readExpression(reader: Reader, weight = 0): Expression {
  reader.depth += 1;
  if (reader.depth > maxDepth) throw new XPathProblem(`it is nested more than ${maxDepth} levels deep`);
  let left = readPath(reader);
  for (let sign = peek(reader); (weights.get(sign) ?? -1) >= weight; sign = peek(reader)) {
    reader.at += 1;
    const right = readExpression(reader, (weights.get(sign) ?? 0) + 1);
    left = { kind: 'binary', sign: sign.trim(), left, right };
  }
  reader.depth -= 1;
  return left;
}

function readPath(reader: Reader): Expression {
  if (accept(reader, '/')) return { kind: 'path', from: 'page', steps: readSteps(reader, false) };
  if (accept(reader, '//')) return { kind: 'path', from: 'page', steps: readSteps(reader, true) };
  const primary = readPrimary(reader);
  if (primary === undefined) return { kind: 'path', from: 'here', steps: readSteps(reader, false) };
  const predicates = readPredicates(reader);
  const from: Expression = predicates.length === 0 ? primary : { kind: 'filter', of: primary, predicates };
  if (accept(reader, '/')) return { kind: 'path', from, steps: readSteps(reader, false) };
  if (accept(reader, '//')) return { kind: 'path', from, steps: readSteps(reader, true) };
  return from;
}

/** What is no path: a text, a number, a call, brackets. */
function readPrimary(reader: Reader): Expression | undefined {
  const token = peek(reader);
  if (/^["']/.test(token)) return { kind: 'text', value: take(reader).slice(1, -1) };
  if (/^[\d.]*\d/.test(token)) return { kind: 'number', value: Number(take(reader)) };
  if (accept(reader, '(')) {
    const inner = readExpression(reader);
    expect(reader, ')');
    return inner;
  }
  if (!isName(token) || peek(reader, 1) !== '(' || nodeKinds.has(token)) return undefined;
  reader.at += 2;
  const given: Expression[] = [];
  while (peek(reader) !== ')') {
    given.push(readExpression(reader));
    if (!accept(reader, ',')) break;
  }
  expect(reader, ')');
  return { kind: 'call', name: token, given };
}

function readSteps(reader: Reader, isDeepFirst: boolean): readonly Step[] {
  const steps = [readStep(reader, isDeepFirst)];
  while (peek(reader) === '/' || peek(reader) === '//') steps.push(readStep(reader, take(reader) === '//'));
  return steps;
}

function readStep(reader: Reader, isDeep: boolean): Step {
  if (accept(reader, '.')) return { isDeep, axis: 'self', test: 'node()', predicates: readPredicates(reader) };
  if (accept(reader, '..')) return { isDeep, axis: 'parent', test: 'node()', predicates: readPredicates(reader) };
  let axis = accept(reader, '@') ? 'attribute' : 'child';
  if (peek(reader, 1) === '::') {
    axis = take(reader);
    reader.at += 1;
  }
  const name = take(reader);
  if (name !== '*' && !isName(name))
    throw new XPathProblem(name === '' ? 'it ends too early' : `\`${shortened(name)}\` stands where a name should`);
  const isKind = nodeKinds.has(name) && accept(reader, '(');
  if (isKind) expect(reader, ')');
  return { isDeep, axis, test: isKind ? `${name}()` : name.toLowerCase(), predicates: readPredicates(reader) };
}

function readPredicates(reader: Reader): readonly Expression[] {
  const predicates: Expression[] = [];
  while (accept(reader, '[')) {
    predicates.push(readExpression(reader));
    expect(reader, ']');
  }
  return predicates;
}

const nodeKinds: ReadonlySet<string> = new Set(['text', 'node', 'comment']);

/** The more weight, the closer an operator binds. Those that are words, and `*`, carry a space as operators. */
const weights: ReadonlyMap<string, number> = new Map(
  [['or '], ['and '], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['* ', 'div ', 'mod '], ['|']].flatMap(
    (signs, weight) => signs.map((sign) => [sign, weight] as const),
  ),
);

const tokenForm =
  /\s*(?:("[^"]*"|'[^']*'|\d+(?:\.\d+)?|\.\d+|\.\.|\/\/|::|!=|<=|>=|[/@()[\],|=<>+*.-]|[\p{L}_](?:[\p{L}\p{N}_.-]|:(?!:))*)|$)/uy;

function toTokens(text: string): readonly string[] {
  const tokens: string[] = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < text.length) {
    const start = tokenForm.lastIndex;
    const token = tokenForm.exec(text)?.[1];
    if (token === undefined) {
      const rest = text.slice(start).trim();
      if (rest === '') break;
      throw new XPathProblem(
        `\`${shortened(rest)}\` cannot be read${/^["']/.test(rest) ? ': a quote is not closed' : ''}`,
      );
    }
    const before = tokens.at(-1) ?? '(';
    const isOperator = /^(?:and|or|div|mod|\*)$/.test(token) && !/^(?:[@([,|=<>+-]|::|!=|<=|>=|\/\/?)$| $/.test(before);
    tokens.push(isOperator ? `${token} ` : token);
  }
  return tokens;
}

function isName(token: string): boolean {
  return /^[\p{L}_]/u.test(token) && !token.endsWith(' ');
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
