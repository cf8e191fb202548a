import { XPathProblem } from './parse-xpath.ts';
import type { Expression, Path, Step } from './parse-xpath.ts';

export type TextTest = 'is' | 'starts' | 'contains';

/** What a test looks at. */
export interface Subject {
  readonly steps: readonly Step[];
  /** With a space before and behind, the way to look for one word of a `class`. */
  readonly isPadded: boolean;
  readonly ignoresCase: boolean;
}

/** The text or attribute that an expression speaks of. */
export function subjectOf(expression: Expression): Subject {
  if (expression.kind === 'path') return { steps: pathFromHere(expression), isPadded: false, ignoresCase: false };
  if (expression.kind !== 'call') throw new XPathProblem('it compares what is neither a text nor an attribute');
  const { name, given } = expression;
  const [first = dot, second, third] = given;
  if ((name === 'normalize-space' || name === 'string') && given.length < 2) return subjectOf(first);
  if (
    name === 'translate' &&
    second?.kind === 'text' &&
    third?.kind === 'text' &&
    isLowering(second.value, third.value)
  )
    return { ...subjectOf(first), ignoresCase: true };
  if (name === 'concat' && given.length === 3 && isSpace(first) && isSpace(third) && second !== undefined)
    return { ...subjectOf(second), isPadded: true };
  throw new XPathProblem(`\`${name}()\` has no counterpart there`);
}

const dot: Path = {
  kind: 'path',
  from: 'here',
  steps: [{ isDeep: false, axis: 'self', test: 'node()', predicates: [] }],
};

function isSpace(expression: Expression | undefined): boolean {
  return expression?.kind === 'text' && expression.value === ' ';
}

function isLowering(from: string, to: string): boolean {
  return from.toLowerCase() === to.toLowerCase();
}

/** The steps of a path that begins at the node at hand. */
export function pathFromHere(path: Path): readonly Step[] {
  if (path.from === 'here') return path.steps;
  throw new XPathProblem('a condition looks elsewhere on the page');
}

/** A test of an attribute as the end of a selector. */
export function attributeTest(test: TextTest, name: string, told: string, { isPadded, ignoresCase }: Subject): string {
  if (test === 'contains' && told === '') return '';
  const flag = ignoresCase ? ' i' : '';
  const having = (sign: string, text: string): string => `[${ident(name)}${sign}${quoted(text)}${flag}]`;
  if (!isPadded) {
    if (test === 'is' && name === 'id' && flag === '' && isPlain(told)) return `#${told}`;
    return having({ is: '=', starts: '^=', contains: '*=' }[test], told);
  }
  if (test !== 'contains') throw new XPathProblem('only `contains` is understood with spaces around an attribute');
  const [, before = '', word = '', behind = ''] = /^( ?)(.*?)( ?)$/.exec(told) ?? [];
  if (word === '' || /^ | $/.test(word)) throw new XPathProblem('it looks for nothing but spaces');
  if (before === '' && behind === '') return having('*=', word);
  if (before === '') return `:is(${having('$=', word)}, ${having('*=', `${word} `)})`;
  if (behind === '') return `:is(${having('^=', word)}, ${having('*=', ` ${word}`)})`;
  if (/ /.test(word))
    return `:is(${having('=', word)}, ${having('^=', `${word} `)}, ${having('$=', ` ${word}`)}, ${having('*=', ` ${word} `)})`;
  return name === 'class' && flag === '' && isPlain(word) ? `.${word}` : having('~=', word);
}

/** A test of the text of an element as the end of a selector; `own-` leaves out the text of child elements. */
export function textTest(test: TextTest, told: string, own: '' | 'own-', { isPadded, ignoresCase }: Subject): string {
  if (isPadded) throw new XPathProblem('only an attribute can be tested with spaces around it');
  if (ignoresCase) throw new XPathProblem('a test of text cannot overlook capitals');
  return test === 'contains' && told === '' ? '' : `:${own}text-${test}(${quoted(told)})`;
}

/** A tag or attribute name as CSS writes it. */
export function ident(name: string): string {
  return name.replace(/[^\p{L}\p{N}_-]/gu, '\\$&');
}

function isPlain(name: string): boolean {
  return /^[a-z_][\w-]*$/i.test(name);
}

/** A CSS string. Brackets are escaped too: css-select counts them inside of pseudo-classes. */
function quoted(text: string): string {
  return `"${text.replace(/["\\()]/g, '\\$&')}"`;
}
