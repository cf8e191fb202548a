import { isDeepStrictEqual } from 'node:util';
import { readProject, type Project } from '../config/project.ts';
import { formatReport, NewsError } from '../errors.ts';
import type { HangUps } from '../serve/operation/hang-ups.ts';
import { watchChanges } from '../serve/operation/watch-changes.ts';
import { storyIndexFile } from '../pipeline/stories/keep-stories.ts';
import { indexPaths } from '../store/open-store.ts';

export interface FollowOptions {
  /** Answers from this project from now on. Throws NewsError. */
  readonly open: (project: Project) => Promise<void>;
  readonly say: (line: string) => void;
  /** Hears of a new configuration that is in use. */
  readonly onProject?: (project: Project) => void;
  /** What was heard of SIGHUP until now, and is from now on. */
  readonly hangUps?: HangUps;
}

/** Takes over what changes in a project while it is served, until the function that it resolves to is called: a configuration (on SIGHUP,
 *  too), and an index that was made anew. What is wrong is said, and what was before stays. */
export async function followChanges(
  first: Project,
  { open, say, onProject, hangUps }: FollowOptions,
): Promise<() => void> {
  const { root } = first;
  let current = first;
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>, failed: string): void => {
    last = last.then(work).catch((error: unknown) => {
      if (!(error instanceof NewsError)) throw error;
      say(`${failed}\n${formatReport(error.code, error.context)}`);
    });
  };
  const takeOver = async (): Promise<void> => {
    const { files, ...read } = await readProject(root);
    // What is opened once.
    const isLate = {
      database: read.database !== first.database,
      'webSub.url': read.publicUrl !== first.publicUrl,
      files: !isDeepStrictEqual(files, first.files),
      fetch: !isDeepStrictEqual(read.fetch, first.fetch),
    };
    for (const [name, isSo] of Object.entries(isLate))
      if (isSo) say(`\`${name}\` has changed: it is used after a restart.`);
    const { database, publicUrl } = first;
    const project: Project = { ...read, database, publicUrl, ...(first.files && { files: first.files }) };
    await open(project); // also for texts and templates, which are no part of the project
    current = project;
    say('The configuration has changed, and is in use.');
    onProject?.(project);
  };
  const listeners = {
    onConfiguration: () => inTurn(takeOver, 'The new configuration is not used; the one of before stays:'),
    onReplaced: () => inTurn(() => open(current), 'The new index is not used; the one of before stays:'),
    replaced: [indexPaths(root).database, storyIndexFile(root)],
  };
  return watchChanges(root, listeners, hangUps);
}
