import { z } from 'zod';
import type { ArticleId } from '../../model/ids.ts';
import { markKinds, type Marks } from '../../model/reader.ts';
import type { ServiceContext } from '../service.ts';
import { badCursor, readCursor, toCursor } from './cursor.ts';
import { toArticle } from './list-articles.ts';
import { operation } from './operation.ts';
import { notFound } from './problem.ts';
import { findShown } from './read-text.ts';
import { articleId, articleSchema, cursor, limitUpTo, toArticleId, type ArticleAnswer } from './schemas.ts';
import { userOf } from './user-of.ts';

const marksSchema = z
  .object({ article: z.string(), read: z.boolean(), starred: z.boolean(), archived: z.boolean() })
  .meta({ id: 'Marks' });
const kindName = z.enum(markKinds);
const tag = 'Marks';

export const listMarked = operation({
  ...({ id: 'listMarked', method: 'get', path: '/marks/{kind}/articles', tag, scope: 'read', isFeed: true } as const),
  summary: 'Articles that the user marked, the last marked first',
  params: z.object({ kind: kindName }),
  query: z.strictObject({ limit: limitUpTo(200, 50), cursor: cursor.optional() }),
  answer: z
    .object({ articles: z.array(articleSchema.extend({ markedAt: z.string() })), next: z.string().optional() })
    .meta({ id: 'MarkedArticles' }),
  run: async ({ context, caller, path: { kind }, query }) => {
    const { limit } = query;
    const { marks } = context.service.readers;
    const user = userOf(caller).id;
    const after = query.cursor === undefined ? undefined : readPlace(query.cursor);
    const list = after ? marks.listAfter(user, kind, limit + 1, after) : marks.list(user, kind, limit + 1);
    const page = list.slice(0, limit);
    const last = page.at(-1);
    const articles = await readMarked(context, page, (mark) => mark[`${kind}At`]);
    return {
      articles,
      ...(list.length > limit && last && { next: toCursor([last[`${kind}At`], last.article]) }),
    };
  },
});

interface MarkPlace {
  readonly at: number;
  readonly article: string;
}

function readPlace(cursor: string): MarkPlace {
  const [at, article] = readCursor(cursor);
  if (typeof at === 'number' && Number.isSafeInteger(at) && typeof article === 'string') return { at, article };
  throw badCursor();
}

async function readMarked(
  context: ServiceContext,
  list: readonly Marks[],
  at: (marks: Marks) => number,
): Promise<(ArticleAnswer & { markedAt: string })[]> {
  const articles: (ArticleAnswer & { markedAt: string })[] = [];
  for (const marks of list) {
    const found = await readArticle(context, marks.article);
    if (found !== undefined) articles.push({ ...found, markedAt: new Date(at(marks)).toISOString() });
  }
  return articles;
}

/** As lists show it; undefined for one that may not be shown. */
export async function readArticle(context: ServiceContext, id: ArticleId): Promise<ArticleAnswer | undefined> {
  const found = await findShown(context, id);
  return found && toArticle(context, { ...found.article, summary: found.file.frontMatter.summary });
}

export const getMarks = operation({
  ...({ id: 'getMarks', method: 'get', path: '/articles/{id}/marks', tag, scope: 'read', problems: [404] } as const),
  summary: 'What the user noted of an article',
  params: z.object({ id: articleId }),
  answer: marksSchema,
  run: async ({ context, caller, path }) => {
    const id = toArticleId(path.id);
    if ((await findShown(context, id)) === undefined) throw notFound('article');
    return toMarks(id, context.service.readers.marks.of(userOf(caller).id, [id]).get(id));
  },
});

export const putMarks = operation({
  ...({ id: 'putMarks', method: 'put', path: '/articles/{id}/marks', tag, scope: 'mark', problems: [404] } as const),
  summary: 'Sets marks of an article, or takes them away; those left out stay',
  params: z.object({ id: articleId }),
  body: z.strictObject({ read: z.boolean(), starred: z.boolean(), archived: z.boolean() }).partial(),
  answer: marksSchema,
  run: async ({ context, caller, path, body }) => {
    const id = toArticleId(path.id);
    const user = userOf(caller).id;
    const { readers, clock } = context.service;
    if ((await findShown(context, id)) === undefined) throw notFound('article');
    for (const kind of markKinds) {
      const wanted = body[kind];
      if (wanted !== undefined) readers.marks.set(user, [id], kind, wanted ? clock.now() : 0);
    }
    return toMarks(id, readers.marks.of(user, [id]).get(id));
  },
});

export const markMany = operation({
  ...({ id: 'markMany', method: 'post', path: '/marks/{kind}', tag, scope: 'mark' } as const),
  summary: 'Sets a mark of many articles, or takes it away; those that are not there are passed over',
  params: z.object({ kind: kindName }),
  body: z.strictObject({ articles: z.array(articleId).min(1).max(1000), isSet: z.boolean().default(true) }),
  answer: z.object({ marked: z.int() }).meta({ id: 'Marked' }),
  run: async ({ context, caller, path: { kind }, body }) => {
    const { readers, store, clock } = context.service;
    const ids: ArticleId[] = [];
    for (const id of new Set(body.articles.map(toArticleId)))
      if ((await store.getArticle(id)) !== undefined) ids.push(id);
    readers.marks.set(userOf(caller).id, ids, kind, body.isSet ? clock.now() : 0);
    return { marked: ids.length };
  },
});

function toMarks(article: string, marks: Marks | undefined) {
  const { readAt = 0, starredAt = 0, archivedAt = 0 } = marks ?? {};
  return { article, read: readAt > 0, starred: starredAt > 0, archived: archivedAt > 0 };
}

export const markOperations = [listMarked, getMarks, putMarks, markMany];
