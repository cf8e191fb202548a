import { NewsError } from '../errors.ts';
import { nearestWord } from '../text/nearest.ts';
import { escapeText, type Markup } from './markup.ts';

/** What a template is filled with. Texts are escaped, `Markup` stays as it is; a view names all of its fields, also those
 *  without a value. */
export interface View {
  readonly [name: string]: ViewValue;
}
export type ViewValue = string | number | boolean | Markup | View | readonly (View | Markup | string)[] | undefined;

/** Fills a template. */
export type Template = (view: View) => string;

type Scope = readonly View[];
type Part = (scope: Scope) => string;

interface Source {
  readonly file: string;
  readonly text: string;
}

/** Makes a template of its text. Places are those of Mustache, without a way to leave out the escaping:
 *
 *      {{title}}                     a value; {{item.title}} a value of a value; {{.}} the value of a section
 *      {{#image}} … {{/image}}       once if there is such a value, for each if there are several, with its fields in reach
 *      {{^image}} … {{/image}}       if there is none
 *      {{! a remark }}
 *
 *  A section that stands alone on its line leaves no line behind. Throws NewsError `publish/bad-template` with the line, now for
 *  a broken template, later for a name that the view does not have. Spec: mustache(5), the parts named. */
export function compileTemplate(file: string, text: string): Template {
  const source = { file, text };
  const root: Part[] = [];
  const open: { readonly name: string; readonly parts: Part[]; readonly at: number }[] = [];
  let parts = root;
  let end = 0;
  for (const token of text.matchAll(/\{\{\s*([#^/!]?)\s*([^{}]*?)\s*\}\}/g)) {
    const [whole, sign = '', name = ''] = token;
    let before = text.slice(end, token.index);
    end = token.index + whole.length;
    const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end, end + 200));
    const line = text.slice(text.lastIndexOf('\n', token.index - 1) + 1, token.index);
    if (sign !== '' && rest && line.trim() === '') {
      before = before.replace(/[ \t]*$/, '');
      end += rest[0].length;
    }
    pushText(parts, before);
    if (sign === '!') continue;
    if (!/^(?:\.|[\w-]+(?:\.[\w-]+)*)$/.test(name)) fail(source, token.index, `\`${whole}\` names nothing.`);
    if (sign === '') parts.push(valuePart(source, token.index, name));
    else if (sign === '/') {
      const section = open.pop();
      if (section?.name !== name) fail(source, token.index, `\`${whole}\` closes a section that is not open.`);
      parts = open.at(-1)?.parts ?? root;
    } else {
      const inner: Part[] = [];
      parts.push(sectionPart(source, token.index, name, sign === '#', inner));
      open.push({ name, parts: inner, at: token.index });
      parts = inner;
    }
  }
  pushText(parts, text.slice(end));
  const last = open.at(-1);
  if (last) fail(source, last.at, `The section \`${last.name}\` is not closed.`);
  return (view) => run(root, [view]);
}

function pushText(parts: Part[], text: string): void {
  if (text !== '') parts.push(() => text);
}

function run(parts: readonly Part[], scope: Scope): string {
  let text = '';
  for (const part of parts) text += part(scope);
  return text;
}

function valuePart(source: Source, at: number, name: string): Part {
  const find = finder(source, at, name);
  return (scope) => {
    const value = find(scope);
    if (typeof value === 'string') return escapeText(value);
    if (typeof value === 'number') return String(value);
    return isMarkup(value) ? value.markup : '';
  };
}

function sectionPart(source: Source, at: number, name: string, isWanted: boolean, inner: readonly Part[]): Part {
  const find = finder(source, at, name);
  return (scope) => {
    const value = find(scope);
    const isThere = Array.isArray(value) ? value.length > 0 : hasContent(value);
    if (!isWanted) return isThere ? '' : run(inner, scope);
    if (!isThere) return '';
    if (!Array.isArray(value)) return run(inner, [...scope, isView(value) ? value : { '.': value }]);
    let text = '';
    for (const item of value as readonly (View | Markup | string)[]) {
      text += run(inner, [...scope, isView(item) ? item : { '.': item }]);
    }
    return text;
  };
}

function hasContent(value: ViewValue): boolean {
  return isMarkup(value) ? value.markup !== '' : value !== undefined && value !== '' && value !== false;
}

function isMarkup(value: ViewValue): value is Markup {
  return typeof value === 'object' && 'markup' in value;
}

function isView(value: ViewValue): value is View {
  return typeof value === 'object' && !Array.isArray(value) && !('markup' in value);
}

/** Looks a name up, in the innermost section that has it. */
function finder(source: Source, at: number, name: string): (scope: Scope) => ViewValue {
  const [first = '', ...rest] = name === '.' ? ['.'] : name.split('.');
  return (scope) => {
    for (let depth = scope.length - 1; depth >= 0; depth -= 1) {
      const view = scope[depth];
      if (view === undefined || !Object.hasOwn(view, first)) continue;
      let value = view[first];
      for (const key of rest) {
        if (!isView(value)) return undefined;
        if (!Object.hasOwn(value, key)) failName(source, at, name, Object.keys(value));
        value = value[key];
      }
      return value;
    }
    return failName(source, at, name, scope.flatMap(Object.keys));
  };
}

function failName(source: Source, at: number, name: string, known: readonly string[]): never {
  const near = nearestWord(name, known);
  fail(source, at, `There is no \`${name}\` here.${near === undefined ? '' : ` Did you mean \`${near}\`?`}`);
}

function fail({ file, text }: Source, at: number, detail: string): never {
  throw new NewsError('publish/bad-template', { file, line: text.slice(0, at).split('\n').length, detail });
}
