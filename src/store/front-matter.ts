import type { FrontMatter, Provenance } from '../model/article-file.ts';
import { formatYamlString, parseYamlString } from './yaml-string.ts';

/** Keys in the order they are written, with what is taken for one that a hand-edited file leaves out. */
export const frontMatterDefaults = {
  title: '',
  date: '',
  summary: '',
  categories: [],
  lang: [],
  translations: [],
  tags: [],
  menu: '',
  thumbnail: '',
  lead: '',
  comments: false,
  authorbox: false,
  pager: true,
  toc: false,
  mathjax: false,
  sidebar: 'right',
  widgets: ['search', 'recent', 'taglist'],
} as const satisfies Omit<FrontMatter, 'courant' | 'extra'>;

/** As `frontMatterDefaults`, for the `courant:` map. */
export const provenanceDefaults = {
  url: '',
  canonical: '',
  outlet: '',
  authors: [],
  published: '',
  modified: '',
  fetched: '',
  kind: 'article',
  free: true,
  hash: '',
  confidence: 0,
  revision: 1,
  rights: [],
  seal: '',
} as const satisfies Provenance;

/** Keys of the `courant:` map that are written only when they have a value, behind all others. */
export const optionalProvenance = [
  'gone',
  'moved',
  'translationKey',
  'translatedFrom',
  'engine',
  'model',
  'translated',
  'translationOf',
  'glossary',
  'untranslated',
] as const;
type OptionalProvenance = Partial<Pick<Provenance, (typeof optionalProvenance)[number]>>;

export type Scalar = string | boolean | number;
export type Fields = Readonly<Record<string, Scalar | readonly string[]>>;

/** Writes the lines between the two `---`, each with its newline: seed keys in their order, then the `courant:` map. */
export function formatFrontMatter(frontMatter: FrontMatter): string {
  const { courant } = frontMatter;
  const keys = Object.keys(frontMatterDefaults) as (keyof typeof frontMatterDefaults)[];
  const lines = keys.map((key) => formatField(key, frontMatter[key], ''));
  lines.push(frontMatter.extra ?? '');
  if (courant) {
    lines.push('courant:\n');
    const inner = Object.keys(provenanceDefaults) as (keyof typeof provenanceDefaults)[];
    for (const key of inner) lines.push(formatField(key, courant[key], '  '));
    for (const key of optionalProvenance) if (courant[key]) lines.push(formatField(key, courant[key], '  '));
    lines.push((courant.extra ?? '').replace(/^(?=.)/gm, '  '));
  }
  return lines.join('');
}

function formatField(key: string, value: Scalar | readonly string[], indent: string): string {
  const start = `${indent}${key}:`;
  if (typeof value === 'string') return `${start} ${formatYamlString(value)}\n`;
  // Two decimals: enough to sort by, and the same on every machine.
  if (typeof value === 'number') return `${start} ${key === 'confidence' ? value.toFixed(2) : String(value)}\n`;
  if (typeof value === 'boolean') return `${start} ${String(value)}\n`;
  if (value.length === 0) return `${start} []\n`;
  return `${start}\n${value.map((item) => `${indent}  - ${formatYamlString(item)}\n`).join('')}`;
}

/** Fields by key as front matter; `fields` has every key, with the type it has in `frontMatterDefaults`. */
export function toFrontMatter(fields: Fields): FrontMatter {
  const { text, flag, list } = readersOf(fields);
  return {
    title: text('title'),
    date: text('date'),
    summary: text('summary'),
    categories: list('categories'),
    lang: list('lang'),
    translations: list('translations'),
    tags: list('tags'),
    menu: text('menu'),
    thumbnail: text('thumbnail'),
    lead: text('lead'),
    comments: flag('comments'),
    authorbox: flag('authorbox'),
    pager: flag('pager'),
    toc: flag('toc'),
    mathjax: flag('mathjax'),
    sidebar: fields['sidebar'] === false ? false : text('sidebar'),
    widgets: list('widgets'),
  };
}

/** As `toFrontMatter`, for the `courant:` map. */
export function toProvenance(fields: Fields, optional: OptionalProvenance = {}): Provenance {
  const { text, flag, list, number } = readersOf(fields);
  return {
    url: text('url'),
    canonical: text('canonical'),
    outlet: text('outlet'),
    authors: list('authors'),
    published: text('published'),
    modified: text('modified'),
    fetched: text('fetched'),
    kind: text('kind'),
    free: flag('free'),
    hash: text('hash'),
    confidence: number('confidence'),
    revision: number('revision'),
    rights: list('rights'),
    seal: text('seal'),
    ...optional,
  };
}

function readersOf(fields: Fields) {
  const read = <T>(key: string, isType: (value: unknown) => value is T): T => {
    const value = fields[key];
    if (!isType(value)) throw new TypeError(`field ${key} was read with another type than it has`);
    return value;
  };
  return {
    text: (key: string) => read(key, (value) => typeof value === 'string'),
    flag: (key: string) => read(key, (value) => typeof value === 'boolean'),
    number: (key: string) => read(key, (value) => typeof value === 'number'),
    list: (key: string) => read(key, (value): value is readonly string[] => Array.isArray(value)),
  };
}

/** Reads lines in exactly the form that `formatFrontMatter` writes; undefined for anything else, however slight. */
export function parseFrontMatterFast(lines: readonly string[]): FrontMatter | undefined {
  const outer = readFields(lines, 0, '', frontMatterDefaults);
  if (!outer) return undefined;
  const frontMatter = toFrontMatter(outer.fields);
  if (outer.next === lines.length) return frontMatter;
  if (lines[outer.next] !== 'courant:') return undefined;
  const inner = readFields(lines, outer.next + 1, '  ', provenanceDefaults);
  if (!inner) return undefined;
  const optional = readOptional(lines.slice(inner.next));
  return optional && { ...frontMatter, courant: toProvenance(inner.fields, optional) };
}

/** The lines behind the fields that every `courant:` map has; undefined when they are others. */
function readOptional(lines: readonly string[]): OptionalProvenance | undefined {
  const values = optionalProvenance.flatMap((key) => {
    const head = `  ${key}: `;
    const line = lines.find((one) => one.startsWith(head));
    const value = line === undefined ? undefined : parseYamlString(line.slice(head.length));
    return value === undefined ? [] : [[key, value] as const];
  });
  return values.length === lines.length ? optionalOf(Object.fromEntries(values)) : undefined;
}

/** Those fields that are there and not empty. */
export function optionalOf(fields: Readonly<Record<string, unknown>>): OptionalProvenance {
  const has = (key: string): boolean => typeof fields[key] === 'string' && fields[key] !== '';
  return Object.fromEntries(optionalProvenance.filter(has).map((key) => [key, fields[key]]));
}

/** Reads the fields of `model`, in its order and with its types, from line `start` on. */
function readFields(
  lines: readonly string[],
  start: number,
  indent: string,
  model: Fields,
): { readonly fields: Fields; readonly next: number } | undefined {
  const fields: Record<string, Scalar | readonly string[]> = {};
  let next = start;
  for (const [key, example] of Object.entries(model)) {
    const line = lines[next];
    const head = `${indent}${key}:`;
    if (line === undefined || !line.startsWith(head)) return undefined;
    next += 1;
    if (typeof example === 'object') {
      const list: string[] = [];
      if (line !== `${head} []`) {
        if (line !== head) return undefined;
        const dash = `${indent}  - `;
        for (let item = lines[next]; item?.startsWith(dash); item = lines[(next += 1)]) {
          const value = parseYamlString(item.slice(dash.length));
          if (value === undefined) return undefined;
          list.push(value);
        }
        if (list.length === 0) return undefined;
      }
      fields[key] = list;
      continue;
    }
    if (line[head.length] !== ' ') return undefined;
    const value = readScalar(line.slice(head.length + 1), example, key);
    if (value === undefined) return undefined;
    fields[key] = value;
  }
  return { fields, next };
}

function readScalar(source: string, example: Scalar, key: string): Scalar | undefined {
  if (typeof example === 'boolean') return source === 'true' ? true : source === 'false' ? false : undefined;
  if (typeof example === 'number') return /^\d{1,9}(?:\.\d\d)?$/.test(source) ? Number(source) : undefined;
  if (key === 'sidebar' && source === 'false') return false;
  return parseYamlString(source);
}
