import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { NewsError } from '../errors.ts';
import type { FetchSettings } from '../fetch/http-client.ts';
import type { SiteSettings } from '../model/edition.ts';
import type { PollBounds } from '../model/feed-life.ts';
import { parseSourceId } from '../model/ids.ts';
import { openPolicy, type ArticlePolicy, type Policy } from '../model/policy.ts';
import { feedKinds, type Source } from '../model/source.ts';
import { toUrl } from '../url/normalize.ts';
import { filesSchema, toBucketSettings } from './bucket.ts';
import { readEnvironment } from './environment.ts';
import { address, country, language } from './field-schemas.ts';
import { policySchema, readPolicyFile } from './publication-policy.ts';
import { readYaml } from './read-yaml.ts';
import { recheckSchema } from './recheck-times.ts';
import type { TranslateSettings } from '../model/translation.ts';
import type { SavedSearch } from '../model/saved-search.ts';
import { searchesSchema, toSavedSearches } from './saved-searches.ts';
import { rulesSchema } from './site-rules.ts';
import { readTranslateSettings, translateSchema } from './translate-settings.ts';
import { serveSchema, toServeSettings, type ServeSettings } from './serve-settings.ts';
import { version } from './version.ts';
import type { WebhookSettings } from '../model/webhook.ts';
import { toWebhooks, webhooksSchema } from './webhooks.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { parseDatabaseAddress } from '../store/postgres/database-address.ts';
import type { BucketSettings } from '../store/s3/bucket-settings.ts';

/** The effective configuration of one archive folder: courant.yaml and sources/, checked and frozen. */
export interface Project {
  /** Absolute path of the folder that holds courant.yaml. */
  readonly root: string;
  /** `postgres://…` of an index that many workers share; empty: a file in `.courant/`. */
  readonly database: string;
  /** The bucket that the files lie in, where there is one; the folder is then a copy of what was used of them. */
  readonly files?: BucketSettings;
  readonly site: SiteSettings;
  /** A folder of `themes/`, here or in the package. */
  readonly theme: string;
  readonly frontMatter: 'courant' | 'mainroad';
  readonly images: 'local' | 'none';
  /** Whether each run that changed the archive ends with a commit. */
  readonly git: boolean;
  readonly fetch: FetchSettings & { readonly contact: string; readonly hostsAtOnce: number };
  /** How often feeds are polled: no sooner, no later, whatever they say. */
  readonly poll: PollBounds;
  /** How long after publication articles are looked at again, in ms, shortest first; empty: never. */
  readonly recheck: readonly number[];
  /** Where the hubs of feeds reach `courant run`; empty: no subscriptions. Ends with a slash. */
  readonly publicUrl: string;
  readonly sources: readonly Source[];
  /** What may be published of articles whose source says nothing else. */
  readonly publish: Policy;
  /** What policy.yaml says of single articles. */
  readonly policies: readonly ArticlePolicy[];
  /** Searches that have a page and feeds. */
  readonly searches: readonly SavedSearch[];
  readonly translate: TranslateSettings;
  readonly serve: ServeSettings;
  /** Who is told of what happens in the archive. */
  readonly webhooks: readonly WebhookSettings[];
  /** Who is told the measures of the server (`/metrics`): this machine and tokens of scope `admin`, or anybody. */
  readonly metrics: 'admin' | 'open';
}

const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, as `UTC` or `Europe/Berlin`');
const network = z.string().regex(/^[0-9a-fA-F.:]+\/\d{1,3}$/, 'must be a network in CIDR form, as `127.0.0.0/8`');

const database = z
  .string()
  .refine(
    (text) => text === '' || isDatabaseAddress(text),
    'must be an address as `postgres://user@host:5432/database`',
  );

const projectSchema = z.strictObject({
  site: z
    .strictObject({
      title: z.string().min(1).default('My news'),
      description: z.string().default(''),
      url: address.default('http://localhost:4600/'),
      language: language.default('en'),
      timeZone: timeZone.default('UTC'),
      pageSize: z.number().int().min(5).max(500).default(30),
      languages: z.array(language).default([]),
      theme: z
        .string()
        .regex(/^[\w-]+$/, 'must be the name of a folder in themes/')
        .default('courant'),
    })
    .prefault({}),
  database: database.default(''),
  files: filesSchema,
  frontMatter: z.enum(['courant', 'mainroad']).default('courant'),
  images: z.enum(['local', 'none']).default('local'),
  git: z.boolean().default(false),
  publish: policySchema.prefault({}),
  fetch: z
    .strictObject({
      contact: z.string().default(''),
      delaySeconds: z.number().min(0).max(3600).default(1),
      timeoutSeconds: z.number().positive().max(600).default(30),
      maxBytes: z.number().int().min(10_000).default(20_000_000),
      maxRedirects: z.number().int().min(0).max(20).default(8),
      hostsAtOnce: z.number().int().min(1).max(256).default(16),
      allowNetworks: z.array(network).default([]),
    })
    .prefault({}),
  poll: z
    .strictObject({
      shortestMinutes: z.number().min(1).max(1440).default(5),
      longestMinutes: z.number().min(5).max(43_200).default(1440),
    })
    .refine((poll) => poll.shortestMinutes <= poll.longestMinutes, 'shortestMinutes must not exceed longestMinutes')
    .prefault({}),
  recheck: recheckSchema.prefault(['1h', '6h', '24h', '7d']),
  searches: searchesSchema,
  translate: translateSchema,
  webhooks: webhooksSchema,
  serve: serveSchema,
  webSub: z.strictObject({ url: address.optional(), hub: address.optional() }).prefault({}),
  metrics: z.enum(['admin', 'open']).default('admin'),
});

const pattern = z.string().refine(isPattern, 'must be a regular expression');

const sourceSchema = z.strictObject({
  name: z.string().min(1),
  home: address.optional(),
  language: language.optional(),
  country: country.optional(),
  feeds: z
    .array(z.strictObject({ url: address, kind: z.enum(feedKinds).default('feed') }))
    .min(1, 'must name at least one feed'),
  topics: z.array(z.string().min(1)).default([]),
  include: z.array(pattern).default([]),
  exclude: z.array(pattern).default([]),
  rules: rulesSchema.default([]),
  publish: policySchema.optional(),
  recheck: recheckSchema.optional(),
});

/** Finds the project a folder belongs to and reads all of its configuration.
 *  Throws NewsError `config/not-found` and `config/invalid`. */
export async function readProject(folder: string): Promise<Project> {
  const root = await findRoot(resolve(folder));
  if (root === undefined) throw new NewsError('config/not-found', { detail: `Looked from ${resolve(folder)} upward.` });
  const config = await readYaml(join(root, 'courant.yaml'), projectSchema);
  const { theme, ...site } = config.site;
  const publish = { ...openPolicy, ...config.publish };
  const files = toBucketSettings(config.files);
  return deepFreeze({
    root,
    database: readEnvironment().database || config.database,
    ...(files && { files }),
    site: {
      ...site,
      url: site.url.endsWith('/') ? site.url : `${site.url}/`,
      ...(config.webSub.hub !== undefined && { hub: config.webSub.hub }),
    },
    theme,
    frontMatter: config.frontMatter,
    images: config.images,
    git: config.git,
    fetch: toFetchSettings(config.fetch),
    poll: { shortestMs: config.poll.shortestMinutes * 60_000, longestMs: config.poll.longestMinutes * 60_000 },
    recheck: config.recheck,
    publicUrl: config.webSub.url?.replace(/\/*$/, '/') ?? '',
    sources: await readSources(root, { publish, recheck: config.recheck }),
    publish,
    policies: await readPolicyFile(root),
    searches: toSavedSearches(config.searches),
    translate: await readTranslateSettings(root, config.translate),
    serve: toServeSettings(config.serve, [config.site.url, config.webSub.url]),
    webhooks: toWebhooks(config.webhooks),
    metrics: config.metrics,
  });
}

/** How we fetch outside any project, as for `courant explain <url>`. */
export function defaultFetch(): Project['fetch'] {
  return toFetchSettings(projectSchema.parse({}).fetch);
}

function toFetchSettings(fetch: z.infer<typeof projectSchema>['fetch']): Project['fetch'] {
  const { contact } = fetch;
  return {
    contact,
    // Only visible ASCII may stand in a header; anything else could break out of it.
    userAgent: `Courant/${version}${contact === '' ? '' : ` (+${contact.replace(/[^\x21-\x7e]/g, '')})`}`,
    timeoutMs: fetch.timeoutSeconds * 1000,
    maxBytes: fetch.maxBytes,
    maxRedirects: fetch.maxRedirects,
    delayMs: fetch.delaySeconds * 1000,
    allowNetworks: fetch.allowNetworks,
    hostsAtOnce: fetch.hostsAtOnce,
  };
}

/** A project may have thousands of source files, and a document that is being read is large. */
const filesAtOnce = 32;

async function readSources(root: string, general: General): Promise<readonly Source[]> {
  const folder = join(root, 'sources');
  const names = await readdir(folder).catch((cause: unknown): string[] => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw new NewsError('config/invalid', { file: 'sources/', detail: String(cause), cause });
  });
  const files = names.filter((name) => /^[^.].*\.ya?ml$/.test(name)).sort();
  const twin = files.find((name) => name.endsWith('.yml') && files.includes(name.replace(/yml$/, 'yaml')));
  if (twin !== undefined) {
    const detail = `There is a file of the same name that ends with .yaml: an outlet has one.`;
    throw new NewsError('config/invalid', { file: `sources/${twin}`, detail });
  }
  const sources: Source[] = [];
  for (let at = 0; at < files.length; at += filesAtOnce) {
    const some = files.slice(at, at + filesAtOnce);
    sources.push(...(await Promise.all(some.map((name) => readSource(root, join(folder, name), general)))));
  }
  return sources;
}

/** What holds for sources that say nothing else. */
type General = Pick<Project, 'publish' | 'recheck'>;

async function readSource(root: string, path: string, general: General): Promise<Source> {
  const file = relative(root, path);
  const id = parseSourceId(basename(path).replace(/\.ya?ml$/, ''));
  if (id === null) {
    const detail =
      'A source file is named after its outlet: lower-case letters, digits and hyphens, as `my-paper.yaml`.';
    throw new NewsError('config/invalid', { file, detail });
  }
  const {
    home,
    language: spoken,
    country: place,
    feeds,
    publish,
    recheck,
    ...rest
  } = await readYaml(path, sourceSchema);
  const homeUrl = home === undefined ? null : toUrl(home);
  return {
    id,
    ...rest,
    ...(homeUrl === null ? {} : { home: homeUrl }),
    ...(spoken === undefined ? {} : { language: spoken }),
    ...(place === undefined ? {} : { country: place }),
    feeds: feeds.flatMap(({ url, kind }) => {
      const parsed = toUrl(url);
      return parsed === null ? [] : [{ url: parsed, kind }];
    }),
    publish: { ...general.publish, ...publish },
    recheck: recheck ?? general.recheck,
    file,
  };
}

async function findRoot(folder: string): Promise<string | undefined> {
  for (let current = folder; ; current = dirname(current)) {
    if (await isAccessible(join(current, 'courant.yaml'))) return current;
    if (dirname(current) === current) return undefined;
  }
}

function isDatabaseAddress(text: string): boolean {
  try {
    parseDatabaseAddress(text);
    return true;
  } catch {
    return false; // the schema says what it must be
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // Intl has no other way to ask
  }
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false; // the schema says what is wrong
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
