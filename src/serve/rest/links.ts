import { z } from 'zod';
import { toUrl } from '../../url/normalize.ts';
import { skips } from '../../errors.ts';
import type { LinkRecord } from '../../store/link-store.ts';
import { operation } from './operation.ts';
import { notFound } from './problem.ts';
import { limitUpTo, word } from './schemas.ts';

const linkSchema = z
  .object({
    url: z.string(),
    source: z.string(),
    state: z.enum(['waiting', 'stored', 'skipped']),
    reason: z
      .object({ code: z.string(), what: z.string(), do: z.string(), detail: z.string() })
      .optional()
      .describe('Why it waits or was skipped; left out for one that was not tried yet.'),
    foundIn: z.string(),
    foundAt: z.string(),
    title: z.string().optional(),
    attempts: z.int(),
    dueAt: z.string().optional().describe('RFC 3339: not before.'),
    article: z.string().optional(),
  })
  .meta({ id: 'Link' });

const tag = 'Links';

export const listLinks = operation({
  ...({ id: 'listLinks', method: 'get', path: '/links', tag, scope: 'run' } as const),
  summary: 'Links of a state, the newest first',
  query: z.strictObject({
    state: z.enum(['waiting', 'stored', 'skipped']).default('waiting'),
    source: word.optional().describe('Only of this source: those among the newest 10,000 of the state.'),
    limit: limitUpTo(1000, 100),
  }),
  answer: z.object({ links: z.array(linkSchema) }).meta({ id: 'Links' }),
  run: async ({ context, query: { state, source, limit } }) => {
    const links = await context.service.store.listLinks(state, source === undefined ? limit : maxLooks);
    const own = source === undefined ? links : links.filter((link) => link.source === source);
    return { links: own.slice(0, limit).map(toLink) };
  },
});
const maxLooks = 10_000;

export const findLink = operation({
  ...({ id: 'findLink', method: 'get', path: '/link', tag, scope: 'run', problems: [404] } as const),
  summary: 'What became of an address',
  query: z.strictObject({ url: z.string().min(1).max(4000) }),
  answer: linkSchema,
  run: async ({ context, query }) => {
    const url = toUrl(query.url);
    const link = url === null ? undefined : await context.service.store.getLink(url);
    if (link === undefined) throw notFound('link');
    return toLink(link);
  },
});

export const countLinks = operation({
  ...({ id: 'countLinks', method: 'get', path: '/links/counts', tag, scope: 'run' } as const),
  summary: 'How many links are in which state, and why',
  answer: z
    .object({
      ...{ found: z.int(), stored: z.int(), skipped: z.int(), waiting: z.int() },
      reasons: z.array(z.object({ code: z.string(), count: z.int() })),
    })
    .meta({ id: 'LinkCounts' }),
  run: async ({ context }) => {
    const { reasons, found, stored, skipped, waiting } = await context.service.store.accounting();
    return { found, stored, skipped, waiting, reasons: reasons.map(({ code, count }) => ({ code, count })) };
  },
});

function toLink({ url, source, state, skip, foundIn, foundAt, hints, attempts, dueAt, article }: LinkRecord) {
  const { title } = hints;
  return {
    ...{ url, source, state, foundIn, foundAt, attempts },
    ...(skip && {
      reason: { code: skip.code, what: skips[skip.code].what, do: skips[skip.code].do, detail: skip.detail },
    }),
    ...(title !== undefined && { title }),
    ...(dueAt > 0 && { dueAt: new Date(dueAt).toISOString() }),
    ...(article !== undefined && { article }),
  };
}

export const linkOperations = [listLinks, findLink, countLinks];
