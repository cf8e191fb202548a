import { readProject } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { regroupStories } from '../pipeline/stories/keep-stories.ts';
import { toStoriesOptions } from '../pipeline/stories/open-stories.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** `courant regroup`: finds all stories again from the article files. */
export async function runRegroup(options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'write' });
  try {
    const report = await regroupStories(project.root, store, {
      ...toStoriesOptions(project, () => systemClock.now()),
      onProgress: (done, all) => terminal.progress(`grouping: ${done} of ${all} articles`),
    });
    if (options.json) return terminal.data(JSON.stringify({ event: 'regrouped', ...report }));
    terminal.say(terminal.style('bold', 'Regrouped'));
    terminal.say(`  articles  ${report.articles}, ${report.copies} of them copies of others`);
    terminal.say(`  stories   ${report.shared} of several articles`);
    terminal.say(`  time      ${report.seconds.toFixed(1)} s`);
  } finally {
    await store.close();
  }
}
