import type { SkipCode } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { FeedLife } from '../model/feed-life.ts';
import type { ArticleId, SourceId, Url } from '../model/ids.ts';
import type { Link, LinkState } from '../model/link.ts';
import type { EditHabits, Look } from '../model/look.ts';
import type { Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import type { ImageCopies, NewImage, StoredImage } from './images.ts';
import type { SiteLease } from './site-lease.ts';
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

export interface LinkRecord extends Link {
  readonly state: LinkState;
  /** Why it waits or was skipped; undefined for a stored link and for one not tried yet. */
  readonly skip?: Skip;
  readonly attempts: number;
  /** Epoch ms: not before. 0 when there is nothing to do. */
  readonly dueAt: number;
  /** The article it is; of a skipped link the one that was stored under another address. */
  readonly article?: ArticleId;
  /** An edit was announced: fetch again although it is stored. */
  readonly recheck: boolean;
  /** The right to work on it, where many processes do. */
  readonly lease?: SiteLease;
}

/** What became of one try. */
export type LinkVerdict =
  /** `recheckAt` (epoch ms): an announced edit could not be fetched, and is looked at again then. `isPutOff`: as the host asked to
   *  wait, which counts as no try. */
  | {
      readonly state: 'stored';
      readonly article: ArticleId;
      readonly recheckAt?: number;
      readonly isPutOff?: boolean;
    }
  | { readonly state: 'skipped'; readonly skip: Skip }
  | { readonly state: 'waiting'; readonly skip: Skip; readonly dueAt: number; readonly isPutOff?: boolean };

export interface FeedRecord {
  readonly url: Url;
  readonly source: SourceId;
  readonly etag: string;
  readonly lastModified: string;
  /** RFC 3339 or empty. */
  readonly lastSuccessAt: string;
  readonly lastError: string;
  readonly errorsInARow: number;
  /** Links in the last good answer. */
  readonly items: number;
  readonly life: FeedLife;
}

/** A wish of ours to be told of what is new in a feed. Spec: W3C WebSub 5. */
export interface SubscriptionRecord {
  /** The address of the feed as its source file has it. */
  readonly feed: Url;
  readonly hub: Url;
  /** The address the hub knows the feed by. */
  readonly topic: Url;
  /** The last part of the address the hub calls: nobody can guess it. */
  readonly token: string;
  readonly secret: string;
  readonly state: 'asked' | 'active' | 'refused' | 'ending';
  /** Epoch ms: the last request to the hub, and when its promise ends (0 without one). */
  readonly askedAt: number;
  readonly leaseUntil: number;
  /** Why it failed or was refused; may be empty. */
  readonly detail: string;
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

/** A link as its source's patterns see it. */
export interface LinkStand {
  readonly url: string;
  readonly state: LinkState;
  /** The source file leaves it out. */
  readonly isExcluded: boolean;
}

/** What a changed source file does to links that are known. */
export interface LinkChange {
  readonly leaveOut: readonly string[];
  readonly skip: Skip;
  readonly letIn: readonly string[];
}

export interface Accounting {
  readonly found: number;
  readonly stored: number;
  readonly skipped: number;
  readonly waiting: number;
  /** Skips by code, most frequent first. */
  readonly reasons: readonly { readonly code: string; readonly count: number }[];
}

export interface LinkQuery {
  readonly state?: LinkState;
  readonly source?: string;
  /** Of the skip, or of what a link waits for. */
  readonly code?: string;
  readonly limit: number;
  readonly offset?: number;
}

/** Links that are to be tried again: skipped for whatever reason, but not left out by a source file. */
export interface RetryChoice {
  /** Also when it waits: then at once. */
  readonly url?: Url;
  readonly code?: SkipCode;
  readonly source?: string;
}

export interface HostQueue {
  readonly host: string;
  readonly waiting: number;
  /** Epoch ms: when the first is due. */
  readonly dueAt: number;
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
export interface Store extends TranslatedArticles {
  readonly root: string;
  readonly looks: LookStore;
  /** What was ever translated, and what it cost. */
  readonly translations: TranslationStore;

  /** Adds links not known yet, and marks a stored one for recheck when its hints tell of a later modification
   *  than the last time it was fetched. Links with `skip` are left out by their source file; when the file changes, known
   *  links follow it. `ignoresEdits`: later modifications mark nothing. Returns how many were new, and how many are to be fetched
   *  again. */
  addLinks(
    links: readonly Link[],
    options?: { readonly skip?: Skip; readonly ignoresEdits?: boolean },
  ): Promise<{ readonly added: number; readonly rechecks: number }>;
  /** Links that are due (`dueAt <= now`), waiting or to be rechecked. Hosts take turns: the oldest of each first, then the
   *  second of each, and so on. */
  dueLinks(now: number, limit: number): Promise<readonly LinkRecord[]>;
  /** The earliest `dueAt` of a link that waits, or undefined. */
  nextDueAt(): Promise<number | undefined>;
  /** Finishes a try: sets the state, counts the attempt, clears `recheck` unless `recheckAt` says otherwise. `lease`: as of the
   *  link. Throws NewsError `store/lease-lost` when that was given to another process. */
  settleLink(url: Url, verdict: LinkVerdict, lease?: SiteLease): Promise<void>;
  getLink(url: Url): Promise<LinkRecord | undefined>;
  /** The stored link that an article came by; undefined when a kill came between article and link. */
  linkOf(article: ArticleId): Promise<LinkRecord | undefined>;
  /** The addresses of all links that turned out to be this article, in the order they were found. */
  addressesOf(article: ArticleId): Promise<readonly Url[]>;
  /** Links of one state, for reports; newest first, at most `limit`. */
  listLinks(state: LinkState, limit: number): Promise<readonly LinkRecord[]>;
  /** The addresses of links that were skipped by a stage, in the order they were found. */
  listSkipped(stage: string): Promise<readonly Url[]>;
  /** Links of all that is asked for; newest first. */
  findLinks(query: LinkQuery): Promise<readonly LinkRecord[]>;
  /** The hosts that most links wait for, at most `limit`. */
  listHosts(limit: number): Promise<readonly HostQueue[]>;
  /** Makes links wait again that were given up or skipped for a passing reason, or those chosen; returns how many. */
  retryLinks(now: number, choice?: RetryChoice): Promise<number>;
  accounting(source?: SourceId): Promise<Accounting>;

  /** The links of a source, in the order they were found. */
  listLinkStands(source: SourceId): Promise<readonly LinkStand[]>;
  /** Leaves out links that wait, and lets those wait that were left out; others stay as they are. */
  refilterLinks(change: LinkChange): Promise<void>;
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

  getFeed(url: Url): Promise<FeedRecord | undefined>;
  putFeed(feed: FeedRecord): Promise<void>;
  listFeeds(): Promise<readonly FeedRecord[]>;
  /** Those to be polled by `now` (epoch ms), the longest due first. */
  listDueFeeds(now: number): Promise<readonly FeedRecord[]>;
  /** Those that are not to be polled, as they are gone for good, and those that failed at least so often in a row. */
  listFailingFeeds(errors: number): Promise<readonly FeedRecord[]>;
  /** Those to be polled at some time that name a hub. */
  listFeedsWithHub(): Promise<readonly FeedRecord[]>;
  /** From now on these are the feeds to be polled, by address; others keep what is known of them and rest. Returns those that
   *  are not known yet. */
  followFeeds(urls: ReadonlySet<Url>): Promise<readonly Url[]>;
  /** Epoch ms of the next poll of any known feed, or undefined. */
  nextPollAt(): Promise<number | undefined>;

  putSubscription(subscription: SubscriptionRecord): Promise<void>;
  removeSubscription(feed: Url): Promise<void>;
  findSubscription(token: string): Promise<SubscriptionRecord | undefined>;
  listSubscriptions(): Promise<readonly SubscriptionRecord[]>;

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
