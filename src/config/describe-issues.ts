import type { z } from 'zod';
import { nearestWord } from '../text/nearest.ts';

/** A mistake in a configuration file: what is wrong, and the key it is about. */
export interface Problem {
  readonly detail: string;
  readonly path: Path;
}

type Path = readonly PropertyKey[];

/** What a schema finds wrong, in words; what only follows from another mistake is left out. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], schema: z.ZodType): readonly Problem[] {
  return withoutConsequences(issues.flatMap((issue) => chooseAlternative(issue, [])))
    .flatMap((issue) => describeIssue(issue, schema))
    .filter(({ detail }, index, all) => all.findIndex((other) => other.detail === detail) === index);
}

/** Of a value that may have several forms, the mistakes in the form that was meant. */
function chooseAlternative(issue: z.core.$ZodIssue, prefix: Path): readonly z.core.$ZodIssue[] {
  const path = [...prefix, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ ...issue, path }];
  const isOtherForm = ([first]: readonly z.core.$ZodIssue[]): boolean =>
    first === undefined ||
    (first.path.length === 0 && (first.code === 'invalid_type' || first.code === 'invalid_value'));
  const meant = issue.errors.filter((one) => !isOtherForm(one));
  if (meant.length === 0) return [{ ...issue, path }];
  return (meant.at(-1) ?? []).flatMap((one) => chooseAlternative(one, path));
}

/** A misspelled key is also missing under its right name: the spelling is what to tell. */
function withoutConsequences(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const strange = new Set(issues.flatMap(({ code, path }) => (code === 'unrecognized_keys' ? [path.join('.')] : [])));
  return issues.filter(
    ({ code, input, path }) =>
      code === 'unrecognized_keys' || input !== undefined || !strange.has(path.slice(0, -1).join('.')),
  );
}

function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType): readonly Problem[] {
  const name = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const shown = name === '' ? key : `${name}.${key}`;
      return {
        detail: `Unknown key \`${shown}\`. ${whereKeysAre(key, schema, issue.path)}`,
        path: [...issue.path, key],
      };
    });
  }
  const what = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  const detail = `${name === '' ? 'The whole file' : `\`${name}\``}: ${what}${foundValue(issue, name)}`;
  return [{ detail: /[.?]$/.test(detail) ? detail : `${detail}.`, path: issue.path }];
}

const secretName = /secret|password|key|token|database/i;

/** The value that was found, where it is short and no secret. */
function foundValue({ input, code }: z.core.$ZodIssue, name: string): string {
  const isShort = (typeof input === 'string' && input.length <= 60) || typeof input === 'number';
  if (code === 'invalid_key' || secretName.test(name)) return '';
  if (typeof input === 'boolean' || isShort) return input === '' ? '' : `; found: \`${String(input)}\``;
  return '';
}

const maxKnown = 24;

function whereKeysAre(key: string, schema: z.ZodType, path: Path): string {
  const known = knownKeys(schema, path);
  const nearest = nearestWord(key, known) ?? known.find((one) => key.length > 2 && one.startsWith(key));
  if (nearest !== undefined) return `Did you mean \`${nearest}\`?`;
  const above = knownKeys(schema, []).filter((one) => path.length === 0 && knownKeys(schema, [one]).includes(key));
  if (above.length > 0) return `It belongs below ${above.map((one) => `\`${one}\``).join(' or ')}.`;
  return path.length > 0 && knownKeys(schema, []).includes(key)
    ? `It belongs to the left margin, not below \`${path.map(String).join('.')}\`.`
    : `Known here: ${known.slice(0, maxKnown).join(', ')}${known.length > maxKnown ? ' …' : '.'}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text (in quotes if it looks like a number or a word like `yes`)',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
};

/** The text of an issue that has none of the schema's own. */
export const wordIssue: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return wordChoice(issue.values.map(String), issue.input);
  if (issue.code === 'invalid_union') {
    const choices: unknown = 'options' in issue ? issue.options : undefined;
    if (!Array.isArray(choices)) return 'has another form than it may have';
    return wordChoice(choices.map(String), isRecord(issue.input) ? issue.input['kind'] : undefined);
  }
  if (issue.code === 'too_small') return wordLimit(issue.origin, 'least', Number(issue.minimum), issue.inclusive);
  if (issue.code === 'too_big') return wordLimit(issue.origin, 'most', Number(issue.maximum), issue.inclusive);
  return undefined;
};

function wordChoice(choices: readonly string[], input: unknown): string {
  const nearest = typeof input === 'string' ? nearestWord(input, choices) : undefined;
  const hint = nearest === undefined ? '' : ` (did you mean \`${nearest}\`?)`;
  const words = choices.map((choice) => `\`${choice}\``);
  return `must be ${words.length > 1 ? 'one of ' : ''}${words.join(', ')}${hint}`;
}

function wordLimit(origin: string, side: 'least' | 'most', limit: number, isInclusive = true): string {
  if (origin === 'string')
    return limit === 1 && side === 'least' ? 'must not be empty' : `must have at ${side} ${limit} characters`;
  if (origin === 'array') return `must have at ${side} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return isInclusive ? `must be at ${side} ${limit}` : `must be ${side === 'least' ? 'more' : 'less'} than ${limit}`;
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
  /** Of a transformed value: before, and after. */
  readonly in?: unknown;
  readonly out?: unknown;
  readonly options?: readonly unknown[];
  readonly element?: unknown;
  readonly shape?: Readonly<Record<string, unknown>>;
}

function alternativesOf(schema: unknown): readonly Definition[] {
  if (!hasDef(schema)) return [];
  const { innerType, in: before, out: after, options } = schema.def;
  if (options) return options.flatMap(alternativesOf);
  const inner = [innerType, before, after].filter((one) => one !== undefined);
  return inner.length === 0 ? [schema.def] : inner.flatMap(alternativesOf);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function hasDef(value: unknown): value is { readonly def: Definition } {
  return typeof value === 'object' && value !== null && 'def' in value;
}
