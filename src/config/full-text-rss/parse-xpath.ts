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

/** Reads an XPath expression. Throws XPathProblem. Spec: XPath 1.0, without variables, arithmetic signs in front and namespaces. */
export function parseXPath(text: string): Expression {
  const tokens = toTokens(text);
  let at = 0;
  let depth = 0;
  const peek = (ahead = 0): string => tokens[at + ahead] ?? '';
  const take = (): string => tokens[at++] ?? '';
  const accept = (token: string): boolean => {
    if (peek() !== token) return false;
    at += 1;
    return true;
  };
  const expect = (token: string): void => {
    if (!accept(token))
      throw new XPathProblem(
        `\`${token}\` is missing ${peek() === '' ? 'at its end' : `before \`${shortened(peek())}\``}`,
      );
  };

  function readExpression(weight = 0): Expression {
    depth += 1;
    if (depth > maxDepth) throw new XPathProblem(`it is nested more than ${maxDepth} levels deep`);
    let left = readPath();
    for (let sign = peek(); (weights.get(sign) ?? -1) >= weight; sign = peek()) {
      at += 1;
      left = { kind: 'binary', sign: sign.trim(), left, right: readExpression((weights.get(sign) ?? 0) + 1) };
    }
    depth -= 1;
    return left;
  }

  function readPath(): Expression {
    const token = peek();
    if (token === '/' || token === '//') {
      at += 1;
      return { kind: 'path', from: 'page', steps: readSteps(token === '//') };
    }
    const primary = readPrimary();
    if (primary === undefined) return { kind: 'path', from: 'here', steps: readSteps(false) };
    const predicates = readPredicates();
    const from: Expression = predicates.length === 0 ? primary : { kind: 'filter', of: primary, predicates };
    if (!accept('/')) return accept('//') ? { kind: 'path', from, steps: readSteps(true) } : from;
    return { kind: 'path', from, steps: readSteps(false) };
  }

  /** What is no path: a text, a number, a call, brackets. */
  function readPrimary(): Expression | undefined {
    const token = peek();
    if (/^["']/.test(token)) return { kind: 'text', value: take().slice(1, -1) };
    if (/^[\d.]*\d/.test(token)) return { kind: 'number', value: Number(take()) };
    if (accept('(')) {
      const inner = readExpression();
      expect(')');
      return inner;
    }
    if (!isName(token) || peek(1) !== '(' || nodeKinds.has(token)) return undefined;
    at += 2;
    const given: Expression[] = [];
    while (peek() !== ')') {
      given.push(readExpression());
      if (!accept(',')) break;
    }
    expect(')');
    return { kind: 'call', name: token, given };
  }

  function readSteps(isDeepFirst: boolean): readonly Step[] {
    const steps = [readStep(isDeepFirst)];
    while (peek() === '/' || peek() === '//') steps.push(readStep(take() === '//'));
    return steps;
  }

  function readStep(isDeep: boolean): Step {
    if (accept('.')) return { isDeep, axis: 'self', test: 'node()', predicates: readPredicates() };
    if (accept('..')) return { isDeep, axis: 'parent', test: 'node()', predicates: readPredicates() };
    let axis = accept('@') ? 'attribute' : 'child';
    if (peek(1) === '::') {
      axis = take();
      at += 1;
    }
    const name = take();
    if (name !== '*' && !isName(name))
      throw new XPathProblem(name === '' ? 'it ends too early' : `\`${shortened(name)}\` stands where a name should`);
    const isKind = nodeKinds.has(name) && accept('(');
    if (isKind) expect(')');
    return { isDeep, axis, test: isKind ? `${name}()` : name.toLowerCase(), predicates: readPredicates() };
  }

  function readPredicates(): readonly Expression[] {
    const predicates: Expression[] = [];
    while (accept('[')) {
      predicates.push(readExpression());
      expect(']');
    }
    return predicates;
  }

  const expression = readExpression();
  if (at < tokens.length) throw new XPathProblem(`\`${shortened(peek())}\` is not expected where it stands`);
  return expression;
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
