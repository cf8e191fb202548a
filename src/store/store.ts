import type { SkipCode } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleId, SourceId, Url } from '../model/ids.ts';
import type { EditHabits, Look } from '../model/look.ts';
import type { Page } from '../model/page.ts';
import type { FeedStore } from './feed-store.ts';
import type { ImageCopies, NewImage, StoredImage } from './images.ts';
import type { LinkStore } from './link-store.ts';
import type { FoundTranslation, TranslatedArticles } from './translated-articles.ts';
import type { TranslationStore } from './translations.ts';

/** Where a stored HTTP answer lies: WARC file relative to the archive's root, byte offset and length of its gzip member. */
export interface PageRef {
  readonly url: Url;
  readonly requestedUrl: Url;
  /** RFC 3339, UTC. */
  readonly fetchedAt: string;
  readonly status: number;
  readonly warc: string;
  readonly offset: number;
  readonly length: number;
  /** `sha256:` and hex over the body as stored. */
  readonly digest: string;
  /** Validators byte for byte as sent; empty when there were none. */
  readonly etag: string;
  readonly lastModified: string;
  /** The link whose article it belongs to, when it was fetched for that. */
  readonly partOf?: Url;
}

export interface ArticleRecord {
  readonly id: ArticleId;
  readonly path: string;
  readonly url: Url;
  readonly canonical: string;
  readonly outlet: SourceId;
  readonly title: string;
  readonly summary: string;
  readonly language: string;
  /** As in the front matter. */
  readonly date: string;
  readonly tags: readonly string[];
  /** Which version of the file it was made from. */
  readonly hash: string;
  readonly revision: number;
}

/** Where an article lies, and when it is of. */
export type ArticlePlace = Pick<ArticleRecord, 'id' | 'path' | 'outlet' | 'date'>;

/** A version of an article; `file.path` is that of the article. */
export interface Revision {
  readonly revision: number;
  readonly file: ArticleFile;
}

export interface PutArticleOptions {
  /** The version that it replaces, which is kept below `history/` first. */
  readonly replaces?: Revision | undefined;
}

/** Article files that were put or removed. */
export interface ArticleChanges {
  /** Since when is not known: all articles are named, those that are gone are not. */
  readonly isAll: boolean;
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** To be given the next time. */
  readonly mark: string;
}

/** How one page of a source was read: what is remembered of an outlet. */
export interface Observation {
  readonly source: SourceId;
  /** The address of the page's link. */
  readonly url: string;
  /** When the page was fetched; RFC 3339, UTC. */
  readonly fetchedAt: string;
  /** The version of the extractor. */
  readonly reader: string;
  /** Why it is no article that can be kept; empty when it is. Then all that follows is nothing. */
  readonly skip: SkipCode | '';
  /** Characters of the text. */
  readonly length: number;
  readonly confidence: number;
  readonly hasAuthors: boolean;
  readonly hasDate: boolean;
  readonly hasImage: boolean;
}

/** What a source file said when it was followed last. */
export interface SourceState {
  readonly source: SourceId;
  readonly feeds: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The rules that all stored pages of the source have been read by, as text to compare. */
  readonly rules: string;
}

export interface SearchQuery {
  readonly text: string;
  readonly outlet?: string;
  /** Of the original. */
  readonly language?: string;
  /** Only articles that there are in this language (BCP 47; `pt` is also `pt-BR`), as they are or translated. */
  readonly readIn?: string;
  readonly tag?: string;
  /** An author as the article names them; case and accents do not matter. */
  readonly author?: string;
  /** Only these article files, as those of a story. */
  readonly among?: readonly string[];
  /** First and last moment of the article's date, both included: `YYYY-MM-DD` (the whole day) or `YYYY-MM-DD HH:MM:SS`, in the
   *  site's time zone as the dates of articles are. */
  readonly since?: string;
  readonly until?: string;
  /** Default: newest first. `relevance`: the best first of the newest 10,000 that match. */
  readonly sort?: SearchSort;
  readonly limit: number;
  readonly offset?: number;
}

export const searchSorts = ['newest', 'relevance'] as const;
export type SearchSort = (typeof searchSorts)[number];

/** An article and its place in time. */
export type ArticleMoment = Pick<ArticleRecord, 'id' | 'date'>;

export interface SearchHit {
  readonly article: ArticleRecord;
  /** Plain text around the hit; hits stand between U+0001 and U+0002. */
  readonly snippet: string;
  /** Through which translation it was found, when not by itself; or, with `readIn`, which one is in that language. */
  readonly translation?: FoundTranslation;
}

/** Which stored articles are to be looked at again, and how outlets edit. They are in no file: a rebuild carries them over. */
export interface LookStore {
  /** Replaces that of the same article. */
  put(look: Look): Promise<void>;
  remove(article: ArticleId): Promise<void>;
  get(article: ArticleId): Promise<Look | undefined>;
  /** Those that are due (`dueAt <= now`, epoch ms). Sources take turns, the oldest of each first. */
  due(now: number, limit: number): Promise<readonly Look[]>;
  /** Epoch ms of the next one. */
  nextAt(): Promise<number | undefined>;
  /** New ones when nothing is known of the source. */
  habitsOf(source: SourceId): Promise<EditHabits>;
  putHabits(habits: EditHabits): Promise<void>;
}

/** The archive: files and WARC, and the index over them. One writer at a time, or many on PostgreSQL; all methods are atomic.
 *  Throws NewsError `store/*`. The order of writes is raw, file, index: whatever is lost of a later one is rebuilt. */
export interface Store extends LinkStore, FeedStore, TranslatedArticles {
  readonly root: string;
  readonly looks: LookStore;
  /** What was ever translated, and what it cost. */
  readonly translations: TranslationStore;

  /** How many articles each outlet has. */
  countArticles(): Promise<ReadonlyMap<string, number>>;
  /** The languages (BCP 47) that articles are in. */
  listLanguages(): Promise<readonly string[]>;

  /** By source. They are in no file: a rebuild carries them over. */
  listSourceStates(): Promise<readonly SourceState[]>;
  putSourceStates(states: readonly SourceState[]): Promise<void>;
  removeSourceState(source: SourceId): Promise<void>;

  /** Replaces that of the same page; only the newest 150 of a source are kept. They are in no file: a rebuild carries them
   *  over, and where the old index is lost, reading the stored pages again (`reextract --write`) makes them anew. */
  putObservation(observation: Observation): Promise<void>;
  /** Newest first. */
  listObservations(source: SourceId): Promise<readonly Observation[]>;

  /** Appends the answer to the current WARC file (a response record, gzip per record), then indexes it. `partOf`: the link
   *  whose article it belongs to; it is then none that a link waits for. */
  putPage(page: Page, options?: { readonly partOf?: Url }): Promise<PageRef>;
  /** The newest stored answer to this address (as asked for or as it answered); with `isGood`, of status 2xx. */
  latestPage(url: Url, options?: { readonly isGood?: boolean }): Promise<PageRef | undefined>;
  /** The oldest stored answer of status 2xx to this address. */
  firstPage(url: Url): Promise<PageRef | undefined>;
  listPages(url: Url): Promise<readonly PageRef[]>;
  readPage(ref: PageRef): Promise<Page>;

  /** Writes the file (temporary file, fsync-free rename), then indexes it. Replaces an article of the same id. */
  putArticle(id: ArticleId, file: ArticleFile, options?: PutArticleOptions): Promise<void>;
  /** The versions of an article that later ones replaced, oldest first; by the path of its file. Also one that a killed run kept
   *  before it wrote the next. Throws NewsError `store/bad-article-file`. */
  readHistory(path: string): Promise<readonly Revision[]>;
  getArticle(id: ArticleId): Promise<ArticleRecord | undefined>;
  /** By its address or its canonical address, of an outlet or of any. */
  findArticle(url: string, outlet?: SourceId): Promise<ArticleRecord | undefined>;
  /** Those of an outlet whose address has the same plain form, as an AMP version; at most ten. `plain`: of `plainAddressOf`. */
  findForms(plain: string, outlet: SourceId): Promise<readonly ArticleRecord[]>;
  /** True when another article than `id` lies at this path, or a file that is none of ours. */
  isPathTaken(path: string, id: ArticleId): Promise<boolean>;
  readArticle(path: string): Promise<ArticleFile>;
  /** The file of a stored article, and whether somebody changed it since it was written; undefined when it was removed.
   *  Throws NewsError `store/bad-article-file` when it can no longer be read. */
  checkArticle(article: ArticleRecord): Promise<{ readonly file: ArticleFile; readonly isByHand: boolean } | undefined>;
  /** As `readArticle`; undefined when there is no file, as after somebody removed it. */
  findArticleFile(path: string): Promise<ArticleFile | undefined>;
  /** Newest first by date, ties by path; of one outlet, or all. */
  listArticles(options?: { readonly outlet: SourceId; readonly limit: number }): Promise<readonly ArticleRecord[]>;
  /** Articles with more than one revision, at most `limit`; what was put last comes first. */
  listRevised(limit: number): Promise<readonly ArticleRecord[]>;
  /** The newest articles, or those at these paths; by date, oldest first. */
  listPlaces(
    which: { readonly newest: number } | { readonly paths: readonly string[] },
  ): Promise<readonly ArticlePlace[]>;
  /** The paths of article files that were put or removed since `mark`, which an earlier answer gave; empty for all. */
  articleChanges(mark: string): Promise<ArticleChanges>;
  /** The mark of now: another one when an article was put or removed. */
  articleMark(): Promise<string>;
  /** Newest first, unless `sort` says otherwise. An article is found by its own text or by that of a translation, and once. Any text
   *  may be searched for: words (all must occur, in any form that their language gives them), "phrases" and "words" as they stand,
   *  beginnings* and -exclusions; a blank one finds every article that the filters let through. */
  search(query: SearchQuery): Promise<readonly SearchHit[]>;
  /** What `search` finds, from the index alone: no file is read. */
  searchPlaces(query: SearchQuery): Promise<readonly ArticleMoment[]>;
  /** Whether the index is of a version that knew no authors and no forms of words: `reindex` makes it anew. */
  isSearchOutdated(): Promise<boolean>;

  /** Keeps a picture as `static/media/<name>`, found again by its original address, and smaller copies of it (WebP) as
   *  `static/media/small/<digest of the picture>-<width>.webp`. */
  putImage(url: Url, image: NewImage, copies?: ImageCopies): Promise<void>;
  hasImage(url: Url): Promise<boolean>;
  /** Those that are kept, by original address; `path` relative to `static/`, as `media/<name>`. */
  findImages(urls: readonly string[]): Promise<ReadonlyMap<string, StoredImage>>;
  /** As `findImages`, all of them. */
  listImages(): Promise<ReadonlyMap<string, StoredImage>>;

  /** Ends the current WARC file, closes the database and lets go of the lock. */
  close(): Promise<void>;
}
