import { NewsError } from '../errors.ts';
import { followFeeds } from '../pipeline/followed-feeds.ts';
import { noteSources, refilterLinks } from '../pipeline/note-sources.ts';
import { searchDeadFeeds } from '../pipeline/poll-sources.ts';
import { keepWorking } from '../pipeline/work-sites.ts';
import type { GlobalOptions } from './run-command.ts';
import { untilStopped, withProject } from './with-project.ts';
import type { Terminal } from './terminal.ts';

/** `courant worker`: polls and fetches what is due, side by side with any number of others, until it is stopped. */
export async function runWorker(options: GlobalOptions, terminal: Terminal): Promise<void> {
  await withProject(
    options,
    terminal,
    async (work, project) => {
      const { sharing } = work;
      if (sharing === undefined) throw new NewsError('pipeline/not-shared', { file: `${project.root}/courant.yaml` });
      if (project.sources.length === 0)
        throw new NewsError('pipeline/no-sources', { file: `${project.root}/sources/` });
      await refilterLinks(project, work.store);
      const followed = await followFeeds(work);
      await noteSources(project, work.store);
      terminal.say('Working; Ctrl-C stops.');
      await keepWorking(work, sharing, followed, () =>
        sharing.exclusively(['dead feeds'], () => searchDeadFeeds(work, followed)),
      );
    },
    untilStopped,
  );
}
