import { readFile } from 'node:fs/promises';
import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { NewsError, type ErrorPlace } from '../errors.ts';
import { whyUnreadable } from '../store/store-failure.ts';
import { isOverflow } from '../text/is-overflow.ts';
import { describeIssues, wordIssue, type Problem } from './describe-issues.ts';

/** Reads a YAML file and checks it against a schema (made of strict objects). A key with nothing behind it is as if it were left out.
 *  Throws NewsError `config/invalid` with every mistake, its file and line; an unknown key is answered with the nearest known one. */
export async function readYaml<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new NewsError('config/invalid', { file, detail: `The file cannot be read: ${whyUnreadable(cause)}.`, cause });
  }
  try {
    return parseYaml(file, text, schema);
  } catch (cause) {
    if (!isOverflow(cause)) throw cause;
    throw new NewsError('config/invalid', { file, detail: 'Not valid YAML: it is nested too deeply.', cause });
  }
}

/** As `readYaml`, for text already read. */
function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>): T {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  const broken = document.errors[0]; // those behind it mostly follow from it
  if (broken) {
    if (isOverflow(broken)) throw broken;
    const { line, col: column } = lineCounter.linePos(broken.pos[0]);
    const detail = `Not valid YAML: ${yamlCauses[broken.code] ?? broken.message}.`;
    throw new NewsError('config/invalid', { file, line, column, detail, cause: broken });
  }
  const parsed = schema.safeParse(toValue(file, document) ?? {}, { error: wordIssue, reportInput: true });
  if (parsed.success) return parsed.data;
  const toPlace = ({ path, detail }: Problem): ErrorPlace => {
    const offset = offsetOf(document, path);
    return { file, ...(offset === undefined ? {} : { line: lineCounter.linePos(offset).line }), detail };
  };
  const places = describeIssues(parsed.error.issues, schema)
    .map(toPlace)
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  throw invalidConfig(places);
}

/** All mistakes as one error. */
function invalidConfig(places: readonly ErrorPlace[]): NewsError {
  const [first = {}, ...also] = places;
  return new NewsError('config/invalid', { ...first, ...(also.length > 0 && { also }) });
}

/** What several files hold. Throws one NewsError `config/invalid` with the mistakes of all that have some. */
export async function readTogether<T extends readonly Promise<unknown>[] | []>(
  readings: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(readings);
  const reasons = settled.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  const known = reasons.filter((reason) => reason instanceof NewsError);
  if (reasons.length > 1 && known.length === reasons.length) {
    throw invalidConfig(known.flatMap(({ context: { also = [], ...place } }) => [place, ...also]));
  }
  return Promise.all(readings);
}

/** What mostly lies behind an error of YAML, in words of our own; by the codes of the package `yaml`. */
const yamlCauses: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY:
    'a line is indented further than its neighbors, or a text holds `: ` and needs quotes around it',
  MULTILINE_IMPLICIT_KEY: 'a key with `:` behind it is missing here',
  DUPLICATE_KEY: 'the key stands here for the second time',
  TAB_AS_INDENT: 'lines are indented by spaces, not by tabs',
  BAD_SCALAR_START: 'a text that begins with a special character needs quotes around it',
};

/** Throws NewsError `config/invalid` for an alias (`*name`) that names nothing, too much or itself. */
function toValue(file: string, document: Document): unknown {
  try {
    return withoutEmptyKeys(document.toJS({ maxAliasCount: 100 }), 0);
  } catch (cause) {
    if (!(cause instanceof ReferenceError || cause instanceof RangeError)) throw cause;
    const detail = `Not valid YAML: ${cause.message}. A text that begins with \`*\` needs quotes around it.`;
    throw new NewsError('config/invalid', { file, detail, cause });
  }
}

const maxDepth = 30;

function withoutEmptyKeys(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) throw new RangeError(`more than ${maxDepth} levels`);
  if (Array.isArray(value)) return value.map((item) => withoutEmptyKeys(item, depth + 1));
  const filled = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(filled.map(([key, one]) => [key, withoutEmptyKeys(one, depth + 1)]));
}

/** Where the key of a path stands in the text; of the nearest parent when it is missing. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
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
