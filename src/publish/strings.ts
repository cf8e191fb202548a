import { markup, type Markup } from './markup.ts';
import { ar } from './strings/ar.ts';
import { de } from './strings/de.ts';
import { en } from './strings/en.ts';
import { es } from './strings/es.ts';
import { fr } from './strings/fr.ts';
import { it } from './strings/it.ts';
import { ja } from './strings/ja.ts';
import { nl } from './strings/nl.ts';
import { pl } from './strings/pl.ts';
import { pt } from './strings/pt.ts';
import { ru } from './strings/ru.ts';
import type { Strings } from './strings/strings-form.ts';
import { tr } from './strings/tr.ts';
import { uk } from './strings/uk.ts';
import { zh } from './strings/zh.ts';

export const stringTables: ReadonlyMap<string, Strings> = new Map(
  Object.entries({ ar, de, en, es, fr, it, ja, nl, pl, pt, ru, tr, uk, zh }),
);

/** The interface in a language (BCP 47; only its first subtag counts), or in English. */
export function stringsFor(language: string): Strings {
  return stringTables.get(languageOfStrings(language)) ?? en;
}

/** The language the interface is really in. */
export function languageOfStrings(language: string): string {
  const primary = language.toLowerCase().split('-', 1)[0] ?? '';
  return stringTables.has(primary) ? primary : 'en';
}

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
