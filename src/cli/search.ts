import { readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { openStories } from '../pipeline/stories/open-stories.ts';
import type { SearchHit, SearchQuery } from '../store/store.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** Said of an index of an earlier version. */
export const outdatedSearch = 'knows neither authors nor other forms of a word: `courant reindex` makes it anew.';

export type SearchFlags = Omit<SearchQuery, 'text' | 'offset' | 'among'> & { readonly story?: string };

/** `courant search <words>`: finds articles of the archive, with all their text: what is published of them does not matter here. */
export async function runSearch(text: string, flags: SearchFlags & GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(flags.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const { outlet, language, readIn, tag, author, since, until, sort, limit } = flags;
    const filters = { outlet, language, readIn, tag, author, since, until, sort };
    const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
    const among = flags.story === undefined ? undefined : filesOf(flags.story, project.root);
    const hits = await store.search({ text, limit, ...given, ...(among && { among }) });
    for (const hit of hits) terminal.data(flags.json ? JSON.stringify(toJsonHit(hit)) : formatHit(hit));
    if (flags.json) return;
    if (hits.length === 0) terminal.say('Nothing was found.');
    if (await store.isSearchOutdated()) terminal.say(outdatedSearch);
  } finally {
    await store.close();
  }
}

/** The article files of a story. Throws NewsError `cli/no-such-story`. */
function filesOf(id: string, root: string): readonly string[] {
  const stories = openStories(root);
  try {
    const story = stories?.get(id);
    if (story === undefined) throw new NewsError('cli/no-such-story', { detail: id });
    return story.members.map(({ path }) => path);
  } finally {
    stories?.close();
  }
}

/** A hit for people: date, outlet, title, the text around it, where it lies; of a translation its title, and what it was made from. */
export function formatHit({ article, snippet, translation }: SearchHit): string {
  const text = snippet.replace(/[\u0001\u0002]/g, '');
  const title = translation ? `${translation.title}  (${article.language}: ${article.title})` : article.title;
  const path = translation?.path ?? article.path;
  return `${article.date.slice(0, 16)}  ${article.outlet}\n${title}\n${text}\n${article.url}\n${path}\n`;
}

/** A hit as a line of JSON; the snippet is plain. */
export function toJsonHit({ article, snippet, translation }: SearchHit): object {
  const { id, title, url, outlet, language, date, tags, path } = article;
  const hit = { id, title, url, outlet, language, date, tags, path, snippet: snippet.replace(/[\u0001\u0002]/g, '') };
  return { ...hit, ...(translation && { translation }) };
}
