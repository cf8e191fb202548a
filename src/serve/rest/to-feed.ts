import type { Context } from 'hono';
import { z } from 'zod';
import type { ServiceContext } from '../service.ts';
import { articleSchema } from './schemas.ts';

export const feedType = 'application/feed+json';

/** A list of articles as a JSON Feed. Spec: jsonfeed.org/version/1.1. */
export const feedSchema = z
  .object({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    home_page_url: z.string(),
    feed_url: z.string(),
    next_url: z.string().optional(),
    items: z.array(
      z.object({
        id: z.string(),
        url: z.string(),
        external_url: z.string(),
        title: z.string(),
        content_text: z.string(),
        date_published: z.string(),
        tags: z.array(z.string()),
        language: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Feed', description: 'A JSON Feed 1.1.' });

const listSchema = z.object({ articles: z.array(articleSchema), next: z.string().optional() });

/** The answer of an operation that lists articles, as a feed. */
export function toFeed(
  c: Context,
  { pages }: ServiceContext,
  title: string,
  value: unknown,
): z.input<typeof feedSchema> {
  const { articles, next } = listSchema.parse(value);
  const self = new URL(c.req.url);
  self.pathname = self.pathname.replace(/\.json$/, '').concat('.json');
  const following = new URL(self);
  if (next !== undefined) following.searchParams.set('cursor', next);
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: `${pages.site.title}: ${title}`,
    home_page_url: pages.site.url,
    feed_url: self.href,
    ...(next !== undefined && { next_url: following.href }),
    items: articles.map((article) => ({
      id: article.url,
      url: article.url,
      external_url: article.source,
      title: article.title,
      content_text: article.summary,
      date_published: article.published,
      tags: article.tags,
      ...(article.language !== 'und' && { language: article.language }),
    })),
  };
}
