import type { StoryId } from '../../model/story.ts';
import type { StoryIndex } from '../../store/story-index.ts';

/** Forgets all stories, but not the ids that those which take their place are to have. */
export function forgetStories(index: StoryIndex): void {
  // A run that was killed before its end has left ids that its stories do not have yet.
  const names = Object.fromEntries([
    ...index.memberships().map(({ name, path }) => [path, name] as const),
    ...Object.entries(namesToRestore(index)),
  ]);
  index.clear();
  index.putFact('names', JSON.stringify(names));
}

/** The ids of the stories before all was grouped anew, by file; none when that is done. */
function namesToRestore(index: StoryIndex): Readonly<Record<string, StoryId>> {
  return JSON.parse(index.fact('names') || '{}') as Record<string, StoryId>;
}

/** After all was grouped anew: each story has the id of the one of before that it has most articles of. */
export function restoreNames(index: StoryIndex): void {
  const before = new Map(Object.entries(namesToRestore(index)));
  if (before.size === 0) return;
  const shared = new Map<string, { readonly story: StoryId; readonly name: StoryId; count: number }>();
  for (const { name: story, path } of index.memberships()) {
    const name = before.get(path);
    if (name === undefined) continue;
    const key = `${story} ${name}`;
    const known = shared.get(key) ?? { story, name, count: 0 };
    known.count += 1;
    shared.set(key, known);
  }
  const given = new Map<StoryId, StoryId>();
  const taken = new Set<StoryId>();
  for (const { story, name } of [...shared.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))) {
    if (given.has(story) || taken.has(name)) continue;
    given.set(story, name);
    taken.add(name);
  }
  index.renameAll(given);
  index.putFact('names', '');
}
