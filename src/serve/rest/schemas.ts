import { z } from 'zod';
import { parseArticleId, type ArticleId } from '../../model/ids.ts';
import { searchSorts } from '../../store/store.ts';

/** What several operations take and give. */

const articleIdForm = z.string().regex(/^[0-9a-f]{16}$/, 'An id of an article has 16 hexadecimal digits.');

/** Checked by `articleIdForm` before. */
export function toArticleId(text: string): ArticleId {
  const id = parseArticleId(text);
  if (id === null) throw new TypeError(`no id of an article: ${text}`);
  return id;
}

export const articleId = articleIdForm.describe('Id of an article: 16 hexadecimal digits.');
export const storyId = z.string().regex(/^s[0-9a-f]{12}$/, 'An id of a story is `s` and 12 hexadecimal digits.');
export const word = z.string().min(1).max(200);
export const languageTag = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, 'A language is a BCP 47 tag, as `pt` or `pt-BR`.');
export const day = z.iso.date('A day is written as `2026-09-14`.');
export const instant = z.string().describe('RFC 3339.');

/** How many. */
export const limitUpTo = (maximum: number, usual: number) =>
  z.coerce.number().int().min(1).max(maximum).default(usual).describe(`How many at most, 1 to ${maximum}.`);
export const cursor = z
  .string()
  .max(400)
  .regex(/^[\w-]+$/, 'A cursor is the `next` of an earlier answer.')
  .describe('The `next` of an earlier answer: what follows it. Articles that arrive meanwhile move nothing.');

/** What narrows lists and searches. */
export const filters = {
  outlet: word.optional().describe('The id of an outlet.'),
  language: languageTag.optional().describe('Written in this language; `pt` is also `pt-BR`.'),
  in: languageTag.optional().describe('To be had in this language, as it is or translated.'),
  tag: word.optional(),
  author: word.optional().describe('As the article names them; case and accents do not matter.'),
  story: storyId.optional().describe('Only the articles of this story.'),
  since: day.optional().describe('First day, in the time zone of the site.'),
  until: day.optional().describe('Last day.'),
};
export const listQuery = z.strictObject({ ...filters, limit: limitUpTo(200, 50), cursor: cursor.optional() });
export const searchQuery = z.strictObject({
  q: z
    .string()
    .max(500)
    .default('')
    .describe('Words (all must occur), "phrases", beginnings* and -exclusions; empty for all.'),
  ...filters,
  sort: z.enum(searchSorts).default('newest'),
  limit: limitUpTo(100, 20),
  cursor: cursor.optional(),
});

export const articleSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    url: z.string().describe('Its page on our site.'),
    source: z.string().describe('The original at its outlet.'),
    outlet: z.string(),
    language: z.string(),
    date: z.string().describe('`YYYY-MM-DD HH:MM:SS` in the time zone of the site.'),
    published: instant,
    summary: z.string(),
    tags: z.array(z.string()),
    revision: z.int(),
  })
  .meta({ id: 'Article' });
export type ArticleAnswer = z.input<typeof articleSchema>;

export const articlesSchema = z
  .object({
    articles: z.array(articleSchema),
    next: z.string().optional().describe('The `cursor` for what follows; left out at the end.'),
  })
  .meta({ id: 'Articles' });

export const hitsSchema = z
  .object({
    articles: z.array(
      articleSchema.extend({
        snippet: z.string().describe('Plain text around the hit.'),
        translation: z.object({ language: z.string(), title: z.string(), url: z.string() }).optional(),
      }),
    ),
    next: z.string().optional(),
  })
  .meta({ id: 'Hits' });

export const textSchema = articleSchema
  .extend({
    shown: z.enum(['full', 'excerpt', 'headline']).describe('How much of the article may be shown: more is not given.'),
    authors: z.array(z.string()),
    modified: instant.optional(),
    gone: instant.optional().describe('Since when its outlet has it no longer.'),
    markdown: z.string(),
    html: z.string().describe('Safe HTML of the Markdown: no script, no style, no picture that would be loaded.'),
    translation: z
      .object({ from: z.string(), engine: z.string(), model: z.string(), isCurrent: z.boolean() })
      .optional()
      .describe('Of a translation: from which language, and what made it.'),
  })
  .meta({ id: 'ArticleText' });

const piece = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export const revisionSchema = z
  .object({
    revision: z.int(),
    at: z.string().describe('RFC 3339, or empty.'),
    isHeadline: z.boolean(),
    words: z.object({ added: z.int(), removed: z.int() }),
  })
  .meta({ id: 'Revision' });
export const diffSchema = revisionSchema
  .extend({
    fields: z.array(z.object({ field: z.string(), pieces: z.array(piece) })),
    blocks: z.array(z.union([piece, z.object({ kind: z.literal('changed'), pieces: z.array(piece) })])),
  })
  .meta({ id: 'Diff' });
export const changedSchema = z
  .object({
    articles: z.array(articleSchema.extend({ gone: z.string().optional(), changes: z.array(revisionSchema) })),
  })
  .meta({ id: 'ChangedArticles' });

/** Of RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    faults: z
      .array(z.object({ in: z.enum(['query', 'path', 'body']), name: z.string(), detail: z.string() }))
      .optional()
      .describe('Each parameter or field that is wrong, and why.'),
  })
  .meta({ id: 'Problem' });
