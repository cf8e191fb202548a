import { constants } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../../config/project.ts';
import { systemClock } from '../../model/clock.ts';
import { findDamage } from '../../store/check-database.ts';
import { isAccessible } from '../../store/is-accessible.ts';
import { findHolder } from '../../store/lock.ts';
import { openRemote } from '../../store/open-remote.ts';
import { indexPaths, openStore } from '../../store/open-store.ts';
import { readerFile } from '../../store/reader-store.ts';
import { siteStateFile } from '../../store/site-state.ts';
import { isDamage } from '../../store/store-failure.ts';
import { openSuffix } from '../../store/warc-writer.ts';
import { bucketOf, contentDecoder } from '../open-archive.ts';
import { storyIndexFile } from '../stories/keep-stories.ts';
import { describeSpan } from './check-machine.ts';
import { failed, failedBy, fine, warning, type Finding } from './finding.ts';

/** Leases are counted by the server's clock, times of articles by ours. */
const skewMs = 5_000;

/** The databases, the bucket, the lock and what a killed run left. */
export async function checkArchive(project: Project): Promise<readonly Finding[]> {
  const { root, database } = project;
  return [
    ...(database === '' ? await checkSqlite(project) : await checkServer(database)),
    ...(await checkBeside(root)),
    ...(project.files ? [await checkBucket(project)] : []),
    await checkLock(root),
    ...(await checkWarcs(root)),
  ];
}

async function checkSqlite(project: Project): Promise<readonly Finding[]> {
  const { database } = indexPaths(project.root);
  if (!(await isAccessible(database))) return [await checkMissing(project)];
  try {
    const damage = findDamage(database, { isWritable: await isWritable(project.root) });
    if (damage !== undefined)
      return [
        failed(
          'database',
          `the index is damaged: ${damage}`,
          'Run `courant reindex`: it builds the index anew from the files.',
        ),
      ];
    return [fine('database', `SQLite, ${sizeOf((await stat(database)).size)}, whole`), ...(await checkSearch(project))];
  } catch (cause) {
    return [failedBy('database', cause)];
  }
}

/** No index: a new project, or one that lost it. */
async function checkMissing({ root }: Project): Promise<Finding> {
  const hasArticles = await isAccessible(join(root, 'content', 'post'));
  if (!hasArticles) return fine('database', 'none yet: the first `courant run` makes it');
  return failed(
    'database',
    'there are articles, but no index of them',
    'Run `courant reindex`: it builds the index from the files.',
  );
}

async function checkSearch(project: Project): Promise<readonly Finding[]> {
  const decode = contentDecoder(project);
  const store = await openStore(project.root, { clock: systemClock, mode: 'read', decode }); // its bucket is looked at by itself
  try {
    const { found: all, stored, skipped, waiting } = await store.accounting();
    const found = fine('links', `${all} found = ${stored} stored + ${skipped} skipped + ${waiting} waiting`);
    if (!(await store.isSearchOutdated())) return [found];
    return [found, warning('search', 'the search index is of an older form', 'Run `courant reindex`.')];
  } finally {
    await store.close();
  }
}

async function checkServer(address: string): Promise<readonly Finding[]> {
  const { lookAtServer } = await import('../../store/postgres/look-at-server.ts');
  try {
    const { version, now, hasIndex } = await lookAtServer(address);
    const off = now - systemClock.now();
    const told = `PostgreSQL ${version}${hasIndex ? '' : ', without an index yet: the first `courant run` makes it'}`;
    const found = fine('database', told);
    if (Math.abs(off) <= skewMs) return [found];
    return [
      found,
      warning('clock', `that of PostgreSQL is ${describeSpan(off)}`, 'Set the clocks of both machines, best by NTP.'),
    ];
  } catch (cause) {
    return [failedBy('database', cause)];
  }
}

/** What lies beside the index: users and their marks, and stories. */
async function checkBeside(root: string): Promise<readonly Finding[]> {
  const isOpen = await isWritable(root);
  const look = async (check: string, file: string, todo: string): Promise<readonly Finding[]> => {
    if (!(await isAccessible(file))) return [];
    try {
      const damage = findDamage(file, { isWritable: isOpen });
      return [
        damage === undefined
          ? fine(check, `${sizeOf((await stat(file)).size)}, whole`)
          : failed(check, `damaged: ${damage}`, todo),
      ];
    } catch (cause) {
      return [{ ...failedBy(check, cause), ...(isDamage(cause) && { do: todo }) }];
    }
  };
  return [
    ...(await look('site', siteStateFile(root), 'Run `courant reindex`: the next build makes the site anew.')),
    ...(await look('stories', storyIndexFile(root), 'Run `courant regroup`: it finds all stories again.')),
    ...(await look(
      'readers',
      join(root, readerFile),
      `Take ${readerFile} from the last backup: it is in no other file.`,
    )),
  ];
}

async function checkBucket(project: Project): Promise<Finding> {
  try {
    const remote = await openRemote(project.root, { ...bucketOf(project), mode: 'read' });
    await remote?.close();
    return fine('bucket', `${project.files?.bucket ?? ''} answers`);
  } catch (cause) {
    return failedBy('bucket', cause);
  }
}

/** The system lets go of the lock when its process ends in any way: there is none to remove by hand. */
async function checkLock(root: string): Promise<Finding> {
  const holder = findHolder(indexPaths(root).lock);
  return fine(
    'lock',
    holder === undefined ? 'no process writes into the archive' : `process ${holder} writes into the archive`,
  );
}

async function checkWarcs(root: string): Promise<readonly Finding[]> {
  const folder = join(root, 'warc');
  if (!(await isAccessible(folder))) return [];
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.warc(?:\.gz)?(?:\.open)?$/.test(name));
  const opened = names.filter((name) => name.endsWith(openSuffix)).length;
  const left = opened === 0 ? '' : `, ${opened} being written, or left by a killed run: the next one ends them`;
  return [fine('WARC', `${names.length} files${left}; \`courant verify\` compares each with what was written`)];
}

/** SQLite needs files beside a database even to read it, unless it is told that nobody writes. */
function isWritable(root: string): Promise<boolean> {
  return isAccessible(indexPaths(root).folder, constants.W_OK);
}

function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
