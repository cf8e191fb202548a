import { markup, type Markup } from './markup.ts';

/** Puts a date that is marked up into the `{date}` place of an interface string. */
export function fillDate(text: string, date: Markup): Markup {
  const [before = '', after = ''] = text.split('{date}');
  return markup`${before}${date}${after}`;
}

/** Fills `{name}` places of an interface string. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? place) : place,
  );
}
