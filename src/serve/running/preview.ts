import { z } from 'zod';
import { parseSourceId, toSourceId, type SourceId, type Url } from '../../model/ids.ts';
import { feedKinds } from '../../model/source.ts';
import type { FoundSource } from '../../pipeline/find-source.ts';
import type { PreviewEvent } from '../../pipeline/preview-source.ts';
import { toUrl } from '../../url/normalize.ts';
import { readObject } from './job-tally.ts';
import type { Job } from './jobs.ts';

/** What a preview has found so far. */
export interface Preview {
  readonly looked: readonly string[];
  readonly found?: FoundSource;
  readonly links?: Pick<Extract<PreviewEvent, { event: 'links' }>, 'links' | 'detail'>;
  readonly article?: Omit<Extract<PreviewEvent, { event: 'article' }>, 'event'>;
}

export const previewArgs = ['--preview', '--'] as const;

export function isPreview({ command, args }: Pick<Job, 'command' | 'args'>): boolean {
  return command === 'add' && args[0] === previewArgs[0];
}

const url = z.string().transform((text, context): Url => {
  const checked = toUrl(text);
  if (checked !== null) return checked;
  context.addIssue('no address');
  return z.NEVER;
});
const id = z.string().transform((text, context): SourceId => {
  const checked = parseSourceId(text) ?? toSourceId(text);
  if (checked !== null) return checked;
  context.addIssue('no id');
  return z.NEVER;
});
const feed = z.object({
  url,
  kind: z.enum(feedKinds),
  from: z.string(),
  title: z.string(),
  language: z.string(),
  links: z.number(),
  withText: z.number(),
  elsewhere: z.number(),
  sitemaps: z.number(),
  isNews: z.boolean(),
  newest: z.string(),
  covers: z.object({ has: z.number(), of: z.number() }),
  isChosen: z.boolean(),
  because: z.string(),
});
const events = z.discriminatedUnion('event', [
  z.object({ event: z.literal('looking'), url }),
  z.object({
    event: z.literal('found'),
    found: z.object({
      ...{ id, name: z.string(), home: url, language: z.string(), country: z.string(), feeds: z.array(feed) },
      failed: z.array(z.object({ url: z.string(), reason: z.string() })),
      requests: z.number(),
    }),
  }),
  z.object({
    event: z.literal('links'),
    links: z.array(z.object({ url, title: z.string(), date: z.string() })),
    detail: z.string(),
  }),
  z.object({
    event: z.literal('article'),
    ...{ url, title: z.string(), confidence: z.number(), detail: z.string(), page: z.string() },
  }),
]);

/** Reads what a preview wrote. */
export function readPreview({ events: lines }: Pick<Job, 'events'>): Preview {
  const preview: { -readonly [K in keyof Preview]: Preview[K] } & { looked: string[] } = { looked: [] };
  for (const line of lines) {
    const parsed = events.safeParse(readObject(line));
    if (!parsed.success) continue;
    const { data } = parsed;
    if (data.event === 'looking') preview.looked.push(data.url);
    else if (data.event === 'found') preview.found = data.found;
    else if (data.event === 'links') preview.links = data;
    else preview.article = data;
  }
  return preview;
}
