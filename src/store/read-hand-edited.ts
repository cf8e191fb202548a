import {
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  YAMLMap,
  type Node,
  type Pair,
} from 'yaml';
import type { FrontMatter } from '../model/article-file.ts';
import {
  frontMatterDefaults,
  optionalOf,
  optionalProvenance,
  provenanceDefaults,
  toFrontMatter,
  toProvenance,
  type Fields,
  type Scalar,
} from './front-matter.ts';
import { isOverflow } from '../text/is-overflow.ts';

/** What is wrong with front matter; `line` counts from 1 within it. */
export class FrontMatterProblem extends Error {
  readonly line: number;

  constructor(detail: string, line: number) {
    super(detail);
    this.name = 'FrontMatterProblem';
    this.line = line;
  }
}

/** Reads front matter that somebody has edited: any YAML notation, any order; keys left out take the seed's defaults and
 *  keys we do not know are kept as `extra`. Throws FrontMatterProblem. */
export function readHandEdited(source: string): FrontMatter {
  try {
    return readFields(source);
  } catch (cause) {
    if (isOverflow(cause)) throw new FrontMatterProblem('front matter is nested too deeply', 1);
    throw cause;
  }
}

function readFields(source: string): FrontMatter {
  const lineCounter = new LineCounter();
  // Failsafe: every plain scalar stays the text it was written as, so a title "2025" or "No" needs no quotes.
  const document = parseDocument(source, { schema: 'failsafe', lineCounter, logLevel: 'silent' });
  const error = document.errors[0];
  if (error && isOverflow(error)) throw error;
  if (error)
    throw new FrontMatterProblem(error.message.split('\n')[0] ?? error.code, lineCounter.linePos(error.pos[0]).line);
  const lineOf = (node: unknown): number => {
    const offset = (node as Node | null | undefined)?.range?.[0];
    return offset === undefined ? 1 : lineCounter.linePos(offset).line;
  };
  if (!isMap(document.contents)) throw new FrontMatterProblem('front matter is no map of keys', 1);

  const readMap = (map: YAMLMap, model: Fields, prefix: string): Fields => {
    const fields: Record<string, Scalar | readonly string[]> = { ...model };
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const example = Object.hasOwn(model, name) ? model[name] : undefined;
      if (example === undefined) continue;
      const node = isAlias(value) ? value.resolve(document) : value;
      const read = readValue(node, example, name);
      if (read === undefined)
        throw new FrontMatterProblem(`${prefix}${name} is no ${kindOf(example)}`, lineOf(value ?? key));
      fields[name] = read;
    }
    return fields;
  };

  const outer = readMap(document.contents, frontMatterDefaults, '');
  const root = document.contents;
  for (const key of ['title', 'date']) {
    if (outer[key] === '') throw new FrontMatterProblem(`${key} is missing`, 1);
  }
  const date = toDate(String(outer['date']));
  if (date === undefined)
    throw new FrontMatterProblem('date is not of the form YYYY-MM-DD HH:MM:SS', lineOf(root.get('date', true)));
  const translations = root.has('translations') ? outer['translations'] : outer['lang'];
  const extra = extraOf(root, ['courant', ...Object.keys(frontMatterDefaults)], document);
  const frontMatter = { ...toFrontMatter({ ...outer, date, translations: translations ?? [] }), ...extra };

  const courant: unknown = root.get('courant', true);
  if (courant === undefined || courant === null || (isScalar(courant) && textOf(courant.value) === ''))
    return frontMatter;
  if (!isMap(courant)) throw new FrontMatterProblem('courant is no map of keys', lineOf(courant));
  const optional = Object.fromEntries(optionalProvenance.map((key) => [key, '']));
  const fields = readMap(courant, { ...provenanceDefaults, ...optional }, 'courant.');
  const extraInner = extraOf(courant, [...Object.keys(provenanceDefaults), ...optionalProvenance], document);
  return { ...frontMatter, courant: { ...toProvenance(fields, optionalOf(fields)), ...extraInner } };
}

/** The entries of a map that are not `known`, as YAML in the notation they were found in; without those that name others (`*name`),
 *  which may be large beyond measure, or themselves. */
function extraOf(map: YAMLMap, known: readonly string[], document: Document.Parsed): { readonly extra?: string } {
  const isKnown = (key: unknown): boolean => isScalar(key) && known.includes(String(key.value));
  const rest = new YAMLMap(document.schema);
  rest.items = map.items.filter((item) => !isKnown(item.key) && !hasAlias(item));
  if (rest.items.length === 0) return {};
  const extra = new Document(null, { schema: 'failsafe' });
  extra.contents = rest;
  return { extra: extra.toString({ lineWidth: 0 }) };
}

function hasAlias(item: Pair): boolean {
  let isFound = false;
  const map = new YAMLMap();
  map.items = [item];
  visit(map, {
    Alias: () => {
      isFound = true;
      return visit.BREAK;
    },
  });
  return isFound;
}

function kindOf(example: Scalar | readonly string[]): string {
  if (typeof example === 'object') return 'list of texts';
  return typeof example === 'boolean' ? 'true or false' : typeof example === 'number' ? 'number' : 'text';
}

function readValue(
  node: unknown,
  example: Scalar | readonly string[],
  name: string,
): Scalar | readonly string[] | undefined {
  if (typeof example === 'object') {
    if (isSeq(node)) {
      const items = node.items.map((item) => (isScalar(item) ? textOf(item.value) : undefined));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    const single = isScalar(node) ? textOf(node.value) : node === null ? '' : undefined;
    return single === undefined ? undefined : single === '' ? [] : [single];
  }
  const text = isScalar(node) ? textOf(node.value) : node === null ? '' : undefined;
  if (text === undefined) return undefined;
  if (typeof example === 'boolean')
    return /^(?:true|yes|on)$/i.test(text) ? true : /^(?:false|no|off)$/i.test(text) ? false : undefined;
  if (typeof example === 'number') return /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
  return name === 'sidebar' && /^(?:false|no|off)?$/i.test(text) ? false : text;
}

function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? '' : typeof value === 'string' ? value : undefined;
}

/** Accepts the other notations Hugo knows, as `2025-02-09` and `2025-02-09T23:25:27Z`; the time is taken as written. */
export function toDate(text: string): string | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$/i.exec(text.trim());
  if (!parts) return undefined;
  const [, day = '', minute = '00:00', second = ':00'] = parts;
  const epochMs = Date.parse(`${day}T${minute}${second}Z`);
  // A 30 February is read as a day in March.
  const isDay = !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(day);
  return isDay ? `${day} ${minute}${second}` : undefined;
}
