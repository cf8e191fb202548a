import { execFile } from 'node:child_process';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NewsError } from '../errors.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { readerFile } from '../store/reader-store.ts';
import { errorCodeOf } from '../store/store-failure.ts';

const run = promisify(execFile);

/** What a commit holds. WARC files are too large for Git; whoever wants them in it adds them by hand. */
const kept = ['content', 'history', 'manifest', 'static', 'sources', 'courant.yaml', 'policy.yaml'];

/** Commits what changed in the archive, with how many articles are new, revised and gone; makes the repository when there is none.
 *  Nothing to commit is no failure. Throws NewsError `pipeline/git-failed`. */
export async function commitArchive(root: string): Promise<void> {
  const git = async (...args: readonly string[]): Promise<string> => {
    try {
      return (await run('git', ['-C', root, ...args], { maxBuffer: 2 ** 30 })).stdout;
    } catch (cause) {
      throw new NewsError('pipeline/git-failed', { file: root, detail: describeFailure(args, cause), cause });
    }
  };
  if (!(await isAccessible(join(root, '.git')))) {
    await git('init', '--quiet');
    const ignored = join(root, '.gitignore');
    if (!(await isAccessible(ignored))) await writeFile(ignored, `.courant/\npublic/\nwarc/\n${readerFile}*\n`);
  }
  await keepReadersOut(root, git);
  const present: string[] = [];
  for (const path of ['.gitignore', ...kept]) if (await isAccessible(join(root, path))) present.push(path);
  await git('add', '--all', '--', ...present);
  const changes = (await git('diff', '--cached', '--name-status', '--no-renames', '-z')).split('\0');
  if (changes.length < 2) return;
  const isNamed = await git('config', 'user.email').then(
    () => true,
    () => false,
  );
  const author = isNamed ? [] : ['-c', 'user.name=Courant', '-c', 'user.email=courant@localhost'];
  await git(...author, 'commit', '--quiet', '--no-verify', '--message', describe(changes));
}

/** What Git says, or why it was not started. */
function describeFailure([command = '']: readonly string[], cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const said = 'stderr' in cause && typeof cause.stderr === 'string' ? cause.stderr.trim() : '';
  if (errorCodeOf(cause) === 'ENOENT') return 'There is no program `git`.';
  return `git ${command}: ${said === '' ? (cause.message.split('\n')[0] ?? '') : said.slice(0, 1000)}`;
}

/** Passwords and marks of people belong in no repository, also when somebody adds everything by hand. */
async function keepReadersOut(root: string, git: (...args: readonly string[]) => Promise<string>): Promise<void> {
  if (!(await isAccessible(join(root, readerFile)))) return;
  const isIgnored = await git('check-ignore', '--quiet', readerFile).then(
    () => true,
    () => false,
  );
  if (!isIgnored) await appendFile(join(root, '.gitignore'), `\n${readerFile}*\n`);
}

/** The files of stories follow from those of articles. */
function isArticle(path = ''): boolean {
  return path.startsWith('content/') && !path.startsWith('content/stories/');
}

/** `changes`: status and path in turns. */
function describe(changes: readonly string[]): string {
  const counts = { A: 0, M: 0, D: 0 };
  for (let i = 0; i + 1 < changes.length; i += 2) {
    const status = changes[i];
    if (isArticle(changes[i + 1]) && (status === 'A' || status === 'M' || status === 'D')) counts[status] += 1;
  }
  return `Articles: ${counts.A} new, ${counts.M} changed, ${counts.D} gone`;
}
