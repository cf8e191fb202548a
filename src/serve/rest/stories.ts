import { z } from 'zod';
import { toStoryData, toWholeStoryData } from '../../pipeline/stories/story-data.ts';
import { operation } from './operation.ts';
import { notFound } from './problem.ts';
import { instant, limitUpTo, storyId } from './schemas.ts';

const origin = z.object({ language: z.string(), from: z.string(), engine: z.string() });
const sentence = z.object({
  text: z.string(),
  translation: origin.optional().describe('Left out when the outlet wrote it.'),
  url: z.string(),
  outlet: z.string().optional(),
});

const storySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    url: z.string(),
    articles: z.int(),
    outlets: z.int(),
    independent: z.int().describe('Outlets with articles of their own.'),
    languages: z.array(z.string()),
    countries: z.array(z.string()),
    first: instant,
    last: instant,
    rank: z
      .object({
        score: z.number(),
        parts: z.object({ outlets: z.number(), speed: z.number(), recency: z.number() }),
        independent: z.int(),
        early: z.object({ outlets: z.int(), hours: z.number() }),
        last: instant,
      })
      .optional()
      .describe('Why it stands where it stands; the score is the product of the parts.'),
  })
  .meta({ id: 'Story' });

const wholeStorySchema = storySchema
  .extend({
    merged: z.array(z.object({ id: z.string(), at: instant })),
    partedFrom: z.object({ id: z.string(), at: instant }).optional(),
    summary: z.array(sentence),
    reports: z.array(
      z.object({
        title: z.string(),
        url: z.string(),
        source: z.string(),
        outlet: z.string(),
        language: z.string(),
        path: z.string(),
        published: instant,
        copyOf: z.string().optional(),
      }),
    ),
    coverage: z.array(
      z.object({
        outlet: z.string(),
        first: instant,
        articles: z.int(),
        onlyCopies: z.boolean(),
        alone: z.array(sentence),
      }),
    ),
    quotes: z.array(
      z.object({
        speaker: z.string(),
        text: z.string(),
        isDirect: z.boolean(),
        addressee: z.string().optional(),
        language: z.string(),
        urls: z.array(z.string()),
      }),
    ),
    timeline: z.array(sentence.extend({ date: z.string() })),
    names: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['person', 'organisation', 'place', 'other']),
        aliases: z.array(z.string()),
        articles: z.int(),
      }),
    ),
  })
  .meta({ id: 'WholeStory' });

/** Plain data without what is `readonly`: answers are never changed, but the types of the schemas do not know that. */
type Plain<T> = T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;
function toPlain<T>(value: T): Plain<T> {
  return structuredClone(value) as Plain<T>;
}

const tag = 'Stories';

export const listStories = operation({
  ...({ id: 'listStories', method: 'get', path: '/stories', tag, scope: 'read' } as const),
  summary: 'The stories of late, the first in rank first',
  query: z.strictObject({ limit: limitUpTo(50, 20) }),
  answer: z.object({ stories: z.array(storySchema) }).meta({ id: 'Stories' }),
  run: async ({ context: { stories, pages }, query }) => {
    const ranked = (await stories?.ranked(query.limit)) ?? [];
    return { stories: ranked.map(({ card, rank }) => toPlain(toStoryData(pages.site.url, card, rank))) };
  },
});

export const getStory = operation({
  ...({ id: 'getStory', method: 'get', path: '/stories/{id}', tag, scope: 'read', problems: [404] } as const),
  summary: 'All that is told of a story',
  params: z.object({ id: storyId }),
  answer: wholeStorySchema,
  run: async ({ context: { stories, pages }, path }) => {
    const page = await stories?.of(path.id);
    if (page === undefined) throw notFound('story');
    return toPlain(toWholeStoryData(pages.site.url, page));
  },
});

export const storyOperations = [listStories, getStory];
