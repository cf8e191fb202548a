import { constants } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isAccessible } from '../../store/is-accessible.ts';
import { readerFile } from '../../store/reader-store.ts';
import { failed, fine, warning, type Finding } from './finding.ts';

/** What commands write. */
const written = ['.courant', 'content', 'history', 'static', 'warc', 'manifest', 'public', 'sources'];
/** `content/post/2026/09/14/harbor-gazette`. */
const deepest = 6;
/** An archive of many years has more; those of its newest days are among the first. */
const mostFolders = 5_000;

/** Whether everything that commands write can be written, and only by those who should. */
export async function checkFolders(root: string): Promise<readonly Finding[]> {
  const folders = [root];
  for (const name of written) await listFolders(join(root, name), 0, folders);
  const locked: string[] = [];
  for (const folder of folders)
    if (!(await isAccessible(folder, constants.R_OK | constants.W_OK | constants.X_OK))) locked.push(folder);
  for (const { name, parentPath } of await readFiles(root))
    if (!(await isAccessible(join(parentPath, name), constants.R_OK | constants.W_OK)))
      locked.push(join(parentPath, name));
  const findings = [...ownersOf(await stat(root))];
  const [first] = locked;
  if (first === undefined) findings.unshift(fine('permissions', `${folders.length} folders can be written`));
  else {
    const others = locked.length > 1 ? `, nor ${locked.length - 1} others` : '';
    const told = `${relative(root, first) || root} cannot be read and written${others}`;
    const todo = `Give it to the user that runs Courant: \`sudo chown -R "$(id -un)" ${root}\`.`;
    findings.unshift(failed('permissions', told, todo));
  }
  return [...findings, ...(await checkSecrets(root))];
}

/** The folders below one, newest days first. */
async function listFolders(folder: string, depth: number, found: string[]): Promise<void> {
  if (found.length >= mostFolders || !(await isAccessible(folder))) return;
  found.push(folder);
  if (depth === deepest || !(await isAccessible(folder, constants.R_OK | constants.X_OK))) return;
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const name of names.sort().reverse()) await listFolders(join(folder, name), depth + 1, found);
}

/** Databases and what stands beside courant.yaml. */
async function readFiles(root: string) {
  const lists = await Promise.all(
    [root, join(root, '.courant')].map((folder) => readdir(folder, { withFileTypes: true }).catch(() => [])),
  );
  return lists.flat().filter((entry) => entry.isFile());
}

/** What the superuser writes, the owner of a project cannot change later. */
function ownersOf({ uid }: { readonly uid: number }): readonly Finding[] {
  const own = process.getuid?.();
  if (own !== 0 || uid === 0) return [];
  const todo = `Run Courant as the owner of the folder: \`sudo -u "#${uid}" courant …\`.`;
  return [warning('owner', 'this is run by root, and the project belongs to somebody else', todo)];
}

/** Marks and password hashes of people are nobody's business. */
async function checkSecrets(root: string): Promise<readonly Finding[]> {
  const mode = await stat(join(root, readerFile)).then(
    (found) => found.mode,
    () => 0,
  );
  if ((mode & 0o077) === 0 || process.platform === 'win32') return [];
  const told = `${readerFile}, which holds users and their passwords' hashes, can be read by others`;
  return [warning('secrets', told, `Run \`chmod 600 ${readerFile}\` in the project.`)];
}
