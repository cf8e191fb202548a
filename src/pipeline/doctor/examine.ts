import { constants } from 'node:fs';
import { join } from 'node:path';
import { readProject, type Project } from '../../config/project.ts';
import { NewsError } from '../../errors.ts';
import { systemClock } from '../../model/clock.ts';
import { isAccessible } from '../../store/is-accessible.ts';
import { checkClock, checkDisk, checkFileSystem, checkNode, checkWatches } from './check-machine.ts';
import { checkEngines, checkGit, checkLibsql, checkNative } from './check-tools.ts';
import { failedBy, fine, warning, type Finding } from './finding.ts';

export interface ExamineOptions {
  /** Of the project, or one below it. */
  readonly folder: string;
  /** Whether services that others run may be asked. */
  readonly isAsking: boolean;
}

/** Looks at everything that Courant needs: the machine, and the project of the folder if there is one. Changes nothing but a file that is gone
 *  again when it ends. */
export async function examine({ folder, isAsking }: ExamineOptions): Promise<readonly Finding[]> {
  const libsql = await checkLibsql();
  const findings = [checkNode(process.version), libsql];
  const project = await readProject(folder).catch((cause: unknown) => failedConfiguration(cause));
  if ('state' in project) return [...findings, ...(await checkNative({ images: 'local' })), project];
  findings.push(...(await checkNative(project)), ...(await checkGit(project)), ...checkConfiguration(project));
  findings.push(...(await checkPlace(project)));
  findings.push(...(await checkEngines(project, isAsking)));
  if (libsql.state === 'failed') return findings;
  // Only now: they load it.
  const { checkFolders } = await import('./check-folders.ts');
  const { checkArchive } = await import('./check-archive.ts');
  return [...findings, ...(await checkFolders(project.root)), ...(await checkArchive(project))];
}

function failedConfiguration(cause: unknown): Finding {
  if (cause instanceof NewsError && cause.code === 'config/not-found')
    return warning(
      'project',
      'there is none here or in a folder above',
      'Run `courant init <folder>`, or name the folder with `--dir`.',
    );
  return failedBy('configuration', cause);
}

function checkConfiguration({ root, sources, fetch }: Project): readonly Finding[] {
  const found = fine('configuration', `${join(root, 'courant.yaml')}, ${sources.length} sources`);
  return [
    found,
    ...(sources.length > 0 ? [] : [warning('sources', 'there is none', 'Run `courant add <address of a news site>`.')]),
    ...(fetch.contact !== ''
      ? []
      : [
          warning(
            'contact',
            'outlets cannot reach you',
            'Put an e-mail address or a page into `fetch.contact` of courant.yaml.',
          ),
        ]),
  ];
}

async function checkPlace({ root }: Project): Promise<readonly Finding[]> {
  const folder = join(root, '.courant');
  const known = ['index.db', 'stories.db'].map((name) => join(folder, name));
  const isThere = await isAccessible(folder, constants.W_OK);
  const system = await checkFileSystem(root);
  return [
    await checkDisk(root),
    ...(system ? [system] : []),
    ...(isThere ? [await checkClock(folder, known, () => systemClock.now())] : []),
    checkWatches(root),
  ];
}
