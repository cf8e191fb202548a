import { readFile } from 'node:fs/promises';
import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { NewsError } from '../errors.ts';
import { nearestWord } from '../text/nearest.ts';

/** Reads a YAML file and checks it against a schema (made of strict objects).
 *  Throws NewsError `config/invalid` with file and line; an unknown key is answered with the nearest known one. */
export async function readYaml<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new NewsError('config/invalid', { file, detail: `The file cannot be read: ${String(cause)}`, cause });
  }
  return parseYaml(file, text, schema);
}

/** As `readYaml`, for text already read. */
function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>): T {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  const broken = document.errors[0];
  if (broken) {
    const line = lineCounter.linePos(broken.pos[0]).line;
    throw new NewsError('config/invalid', { file, line, detail: `Not valid YAML: ${broken.message}`, cause: broken });
  }
  const parsed = schema.safeParse(toValue(file, document) ?? {});
  if (parsed.success) return parsed.data;
  // A misspelled key is also missing under its right name: the spelling is what to tell.
  const { issues } = parsed.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) throw new NewsError('config/invalid', { file });
  const problem = describeIssue(issue, schema);
  const offset = offsetOf(document, problem.path);
  throw new NewsError('config/invalid', {
    file,
    ...(offset === undefined ? {} : { line: lineCounter.linePos(offset).line }),
    detail: problem.detail,
  });
}

/** Throws NewsError `config/invalid` for an alias (`*name`) that names nothing or too much. */
function toValue(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    const detail = `Not valid YAML: ${String(cause)} A text that begins with \`*\` needs quotes.`;
    throw new NewsError('config/invalid', { file, detail, cause });
  }
}

type Path = readonly PropertyKey[];

function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType): { detail: string; path: Path } {
  const name = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = knownKeys(schema, issue.path);
    const nearest = nearestWord(key, known);
    const hint = nearest === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean \`${nearest}\`?`;
    return { detail: `Unknown key \`${name === '' ? key : `${name}.${key}`}\`. ${hint}`, path: [...issue.path, key] };
  }
  return { detail: `${name === '' ? 'The whole file' : `\`${name}\``}: ${issue.message}`, path: issue.path };
}

/** The keys a strict object schema knows at a path; follows objects, arrays, alternatives and wrappers. */
function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  let current = alternativesOf(schema);
  for (const step of path) {
    current = current
      .flatMap(({ shape, element }) => shape?.[String(step)] ?? element ?? [])
      .flatMap((next) => alternativesOf(next));
  }
  return [...new Set(current.flatMap(({ shape }) => Object.keys(shape ?? {})))];
}

interface Definition {
  readonly innerType?: unknown;
  /** Of a transformed value. */
  readonly out?: unknown;
  readonly options?: readonly unknown[];
  readonly element?: unknown;
  readonly shape?: Readonly<Record<string, unknown>>;
}

function alternativesOf(schema: unknown): readonly Definition[] {
  if (!hasDef(schema)) return [];
  const { innerType, out, options } = schema.def;
  if (options) return options.flatMap(alternativesOf);
  const inner = innerType ?? out;
  return inner === undefined ? [schema.def] : alternativesOf(inner);
}

function hasDef(value: unknown): value is { readonly def: Definition } {
  return typeof value === 'object' && value !== null && 'def' in value;
}

/** Where the key of a path stands in the text; of the nearest parent when it is missing. */
function offsetOf(document: Document, path: Path): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return undefined;
}
