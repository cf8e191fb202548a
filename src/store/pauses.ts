import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCodeOf, toStoreError } from './store-failure.ts';

/** Until when which host takes no request, for the processes to come. */
export interface Pauses {
  /** Epoch ms by host, as they were kept before. */
  readonly pauses: ReadonlyMap<string, number>;
  /** Replaces that of this host. When it returns, a kill of the process cannot undo it. */
  keep(host: string, until: number): void;
}

/** Opens the pauses of a project, without those that have passed. For the process that has the archive's lock.
 *  Throws NewsError `store/*`. */
export function openPauses(root: string, now: number): Pauses {
  const file = join(root, '.courant', 'pauses');
  const write = (task: () => void): void => {
    try {
      task();
    } catch (cause) {
      throw toStoreError(cause, { file });
    }
  };
  const pauses = readPauses(file, now);
  write(() => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, [...pauses].map(([host, until]) => toLine(host, until)).join(''));
    renameSync(`${file}.new`, file);
  });
  return {
    pauses,
    keep: (host, until) => {
      write(() => {
        appendFileSync(file, toLine(host, until));
      });
    },
  };
}

/** Those that have not passed, of a project that another process may be working on. Throws NewsError `store/*`. */
export function listPauses(root: string, now: number): ReadonlyMap<string, number> {
  return readPauses(join(root, '.courant', 'pauses'), now);
}

function toLine(host: string, until: number): string {
  return `${Math.ceil(until)} ${host}\n`;
}

/** The last line of a host counts. One that is cut off by a kill says nothing: it was never kept. */
function readPauses(file: string, now: number): ReadonlyMap<string, number> {
  const pauses = new Map<string, number>();
  for (const [, until, host] of readText(file).matchAll(/^(\d{1,16}) (\S+)\n/gm)) {
    if (host === undefined) continue;
    if (Number(until) > now) pauses.set(host, Number(until));
    else pauses.delete(host);
  }
  return pauses;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return ''; // the first run
    throw toStoreError(cause, { file });
  }
}
