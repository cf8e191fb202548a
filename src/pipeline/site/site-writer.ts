import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { feedKinds } from '../../publish/layout.ts';
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

// What waits outlives a scavenge of the heap: with many files that costs more than asking for few at a time.
const batchSize = 40;
const maxFolders = 5000;
const feedFiles: ReadonlySet<string> = new Set(feedKinds.map(({ file }) => file));

/** Writes a site into its folder so that at any moment, also after a kill, every page that can be reached is whole and leads to
 *  files that are there: new files, to which nothing leads yet, are written where they belong; then those that replace others
 *  are moved into place; then what is no longer part of the site is taken away. What is about to be written for the first time
 *  stands in a journal before that: the build after a kill takes away what it does not write again. To be made, and used up to
 *  `finish`, while no other build has the state.
 *  Files that have the right content already are left as they are. Throws NewsError `store/*`. */
export class SiteFolder implements SiteSink {
  /** Whether the last build was killed, or failed, when it had begun to write. Its files may be of articles and settings that
   *  have changed again since: only a build of everything puts them right. */
  readonly isUnfinished: boolean;
  readonly #folder: string;
  readonly #build: number;
  readonly #journal: string;
  readonly #staging: string;
  readonly #state: SiteState;
  readonly #onProgress: (files: number) => void;
  readonly #unfinished: readonly string[];
  readonly #folders = new Set<string>();
  #hasBegun = false;
  #waiting: Waiting[] = [];
  /** The number of its file in the staging folder, by the path that a file is to have. */
  readonly #staged = new Map<string, number>();
  #nextStaged = 0;
  readonly #gone = new Set<string>();
  #seen = 0;
  #written = 0;
  #removed = 0;
  readonly #feeds: string[] = [];

  constructor(folder: string, work: string, state: SiteState, onProgress: (files: number) => void = () => undefined) {
    this.#folder = folder;
    const left = this.#guard(work, () => readLeft(work));
    // Builds that ended have lower numbers. The state, which counts them, may be lost.
    this.#build = Math.max(Number(state.fact('build')) + 1, ...left.map(({ build }) => build));
    this.#journal = join(work, `site-journal-${this.#build}`);
    this.#staging = join(work, `site-staging-${this.#build}`);
    this.#state = state;
    this.#onProgress = onProgress;
    const journal = readIfThere(this.#journal);
    this.isUnfinished = journal !== undefined;
    this.#unfinished = (journal?.toString() ?? '').split('\n').filter(isInside);
    this.#guard(this.#staging, () => rmSync(this.#staging, { recursive: true, force: true }));
    for (const { name, build } of left)
      if (build < this.#build)
        this.#guard(join(work, name), () => rmSync(join(work, name), { recursive: true, force: true }));
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
    const fresh = new Set(this.#state.files.unknown(files.map(({ path }) => path)));
    if (fresh.size > 0) {
      this.#begin([...fresh]);
      this.#state.files.add([...fresh]);
    }
    for (const file of files) {
      const target = join(this.#folder, file.path);
      this.#gone.delete(file.path);
      this.#guard(target, () => this.#write(file, target, fresh.has(file.path)));
    }
    this.#seen += files.length;
    this.#onProgress(this.#seen);
  }

  #write(file: Waiting, target: string, isFresh: boolean): void {
    if ('from' in file) {
      if (copyIfChanged(file.from, target)) this.#written += 1;
      return;
    }
    const { path, content } = file;
    // Readers come to the files at the root by themselves: also a new one must be there at once.
    if (isFresh && path.includes('/')) {
      this.#makeFolder(dirname(target));
      if (create(target, content)) {
        this.#note(path);
        return;
      }
    }
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    if (readIfThere(target)?.equals(bytes) === true) {
      this.#staged.delete(path);
      return;
    }
    this.#begin([]);
    const number = this.#staged.get(path) ?? this.#nextStaged++;
    if (number === 0) makeFolder(this.#staging);
    writeFileSync(join(this.#staging, String(number)), bytes);
    this.#staged.set(path, number);
  }

  /** The paths of feeds that were written, as they are new or changed; without older parts of them. */
  get writtenFeeds(): readonly string[] {
    return this.#feeds;
  }

  #note(path: string): void {
    this.#written += 1;
    const isFeed = feedFiles.has(basename(path)) && !/(?:^|\/)page-\d+\/[^/]+$/.test(path);
    if (isFeed) this.#feeds.push(path);
  }

  /** Asking is as dear as making: folders made in this build are remembered, though not all for ever. */
  #makeFolder(folder: string): void {
    if (this.#folders.has(folder)) return;
    makeFolder(folder);
    if (this.#folders.size >= maxFolders) this.#folders.clear();
    this.#folders.add(folder);
  }

  remove(path: string): void {
    this.flush(); // what was put before
    this.#gone.add(path);
    this.#staged.delete(path);
    this.#state.files.remove([path]);
  }

  /** Moves into place what replaces other files, and takes away what is no longer part of the site. `old`: files of an
   *  earlier build. */
  finish(old: readonly string[]): WriteCounts {
    this.flush();
    for (const [path, number] of this.#staged) {
      const target = join(this.#folder, path);
      this.#guard(target, () => moveInto(join(this.#staging, String(number)), target));
      this.#note(path);
    }
    const left = [...this.#gone, ...old, ...this.#state.files.unknown(this.#unfinished)];
    for (const path of new Set(left)) this.#removeFile(path);
    this.#state.putFact('build', String(this.#build));
    return { written: this.#written, removed: this.#removed };
  }

  #removeFile(path: string): void {
    if (!isInside(path)) return;
    const target = join(this.#folder, path);
    this.#guard(target, () => {
      if (statSync(target, { throwIfNoEntry: false }) === undefined) return;
      this.#begin([]);
      rmSync(target, { force: true });
      this.#removed += 1;
      removeEmptyFolders(this.#folder, dirname(path));
    });
  }

  /** To be called before anything is written or removed. `fresh`: what is written for the first time. */
  #begin(fresh: readonly string[]): void {
    if (this.#hasBegun && fresh.length === 0) return;
    this.#hasBegun = true;
    this.#guard(this.#journal, () => appendFileSync(this.#journal, fresh.map((path) => `${path}\n`).join('')));
  }

  /** To be called when the state is kept, which lets the next build begin: it has a journal of its own. */
  forgetJournal(): void {
    this.#guard(this.#journal, () => {
      rmSync(this.#staging, { recursive: true, force: true });
      rmSync(this.#journal, { force: true });
    });
  }

  #guard<T>(file: string, work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw toStoreError(cause, { file });
    }
  }
}

/** What builds left in the folder where they work. */
function readLeft(work: string): readonly { readonly name: string; readonly build: number }[] {
  return readdirSync(work).flatMap((name) => {
    const build = /^site-(?:journal|staging)-(\d+)$/.exec(name)?.[1];
    return build === undefined ? [] : { name, build: Number(build) };
  });
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

/** A list that somebody edited must not make us remove files elsewhere. */
function isInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split(/[/\\]/).includes('..');
}
