import { readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import type { GlobalOptions } from './run-command.ts';

/** `courant regroup`: finds all stories again from the article files. */
export async function runRegroup(options: GlobalOptions): Promise<void> {
  const project = await readProject(options.dir);
  throw new NewsError('cli/no-stories', { file: project.root });
}
