import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../config/project.ts';
import { addFeeds, sourceFileText } from '../config/write-source.ts';
import { writeWhole } from '../config/write-whole.ts';
import { toSourceId, type SourceId, type Url } from '../model/ids.ts';
import { feedKey, siteKey, type GroupedFeeds, type ListedOutlet } from './group-feeds.ts';
import { sourceIdOf } from './source-identity.ts';

/** What an import did with one outlet of a list. */
export interface ImportedSource {
  readonly id: SourceId;
  /** Relative to the project. */
  readonly file: string;
  readonly name: string;
  /** `added`: a new file; `extended`: feeds added to the file of a source that was there. */
  readonly outcome: 'added' | 'extended';
  readonly feeds: readonly Url[];
}

export interface SourcesImport {
  readonly sources: readonly ImportedSource[];
  /** Feeds that a source had already. */
  readonly known: number;
  /** Feeds of the list more than once. */
  readonly repeated: number;
  readonly leftOut: GroupedFeeds['leftOut'];
}

/** Files that are written at the same time. */
const atOnce = 16;

/** Writes one source file for each outlet of a list; feeds of an outlet that has one are added to it, and what a source has
 *  already is left out, so that a second import writes nothing. Safe to kill: run again, it goes on. */
export async function importSources(
  { outlets, leftOut, repeated }: GroupedFeeds,
  project: Pick<Project, 'root' | 'sources'>,
  onProgress: (done: number, total: number) => void,
): Promise<SourcesImport> {
  const folder = join(project.root, 'sources');
  const index = indexSources(project);
  const names = new Names(await readdir(folder).catch(() => [])); // there may be no folder yet; writing makes it
  const sources: ImportedSource[] = [];
  const failures: { text: string; reason: string }[] = [];
  let known = 0;
  const tasks: (() => Promise<void>)[] = [];
  for (const outlet of outlets) {
    const fresh = outlet.feeds.filter((url) => !index.feeds.has(feedKey(url)));
    known += outlet.feeds.length - fresh.length;
    if (fresh.length === 0) continue;
    const feeds = fresh.map((url) => ({ url, kind: 'feed' }) as const);
    const own = index.sites.get(outlet.key);
    if (own !== undefined) {
      sources.push({ id: own.id, file: own.file, name: own.name, outcome: 'extended', feeds: fresh });
      tasks.push(() => addFeeds(join(project.root, own.file), feeds));
      continue;
    }
    const id = names.take(outlet);
    if (id === null) {
      failures.push(...fresh.map((url) => ({ text: url, reason: 'no id can be made of it' })));
      continue;
    }
    const file = join('sources', `${id}.yaml`);
    sources.push({ id, file, name: outlet.name, outcome: 'added', feeds: fresh });
    tasks.push(() => writeWhole(join(project.root, file), sourceFileText({ ...outlet, feeds })));
  }
  for (let done = 0; done < tasks.length; done += atOnce) {
    onProgress(done, tasks.length);
    await Promise.all(tasks.slice(done, done + atOnce).map((task) => task()));
  }
  return { sources, known, repeated, leftOut: [...leftOut, ...failures] };
}

/** Feeds and sites that the sources of a project have. */
function indexSources({ sources }: Pick<Project, 'sources'>): {
  readonly feeds: ReadonlySet<string>;
  readonly sites: ReadonlyMap<string, Project['sources'][number]>;
} {
  const feeds = new Set(sources.flatMap((source) => source.feeds.map(({ url }) => feedKey(url))));
  const sites = new Map<string, Project['sources'][number]>();
  for (const source of sources) {
    for (const url of [source.home, ...source.feeds.map((feed) => feed.url)]) {
      const key = url === undefined ? null : siteKey(url);
      if (key !== null && !sites.has(key)) sites.set(key, source);
    }
  }
  return { feeds, sites };
}

/** Ids that are free; a file that is there keeps its name, whatever it is. */
class Names {
  readonly #taken: Set<string>;

  constructor(files: readonly string[]) {
    this.#taken = new Set(files.map((file) => file.replace(/\.ya?ml$/, '')));
  }

  /** The outlet's own domain (its name where it has none), its whole host; each with a number when it is taken. */
  take({ key, name, home, feeds: [feed] }: ListedOutlet): SourceId | null {
    const isShared = key.includes(' ');
    const address = home ?? feed;
    const short = isShared || address === undefined ? toSourceId(name) : sourceIdOf(address, name);
    const wanted = [short, toSourceId(key)].flatMap((id) => id ?? []);
    const free = wanted.find((id) => !this.#taken.has(id)) ?? this.#numbered(wanted[0]);
    if (free !== null) this.#taken.add(free);
    return free;
  }

  #numbered(id: SourceId | undefined): SourceId | null {
    if (id === undefined) return null;
    for (let number = 2; ; number += 1) {
      const candidate = toSourceId(`${id.slice(0, 56)}-${number}`);
      if (candidate === null || !this.#taken.has(candidate)) return candidate;
    }
  }
}
