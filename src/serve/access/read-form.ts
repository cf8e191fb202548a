import type { Context } from 'hono';

/** The text of a field; empty when it was not sent. */
export interface Form {
  text(name: string): string;
  /** Of fields that may be sent more than once. */
  texts(name: string): readonly string[];
}

export async function readForm(c: Context): Promise<Form> {
  const fields = await c.req.parseBody({ all: true });
  const texts = (name: string): readonly string[] =>
    [fields[name] ?? []].flat().filter((value): value is string => typeof value === 'string');
  return { texts, text: (name) => texts(name)[0] ?? '' };
}
