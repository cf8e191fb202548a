import { join } from 'node:path';
import { statSync } from 'node:fs';
import type { Project } from '../../config/project.ts';
import { termSlugOf } from '../../publish/address.ts';
import { baseOf } from '../../publish/post.ts';
import type { SiteState } from '../../store/site-state.ts';
import type { Store } from '../../store/store.ts';
import type { ChangedFile, SiteChanges, SiteInputs } from './site-inputs.ts';

// Looking at the time of a file takes some microseconds: of so many, a tenth of a second.
const maxLooks = 20_000;

/** Finds the articles that are to be read again: what was stored or removed since the last build, what somebody changed by hand,
 *  and what other settings of sources and policies are about. Notes in the state what it found things by. */
export async function findChanges(
  { root }: Pick<Project, 'root'>,
  store: Pick<Store, 'articleChanges'>,
  state: SiteState,
  inputs: SiteInputs,
  byHand: 'auto' | 'find' | 'ignore',
): Promise<SiteChanges> {
  const { isAll, changed, removed, mark } = await store.articleChanges(state.fact('articles'));
  state.putFact('articles', mark);
  const isLooking = byHand === 'find' || (byHand === 'auto' && state.posts.count() <= maxLooks);
  const paths = new Set<string>([...findSettingsChanges(state, inputs), ...state.posts.pathsUntil(inputs.now)]);
  const found = new Map<string, string>();
  const gone = new Set(removed);
  const known = new Map<string, string>();
  const present = isAll ? new Set(changed) : undefined;
  if (isAll || isLooking) {
    for (const [path, stamp] of state.posts.stamps()) {
      if (isAll) known.set(path, stamp);
      if (present && !present.has(path)) gone.add(path);
      else if (!isAll && isLooking && stampOf(join(root, path)) !== stamp) paths.add(path);
    }
  }
  for (const path of changed) {
    const stamp = stampOf(join(root, path));
    if (!isAll || known.get(path) !== stamp) found.set(path, stamp);
  }
  for (const path of paths) if (!gone.has(path)) found.set(path, stampOf(join(root, path)));
  const files = [...found].map(([path, stamp]): ChangedFile => ({ path, stamp }));
  return { changed: files.sort((a, b) => (a.path < b.path ? -1 : 1)), removed: [...gone] };
}

/** Articles of outlets whose settings changed, and those that a decision is about. */
export function findSettingsChanges(state: SiteState, { outlets, policies }: SiteInputs): readonly string[] {
  const changedOutlets = changedKeys('outlets', outlets, state);
  const slugs = changedOutlets.map(termSlugOf);
  const decided = changedKeys('policies', policies, state);
  return [
    ...state.posts.pathsOf('outlet', changedOutlets),
    ...state.posts.pathsInLists(slugs),
    ...state.posts.pathsOf('url', decided),
    ...state.posts.pathsOf('canonical', decided),
    ...state.posts.pathsOf('base', decided.map(baseOf)),
  ];
}

/** The keys whose value is another one than in the last build. */
function changedKeys(name: string, values: ReadonlyMap<string, unknown>, state: SiteState): readonly string[] {
  const before = new Map(Object.entries(JSON.parse(state.fact(name) || '{}') as Record<string, string>)); // as below
  const now = new Map([...values].map(([key, value]) => [key, JSON.stringify(value)]));
  const keys = new Set([...before.keys(), ...now.keys()]);
  state.putFact(name, JSON.stringify(Object.fromEntries(now)));
  return [...keys].filter((key) => before.get(key) !== now.get(key));
}

/** What tells whether a file changed: its size and its time. */
export function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? 'gone' : `${stats.size}-${stats.mtimeMs}`;
}
