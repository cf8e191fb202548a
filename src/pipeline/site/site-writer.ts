import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { SiteFile } from '../../model/site.ts';
import type { SiteState } from '../../store/site-state.ts';
import { errorCodeOf, toStoreError } from '../../store/store-failure.ts';

/** Where the files of a site go. */
export interface SiteSink {
  put(file: SiteFile): void;
  /** Puts a file of the archive, as a picture, into the site. */
  copy(from: string, path: string): void;
  remove(path: string): void;
  /** Writes what was put and is not written yet. */
  flush(): void;
}

export interface WriteCounts {
  readonly written: number;
  readonly removed: number;
}

type Waiting = { readonly path: string } & ({ readonly content: string | Uint8Array } | { readonly from: string });

const batchSize = 200;
const maxFolders = 5000;

/** Writes a site into its folder so that a kill at any moment leaves every page whole: a new file, to which nothing leads yet, is
 *  written where it belongs; one that is there is replaced at once, by renaming. What is about to be written for the first
 *  time stands in a journal before that: the build after a kill takes away what it does not write again.
 *  Files that have the right content already are left as they are. Throws NewsError `store/*`. */
export class SiteFolder implements SiteSink {
  readonly #folder: string;
  readonly #journal: string;
  readonly #temporary: string;
  readonly #state: SiteState;
  readonly #onProgress: (files: number) => void;
  readonly #unfinished: readonly string[];
  readonly #folders = new Set<string>();
  #waiting: Waiting[] = [];
  #seen = 0;
  #written = 0;
  #removed = 0;

  constructor(folder: string, work: string, state: SiteState, onProgress: (files: number) => void = () => undefined) {
    this.#folder = folder;
    this.#journal = join(work, 'site-journal.txt');
    this.#temporary = join(work, 'site.tmp');
    this.#state = state;
    this.#onProgress = onProgress;
    this.#unfinished = readLines(this.#journal);
  }

  put({ path, content }: SiteFile): void {
    this.#add({ path, content });
  }

  copy(from: string, path: string): void {
    this.#add({ path, from });
  }

  #add(file: Waiting): void {
    this.#waiting.push(file);
    if (this.#waiting.length >= batchSize) this.flush();
  }

  flush(): void {
    const files = this.#waiting;
    if (files.length === 0) return;
    this.#waiting = [];
    const fresh = new Set(this.#state.unknownFiles(files.map(({ path }) => path)));
    if (fresh.size > 0) {
      this.#guard(this.#journal, () => appendFileSync(this.#journal, `${[...fresh].join('\n')}\n`));
      this.#state.addFiles([...fresh]);
    }
    for (const file of files) {
      const target = join(this.#folder, file.path);
      if (this.#guard(target, () => this.#write(file, target, fresh.has(file.path)))) this.#written += 1;
    }
    this.#seen += files.length;
    this.#onProgress(this.#seen);
  }

  /** True when the file had to be written. */
  #write(file: Waiting, target: string, isFresh: boolean): boolean {
    if ('from' in file) return copyIfChanged(file.from, target);
    if (isFresh) {
      this.#makeFolder(dirname(target));
      if (create(target, file.content)) return true;
    }
    const bytes = typeof file.content === 'string' ? Buffer.from(file.content) : file.content;
    if (readIfThere(target)?.equals(bytes) === true) return false;
    writeFileSync(this.#temporary, bytes);
    moveInto(this.#temporary, target);
    return true;
  }

  /** Asking is as dear as making: folders made in this build are remembered, though not all for ever. */
  #makeFolder(folder: string): void {
    if (this.#folders.has(folder)) return;
    makeFolder(folder);
    if (this.#folders.size >= maxFolders) this.#folders.clear();
    this.#folders.add(folder);
  }

  remove(path: string): void {
    this.#removeFile(path);
    this.#state.removeFiles([path]);
  }

  #removeFile(path: string): void {
    if (!isInside(path)) return;
    const target = join(this.#folder, path);
    this.#guard(target, () => {
      if (statSync(target, { throwIfNoEntry: false }) === undefined) return;
      rmSync(target, { force: true });
      this.#removed += 1;
      this.#folders.clear();
      removeEmptyFolders(this.#folder, dirname(path));
    });
  }

  /** Takes away what is no longer part of the site, once everything else is written. `old`: files of an earlier build. */
  finish(old: readonly string[]): WriteCounts {
    this.flush();
    for (const path of old) this.#removeFile(path);
    for (const path of this.#state.unknownFiles(this.#unfinished)) this.#removeFile(path);
    return { written: this.#written, removed: this.#removed };
  }

  /** To be called when the state is kept. */
  forgetJournal(): void {
    this.#guard(this.#journal, () => rmSync(this.#journal, { force: true }));
  }

  #guard<T>(file: string, work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw toStoreError(cause, { file });
    }
  }
}

/** Writes a file where there should be none; false when there is one after all. */
function create(target: string, content: string | Uint8Array): boolean {
  try {
    writeFileSync(target, content, { encoding: 'utf8', flag: 'wx' }); // without the encoding Node takes a slower way
    return true;
  } catch (cause) {
    if (errorCodeOf(cause) === 'EEXIST') return false;
    throw cause;
  }
}

/** True when it was not there. */
function makeFolder(folder: string): boolean {
  return mkdirSync(folder, { recursive: true }) !== undefined;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

function moveInto(from: string, target: string): void {
  try {
    renameSync(from, target);
  } catch (cause) {
    if (errorCodeOf(cause) !== 'ENOENT' || !makeFolder(dirname(target))) throw cause;
    renameSync(from, target);
  }
}

function copyIfChanged(from: string, target: string): boolean {
  const source = statSync(from, { throwIfNoEntry: false });
  if (source === undefined) return false; // removed by hand since the articles were read
  const present = statSync(target, { throwIfNoEntry: false });
  if (present?.size === source.size && present.mtimeMs >= source.mtimeMs) return false;
  makeFolder(dirname(target));
  copyFileSync(from, target);
  return true;
}

function removeEmptyFolders(root: string, folder: string): void {
  for (let path = folder; path !== '.' && path !== ''; path = dirname(path)) {
    try {
      rmdirSync(join(root, path));
    } catch (cause) {
      if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errorCodeOf(cause))) return;
      throw cause;
    }
  }
}

function readLines(path: string): readonly string[] {
  return (readIfThere(path)?.toString() ?? '').split('\n').filter(isInside);
}

/** A list that somebody edited must not make us remove files elsewhere. */
function isInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split(/[/\\]/).includes('..');
}
