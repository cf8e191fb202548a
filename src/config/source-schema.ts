import { z } from 'zod';
import { feedKinds } from '../model/source.ts';
import { address, country, filledText, language } from './field-schemas.ts';
import { policySchema } from './publication-policy.ts';
import { recheckSchema } from './recheck-times.ts';
import { rulesSchema } from './site-rules.ts';

const pattern = z
  .string()
  .refine(isPattern, 'must be a regular expression, as `/live/` or `\\.pdf$`')
  .meta({ title: 'regular expression' });

const feedSchema = z.strictObject({
  url: address.describe('Of the feed, the sitemap, or a page that lists articles.'),
  kind: z.enum(feedKinds).default('feed').describe('What is at the address.'),
});

/** What a file in sources/ may hold. */
export const sourceSchema = z.strictObject({
  name: filledText.meta({ description: 'The name of the outlet, as readers see it.', example: 'Harbor Gazette' }),
  home: address.optional().meta({ description: 'Its front page.', example: 'https://harbor.example/' }),
  language: language
    .optional()
    .meta({ description: 'The language it writes in; weighed with what its pages and texts say.', example: 'en' }),
  country: country.optional().meta({ description: 'Where it is.', example: 'PT' }),
  feeds: z
    .array(feedSchema)
    .min(1, 'must name at least one feed')
    .meta({
      description: 'Where its articles are announced.',
      example: [
        { url: 'https://harbor.example/feed.xml' },
        { url: 'https://harbor.example/news/', kind: 'front-page' },
      ],
    }),
  topics: z
    .array(filledText)
    .default([])
    .meta({
      description: 'What it writes about, in your words: folders in feed readers and in OPML.',
      example: ['ports', 'trade'],
    }),
  include: z
    .array(pattern)
    .default([])
    .meta({ description: 'Only addresses that one of these matches are followed.', example: ['/news/'] }),
  exclude: z
    .array(pattern)
    .default([])
    .meta({ description: 'Addresses that one of these matches are not followed.', example: ['/live/', '\\.pdf$'] }),
  rules: rulesSchema.default([]).meta({
    description: 'Where things stand on its pages, for the few outlets that are read wrong without.',
    example: [{ validFrom: '2026-02-01', body: ['div.story'], strip: ['.teaser'] }],
  }),
  publish: policySchema.optional().meta({
    description: 'As `publish` in courant.yaml, for this outlet; adds to that.',
    example: { text: 'headline' },
  }),
  recheck: recheckSchema
    .optional()
    .meta({ description: 'As `recheck` in courant.yaml, for this outlet; takes its place.', example: ['1h', '1d'] }),
});

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false; // the schema says what is wrong
  }
}
