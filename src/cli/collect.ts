import type { Project } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import type { SourceId } from '../model/ids.ts';
import { collect } from '../pipeline/collect.ts';
import { retryFeeds, type PolledFeeds } from '../pipeline/poll-sources.ts';
import type { Work } from '../pipeline/work.ts';
import { unknownSource } from './find-source.ts';
import { sayCollect } from './print-report.ts';
import { hintNext } from './say-next.ts';
import type { GlobalOptions } from './run-command.ts';
import { withProject } from './with-project.ts';
import type { Terminal } from './terminal.ts';
import { tellAndSay } from './webhooks.ts';

export interface CollectOptions extends GlobalOptions {
  /** Seconds to wait for links that become due soon. */
  readonly wait: number;
  readonly retry: boolean;
  /** Poll feeds that are not due, too. */
  readonly all: boolean;
  /** Poll only the feeds of these sources, due or not. */
  readonly source?: readonly string[];
}

/** `courant collect`: reads every source, fetches what is new, writes the files. */
export async function runCollect(options: CollectOptions, terminal: Terminal): Promise<void> {
  await withProject(options, terminal, async (work, project) => {
    await collectAndSay(options, terminal, work, project);
    await tellAndSay(options, terminal, work, project);
    if (!options.json && !work.signal.aborted) hintNext('build', terminal);
  });
}

export async function collectAndSay(
  options: CollectOptions,
  terminal: Terminal,
  work: Work,
  project: Project,
): Promise<void> {
  if (project.fetch.contact === '') {
    terminal.say(
      `${terminal.style('yellow', 'note')}  fetch.contact in courant.yaml is empty: outlets cannot reach you. Put an address or page there.`,
    );
  }
  if (options.retry) {
    terminal.say(`${await work.store.retryLinks(work.clock.now())} links are tried again`);
    await retryFeeds(work.store);
  }
  const report = await collect(work, { waitMs: options.wait * 1000, polls: polledBy(options, project) });
  if (options.json) terminal.data(JSON.stringify({ event: 'collected', ...report }));
  else sayCollect(report, terminal);
  if (report.sources.read === 0 && report.sources.failed.length > 0 && !work.signal.aborted)
    throw new NewsError('pipeline/all-sources-failed');
}

/** Throws NewsError `cli/misuse` for a source that there is not. */
function polledBy({ all, source }: CollectOptions, { sources }: Project): PolledFeeds {
  if (source === undefined) return all ? 'all' : 'due';
  const known = new Map<string, SourceId>(sources.map(({ id }) => [id, id]));
  return new Set(
    source.map((name) => {
      const id = known.get(name);
      if (id !== undefined) return id;
      throw unknownSource(name, [...known.keys()]);
    }),
  );
}
