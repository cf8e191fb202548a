import type { Project } from '../config/project.ts';
import type { SourceId } from '../model/ids.ts';
import type { Source } from '../model/source.ts';
import type { Accounting } from '../store/link-store.ts';
import type { SourceState, Store } from '../store/store.ts';
import { linkFilter } from './add-found-links.ts';
import { patternsText, rulesText } from './note-sources.ts';

/** What a source file would do that it did not do when sources were collected last. */
export interface SourceChange {
  readonly id: SourceId;
  readonly change: 'new' | 'removed' | 'changed';
  /** Relative to the project; empty for a removed source. */
  readonly file: string;
  /** `from`: the source that has the feed so far. */
  readonly feedsAdded: readonly { readonly url: string; readonly from?: SourceId }[];
  readonly feedsRemoved: readonly string[];
  /** What the index holds of the source. */
  readonly links: Pick<Accounting, 'found' | 'stored' | 'skipped' | 'waiting'>;
  readonly articles: number;
  /** Known links that the new patterns leave out: those that wait are not fetched; stored
   *  articles stay. */
  readonly newlyExcluded: { readonly waiting: number; readonly stored: number };
  /** Links left out so far that the new patterns let in: they are fetched. */
  readonly newlyIncluded: number;
  /** Stored articles that `courant reextract` would read by other rules. */
  readonly toReread: number;
}

export interface SourcesPlan {
  /** Sources whose files say something new, in the order of their ids. */
  readonly changes: readonly SourceChange[];
  readonly unchanged: number;
}

/** What the source files of a project would change against its index; `store` is undefined before the first collect, when
 *  all sources are new. Changes nothing. */
export async function planSources(
  { sources }: Pick<Project, 'sources'>,
  store: Store | undefined,
): Promise<SourcesPlan> {
  const states = await knownStates(store);
  const owners = new Map(
    [...states.values()].flatMap((state) => state.feeds.map((url) => [url, state.source] as const)),
  );
  const articles = (await store?.countArticles()) ?? new Map<string, number>();
  const changes: SourceChange[] = [];
  const held = async (id: SourceId): Promise<Pick<SourceChange, 'links' | 'articles'>> => {
    const account = await store?.accounting(id);
    const { found, stored, skipped, waiting } = account ?? { found: 0, stored: 0, skipped: 0, waiting: 0 };
    return { links: { found, stored, skipped, waiting }, articles: articles.get(id) ?? 0 };
  };
  for (const source of sources) {
    const before = states.get(source.id);
    states.delete(source.id);
    const kept = new Set(before?.feeds ?? []);
    const feedsAdded = source.feeds
      .filter(({ url }) => !kept.delete(url))
      .map(({ url }) => withOwner(url, owners.get(url)));
    const toReread = before !== undefined && before.rules !== rulesText(source) ? (articles.get(source.id) ?? 0) : 0;
    const patterns = await patternChange(source, before, store);
    const isChanged = feedsAdded.length + kept.size + toReread + patterns.total > 0 || patterns.isChanged;
    if (before !== undefined && !isChanged) continue;
    const { newlyExcluded, newlyIncluded } = patterns;
    const change = before === undefined ? 'new' : 'changed';
    const facts = { id: source.id, change, file: source.file, feedsAdded, feedsRemoved: [...kept] } as const;
    changes.push({ ...facts, ...(await held(source.id)), newlyExcluded, newlyIncluded, toReread });
  }
  const unchanged = sources.length - changes.length;
  for (const { source: id, feeds } of states.values()) {
    const none = { newlyExcluded: { waiting: 0, stored: 0 }, newlyIncluded: 0, toReread: 0, feedsAdded: [] };
    changes.push({ id, change: 'removed', file: '', feedsRemoved: feeds, ...(await held(id)), ...none });
  }
  return { changes: changes.sort((a, b) => (a.id < b.id ? -1 : 1)), unchanged };
}

function withOwner(url: string, from: SourceId | undefined): { readonly url: string; readonly from?: SourceId } {
  return from === undefined ? { url } : { url, from };
}

type KnownState = Omit<SourceState, 'include' | 'exclude'> & Partial<SourceState>;

/** What is noted of each source. An archive from before there were notes knows the feeds it polled: the rest is unknown. */
async function knownStates(store: Store | undefined): Promise<Map<SourceId, KnownState>> {
  const states = new Map<SourceId, KnownState>(
    (await store?.listSourceStates())?.map((state) => [state.source, state]),
  );
  if (states.size > 0) return states;
  for (const { source, url } of (await store?.listFeeds()) ?? []) {
    const feeds = [...(states.get(source)?.feeds ?? []), url];
    states.set(source, { source, feeds, rules: rulesText({ rules: [] }) });
  }
  return states;
}

interface PatternChange extends Pick<SourceChange, 'newlyExcluded' | 'newlyIncluded'> {
  readonly isChanged: boolean;
  readonly total: number;
}

async function patternChange(
  source: Source,
  before: KnownState | undefined,
  store: Store | undefined,
): Promise<PatternChange> {
  const { include, exclude } = before ?? {};
  const isKnown = include !== undefined && exclude !== undefined;
  const isChanged = isKnown && patternsText(source) !== patternsText({ include, exclude });
  const none = { isChanged: false, total: 0, newlyExcluded: { waiting: 0, stored: 0 }, newlyIncluded: 0 };
  if (store === undefined || !isChanged) return none;
  const isFollowed = linkFilter(source);
  const links = (await store.listLinkStands(source.id)).filter(({ url, isExcluded }) => isFollowed(url) === isExcluded);
  const count = (state: string): number => links.filter((link) => link.state === state && !link.isExcluded).length;
  const newlyExcluded = { waiting: count('waiting'), stored: count('stored') };
  const newlyIncluded = links.filter(({ isExcluded }) => isExcluded).length;
  return { isChanged, total: links.length, newlyExcluded, newlyIncluded };
}
