import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { NewsError } from '../errors.ts';
import { pluralKeys, textKeys, type Interface, type Strings } from '../publish/strings/strings-form.ts';
import { listNames } from './list-names.ts';
import { readYaml } from './read-yaml.ts';

/** The folder of an archive with its own texts, as interface/de.yaml. */
const interfaceFolder = 'interface';

const shippedFolder = fileURLToPath(new URL(`../../${interfaceFolder}/`, import.meta.url));

const text = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a text') })
  .min(1, 'must not be empty');
const form = text.exactOptional();
const plural = z.strictObject(
  { zero: form, one: form, two: form, few: form, many: form, other: text },
  { error: ({ input }) => (input === undefined ? 'is missing' : undefined) },
);
const wholeSchema = z.strictObject({ ...forEach(textKeys, text), ...forEach(pluralKeys, plural) });
const partSchema = z.strictObject({
  ...forEach(textKeys, text.exactOptional()),
  ...forEach(pluralKeys, plural.exactOptional()),
});

/** What the site says itself, in a language (BCP 47), from the interface/ that ships with Courant and that of the archive at
 *  `root`. `de-AT` gets `de` where it has no file of its own; a language with no file at all gets English. A file of the archive is
 *  laid over ours key by key; for a language that we don't have it must be complete. Lookup: RFC 4647, section 3.4.
 *  Throws NewsError `config/invalid` with the file and the key. */
export async function readInterface(language: string, root?: string): Promise<Interface> {
  const shipped = await listFiles(shippedFolder);
  const own = root === undefined ? new Map<string, string>() : await listFiles(join(root, interfaceFolder));
  const [canonical = 'en'] = Intl.getCanonicalLocales(language);
  const wanted = lookupOrder(canonical);
  const isKnown = wanted.some((tag) => shipped.has(tag) || own.has(tag));
  const order = isKnown ? wanted : ['en'];
  const base = order.find((tag) => shipped.has(tag));
  let strings = await readWhole(base === undefined ? undefined : shipped.get(base));
  // What is more general than our file is for others: zh says nothing of zh-Hant.
  const nearer = base === undefined ? order : order.slice(0, order.indexOf(base) + 1);
  for (const file of nearer.toReversed().flatMap((tag) => own.get(tag) ?? [])) {
    strings = strings === undefined ? await readWhole(file) : { ...strings, ...(await readYaml(file, partSchema)) };
    if (strings !== undefined) await checkPlaces(file, strings);
  }
  if (strings === undefined) throw new NewsError('config/invalid', { file: shippedFolder, detail: 'en.yaml is gone.' });
  return { language: isKnown ? canonical : 'en', strings };
}

async function readWhole(file: string | undefined): Promise<Strings | undefined> {
  return file === undefined ? undefined : readYaml(file, wholeSchema);
}

/** The languages that ship with Courant, as BCP 47 tags. */
export async function listInterfaces(): Promise<readonly string[]> {
  return [...(await listFiles(shippedFolder)).keys()].sort();
}

/** The files of a folder by language. No folder, none. */
async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await listNames(folder);
  return new Map(
    names.filter((name) => !name.startsWith('.')).map((name) => [languageOfFile(folder, name), join(folder, name)]),
  );
}

function languageOfFile(folder: string, name: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(name.replace(/\.yaml$/, ''));
    if (tag !== undefined && name.endsWith('.yaml')) return tag;
  } catch {
    // RangeError: not a language tag; told below
  }
  const detail = 'A file of interface texts is named after its language (BCP 47), as `de.yaml` or `zh-Hant.yaml`.';
  throw new NewsError('config/invalid', { file: join(folder, name), detail });
}

/** Languages whose texts are kept under a wider name. */
const widerNames: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

/** A tag and what stands in for it, nearest first: `zh-TW`, `zh-Hant`, `zh`. */
function lookupOrder(tag: string): readonly string[] {
  const subtags = tag.split('-');
  const shorter = subtags.map((_, index) => subtags.slice(0, subtags.length - index).join('-'));
  const [primary = tag] = subtags;
  const { script } = new Intl.Locale(tag).maximize();
  const usual = new Intl.Locale(primary).maximize().script;
  // Simplified characters are no help to who reads traditional ones; the region tells the script.
  const written = script === undefined || script === usual ? [] : [`${primary}-${script}`];
  const wider = widerNames[primary];
  return [...new Set([...shorter.slice(0, -1), ...written, primary, ...(wider === undefined ? [] : [wider])])];
}

/** A place that nothing fills would stand on every page as it is. */
async function checkPlaces(file: string, strings: Strings): Promise<void> {
  const english = await readYaml(join(shippedFolder, 'en.yaml'), wholeSchema);
  for (const key of [...textKeys, ...pluralKeys]) {
    const known = placesOf(english[key]);
    const strange = placesOf(strings[key]).find((place) => !known.includes(place));
    if (strange === undefined) continue;
    const may = known.length === 0 ? 'It has no places.' : `Its places: ${known.join(', ')}.`;
    throw new NewsError('config/invalid', { file, detail: `\`${key}\`: ${strange} is filled by nothing. ${may}` });
  }
}

/** The places (`{…}`) of a text, each once. */
export function placesOf(text: Strings[keyof Strings]): readonly string[] {
  const texts = typeof text === 'string' ? [text] : Object.values(text);
  return [...new Set(texts.flatMap((one) => one.match(/\{\w+\}/g) ?? []))].sort();
}

function forEach<K extends string, T>(keys: readonly K[], schema: T): Record<K, T> {
  return Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, T>;
}
