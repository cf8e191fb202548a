import type { Context } from 'hono';
import type { z } from 'zod';
import { nearestWord } from '../../text/nearest.ts';
import { Problem, type Fault } from './problem.ts';

/** The parts of the path. Throws Problem 404 for one that is none of ours: there is nothing of that name. */
export function readPath(c: Context, schema: z.ZodObject | undefined): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(c.req.param());
  if (parsed.success) return parsed.data;
  throw new Problem(404, 'There is nothing of this name.', faultsOf('path', parsed.error, schema));
}

/** The parameters behind the question mark. Throws Problem 400 for one that is unknown, given twice, or not as it must be. */
export function readQuery(c: Context, schema: z.ZodObject | undefined): unknown {
  const known = Object.keys(schema?.shape ?? {});
  const given = c.req.queries();
  const faults = Object.entries(given).flatMap(([name, values]): readonly Fault[] => {
    if (!known.includes(name)) return [unknownFault('query', name, known)];
    return values.length > 1 ? [{ in: 'query', name, detail: 'It is given more than once.' }] : [];
  });
  if (faults.length > 0) throw bad(faults);
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(given).map(([name, [value]]) => [name, value])));
  if (parsed.success) return parsed.data;
  throw bad(faultsOf('query', parsed.error, schema));
}

/** The body, JSON. Throws Problem 400 or 415. */
export async function readBody(c: Context, schema: z.ZodType | undefined): Promise<unknown> {
  if (schema === undefined) return undefined;
  const type = c.req.header('Content-Type') ?? '';
  if (!/^application\/json\s*(?:;|$)/i.test(type))
    throw new Problem(415, 'Send the body as JSON, with `Content-Type: application/json`.');
  const parsed = schema.safeParse(toJson(await c.req.text()));
  if (parsed.success) return parsed.data;
  throw bad(faultsOf('body', parsed.error, schema));
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'The body is no JSON.');
  }
}

function faultsOf(place: Fault['in'], error: z.ZodError, schema: z.ZodType): readonly Fault[] {
  const known = 'shape' in schema ? Object.keys(schema.shape as object) : [];
  return error.issues.flatMap((issue): readonly Fault[] => {
    const name = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownFault(place, key, known));
    return [{ in: place, name, detail: issue.message }];
  });
}

function unknownFault(place: Fault['in'], name: string, known: readonly string[]): Fault {
  const nearest = nearestWord(name, known);
  const hint = nearest !== undefined ? `Did you mean \`${nearest}\`?` : `Known: ${known.join(', ') || 'none'}.`;
  return { in: place, name: name.slice(0, 100), detail: `It is not known. ${hint}` };
}

function bad(faults: readonly Fault[]): Problem {
  const [first] = faults;
  const about = first === undefined || first.name === '' ? '' : `\`${first.name}\` in the ${first.in}: `;
  return new Problem(400, `${about}${first?.detail ?? 'The request is not as it must be.'}`, faults);
}
