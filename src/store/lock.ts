import { readFileSync, writeFileSync } from 'node:fs';
import Libsql from 'libsql';
import { NewsError } from '../errors.ts';
import { errorCodeOf, toStoreError } from './store-failure.ts';

export interface Lock {
  release(): void;
}

/** Takes the only right to write, held as an exclusive SQLite transaction: the system lets go of it when the process
 *  ends in any way, so that no stale lock can stay behind. Throws NewsError `store/locked`. */
export function takeLock(file: string): Lock {
  const holder = `${file}.pid`;
  try {
    const connection = new Libsql(file, { timeout: 0 });
    connection.exec('BEGIN EXCLUSIVE');
    writeFileSync(holder, String(process.pid));
    return {
      release: () => {
        connection.exec('ROLLBACK');
        connection.close();
      },
    };
  } catch (cause) {
    if (errorCodeOf(cause).startsWith('SQLITE_BUSY')) {
      throw new NewsError('store/locked', { file, detail: `It is process ${readHolder(holder)}.`, cause });
    }
    throw toStoreError(cause, { file });
  }
}

/** The process that holds the lock; undefined when nobody does. */
export function findHolder(file: string): string | undefined {
  const holder = readHolder(`${file}.pid`);
  if (!isAlive(Number(holder))) return undefined; // so that the lock is not tried, which could be in the way of one who takes it
  try {
    takeLock(file).release();
    return undefined;
  } catch (cause) {
    if (cause instanceof NewsError && cause.code === 'store/locked') return holder;
    throw cause;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return errorCodeOf(cause) === 'EPERM'; // it is somebody else's
  }
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '(unknown)'; // it has the lock but has not written its number yet
  }
}
