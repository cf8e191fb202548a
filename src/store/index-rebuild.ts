import type { PageRef, Store } from './store.ts';

/** An index that is being made again from the files. */
export interface IndexRebuild {
  /** The store over the new index. */
  readonly store: Store;
  /** Whether it knows from the old index which articles are to be looked at again. */
  readonly knowsLooks: boolean;
  /** Indexes article files (paths relative to the root) that are not in the index yet. Of two files of one article the later
   *  revision counts. A file that says to be a translation (`translationKey`), or lies beside one of them under its name with a language
   *  (`….de.md`), is one of that article. `onBroken`: a file that is none of an article was passed over; `onProgress`: so many of them are read. */
  indexArticles(
    paths: readonly string[],
    options?: {
      readonly onBroken?: (path: string, detail: string) => void;
      readonly onProgress?: (done: number) => void;
    },
  ): Promise<void>;
  /** Indexes the HTTP answers of a WARC file (path relative to the root). */
  indexWarc(warc: string, options?: { readonly onBroken?: (detail: string) => void }): Promise<void>;
  countPages(): Promise<number>;
  /** Gives every article without a stored link the one it came by: the address asked for when its page was fetched, else its own. */
  adoptLinks(): Promise<void>;
  /** The addresses of the pictures of all articles. */
  thumbnails(): Promise<ReadonlySet<string>>;
  /** The newest answer of each address that is no link's and part of no link's article: asked when all articles and pages are indexed. */
  pagesWithoutLink(): Promise<readonly PageRef[]>;
}
