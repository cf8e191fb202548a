import type { AtomicWriter } from './atomic-write.ts';
import type { WarcPlace, WarcUpload } from './warc-writer.ts';

/** Files of an archive that lie elsewhere, as in a bucket: the archive's folder is a copy of some of them, made as they are needed.
 *  Paths are relative to the root, with `/`. Throws NewsError `store/*`. */
export interface RemoteFiles extends WarcUpload {
  /** A writer that has each file there before it has it here. */
  writerOver(local: AtomicWriter): AtomicWriter;
  /** Makes the file here the one that lies there: the newest, or for readers any. One that was changed here by hand is sent there;
   *  one that was changed in both places is as there, and the one from here is set aside. */
  bring(path: string): Promise<void>;
  /** The same for all files whose path begins like that. */
  bringAll(prefix: string): Promise<void>;
  /** The same for the whole archive; `articles`: without WARC and manifest. */
  pull(what: 'articles' | 'all', onProgress?: (files: number) => void): Promise<PullReport>;
  /** Whether no article lies there. */
  hasNoArticles(): Promise<boolean>;
  /** The WARC record at a place, compressed; undefined when it is to be read from the file here. */
  findRecord(place: WarcPlace): Promise<Uint8Array | undefined>;
  /** Ends WARC files that killed processes left open, there or here (`opened`, with their suffix); `isLeft` tells them from those that are
   *  being written, `mend` ends one that lies here with all that there is of it. */
  mendWarcs(
    opened: readonly string[],
    isLeft: (name: string) => boolean,
    mend: (opened: string) => Promise<void>,
  ): Promise<void>;
  /** SHA-256 of files that this machine wrote since they were listed in the manifest; empty for those that it removed. Those that somebody
   *  else changed since are left out. */
  unlisted(): Promise<ReadonlyMap<string, string>>;
  noteListed(paths: Iterable<string>): void;
  write(path: string, content: string): Promise<void>;
  remove(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface PullReport {
  /** Files that were looked at, fetched, sent, and removed here as they were removed there. */
  readonly files: number;
  readonly fetched: number;
  readonly sent: number;
  readonly removed: number;
  /** Files changed both here and there: their paths. The one from here lies in `.courant/conflicts/`. */
  readonly conflicts: readonly string[];
}
