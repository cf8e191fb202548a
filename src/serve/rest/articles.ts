import { z } from 'zod';
import { fromZone } from '../../dates/zone.ts';
import { changesJson, listChangesJson } from '../changes-api.ts';
import type { ServiceContext } from '../service.ts';
import { listBest, listNewest, toArticle } from './list-articles.ts';
import { operation } from './operation.ts';
import { notFound } from './problem.ts';
import { findShown, showFile, toText } from './read-text.ts';
import {
  articleId,
  articlesSchema,
  changedSchema,
  diffSchema,
  hitsSchema,
  languageTag,
  limitUpTo,
  listQuery,
  revisionSchema,
  searchQuery,
  textSchema,
  toArticleId,
} from './schemas.ts';
import { absoluteUrl } from '../../publish/address.ts';
import { pageFolderOf } from '../../publish/post.ts';

const tag = 'Articles';
const byId = z.object({ id: articleId });
const reading = { method: 'get', scope: 'read', changesWith: 'archive', tag } as const;

export const listArticles = operation({
  ...{ ...reading, id: 'listArticles', path: '/articles', summary: 'Articles, newest first', isFeed: true },
  query: listQuery,
  answer: articlesSchema,
  run: async ({ context, query }) => {
    const { hits, next } = await listNewest(context, '', query);
    return { articles: hits.map(({ article }) => toArticle(context, article)), ...(next !== undefined && { next }) };
  },
});

export const search = operation({
  ...{ ...reading, id: 'search', path: '/search', summary: 'What a search finds', isFeed: true },
  query: searchQuery,
  answer: hitsSchema,
  run: async ({ context, query }) => {
    const { q, sort, ...rest } = query;
    const { hits, next } = await (sort === 'relevance' ? listBest : listNewest)(context, q, rest);
    const articles = hits.map(({ article, snippet, translation }) => ({
      ...toArticle(context, article),
      snippet: snippet.replace(/[\u0001\u0002]/g, ''),
      ...(translation && { translation: toFound(context, translation) }),
    }));
    return { articles, ...(next !== undefined && { next }) };
  },
});

function toFound(
  { pages }: ServiceContext,
  { language, title, path }: { readonly language: string; readonly title: string; readonly path: string },
) {
  return { language, title, url: absoluteUrl(pages.site.url, pageFolderOf(path)) };
}

export const getArticle = operation({
  ...{ ...reading, id: 'getArticle', path: '/articles/{id}', summary: 'An article with its text', problems: [404] },
  params: byId,
  answer: textSchema,
  run: async ({ context, path }) => {
    const found = await findShown(context, toArticleId(path.id));
    if (found === undefined) throw notFound('article');
    return toText(context, found);
  },
});

const translationsSchema = z
  .object({
    translations: z.array(
      z.object({
        language: z.string(),
        title: z.string(),
        url: z.string(),
        engine: z.string(),
        isCurrent: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Translations' });

export const listTranslations = operation({
  ...{ ...reading, id: 'listTranslations', path: '/articles/{id}/translations' },
  ...{ summary: 'The translations of an article', problems: [404] as const },
  params: byId,
  answer: translationsSchema,
  run: async ({ context, path }) => {
    const texts = await readTranslations(context, path.id);
    const translations = texts.map(({ language, title, url, translation }) => {
      const { engine = '', isCurrent = true } = translation ?? {};
      return { language, title, url, engine, isCurrent };
    });
    return { translations };
  },
});

export const getTranslation = operation({
  ...{ ...reading, id: 'getTranslation', path: '/articles/{id}/translations/{language}' },
  ...{ summary: 'An article in another language, with its text', problems: [404] as const },
  params: z.object({ id: articleId, language: languageTag }),
  answer: textSchema,
  run: async ({ context, path }) => {
    const wanted = path.language.toLowerCase();
    const found = (await readTranslations(context, path.id)).find(({ language }) => language.toLowerCase() === wanted);
    if (found === undefined) throw notFound('translation');
    return found;
  },
});

async function readTranslations(context: ServiceContext, id: string) {
  const { store } = context.service;
  const found = await findShown(context, toArticleId(id));
  const original = found && (await store.findArticleFile(found.article.path));
  if (found === undefined || original === undefined) throw notFound('article');
  const texts: z.input<typeof textSchema>[] = [];
  for (const { path } of await store.listTranslations(found.article.id)) {
    const file = await store.findArticleFile(path).catch(() => undefined); // broken by hand: on no page either
    const shown = file && showFile(context, file, original);
    if (shown !== undefined) texts.push(toText(context, { article: found.article, ...shown }));
  }
  return texts;
}

export const listRevisions = operation({
  ...{ ...reading, id: 'listRevisions', path: '/articles/{id}/revisions' },
  ...{ summary: 'What the outlet changed in an article, oldest first', problems: [404] as const },
  params: byId,
  answer: z.object({ revisions: z.array(revisionSchema) }).meta({ id: 'Revisions' }),
  run: async ({ context, path }) => {
    const changed = await changesJson(context, path.id);
    if (changed === undefined) throw notFound('article');
    const revisions = changed.changes.map(({ revision, at, isHeadline, words }) => {
      return { revision, at, isHeadline, words };
    });
    return { revisions };
  },
});

export const getRevision = operation({
  ...{ ...reading, id: 'getRevision', path: '/articles/{id}/revisions/{revision}' },
  ...{ summary: 'A revision as a diff against the one before', problems: [404] as const },
  params: z.object({ id: articleId, revision: z.coerce.number().int().min(1).max(1_000_000) }),
  answer: diffSchema,
  run: async ({ context, path }) => {
    const changed = await changesJson(context, path.id);
    const change = changed?.changes.find(({ revision }) => revision === path.revision);
    if (change === undefined) throw notFound('revision');
    return {
      ...change,
      fields: change.fields.map(({ field, pieces }) => ({ field, pieces: [...pieces] })),
      blocks: change.blocks.map((block) => ('pieces' in block ? { ...block, pieces: [...block.pieces] } : block)),
    };
  },
});

export const listChanges = operation({
  ...{ ...reading, id: 'listChanges', path: '/changes', summary: 'Changed articles', isFeed: true },
  query: z.strictObject({ limit: limitUpTo(50, 50) }),
  answer: changedSchema,
  run: async ({ context, query }) => {
    const { articles } = await listChangesJson(context);
    return {
      articles: articles.slice(0, query.limit).map(({ tags, changes, ...article }) => ({
        ...article,
        published: publishedOf(context, article.date),
        tags: [...tags],
        changes: [...changes],
      })),
    };
  },
});

function publishedOf({ pages }: ServiceContext, date: string): string {
  return fromZone(date, pages.site.timeZone);
}

export const articleOperations = [
  ...[listArticles, search, getArticle, listTranslations, getTranslation],
  ...[listRevisions, getRevision, listChanges],
];
