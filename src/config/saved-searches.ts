import { z } from 'zod';
import type { SavedSearch } from '../model/saved-search.ts';
import { day, filledText } from './field-schemas.ts';

const searchSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens, as `harbor-news`')
    .meta({ title: 'lower-case letters, digits, hyphens' })
    .describe('The name of its folder on the site.'),
  title: filledText.exactOptional().describe('The heading of its page; without one its name.'),
  query: z
    .string()
    .max(1000)
    .default('')
    .describe('What to search for, as a person types it; empty: all that the filters leave.'),
  outlet: filledText.exactOptional().describe('Only of this source, by the name of its file.'),
  language: filledText.exactOptional().describe('Only in this language.'),
  tag: filledText.exactOptional().describe('Only with this tag.'),
  author: filledText.exactOptional().describe('Only by this author.'),
  since: day.exactOptional().describe('Only of this day or later.'),
  until: day.exactOptional().describe('Only of this day or earlier.'),
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
