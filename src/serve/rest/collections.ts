import { z } from 'zod';
import type { Caller, Collection } from '../../model/reader.ts';
import type { ServiceContext } from '../service.ts';
import { readArticle } from './marks.ts';
import { operation } from './operation.ts';
import { notFound, Problem } from './problem.ts';
import { findShown, toText } from './read-text.ts';
import { articleId, articleSchema, instant, toArticleId } from './schemas.ts';
import { streamAnswer } from './stream-answer.ts';
import { userOf } from './user-of.ts';

const collectionSchema = z
  .object({ id: z.int(), name: z.string(), createdAt: instant, size: z.int() })
  .meta({ id: 'Collection' });
const collectedSchema = articleSchema.extend({ note: z.string(), addedAt: instant });
const numbered = z.object({ id: z.coerce.number().int().min(1).max(1e9) });
const member = numbered.extend({ article: articleId });
const tag = 'Collections';

export const listCollections = operation({
  ...({ id: 'listCollections', method: 'get', path: '/collections', tag, scope: 'read' } as const),
  summary: 'The collections of the user',
  answer: z.object({ collections: z.array(collectionSchema) }).meta({ id: 'Collections' }),
  run: async ({ context, caller }) => {
    return { collections: context.service.readers.collections.list(userOf(caller).id).map(toCollection) };
  },
});

export const addCollection = operation({
  ...({ id: 'addCollection', method: 'post', path: '/collections', tag, scope: 'mark', status: 201 } as const),
  summary: 'Makes a collection',
  problems: [409],
  body: z.strictObject({ name: z.string().trim().min(1).max(100) }),
  answer: collectionSchema,
  run: async ({ context, caller, body }) => {
    const { readers, clock } = context.service;
    const added = readers.collections.add(userOf(caller).id, body.name, new Date(clock.now()).toISOString());
    if (added === undefined) throw new Problem(409, 'There is a collection of this name.');
    return toCollection(added);
  },
});

export const removeCollection = operation({
  ...({
    id: 'removeCollection',
    method: 'delete',
    path: '/collections/{id}',
    tag,
    scope: 'mark',
    status: 204,
  } as const),
  summary: 'Removes a collection; its articles stay where they are',
  problems: [404],
  params: numbered,
  run: async ({ context, caller, path }) => {
    if (!context.service.readers.collections.remove(path.id, userOf(caller).id)) throw notFound('collection');
  },
});

export const listCollected = operation({
  ...({ id: 'listCollected', method: 'get', path: '/collections/{id}/articles', tag, scope: 'read' } as const),
  ...{ summary: 'The articles of a collection, the last added first', isFeed: true, problems: [404] as const },
  params: numbered,
  answer: z.object({ articles: z.array(collectedSchema) }).meta({ id: 'CollectedArticles' }),
  run: async ({ context, caller, path }) => {
    getCollection(context, caller, path.id);
    const articles: z.input<typeof collectedSchema>[] = [];
    for (const { article, note, addedAt } of context.service.readers.collections.articlesOf(
      path.id,
      userOf(caller).id,
    )) {
      const shown = await readArticle(context, article);
      if (shown !== undefined) articles.push({ ...shown, note, addedAt: new Date(addedAt).toISOString() });
    }
    return { articles };
  },
});

export const putCollected = operation({
  ...({ id: 'putCollected', method: 'put', path: '/collections/{id}/articles/{article}', tag, scope: 'mark' } as const),
  ...{ summary: 'Puts an article into a collection, or changes its note', status: 204 as const },
  problems: [404],
  params: member,
  body: z.strictObject({ note: z.string().max(10_000).default('') }),
  run: async ({ context, caller, path, body }) => {
    const article = toArticleId(path.article);
    const { readers, clock } = context.service;
    if ((await findShown(context, article)) === undefined) throw notFound('article');
    if (!readers.collections.put(path.id, userOf(caller).id, article, body.note, clock.now()))
      throw notFound('collection');
  },
});

export const takeCollected = operation({
  ...({ id: 'takeCollected', method: 'delete', path: '/collections/{id}/articles/{article}', tag } as const),
  ...({ scope: 'mark', status: 204, summary: 'Takes an article out of a collection' } as const),
  problems: [404],
  params: member,
  run: async ({ context, caller, path }) => {
    const { collections } = context.service.readers;
    if (!collections.take(path.id, userOf(caller).id, toArticleId(path.article))) throw notFound('article');
  },
});

export const exportCollection = operation({
  ...({ id: 'exportCollection', method: 'get', path: '/collections/{id}/export', tag, scope: 'read' } as const),
  ...{ summary: 'The articles of a collection with their notes and texts', problems: [404] as const },
  mediaTypes: ['application/jsonl', 'text/markdown'],
  params: numbered,
  query: z.strictObject({ format: z.enum(['jsonl', 'markdown']).default('jsonl') }),
  run: async ({ context, caller, path, query }) => {
    const { name } = getCollection(context, caller, path.id);
    const isMarkdown = query.format === 'markdown';
    const parts = async function* () {
      if (isMarkdown) yield `# ${name.replace(/([\\`*_[\]<>#])/g, '\\$1')}\n`;
      for (const { article, note } of context.service.readers.collections.articlesOf(path.id, userOf(caller).id)) {
        const found = await findShown(context, article);
        if (found === undefined) continue;
        const text = toText(context, found);
        const noted = note === '' ? '' : `\n${note.replace(/^/gm, '> ')}\n`;
        yield isMarkdown
          ? `\n## [${text.title.replace(/([\\[\]])/g, '\\$1')}](${text.source})\n\n${text.outlet}, ${text.date.slice(0, 10)}\n${noted}\n${text.markdown}\n`
          : `${JSON.stringify({ note, ...text })}\n`;
      }
    };
    return streamAnswer(parts(), isMarkdown ? 'text/markdown; charset=utf-8' : 'application/jsonl');
  },
});

function getCollection({ service }: ServiceContext, caller: Caller | undefined, id: number): Collection {
  const found = service.readers.collections.get(id, userOf(caller).id);
  if (found === undefined) throw notFound('collection');
  return found;
}

function toCollection({ id, name, createdAt, size }: Collection) {
  return { id, name, createdAt, size };
}

export const collectionOperations = [
  ...[listCollections, addCollection, removeCollection],
  ...[listCollected, putCollected, takeCollected, exportCollection],
];
