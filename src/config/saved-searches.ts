import { z } from 'zod';
import type { SavedSearch } from '../model/saved-search.ts';

const day = z.iso.date('must be a day, as `2026-09-14`');
const word = z.string().min(1);

const searchSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens, as `harbor-news`'),
  title: word.exactOptional(),
  query: z.string().max(1000).default(''),
  outlet: word.exactOptional(),
  language: word.exactOptional(),
  tag: word.exactOptional(),
  author: word.exactOptional(),
  since: day.exactOptional(),
  until: day.exactOptional(),
});

/** `searches:` of courant.yaml. */
export const searchesSchema = z
  .array(searchSchema)
  .max(100, 'must be no more than 100')
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must have a name of its own each')
  .default([]);

/** Without a title, a search is shown by its name. */
export function toSavedSearches(searches: z.infer<typeof searchesSchema>): readonly SavedSearch[] {
  return searches.map(({ title, ...search }) => ({ title: title ?? search.name, ...search }));
}
