import type { Project } from '../config/project.ts';
import type { SourceId } from '../model/ids.ts';
import type { Source } from '../model/source.ts';
import type { SourceState, Store } from '../store/store.ts';
import { linkFilter } from './add-found-links.ts';

/** Notes what the source files say, after they were followed: `courant plan` tells changes from it. The rules of a source
 *  that is noted already stay: its pages have been read by those. */
export async function noteSources({ sources }: Pick<Project, 'sources'>, store: Store): Promise<void> {
  const known = new Map((await store.listSourceStates()).map((state) => [state.source, state]));
  const changed = sources
    .map((source) => ({ before: known.get(source.id), state: stateOf(source, known.get(source.id)?.rules) }))
    .filter(({ before, state }) => JSON.stringify(before) !== JSON.stringify(state));
  await store.putSourceStates(changed.map(({ state }) => state));
  for (const { id } of sources) known.delete(id);
  for (const removed of known.keys()) await store.removeSourceState(removed);
}

/** Applies changed patterns of source files to the links that are known: those that wait and are not wanted any more are left
 *  out, those that were left out and are wanted wait. To be called before `noteSources`, and as often as one likes. */
export async function refilterLinks({ sources }: Pick<Project, 'sources'>, store: Store): Promise<void> {
  const known = new Map((await store.listSourceStates()).map((state) => [state.source, state]));
  for (const source of sources) {
    const before = known.get(source.id);
    if (before === undefined || patternsText(before) === patternsText(source)) continue;
    const isFollowed = linkFilter(source);
    const links = (await store.listLinkStands(source.id)).filter(
      ({ url, isExcluded }) => isFollowed(url) === isExcluded,
    );
    await store.refilterLinks({
      leaveOut: links.flatMap(({ url, isExcluded }) => (isExcluded ? [] : [url])),
      skip: { code: 'discover/excluded', detail: source.file },
      letIn: links.flatMap(({ url, isExcluded }) => (isExcluded ? [url] : [])),
    });
  }
}

/** The patterns of a source, as text that is the same exactly when they are. */
export function patternsText({ include, exclude }: Pick<Source, 'include' | 'exclude'>): string {
  return JSON.stringify([include, exclude]);
}

/** Notes that all stored pages, or those of one source, have been read by the rules of today. */
export async function noteRules(
  { project, store }: { readonly project: Pick<Project, 'sources'>; readonly store: Store },
  only: SourceId | undefined,
): Promise<void> {
  const sources = new Map(project.sources.map((source) => [source.id, source]));
  const states = (await store.listSourceStates()).flatMap((state) => {
    const source = sources.get(state.source);
    if (source === undefined || (only !== undefined && only !== source.id)) return [];
    return [{ ...state, rules: rulesText(source) }];
  });
  await store.putSourceStates(states);
}

/** The rules of a source, as text that is the same exactly when they are. */
export function rulesText({ rules }: Pick<Source, 'rules'>): string {
  return JSON.stringify(rules.map((rule) => Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The keys in the order in which the store gives them back. */
function stateOf(source: Source, rules = rulesText(source)): SourceState {
  const { id, feeds, include, exclude } = source;
  return { source: id, feeds: feeds.map(({ url }) => url), include, exclude, rules };
}
