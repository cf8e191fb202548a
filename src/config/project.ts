import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { NewsError } from '../errors.ts';
import type { FetchSettings } from '../fetch/http-client.ts';
import type { SiteSettings } from '../model/edition.ts';
import type { PollBounds } from '../model/feed-life.ts';
import { openPolicy, type ArticlePolicy, type Policy } from '../model/policy.ts';
import type { Source } from '../model/source.ts';
import { toBucketSettings } from './bucket.ts';
import { readEnvironment } from './environment.ts';
import { projectSchema } from './project-schema.ts';
import { readPolicyFile } from './publication-policy.ts';
import { readSources } from './read-sources.ts';
import { readTogether, readYaml } from './read-yaml.ts';
import type { TranslateSettings } from '../model/translation.ts';
import type { SavedSearch } from '../model/saved-search.ts';
import { toSavedSearches } from './saved-searches.ts';
import { readTranslateSettings } from './translate-settings.ts';
import { toServeSettings, type ServeSettings } from './serve-settings.ts';
import { version } from './version.ts';
import type { WebhookSettings } from '../model/webhook.ts';
import { toWebhooks } from './webhooks.ts';
import { isAccessible } from '../store/is-accessible.ts';
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

/** Finds the project a folder belongs to and reads all of its configuration.
 *  Throws NewsError `config/not-found` and `config/invalid`. */
export async function readProject(folder: string): Promise<Project> {
  const root = await findRoot(resolve(folder));
  if (root === undefined) throw new NewsError('config/not-found', { detail: `Looked from ${resolve(folder)} upward.` });
  const [config, sources, policies] = await readTogether([
    readYaml(join(root, 'courant.yaml'), projectSchema),
    readSources(root),
    readPolicyFile(root),
  ]);
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
    sources: sources.map((source) => ({
      ...source,
      publish: { ...publish, ...source.publish },
      recheck: source.recheck ?? config.recheck,
    })),
    publish,
    policies,
    searches: toSavedSearches(config.searches),
    translate: await readTranslateSettings(root, config.translate),
    serve: toServeSettings(config.serve, [config.site.url, config.webSub.url]),
    webhooks: toWebhooks(config.webhooks, join(root, 'courant.yaml')),
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

async function findRoot(folder: string): Promise<string | undefined> {
  for (let current = folder; ; current = dirname(current)) {
    if (await isAccessible(join(current, 'courant.yaml'))) return current;
    if (dirname(current) === current) return undefined;
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
