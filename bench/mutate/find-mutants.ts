import ts from 'typescript';

/** A small change of a source text that some test ought to notice. */
export interface Mutant {
  /** Offsets in the text of what is replaced. */
  readonly start: number;
  readonly end: number;
  /** What is put there; `{}` for a block. */
  readonly to: string;
  readonly isBlock: boolean;
}

const swapped: ReadonlyMap<string, readonly string[]> = new Map([
  ['===', ['!==']],
  ['!==', ['===']],
  ['<', ['<=', '>=']],
  ['<=', ['<', '>']],
  ['>', ['>=', '<=']],
  ['>=', ['>', '<']],
  ['&&', ['||']],
  ['||', ['&&']],
  ['??', ['&&']],
  ['+', ['-']],
  ['-', ['+']],
  ['*', ['/']],
  ['/', ['*']],
  ['%', ['*']],
  ['+=', ['-=']],
  ['-=', ['+=']],
]);
const swappedMethods: ReadonlyMap<string, string> = new Map([
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
]);
/** Methods whose result is of the kind of what they are called on: a mutant goes without the call. */
const dropped = new Set(
  'trim trimStart trimEnd filter sort toSorted reverse toReversed slice flat toLowerCase toUpperCase normalize replace replaceAll'.split(
    ' ',
  ),
);

/** The mutants of a TypeScript text, in its order. What runs only when the file is loaded (constants, tables) has none. */
export function findMutants(text: string): readonly Mutant[] {
  const file = ts.createSourceFile('it.ts', text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const add = (node: ts.Node, to: string): void => {
    if (!isWithinChain(node)) mutants.push({ start: node.getStart(), end: node.end, to, isBlock: ts.isBlock(node) });
  };
  const visit = (node: ts.Node, isRun: boolean): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) return; // texts of errors
    if (isRun) for (const to of replacements(node)) add(node, to);
    const isRunInside = isRun || ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => {
      visit(child, isRunInside);
    });
  };
  visit(file, false);
  return mutants.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** A link of `a?.b.c` but the last cannot be put in parentheses: the chain would be cut. */
function isWithinChain(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent) && !ts.isElementAccessExpression(parent) && !ts.isCallExpression(parent)) {
    return false;
  }
  return parent.expression === node && parent.questionDotToken === undefined && ts.isOptionalChain(parent);
}

function replacements(node: ts.Node): readonly string[] {
  if (ts.isBlock(node)) return node.statements.length > 0 && !ts.isConstructorDeclaration(node.parent) ? ['{}'] : [];
  if (!ts.isExpression(node)) return [];
  return [...new Set([...ownReplacements(node), ...asCondition(node)])];
}

function ownReplacements(node: ts.Expression): readonly string[] {
  if (ts.isBinaryExpression(node)) return swapOperator(node);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return swapUnary(node);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false'];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ['true'];
  if (ts.isTemplateExpression(node)) return ts.isTaggedTemplateExpression(node.parent) ? [] : [`''`];
  if (ts.isStringLiteralLike(node)) return isName(node) ? [] : [node.text === '' ? `'mutant'` : `''`];
  if (ts.isArrayLiteralExpression(node)) return node.elements.length > 0 && !isTarget(node) ? ['[]'] : [];
  if (ts.isObjectLiteralExpression(node)) return node.properties.length > 0 && !isTarget(node) ? ['{}'] : [];
  if (ts.isCallExpression(node)) return changeCall(node);
  return [];
}

function swapOperator(node: ts.BinaryExpression): readonly string[] {
  const [left, right] = [node.left.getText(), node.right.getText()];
  const operator = node.operatorToken.getText();
  if (operator === '+' && (isText(node.left) || isText(node.right))) return [];
  return (swapped.get(operator) ?? []).map((to) =>
    operator.endsWith('=') && /^[+-]/.test(operator) ? `${left} ${to} ${right}` : `(${left}) ${to} (${right})`,
  );
}

function isText(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function swapUnary(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): readonly string[] {
  const text = node.getText();
  if (text.includes('++')) return [text.replace('++', '--')];
  if (text.includes('--')) return [text.replace('--', '++')];
  return /^[!-]/.test(text) ? [node.operand.getText()] : [];
}

/** A string that names a property or a module, or belongs to a tag. */
function isName(node: ts.StringLiteralLike): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isTaggedTemplateExpression(parent) ||
    (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword) ||
    ts.isExternalModuleReference(parent)
  );
}

/** The left side of `[a, b] = …`. */
function isTarget(node: ts.Expression): boolean {
  const { parent } = node;
  return (
    (ts.isBinaryExpression(parent) &&
      parent.left === node &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) ||
    (ts.isForOfStatement(parent) && parent.initializer === node)
  );
}

function changeCall(node: ts.CallExpression): readonly string[] {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const name = expression.name.text;
  if (dropped.has(name)) return [expression.expression.getText()];
  const to = swappedMethods.get(name);
  if (to === undefined) return [];
  const upTo = node.getText().slice(0, expression.name.getStart() - node.getStart());
  return [upTo + to + node.getText().slice(expression.name.end - node.getStart())];
}

/** What an expression is replaced with for where it stands: as a condition, a half of one, a result. */
function asCondition(node: ts.Expression): readonly string[] {
  const { parent } = node;
  if ((ts.isIfStatement(parent) && parent.expression === node) || isChoice(parent, node)) return ['true', 'false'];
  if (ts.isWhileStatement(parent) || (ts.isForStatement(parent) && parent.condition === node)) return ['false'];
  if (ts.isArrowFunction(parent) && parent.body === node) {
    return node.getText() === 'undefined' ? [] : ['undefined'];
  }
  if (!ts.isBinaryExpression(parent)) return [];
  if (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return ['true'];
  return parent.operatorToken.kind === ts.SyntaxKind.BarBarToken ? ['false'] : [];
}

function isChoice(parent: ts.Node, node: ts.Node): boolean {
  return ts.isConditionalExpression(parent) && parent.condition === node;
}

/** The text with the mutants in it, each asleep: it acts where `isMutant(id)` is true. Ids are given by `idOf`. */
export function plantMutants(text: string, mutants: readonly Mutant[], idOf: (mutant: Mutant) => number): string {
  const at = new Map<string, Mutant[]>();
  for (const one of mutants) {
    const key = `${one.start}-${one.end}`;
    at.set(key, [...(at.get(key) ?? []), one]);
  }
  const spans = [...at.values()].sort(([a], [b]) => (a?.start ?? 0) - (b?.start ?? 0) || (b?.end ?? 0) - (a?.end ?? 0));
  let next = 0;
  const write = (from: number, to: number): string => {
    let written = '';
    let position = from;
    for (let here = spans[next]; here?.[0] !== undefined && here[0].end <= to; here = spans[next]) {
      const { start, end, isBlock } = here[0];
      next++;
      written += text.slice(position, start) + wrap(here, write(start, end), isBlock);
      position = end;
    }
    return written + text.slice(position, to);
  };
  const wrap = (here: readonly Mutant[], inner: string, isBlock: boolean): string =>
    isBlock
      ? `{ if (isMutant(${here.map(idOf).join()})) {} else ${inner} }`
      : `(${here.map((one) => `isMutant(${idOf(one)}) ? (${one.to}) : `).join('')}(${inner}))`;
  return `const isMutant = globalThis.isMutant ?? (() => false);${write(0, text.length)}`;
}
