import { XPathProblem } from './parse-xpath.ts';
import type { Expression, Step } from './parse-xpath.ts';
import { attributeTest, ident, pathFromHere, subjectOf, textTest } from './text-tests.ts';
import type { TextTest } from './text-tests.ts';

/** In what selectors may differ from the expression they stand for; is added to. */
export type Differences = Set<string>;

/** What a condition is about: the selector of one element so far, among which others it is counted. */
interface Here {
  readonly css: string;
  readonly tag: string;
  readonly counts: 'siblings' | 'one' | 'no';
  readonly differences: Differences;
}

const longest = 4000;

/** The selector of one element, as a step of a path asks for it. */
export function compound({ axis, test, predicates }: Step, differences: Differences): string {
  if (test === 'text()' || test === 'comment()') throw new XPathProblem(`\`${test}\` is no element`);
  if (test === 'node()' && !/^(?:self|parent|ancestor(?:-or-self)?)$/.test(axis))
    throw new XPathProblem('`node()` means texts as well, selectors name elements');
  const tag = test === '*' || test === 'node()' ? '' : ident(test);
  const counts = axis === 'child' ? 'siblings' : axis === 'self' || axis === 'parent' ? 'one' : 'no';
  let css = tag;
  for (const predicate of predicates) {
    css += condition(predicate, { css, tag, counts, differences });
    if (css.length > longest) throw new XPathProblem('its selector would be too long');
  }
  return css === '' ? '*' : css;
}

/** The end of a selector that holds where the expression is true; empty when it always is. */
function condition(expression: Expression, here: Here): string {
  switch (expression.kind) {
    case 'number':
      return nth(here, '=', expression.value, false);
    case 'text':
      throw new XPathProblem('a text is no condition');
    case 'filter':
      throw new XPathProblem('it counts what a condition finds');
    case 'path':
      return exists(pathFromHere(expression), here.differences);
    case 'call':
      return callCondition(expression.name, expression.given, here);
    case 'binary':
      return binaryCondition(expression, here);
  }
}

function binaryCondition({ sign, left, right }: Expression & { kind: 'binary' }, here: Here): string {
  if (sign === 'and') {
    return condition(left, here) + condition(right, here);
  }
  if (sign === 'or' || sign === '|')
    return anyOf([...sides(sign, left), ...sides(sign, right)].map((side) => condition(side, here)));
  if (isLast(left) && sign === '-' && right.kind === 'number') return nth(here, '=', right.value + 1, true);
  if (left.kind === 'number' || left.kind === 'text') return comparison(mirrored[sign] ?? sign, right, left, here);
  return comparison(sign, left, right, here);
}

function sides(sign: string, expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary' || expression.sign !== sign) return [expression];
  return [...sides(sign, expression.left), ...sides(sign, expression.right)];
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

function anyOf(conditions: readonly string[]): string {
  return conditions.includes('') ? '' : `:is(${[...new Set(conditions)].join(', ')})`;
}

function not(condition: string): string {
  return `:not(${condition === '' ? '*' : condition})`;
}

function callCondition(name: string, given: readonly Expression[], here: Here): string {
  const [first, second] = given;
  if (name === 'last' && given.length === 0) return nth(here, '=', 1, true);
  if (name === 'true' && given.length === 0) return '';
  if (name === 'not' && first !== undefined && given.length === 1) return not(condition(first, here));
  if (name === 'boolean' && first !== undefined && given.length === 1) return condition(first, here);
  if (name === 'normalize-space' && given.length < 2)
    return not(told('is', { kind: 'call', name, given }, '', here.differences));
  if ((name === 'contains' || name === 'starts-with') && first !== undefined && given.length === 2) {
    if (second?.kind !== 'text') throw new XPathProblem(`\`${name}()\` looks for what is no fixed text`);
    return told(name === 'contains' ? 'contains' : 'starts', first, second.value, here.differences);
  }
  throw new XPathProblem(
    knownFunctions.has(name)
      ? `\`${name}()\` has no counterpart there`
      : `there is no function \`${name}()\` in XPath 1.0`,
  );
}

const knownFunctions: ReadonlySet<string> = new Set(
  'boolean ceiling concat contains count false floor id lang last local-name name namespace-uri normalize-space not number position round starts-with string string-length substring substring-after substring-before sum translate true'.split(
    ' ',
  ),
);

function isLast(expression: Expression): boolean {
  return expression.kind === 'call' && expression.name === 'last' && expression.given.length === 0;
}

function comparison(sign: string, left: Expression, right: Expression, here: Here): string {
  const call = left.kind === 'call' ? left : undefined;
  if (call?.name === 'position') {
    if (right.kind === 'number') return nth(here, sign, right.value, false);
    if (isLast(right))
      return sign === '='
        ? nth(here, '=', 1, true)
        : sign === '<' || sign === '!='
          ? not(nth(here, '=', 1, true))
          : never();
    if (right.kind === 'binary' && right.sign === '-' && isLast(right.left) && right.right.kind === 'number')
      return nth(here, mirrored[sign] ?? sign, right.right.value + 1, true);
    throw new XPathProblem('a position is compared with what is no number');
  }
  if (right.kind === 'number' && (call?.name === 'count' || call?.name === 'string-length')) {
    const [of] = call.given;
    const isSome = someOrNone(sign, right.value);
    if (isSome === undefined) throw new XPathProblem(`\`${call.name}()\` can be compared with none only`);
    const isThere =
      call.name === 'string-length'
        ? not(told('is', of ?? { kind: 'call', name: 'string', given: [] }, '', here.differences))
        : of?.kind === 'path'
          ? exists(pathFromHere(of), here.differences)
          : never();
    return isSome ? isThere : not(isThere);
  }
  if (right.kind !== 'text' && right.kind !== 'number') throw new XPathProblem('two parts of the page are compared');
  if (sign !== '=' && sign !== '!=') throw new XPathProblem(`\`${sign}\` compares numbers on the page`);
  const value = String(right.value);
  if ((call?.name === 'name' || call?.name === 'local-name') && call.given.length === 0)
    return sign === '=' ? `:is(${ident(value.toLowerCase())})` : `:not(${ident(value.toLowerCase())})`;
  return told('is', left, value, here.differences, sign === '!=');
}

function never(): never {
  throw new XPathProblem('the comparison has no counterpart');
}

/** True for a comparison that means “at least one”, false for “none”. */
function someOrNone(sign: string, value: number): boolean | undefined {
  if ((sign === '>' && value === 0) || (sign === '>=' && value === 1) || (sign === '!=' && value === 0)) return true;
  if ((sign === '=' && value === 0) || (sign === '<' && value === 1) || (sign === '<=' && value === 0)) return false;
  return undefined;
}

/** The element is at a place among its siblings that the selector so far names; `isFromEnd` counts from the last one. */
function nth({ css, tag, counts }: Here, sign: string, place: number, isFromEnd: boolean): string {
  const formula = formulaOf(sign, place);
  if (formula === undefined)
    throw new XPathProblem(`no element is at position ${sign === '=' ? '' : `${sign} `}${place}`);
  if (counts === 'one' && formula === '1') return '';
  if (counts !== 'siblings') throw new XPathProblem('it counts along an axis that is no list of siblings');
  const from = isFromEnd ? 'last-' : '';
  if (css === '') return `:nth-${from}child(${formula})`;
  if (css === tag) return `:nth-${from}of-type(${formula})`;
  return `:nth-${from}child(${formula} of ${css})`;
}

function formulaOf(sign: string, place: number): string | undefined {
  if (!Number.isInteger(place)) return undefined;
  if (sign === '=') return place > 0 ? String(place) : undefined;
  if (sign === '<' || sign === '<=') {
    const last = sign === '<' ? place - 1 : place;
    return last > 0 ? `-n+${last}` : undefined;
  }
  if (sign === '>' || sign === '>=') return `n+${Math.max(sign === '>' ? place + 1 : place, 1)}`;
  return undefined;
}

/** The text or attribute passes a test; of several nodes any may. */
function told(test: TextTest, expression: Expression, value: string, differences: Differences, isNot = false): string {
  const subject = subjectOf(expression);
  const last = subject.steps.at(-1);
  if (last === undefined) throw new XPathProblem('it compares the page itself');
  const ending = (text: string): string => (isNot ? not(text) : text);
  const isHeld = last.axis === 'attribute' || last.test === 'text()';
  const steps = isHeld ? stepsAbove(last, subject.steps) : subject.steps;
  if (test !== 'is' && steps.some(({ axis }) => /^(?:child|descendant|following|preceding)/.test(axis)))
    differences.add('any of several elements may pass the test, not the first only');
  if (last.axis === 'attribute') {
    const end = attributeTest(test, last.test, subject.ignoresCase ? value.toLowerCase() : value, subject);
    return reach(steps, ending(end) + (isNot ? `[${ident(last.test)}]` : ''), differences);
  }
  if (last.test === 'text()') differences.add('the text of the element without that of its children is tested as one');
  return reach(steps, ending(textTest(test, value, last.test === 'text()' ? 'own-' : '', subject)), differences);
}

/** The steps to the element that holds the text or attribute of the last step. */
function stepsAbove(last: Step, steps: readonly Step[]): readonly Step[] {
  if (last.predicates.length > 0 && !isFilled(last))
    throw new XPathProblem(`\`${last.test}\` has a condition of its own`);
  const above = steps.slice(0, -1);
  if (!last.isDeep) return above;
  return [...above, { isDeep: false, axis: 'descendant-or-self', test: '*', predicates: [] }];
}

/** True for `text()[normalize-space()]`, a text that is not only white space: what `text()` is taken to mean anyway. */
function isFilled({ test, predicates: [first, second] }: Step): boolean {
  return test === 'text()' && second === undefined && first?.kind === 'call' && first.name === 'normalize-space';
}

/** Something is where the steps lead. */
function exists(steps: readonly Step[], differences: Differences): string {
  const last = steps.at(-1);
  if (last === undefined) return '';
  if (last.axis === 'attribute')
    return reach(stepsAbove(last, steps), last.test === '*' ? never() : `[${ident(last.test)}]`, differences);
  if (last.test === 'text()') return reach(stepsAbove(last, steps), ':not(:own-text-is(""))', differences);
  if (last.test === 'node()' && last.axis === 'child')
    return reach(stepsAbove(last, steps), ':not(:empty)', differences);
  return reach(steps, '', differences);
}

/** The steps lead to an element that `end` holds of. */
function reach(steps: readonly Step[], end: string, differences: Differences): string {
  const [step, ...rest] = steps;
  if (step === undefined) return end;
  if (step.isDeep && step.axis !== 'child')
    return reach(
      [{ isDeep: false, axis: 'descendant-or-self', test: '*', predicates: [] }, { ...step, isDeep: false }, ...rest],
      end,
      differences,
    );
  const isNear = isAdjacent(step);
  const css = (): string => compound(isNear ? { ...step, predicates: step.predicates.slice(1) } : step, differences);
  const there = (): string => joined(css(), reach(rest, end, differences));
  switch (step.axis) {
    case 'child':
    case 'descendant':
      return `:has(${step.isDeep || step.axis === 'descendant' ? '' : '> '}${below(step, rest, end, differences)})`;
    case 'following-sibling':
      return `:has(${isNear ? '+' : '~'} ${there()})`;
    case 'self':
      return joined(css(), reach(rest, end, differences)) === '*' ? '' : matching(there());
    case 'parent':
      return `:is(${there()} > *)`;
    case 'ancestor':
      return `:is(${there()} *)`;
    case 'preceding-sibling':
      return `:is(${there()} ${isNear ? '+' : '~'} *)`;
    case 'ancestor-or-self':
      return `:is(${there()}, ${there()} *)`;
    case 'descendant-or-self':
      return `:is(${there()}, :has(${there()}))`;
    default:
      throw new XPathProblem(`the axis \`${step.axis}\` has no counterpart in a condition`);
  }
}

/** The way down from a child or descendant, as one selector as long as the steps go down. */
function below(step: Step, rest: readonly Step[], end: string, differences: Differences): string {
  const css = compound(step, differences);
  const [next, ...others] = rest;
  if (next === undefined || next.axis !== 'child') return joined(css, reach(rest, end, differences));
  return `${css} ${next.isDeep ? '' : '> '}${below(next, others, end, differences)}`;
}

function joined(css: string, end: string): string {
  return css === '*' && end !== '' ? end : css + end;
}

/** An element's own selector as a condition. */
function matching(css: string): string {
  return /^[.#[:]/.test(css) ? css : `:is(${css})`;
}

/** True for the step to the very next sibling, of whatever name. */
function isAdjacent({ axis, test, predicates }: Step): boolean {
  const [first] = predicates;
  return axis.endsWith('-sibling') && test === '*' && first?.kind === 'number' && first.value === 1;
}
