import type { ArticleFile } from '../../model/article-file.ts';
import type { LocalImage } from '../../model/edition.ts';
import type { SiteFile } from '../../model/site.ts';
import type { SavedSearch } from '../../model/saved-search.ts';
import type { Policy } from '../../model/policy.ts';
import type { SiteContext } from '../../publish/site-context.ts';
import type { StorySource } from '../stories/story-source.ts';
import type { SourceFacts } from '../../publish/directory-pages.ts';

/** An outlet as its source file has it. */
export interface SiteOutlet {
  readonly name: string;
  readonly home: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly policy: Policy;
}

/** All that a site is made from, but for the list of its articles. */
export interface SiteInputs {
  /** By the prefix of their tree; '' for the first. */
  readonly contexts: ReadonlyMap<string, SiteContext>;
  /** By the id of the source. */
  readonly outlets: ReadonlyMap<string, SiteOutlet>;
  /** For articles of outlets that are not among them. */
  readonly publish: Policy;
  /** Decisions about single articles, by address or path. */
  readonly policies: ReadonlyMap<string, Partial<Policy>>;
  /** What the page about the archive says of the sources; the counts are added. */
  readonly sources: readonly (Omit<SourceFacts, 'folder' | 'count'> & { readonly id: string })[];
  readonly searches: readonly SavedSearch[];
  /** Without it the site has no stories. */
  readonly stories?: StorySource | undefined;
  /** Of the search page. */
  readonly searchScript: SiteFile;
  /** Epoch ms. */
  readonly now: number;
  /** The file of an article; undefined when it is gone. Throws NewsError `store/bad-article-file`. */
  readonly read: (path: string) => ArticleFile | undefined;
  /** A version of it that a later one replaced; undefined when it is not kept. Throws NewsError `store/bad-article-file`. */
  readonly readRevision: (path: string, revision: number) => ArticleFile | undefined;
  /** The body of its file as it stands there, whatever may be shown of it. */
  readonly readBody: (path: string) => string | undefined;
  /** Local copies of pictures by their addresses. */
  readonly findImages: (urls: readonly string[]) => Promise<ReadonlyMap<string, LocalImage>>;
  /** Where the file of a local picture lies, or of what is published beside the user's own pages. */
  readonly imageFile: (path: string) => string;
}

/** An article file that is new or changed. */
export interface ChangedFile {
  readonly path: string;
  readonly stamp: string;
}

/** What happened to the articles since the site was built last. */
export interface SiteChanges {
  readonly changed: readonly ChangedFile[];
  readonly removed: readonly string[];
}
