import { readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { explainStory, type SharedTerm, type StoryExplanation } from '../pipeline/stories/explain-story.ts';
import type { GlobalOptions } from './run-command.ts';
import { shorten, type Terminal } from './terminal.ts';

/** `courant explain story <id>`: why the articles of a story are together, and why others are not. Throws NewsError `cli/no-such-story`. */
export async function runExplainStory(id: string, options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const explanation = await explainStory(id, project.root, store);
    if (explanation === undefined) throw new NewsError('cli/no-such-story', { detail: id });
    if (options.json) terminal.data(JSON.stringify(explanation, null, 2));
    else for (const line of linesOf(explanation, terminal)) terminal.data(line);
  } finally {
    await store.close();
  }
}

function linesOf({ id, articles, shared, near, merged, partedFrom }: StoryExplanation, terminal: Terminal): string[] {
  const { columns } = terminal;
  const width = Number.isFinite(columns) ? Math.min(120, Math.max(60, columns)) : 100;
  return [
    terminal.style('bold', `Story ${id}`),
    ...merged.map((other) => `  joined by ${other.id}, ${new Date(other.atMs).toISOString()}`),
    ...(partedFrom ? [`  parted from ${partedFrom.id}, ${new Date(partedFrom.atMs).toISOString()}`] : []),
    'Together: how sure it is that each reports the same as the others, 0 to 1',
    ...articles.map(({ sameness, outlet, language, title }) =>
      shorten(`  ${sameness === undefined ? ' copy' : sameness.toFixed(3)}  ${outlet} (${language}): ${title}`, width),
    ),
    'They share (in how many articles, how rare)',
    ...termLines(shared, 'none of the terms that are the same in all languages', width),
    ...(near.length === 0 ? ['No other story came near.'] : ['Others that came near']),
    ...near.flatMap((other) => [
      shorten(`  ${other.sameness.toFixed(3)}, to be one above ${other.least}  ${other.id}: ${other.title}`, width),
      ...termLines(other.shared.slice(0, 8), 'no terms', width).map((line) => `  ${line}`),
    ]),
  ];
}

/** A kind a line. */
function termLines(terms: readonly SharedTerm[], none: string, width: number): readonly string[] {
  if (terms.length === 0) return [`  ${none}`];
  const kinds = [...new Set(terms.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const own = terms.filter((term) => term.kind === kind);
    const told = own.map(({ term, articles, weight }) => `${term} (${articles}, ${weight.toFixed(1)})`);
    return shorten(`  ${kind.padEnd(7)} ${told.join(', ')}`, width);
  });
}
