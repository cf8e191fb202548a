import { readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { explainStory, type SharedTerm, type StoryExplanation } from '../pipeline/stories/explain-story.ts';
import { storyIndexFile } from '../pipeline/stories/keep-stories.ts';
import { openStories } from '../pipeline/stories/open-stories.ts';
import { openStoryIndex } from '../store/story-index.ts';
import type { GlobalOptions } from './run-command.ts';
import { formatTable, shorten, type Terminal } from './terminal.ts';

/** `courant explain story <id>`: why the articles of a story are together, and why others are not. */
export async function runExplainStory(id: string, options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const known = openStories(project.root);
  if (known === undefined) throw new NewsError('cli/no-stories', { file: project.root });
  known.close();
  const index = openStoryIndex(storyIndexFile(project.root));
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const explained = await explainStory(id, index, store);
    if (explained === undefined) throw new NewsError('cli/no-such-story', { detail: id });
    if (options.json) terminal.data(JSON.stringify(explained, null, 2));
    else for (const line of explanationLines(explained)) terminal.data(line);
  } finally {
    index.close();
    await store.close();
  }
}

const listedTerms = 15;

/** Columns of a title, so that a line fits common terminals. */
const titleColumns = 60;

/** An explanation as lines of text. */
export function explanationLines({ id, articles, shared, near }: StoryExplanation): readonly string[] {
  const rows = articles.map(({ sameness, copyOf, outlet, language, title }) => [
    copyOf === undefined ? (sameness ?? 0).toFixed(2) : 'copy',
    outlet,
    language,
    shorten(title, titleColumns),
  ]);
  return [
    `${id}  how sure each article is of the same event, from 0 to 1:`,
    ...table(rows),
    '',
    'What they share, with how rare it is in the archive:',
    ...terms(shared),
    ...near.flatMap((other) => [
      '',
      `Not with ${other.id}: ${other.sameness.toFixed(2)} where more than ${other.least.toFixed(2)} is asked for`,
      `  ${shorten(other.title, titleColumns)}`,
      ...terms(other.shared),
    ]),
  ];
}

function terms(shared: readonly SharedTerm[]): readonly string[] {
  if (shared.length === 0) return ['  nothing'];
  // What sounds alike over languages tells people least.
  const isSound = ({ kind }: SharedTerm): boolean => kind === 'near' || kind === 'far';
  const ordered = [...shared.filter((term) => !isSound(term)), ...shared.filter(isSound)];
  const rows = ordered.map((one) => [
    one.weight.toFixed(1),
    isSound(one) ? 'sound' : one.kind,
    `×${one.articles}`,
    one.term,
  ]);
  return table(rows.slice(0, listedTerms));
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  return formatTable(rows)
    .split('\n')
    .map((line) => `  ${line}`);
}
