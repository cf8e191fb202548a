import { z } from 'zod';
import { describeDrift } from '../../pipeline/describe-drift.ts';
import { describeSources } from '../../pipeline/source-status.ts';
import { healthOf } from '../../pipeline/source-health.ts';
import { operation } from './operation.ts';
import { notFound } from './problem.ts';
import { word } from './schemas.ts';

const sourceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    home: z.string().optional(),
    language: z.string().optional(),
    country: z.string().optional(),
    topics: z.array(z.string()),
    articles: z.int(),
    health: z.enum(['good', 'failing', 'gone', 'unknown']),
    lastCollected: z.string().describe('A day, or empty.'),
  })
  .meta({ id: 'Source' });

const feedSchema = z.object({
  url: z.string(),
  state: z.enum(['not read yet', 'ok', 'waits', 'failed', 'dead', 'gone']),
  lastSuccessAt: z.string(),
  links: z.int(),
  errorsInARow: z.int(),
  lastError: z.string(),
  everyMinutes: z.int(),
  because: z.string(),
  nextPollAt: z.string(),
  toDo: z.string().describe('What a person can do; empty when there is nothing to do.'),
});

const statusSchema = z
  .object({
    source: z.string(),
    lastSuccessAt: z.string(),
    links: z.object({ found: z.int(), stored: z.int(), skipped: z.int(), waiting: z.int() }),
    confidence: z.number().optional().describe('Of the articles read last, 0 to 1.'),
    feeds: z.array(feedSchema),
    drifts: z.array(z.string()).describe('What the pages of the source no longer have as they used to.'),
  })
  .meta({ id: 'SourceStatus' });

const tag = 'Sources';

export const listSources = operation({
  ...({ id: 'listSources', method: 'get', path: '/sources', tag, scope: 'read' } as const),
  summary: 'The sources and how they do',
  answer: z.object({ sources: z.array(sourceSchema) }).meta({ id: 'Sources' }),
  run: async ({ context: { service } }) => {
    const feeds = await service.store.listFeeds();
    const counts = await service.store.countArticles();
    return {
      sources: service.project.sources.map(({ id, name, home, language, country, topics }) => ({
        ...{ id, name, topics: [...topics], articles: counts.get(id) ?? 0 },
        ...(home !== undefined && { home }),
        ...(language !== undefined && { language }),
        ...(country !== undefined && { country }),
        ...healthOf(feeds.filter(({ source }) => source === id)),
      })),
    };
  },
});

export const getSource = operation({
  ...({ id: 'getSource', method: 'get', path: '/sources/{id}', tag, scope: 'run', problems: [404] } as const),
  summary: 'How a source does: its feeds, its links, what to do',
  params: z.object({ id: word }),
  answer: statusSchema,
  run: async ({ context: { service }, path }) => {
    const own = service.project.sources.filter(({ id }) => id === path.id);
    const { sources, drifts } = await describeSources(own, service.store, service.clock.now());
    const [status] = sources;
    if (status === undefined) throw notFound('source');
    const { source, lastSuccessAt, links, confidence } = status;
    return {
      ...{ source, lastSuccessAt, links: { ...links }, drifts: drifts.map(describeDrift) },
      ...(confidence !== undefined && { confidence }),
      feeds: status.feeds.map((feed) => ({
        ...{ url: feed.url, state: feed.state, lastSuccessAt: feed.lastSuccessAt, links: feed.links },
        ...{ errorsInARow: feed.errorsInARow, lastError: feed.lastError, everyMinutes: feed.everyMinutes },
        ...{ because: feed.because, nextPollAt: feed.nextPollAt, toDo: feed.toDo },
      })),
    };
  },
});

export const sourceOperations = [listSources, getSource];
