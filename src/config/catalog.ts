import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { nearestWords } from '../text/nearest.ts';
import { outletNameOf } from '../url/site.ts';
import { address, country, language } from './field-schemas.ts';
import { readYaml } from './read-yaml.ts';

const outletSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
  home: address,
  country,
  language,
  feeds: z.array(address).min(1),
  checked: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  verified: z.boolean(),
});

/** A well-known outlet. `checked`: the day the entry was last looked over; `verified`: whether its addresses were reached then. */
export type CatalogOutlet = Readonly<z.infer<typeof outletSchema>>;

/** The outlets that ship with Courant, in the order of their ids. */
export function readCatalog(): Promise<readonly CatalogOutlet[]> {
  return readYaml(fileURLToPath(new URL('../../catalog/outlets.yaml', import.meta.url)), z.array(outletSchema));
}

export interface CatalogQuery {
  /** All of them occur in id, name or host. */
  readonly words: readonly string[];
  /** ISO 3166-1 alpha-2, in any case. */
  readonly country?: string | undefined;
  /** BCP 47; a bare language stands for all of its regions and scripts. */
  readonly language?: string | undefined;
}

export function searchCatalog(outlets: readonly CatalogOutlet[], query: CatalogQuery): readonly CatalogOutlet[] {
  const words = query.words.flatMap((word) => word.split(/\s+/)).map(compact);
  return outlets.filter((outlet) => {
    const told = [outlet.id, outlet.name, new URL(outlet.home).hostname].map(compact).join(' ');
    const tag = outlet.language.toLowerCase();
    const wanted = query.language?.toLowerCase() ?? tag;
    return (
      words.every((word) => told.includes(word)) &&
      (query.country === undefined || outlet.country === query.country.toUpperCase()) &&
      (tag === wanted || tag.startsWith(`${wanted}-`))
    );
  });
}

/** The outlets that a name means: by id, name, or the domain's own name; case, accents, spaces and a leading "the" aside. */
export function outletsNamed(outlets: readonly CatalogOutlet[], name: string): readonly CatalogOutlet[] {
  const wanted = compact(name);
  const byId = outlets.filter(({ id }) => compact(id) === wanted);
  return byId.length > 0
    ? byId
    : outlets.filter((outlet) => namesOf(outlet).some((known) => compact(known) === wanted));
}

/** The ids of outlets whose name is near, nearest first: first those that hold the words, then those that are spelled alike. */
export function nearestOutlets(outlets: readonly CatalogOutlet[], name: string, limit: number): readonly string[] {
  const holding = searchCatalog(outlets, { words: [name] }).map(({ id }) => id);
  const spellings = outlets.flatMap((outlet) =>
    [outlet.id, ...namesOf(outlet)].map((known) => ({ key: compact(known), id: outlet.id })),
  );
  const keys = [...new Set(spellings.map(({ key }) => key))];
  const alike = nearestWords(compact(name), keys, limit).flatMap((near) => spellings.filter(({ key }) => key === near));
  return [...new Set([...holding, ...alike.map(({ id }) => id)])].slice(0, limit);
}

function namesOf({ name, home }: CatalogOutlet): readonly string[] {
  return [name, name.replace(/\s*\(.*\)$/, ''), name.replace(/^the\s+/i, ''), outletNameOf(home)];
}

/** Letters and digits only, without accents. */
function compact(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}|[^\p{L}\p{N}]/gu, '');
}
