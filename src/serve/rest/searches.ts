import { z } from 'zod';
import { listNewest, toArticle } from './list-articles.ts';
import { operation } from './operation.ts';
import { notFound } from './problem.ts';
import { articlesSchema, cursor, limitUpTo } from './schemas.ts';

const searchSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    query: z.string(),
    outlet: z.string().optional(),
    language: z.string().optional(),
    tag: z.string().optional(),
    author: z.string().optional(),
    since: z.string().optional(),
    until: z.string().optional(),
  })
  .meta({ id: 'SavedSearch' });
const tag = 'Saved searches';

export const listSearches = operation({
  ...({ id: 'listSearches', method: 'get', path: '/searches', tag, scope: 'read' } as const),
  summary: 'The searches that courant.yaml names',
  answer: z.object({ searches: z.array(searchSchema) }).meta({ id: 'SavedSearches' }),
  run: async ({ context }) => ({ searches: context.service.project.searches.map((search) => ({ ...search })) }),
});

export const listFound = operation({
  ...({ id: 'listFound', method: 'get', path: '/searches/{name}/articles', tag, scope: 'read' } as const),
  ...{ summary: 'What a saved search finds, newest first', isFeed: true, problems: [404] as const },
  changesWith: 'archive',
  params: z.object({ name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'as `harbor-news`') }),
  query: z.strictObject({ limit: limitUpTo(200, 50), cursor: cursor.optional() }),
  answer: articlesSchema,
  run: async ({ context, path, query: page }) => {
    const search = context.service.project.searches.find(({ name }) => name === path.name);
    if (search === undefined) throw notFound('search');
    const { query, outlet, language, tag: wanted, author, since, until } = search;
    const filters = { outlet, language, tag: wanted, author, since, until, ...page };
    const { hits, next } = await listNewest(context, query, filters);
    return { articles: hits.map(({ article }) => toArticle(context, article)), ...(next !== undefined && { next }) };
  },
});

export const searchOperations = [listSearches, listFound];
