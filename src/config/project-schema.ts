import { z } from 'zod';
import { isTimeZone } from '../dates/zone.ts';
import { parseDatabaseAddress } from '../store/postgres/database-address.ts';
import { filesSchema } from './bucket.ts';
import { address, language, network } from './field-schemas.ts';
import { policySchema } from './publication-policy.ts';
import { recheckSchema } from './recheck-times.ts';
import { searchesSchema } from './saved-searches.ts';
import { serveSchema } from './serve-settings.ts';
import { translateSchema } from './translate-settings.ts';
import { webhooksSchema } from './webhooks.ts';

const timeZone = z
  .string()
  .refine(isTimeZone, 'must be an IANA time zone, as `UTC` or `Europe/Berlin`')
  .meta({ title: 'time zone (IANA)' });

const database = z
  .string()
  .refine(
    (text) => text === '' || isDatabaseAddress(text),
    'must be an address as `postgres://user@host:5432/database`',
  )
  .meta({ title: 'postgres:// address' });

const siteSchema = z.strictObject({
  title: z.string().min(1).default('My news').describe('The name of the site, on each page and in its feeds.'),
  description: z.string().default('').describe('One sentence about the site, for its feeds and search engines.'),
  url: address
    .default('http://localhost:4600/')
    .describe(
      'The address the site is published at; it stands in feeds and sitemaps. Pages link to each other without it.',
    ),
  language: language
    .default('en')
    .describe('The language of buttons and labels. Articles keep their own. Without texts for it: English.'),
  timeZone: timeZone
    .default('UTC')
    .describe('The zone of the days on the site and of the dates in the front matter of articles.'),
  pageSize: z.number().int().min(5).max(500).default(30).describe('Articles on a page of a list.'),
  languages: z
    .array(language)
    .default([])
    .describe('Languages that get a part of the site each, with its own lists and feeds, besides `language`.'),
  theme: z
    .string()
    .regex(/^[\w-]+$/, 'must be the name of a folder in themes/')
    .meta({ title: 'name of a folder' })
    .default('courant')
    .describe('The look: `courant`, `plain`, or a folder of your own in `themes/` beside courant.yaml.'),
});

const fetchSchema = z.strictObject({
  contact: z
    .string()
    .default('')
    .describe('How outlets can reach you: an e-mail address or a page. It stands in the User-Agent of every request.'),
  delaySeconds: z
    .number()
    .min(0)
    .max(3600)
    .default(1)
    .describe('Seconds between two requests to one host; robots.txt may ask for more.'),
  timeoutSeconds: z
    .number()
    .positive()
    .max(600)
    .default(30)
    .describe('Seconds until a complete answer has to be there.'),
  maxBytes: z.number().int().min(10_000).default(20_000_000).describe('Largest answer that is read, in bytes.'),
  maxRedirects: z.number().int().min(0).max(20).default(8).describe('How many redirects in a row are followed.'),
  hostsAtOnce: z.number().int().min(1).max(256).default(16).describe('How many hosts are asked at the same time.'),
  allowNetworks: z
    .array(network)
    .default([])
    .describe('Private networks that may be read, as `127.0.0.0/8`; all others are refused.'),
});

const pollSchema = z
  .strictObject({
    shortestMinutes: z
      .number()
      .min(1)
      .max(1440)
      .default(5)
      .describe('A feed is polled no more often, whatever it says.'),
    longestMinutes: z.number().min(5).max(43_200).default(1440).describe('… and no less often.'),
  })
  .refine(
    (poll) => poll.shortestMinutes <= poll.longestMinutes,
    'must not have a `shortestMinutes` that is more than `longestMinutes`',
  );

const webSubSchema = z.strictObject({
  url: address
    .optional()
    .describe(
      'Where hubs of feeds reach `courant run` from outside; with it, feeds that have a hub are subscribed to.',
    ),
  hub: address
    .optional()
    .describe('A hub that is told what is new in the feeds of the site, so that it tells subscribers.'),
});

/** What courant.yaml may hold. The descriptions are those of docs/reference/configuration.md and of the JSON Schema for editors. */
export const projectSchema = z.strictObject({
  site: siteSchema.prefault({}).meta({
    description: 'What the site says of itself, and how it looks.',
    example: { title: 'Harbor news', url: 'https://news.example/', language: 'en', timeZone: 'Europe/Lisbon' },
  }),
  fetch: fetchSchema.prefault({}).meta({
    description: 'How outlets are asked.',
    example: { contact: 'desk@news.example', delaySeconds: 2 },
  }),
  poll: pollSchema.prefault({}).meta({
    description: 'How often feeds are polled: each as often as it changes and asks for, between these.',
    example: { shortestMinutes: 15, longestMinutes: 720 },
  }),
  recheck: recheckSchema.prefault(['1h', '6h', '24h', '7d']).meta({
    description:
      'How long after publication articles are looked at again for edits that nothing announces: minutes (`m`), hours (`h`), ' +
      'days (`d`), weeks (`w`); `[]` for never. Most are asked for twice.',
    example: ['2h', '1d', '7d'],
  }),
  images: z.enum(['local', 'none']).default('local').describe("Whether a copy of each article's lead picture is kept."),
  frontMatter: z
    .enum(['courant', 'mainroad'])
    .default('courant')
    .describe(
      'What the front matter of articles holds: `courant` the keys of the theme Mainroad and the map `courant:`, which a rebuild needs; ' +
        '`mainroad` without the map.',
    ),
  git: z
    .boolean()
    .default(false)
    .describe('Whether each run that changed something ends with a commit of articles, pictures and settings.'),
  publish: policySchema.prefault({}).meta({
    description: 'What may be shown of articles; a source file and policy.yaml may say otherwise.',
    example: { text: 'excerpt', images: 'none', days: 30 },
  }),
  searches: searchesSchema.meta({
    description: 'Searches that have a page and feeds on the site, and that `courant alerts` asks. At most 100.',
    example: [{ name: 'ferries', title: 'Ferries and ports', query: 'ferry -football', since: '2026-01-01' }],
  }),
  translate: translateSchema.meta({
    description: 'What is translated, by what, and what it may cost. Without `to`, nothing is.',
    example: {
      to: ['en'],
      engines: ['apertium', { kind: 'deepl', pricePerMillion: 25 }],
      budget: { currency: 'EUR', month: { money: 20 } },
      rules: [{ tags: ['sport'], text: 'title' }],
    },
  }),
  serve: serveSchema.meta({
    description: 'Who may read what `courant serve` and `courant run` show, and how it is reached.',
    example: { reading: 'open', hosts: ['archive.example'], proxy: { networks: ['127.0.0.1/32'] } },
  }),
  metrics: z
    .enum(['admin', 'open'])
    .default('admin')
    .describe(
      'Who is told the measures of the server at /metrics: this machine and tokens of scope `admin`, or anybody.',
    ),
  webSub: webSubSchema.prefault({}).meta({
    description: 'Being told what is new, and telling it (WebSub).',
    example: { url: 'https://news.example/', hub: 'https://hub.example/' },
  }),
  webhooks: webhooksSchema.meta({
    description: 'Who is told of what happens in the archive, by signed requests. At most 50.',
    example: [
      { name: 'newsletter', url: 'https://letters.example/courant', events: ['article.stored', 'story.changed'] },
    ],
  }),
  database: database
    .default('')
    .describe(
      'An index in PostgreSQL that many workers share; empty: one in a file. `COURANT_DATABASE` in the environment takes its place, so ' +
        'that no password stands in a file.',
    ),
  files: filesSchema.meta({
    description:
      'A bucket (S3) that the files of the archive lie in; the folder is then a copy of what was used of them.',
    example: { at: 's3://my-bucket/news', endpoint: 'https://s3.example.net', region: 'eu-central-1' },
  }),
});

function isDatabaseAddress(text: string): boolean {
  try {
    parseDatabaseAddress(text);
    return true;
  } catch {
    return false; // the schema says what it must be
  }
}
