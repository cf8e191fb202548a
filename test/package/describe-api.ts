import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What an entry of the package offers. */
export interface EntryApi {
  /** As it is imported: `courant/extract`. */
  readonly name: string;
  /** Its exported declarations, sorted by name, without comments. */
  readonly report: string;
  /** Types of the package that the declarations name and the entry does not export. */
  readonly hidden: readonly string[];
}

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly types: string }>>;
}

/** Reads the declarations of a compiled package: one for each entry of its package.json. */
export function describeApi(packageFolder: string): readonly EntryApi[] {
  const { exports } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Manifest;
  const entries = Object.entries(exports).map(([name, { types }]) => ({ name, file: join(packageFolder, types) }));
  const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, types: [], skipLibCheck: true };
  const program = ts.createProgram(entries.map(({ file }) => file), options); // prettier-ignore
  const checker = program.getTypeChecker();
  return entries.map(({ name, file }) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} exports nothing`);
    const exported = checker.getExportsOfModule(module).map((symbol) => ({ symbol, target: resolve(symbol, checker) }));
    const own = new Set(exported.map(({ target }) => target));
    const hidden = new Set<string>();
    const texts = exported
      .sort((a, b) => (a.symbol.name < b.symbol.name ? -1 : 1))
      .map(({ symbol, target }) => {
        const declarations = target.declarations ?? [];
        for (const node of declarations)
          for (const named of namedTypes(node, checker, packageFolder)) if (!own.has(named)) hidden.add(named.name);
        const text = declarations.map(printWithoutComments).join('\n');
        return symbol.name === target.name ? text : `// as ${symbol.name}\n${text}`;
      });
    const title = name === '.' ? 'courant' : name.replace('.', 'courant');
    return { name: title, report: `// ${title}\n\n${texts.join('\n\n')}\n`, hidden: [...hidden].sort() };
  });
}

function resolve(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The types that a declaration names and that a module of the package exports. */
function namedTypes(node: ts.Node, checker: ts.TypeChecker, packageFolder: string): readonly ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (child: ts.Node): void => {
    const name = ts.isTypeReferenceNode(child)
      ? child.typeName
      : ts.isExpressionWithTypeArguments(child)
        ? child.expression
        : undefined;
    const symbol = name && checker.getSymbolAtLocation(name);
    const target = symbol && resolve(symbol, checker);
    if (target?.declarations?.some((part) => isExportedIn(part, join(packageFolder, 'dist')))) found.push(target);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function isExportedIn(node: ts.Node, folder: string): boolean {
  const isDeclaration =
    ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);
  const isExported = isDeclaration && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;
  return isExported && node.getSourceFile().fileName.startsWith(folder);
}

/** Longer ones are made of something else that has a test: told by their digest. */
const longestDeclaration = 10_000;

const printer = ts.createPrinter({ removeComments: true });

function printWithoutComments(node: ts.Node): string {
  // Of a constant the declaration lies two levels above its name.
  const whole = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const text = printer.printNode(ts.EmitHint.Unspecified, whole, whole.getSourceFile());
  if (text.length <= longestDeclaration) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${text.slice(0, text.indexOf('\n'))} … } // ${text.length} characters, sha256 ${digest}`;
}
