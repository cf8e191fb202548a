import type { z } from 'zod';
import { ok, skipped, type Outcome } from '../../model/outcome.ts';
import type { EnginePath } from '../../model/translation.ts';
import { toOneLine } from '../../text/one-line.ts';

/** An answer in the form it must have. Skips: translate/engine-failed, with its first words. */
export function parseAnswer<T>(text: string, schema: z.ZodType<T>, what: string): Outcome<T> {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return ok(parsed.data);
  return skipped('translate/engine-failed', `${what} is not in the form we know: ${toOneLine(text.slice(0, 200))}`);
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

export function noPair({ from, to, model }: EnginePath): Outcome<never> {
  return skipped('translate/engine-failed', `${model} has no way from ${from} to ${to}`);
}

export function wrongCount(count: number, expected: number): Outcome<never> {
  return skipped('translate/engine-failed', `${count} translations of ${expected} texts`);
}
