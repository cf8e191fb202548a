import { selectorProblem, type SelectorField } from '../../extract/sites/compile-rule.ts';
import { compound, type Differences } from './condition.ts';
import { parseXPath, XPathProblem } from './parse-xpath.ts';
import type { Expression, Path, Step } from './parse-xpath.ts';
import { ident } from './text-tests.ts';

export type Carried =
  | {
      readonly ok: true;
      /** Of `strip` each counts, of the other fields the first that matches. */
      readonly selectors: readonly string[];
      /** In what they may find something else than the expression does. */
      readonly differences: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

/** The selectors that find on any page what an XPath 1.0 expression finds, for a field of a site rule. */
export function toSelectors(xpath: string, field: SelectorField): Carried {
  const differences = new Set<string>();
  try {
    const targets = targetsOf(membersOf(parseXPath(xpath)), field, differences);
    const selectors = [...new Set(written(targets, field, differences))];
    const problem = selectors.map((selector) => selectorProblem(selector, field)).find((text) => text !== undefined);
    return problem === undefined ? { ok: true, selectors, differences: [...differences] } : { ok: false, problem };
  } catch (error) {
    if (error instanceof XPathProblem) return { ok: false, problem: error.message };
    throw error;
  }
}

/** What one member of a union names. */
interface Target {
  /** Any of these selectors matches it. */
  readonly css: readonly string[];
  readonly attribute: string;
  /** Which match of the page it is, from 0, from the end if negative; undefined for all. */
  readonly at?: number;
}

function membersOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary' || expression.sign !== '|') return [expression];
  return [...membersOf(expression.left), ...membersOf(expression.right)];
}

/** Of a union for `strip` the members are independent: those that cannot be carried over are told as a difference. */
function targetsOf(members: readonly Expression[], field: SelectorField, differences: Differences): readonly Target[] {
  if (field !== 'strip' || members.length === 1) return members.map((member) => toTarget(member, field, differences));
  const problems: string[] = [];
  const targets = members.flatMap((member) => {
    try {
      return [toTarget(member, field, differences)];
    } catch (error) {
      if (!(error instanceof XPathProblem)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  const [first] = problems;
  if (targets.length === 0) throw new XPathProblem(first ?? 'it is empty');
  for (const problem of problems) differences.add(`a member of its union is left out: ${problem}`);
  return targets;
}

function toTarget(expression: Expression, field: SelectorField, differences: Differences): Target {
  if (expression.kind === 'call') {
    return toTarget(argumentOf(expression, field, differences), field, differences);
  }
  if (expression.kind === 'filter') {
    const [predicate, second] = expression.predicates;
    const at = predicate === undefined || second !== undefined ? undefined : placeOf(predicate);
    if (at !== undefined) return { ...toTarget(expression.of, field, differences), at };
  }
  if (expression.kind !== 'path') return { css: select(expression, differences), attribute: '' };
  const last = expression.steps.at(-1);
  const above: Path = { ...expression, steps: expression.steps.slice(0, -1) };
  if (last?.axis === 'attribute') {
    if (last.predicates.length > 0 || last.test === '*') throw new XPathProblem('the attribute is not named plainly');
    const having = `[${ident(last.test)}]`;
    const css = withSelf(select(above, differences), last).map((left) => (left === '' ? `*${having}` : left + having));
    return { css, attribute: last.test };
  }
  if (last?.test !== 'text()') return { css: select(expression, differences), attribute: '' };
  if (field === 'body' || field === 'strip') throw new XPathProblem('`text()` names texts, a selector whole elements');
  if (last.predicates.length > 0) throw new XPathProblem('`text()` has a condition of its own');
  differences.add('the whole text of the element is taken, not only its own');
  return { css: withSelf(select(above, differences), last), attribute: '' };
}

/** What a call reads, where the reader of the field does, or need not do, what the call does with it. */
function argumentOf(
  { name, given }: Expression & { kind: 'call' },
  field: SelectorField,
  differences: Differences,
): Expression {
  const [first] = given;
  const isWhole = name === 'normalize-space' || name === 'string';
  const isCut = name === 'substring-after' || name === 'substring-before';
  // Names are read behind a leading “By” only, dates within any text.
  const isReadable = field === 'published' || (field === 'authors' && name === 'substring-after');
  if (first === undefined || !(isWhole || (isCut && isReadable)))
    throw new XPathProblem(`\`${name}()\` gives a text, a selector names a part of the page`);
  if (isCut) differences.add(`the whole text is read, not the part that \`${name}()\` cuts out`);
  if (field === 'authors') differences.add('all that match are taken, not the first only');
  return first;
}

/** Which of all matches a condition behind brackets leaves. */
function placeOf(expression: Expression): number | undefined {
  if (expression.kind === 'number') return expression.value >= 1 ? expression.value - 1 : undefined;
  if (expression.kind === 'call') return expression.name === 'last' ? -1 : undefined;
  if (expression.kind !== 'binary') return undefined;
  const { sign, left, right } = expression;
  if (left.kind !== 'call') return undefined;
  if (left.name === 'last' && sign === '-' && right.kind === 'number') return -1 - right.value;
  return left.name === 'position' && sign === '=' ? placeOf(right) : undefined;
}

function written(targets: readonly Target[], field: SelectorField, differences: Differences): readonly string[] {
  const [first] = targets;
  const write = (css: readonly string[], { attribute, at }: Target): string =>
    `${[...new Set(css)].join(', ')}${at === undefined ? '' : `:eq(${at})`}${attribute === '' ? '' : `@${attribute}`}`;
  if (targets.some(({ at, css }) => at !== undefined && css.length > 1 && css.join().length > 2000))
    throw new XPathProblem('its selector would be too long');
  if (first === undefined || field === 'strip' || targets.length === 1)
    return targets.map((target) => write(target.css, target));
  if (targets.every(({ at, attribute }) => at === undefined && attribute === first.attribute))
    return [
      write(
        targets.flatMap(({ css }) => css),
        first,
      ),
    ];
  if (field === 'body') throw new XPathProblem('one member of its union is counted on the whole page');
  differences.add('the members of the union are tried in their order, not that of the page');
  return targets.map((target) => write(target.css, target));
}

/** Selectors that, taken together, find the elements of an expression. The empty one stands for the page itself. */
function select(expression: Expression, differences: Differences): readonly string[] {
  if (expression.kind === 'path') {
    const from = typeof expression.from === 'string' ? [''] : select(expression.from, differences);
    return expression.steps.reduce((left, step) => bounded(advance(left, step, differences)), from);
  }
  if (expression.kind === 'filter') {
    const step = { isDeep: false, axis: 'group', test: '*', predicates: expression.predicates };
    const end = compound(step, differences);
    return select(expression.of, differences).map((left) => (end === '*' ? left : left + end));
  }
  if (expression.kind === 'binary' && expression.sign === '|')
    return [...select(expression.left, differences), ...select(expression.right, differences)];
  throw new XPathProblem('it gives a value, a selector names a part of the page');
}

function bounded(selectors: readonly string[]): readonly string[] {
  if (selectors.reduce((sum, text) => sum + text.length, 0) > 4000)
    throw new XPathProblem('its selector would be too long');
  return selectors;
}

/** With what is below, if a step begins with `//`. */
function withSelf(left: readonly string[], { isDeep }: Step): readonly string[] {
  return isDeep ? left.flatMap((css) => (css === '' ? ['*'] : [css, `${css} *`])) : left;
}

function advance(left: readonly string[], step: Step, differences: Differences): readonly string[] {
  if (step.isDeep && step.axis !== 'child')
    return advance(withSelf(left, step), { ...step, isDeep: false }, differences);
  const { near, behind } = splitAtNearest(step);
  if (near !== undefined) return nearest(left, near, differences).map((css) => css + endOf(behind, differences));
  const css = compound(step, differences);
  return left.flatMap((from) => (from === '' ? fromPage(step, css) : fromElement(from, step, css)));
}

function fromPage({ axis, isDeep }: Step, css: string): readonly string[] {
  if (axis === 'self' && css === '*') return [''];
  if (axis === 'descendant' || axis === 'descendant-or-self' || isDeep) return [css];
  if (axis === 'child') return [/^html(?![\w-])/.test(css) ? css : `${css}:root`];
  throw new XPathProblem(`nothing is on the axis \`${axis}\` of the page itself`);
}

function fromElement(from: string, { axis, isDeep }: Step, css: string): readonly string[] {
  const end = css === '*' ? '' : /^[.#[:]/.test(css) ? css : `:is(${css})`;
  const any = `:is(${from})`;
  switch (axis) {
    case 'child':
      return [`${from} ${isDeep ? '' : '> '}${css}`];
    case 'descendant':
      return [`${from} ${css}`];
    case 'descendant-or-self':
      return [from + end, `${from} ${css}`];
    case 'self':
      return [from + end];
    case 'following-sibling':
      return [`${from} ~ ${css}`];
    case 'preceding-sibling':
      return [`${css}:has(~ ${any})`];
    case 'parent':
      return [`${css}:has(> ${any})`];
    case 'ancestor':
      return [`${css}:has(${any})`];
    case 'ancestor-or-self':
      return [from + end, `${css}:has(${any})`];
    case 'following':
      return [`:is(${from}, :has(${any})) ~ ${css}`, `:is(${from}, :has(${any})) ~ * ${css}`];
    case 'preceding':
      return [`${css}:has(~ :is(${from}, :has(${any})))`, `:has(~ :is(${from}, :has(${any}))) ${css}`];
    default:
      throw new XPathProblem(`the axis \`${axis}\` has no counterpart`);
  }
}

const axesOutward: ReadonlySet<string> = new Set(['ancestor', 'following-sibling', 'preceding-sibling']);

/** A step outward that takes the first of what it finds: the step without that, and what is asked of the one found. */
function splitAtNearest(step: Step): { readonly near?: Step; readonly behind: readonly Expression[] } {
  const at = step.predicates.findIndex((predicate) => predicate.kind === 'number' && predicate.value === 1);
  if (at === -1 || !axesOutward.has(step.axis)) return { behind: [] };
  return { near: { ...step, predicates: step.predicates.slice(0, at) }, behind: step.predicates.slice(at + 1) };
}

function endOf(predicates: readonly Expression[], differences: Differences): string {
  const end = compound({ isDeep: false, axis: 'group', test: '*', predicates }, differences);
  return end === '*' ? '' : end;
}

/** The nearest element on an axis. Exact for elements of any name; for others told as a difference, because selectors cannot
 *  say of which of several starting points an element is the nearest. */
function nearest(left: readonly string[], step: Step, differences: Differences): readonly string[] {
  const css = compound(step, differences);
  const from = `:is(${left.join(', ')})`;
  if (left.includes('')) throw new XPathProblem(`nothing is on the axis \`${step.axis}\` of the page itself`);
  if (css !== '*')
    differences.add('where several starting points lie close together, the nearest to one of them may be missed');
  switch (step.axis) {
    case 'ancestor':
      return [css === '*' ? `:has(> ${from})` : `${css}:has(${from}):not(:has(${css}:has(${from})))`];
    case 'following-sibling':
      return [css === '*' ? `${from} + *` : `${from} ~ ${css}:not(${from} ~ ${css} ~ *)`];
    default:
      return [css === '*' ? `:has(+ ${from})` : `${css}:has(~ ${from}):not(:has(~ ${css}:has(~ ${from})))`];
  }
}
