import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { Clock } from '../model/clock.ts';
import type { ArticleId, SourceId, Url } from '../model/ids.ts';
import type { Link, LinkState } from '../model/link.ts';
import type { Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { formatArticleFile, parseArticleFile } from './article-file.ts';
import type { ArchiveIndex } from './archive-index.ts';
import { ArticleFiles } from './article-files.ts';
import { ArticleTranslations } from './article-translations.ts';
import { historyPathOf } from './article-path.ts';
import type { AtomicWriter } from './atomic-write.ts';
import type { FeedRecord, SubscriptionRecord } from './feed-store.ts';
import { writeImage, type ImageCopies, type NewImage } from './images.ts';
import type { LinkChange, LinkQuery, LinkVerdict, RetryChoice } from './link-store.ts';
import { refOf } from './pages.ts';
import type { RemoteFiles } from './remote-files.ts';
import { readSealed } from './seal.ts';
import type { OpenedStore, Sharing } from './sharing.ts';
import type { SiteLease } from './site-lease.ts';
import { makeSnippet } from './snippet.ts';
import type * as contract from './store.ts';
import type { TranslationStore } from './translations.ts';
import { decodeBody, readAnswer, readAnswerAt, type ContentDecoder } from './warc.ts';
import { digestOf } from './warc-record.ts';
import { locateWarc, type WarcWriter } from './warc-writer.ts';

/** What a store works with. `files` and `warc` are missing when it is open for reading only. */
export interface StoreParts {
  readonly root: string;
  readonly clock: Clock;
  readonly decode: ContentDecoder;
  readonly index: ArchiveIndex;
  readonly writers?: { readonly files: AtomicWriter; readonly warc: WarcWriter };
  /** When other processes write, too. */
  readonly sharing?: Sharing;
  /** When the files lie elsewhere, and in the folder a copy of them. */
  readonly remote?: RemoteFiles | undefined;
  /** Called once, at the end of `close`. */
  readonly onClose: () => void | Promise<void>;
}

/** The store over files and WARC, which it writes, and an index of either kind. */
export class ArchiveStore implements OpenedStore {
  readonly root: string;
  readonly sharing?: Sharing;
  readonly remote?: RemoteFiles;
  readonly looks: contract.LookStore;
  readonly translations: TranslationStore;
  readonly #parts: StoreParts;
  readonly #index: ArchiveIndex;
  readonly #files: ArticleFiles;
  readonly #translated: ArticleTranslations;
  #isClosed = false;

  constructor(parts: StoreParts) {
    this.root = parts.root;
    this.#parts = parts;
    this.#index = parts.index;
    this.looks = parts.index.looks;
    this.translations = parts.index.translations;
    this.#files = new ArticleFiles(parts.root, parts.remote, parts.writers === undefined);
    const writer = (): AtomicWriter => this.#writers().files;
    this.#translated = new ArticleTranslations({ index: parts.index, files: this.#files, writer });
    if (parts.sharing) this.sharing = parts.sharing;
    if (parts.remote) this.remote = parts.remote;
  }

  async addLinks(links: readonly Link[], options: { readonly skip?: Skip; readonly ignoresEdits?: boolean } = {}) {
    return this.#index.links.add(links, options, this.#parts.clock.now());
  }

  async dueLinks(now: number, limit: number) {
    return this.#index.links.due(now, limit);
  }

  async nextDueAt() {
    return this.#index.links.nextDueAt();
  }

  async settleLink(url: Url, verdict: LinkVerdict, lease?: SiteLease) {
    await this.#index.links.settle(url, verdict, lease);
  }

  async getLink(url: Url) {
    return this.#index.links.get(url);
  }

  async linkOf(article: ArticleId) {
    return this.#index.links.ofArticle(article);
  }

  async addressesOf(article: ArticleId) {
    return this.#index.links.addressesOf(article);
  }

  async listLinks(state: LinkState, limit: number) {
    return this.#index.links.list(state, limit);
  }

  async listSkipped(stage: string) {
    return this.#index.links.listSkipped(stage);
  }

  async findLinks(query: LinkQuery) {
    return this.#index.links.search(query);
  }

  async listHosts(limit: number) {
    return this.#index.links.listHosts(limit);
  }

  async retryLinks(now: number, choice?: RetryChoice) {
    return this.#index.links.retry(now, choice);
  }

  async accounting(source?: SourceId) {
    return this.#index.links.account(source);
  }

  async listLinkStands(source: SourceId) {
    return this.#index.links.listStands(source);
  }

  async refilterLinks(change: LinkChange) {
    await this.#index.links.refilter(change, this.#parts.clock.now());
  }

  async listLanguages() {
    return this.#index.articles.languages();
  }

  async countArticles() {
    return this.#index.articles.countByOutlet();
  }

  async listSourceStates() {
    return this.#index.sourceStates.list();
  }

  async putSourceStates(states: readonly contract.SourceState[]) {
    await this.#index.sourceStates.put(states);
  }

  async removeSourceState(source: SourceId) {
    await this.#index.sourceStates.remove(source);
  }

  async putObservation(observation: contract.Observation) {
    await this.#index.observations.put(observation);
  }

  async listObservations(source: SourceId) {
    return this.#index.observations.list(source);
  }

  async getFeed(url: Url) {
    return this.#index.feeds.get(url);
  }

  async putFeed(feed: FeedRecord) {
    await this.#index.feeds.put(feed);
  }

  async listFeeds() {
    return this.#index.feeds.list();
  }

  async listDueFeeds(now: number) {
    return this.#index.feeds.listDue(now);
  }

  async listFailingFeeds(errors: number) {
    return this.#index.feeds.listFailing(errors);
  }

  async listFeedsWithHub() {
    return this.#index.feeds.listWithHub();
  }

  async followFeeds(urls: ReadonlySet<Url>) {
    return this.#index.feeds.follow(urls);
  }

  async nextPollAt() {
    return this.#index.feeds.nextPollAt();
  }

  async putSubscription(subscription: SubscriptionRecord) {
    await this.#index.subscriptions.put(subscription);
  }

  async removeSubscription(feed: Url) {
    await this.#index.subscriptions.remove(feed);
  }

  async findSubscription(token: string) {
    return this.#index.subscriptions.find(token);
  }

  async listSubscriptions() {
    return this.#index.subscriptions.list();
  }

  async putPage(page: Page, { partOf }: { readonly partOf?: Url } = {}): Promise<contract.PageRef> {
    const digest = digestOf(page.raw);
    const answer = partOf === undefined ? page : { ...page, partOf };
    const place = await this.#writers().warc.append(answer, digest);
    const ref = refOf(answer, digest, place);
    await this.#index.pages.add(ref);
    return ref;
  }

  async latestPage(url: Url, options: { readonly isGood?: boolean } = {}) {
    return this.#index.pages.latest(url, options);
  }

  async firstPage(url: Url) {
    return this.#index.pages.first(url);
  }

  async listPages(url: Url) {
    return this.#index.pages.list(url);
  }

  async readPage(ref: contract.PageRef): Promise<Page> {
    const record = await this.remote?.findRecord(ref);
    const file = record ? ref.warc : await locateWarc(this.root, ref.warc);
    const answer = record ? await readAnswer(record, file) : await readAnswerAt(file, ref.offset, ref.length);
    const bytes = await decodeBody(answer, this.#parts.decode);
    if (bytes) return { ...answer, bytes };
    throw new NewsError('store/bad-warc', { file, url: ref.url, detail: 'The content coding of the page is broken.' });
  }

  async putArticle(id: ArticleId, file: ArticleFile, { replaces }: contract.PutArticleOptions = {}): Promise<void> {
    const known = await this.#index.articles.get(id);
    if (replaces) {
      const place = this.#files.placeOf(historyPathOf(file.path, replaces.revision));
      await this.#writers().files.write(place, formatArticleFile(replaces.file));
    }
    await this.#writers().files.write(this.#files.placeOf(file.path), formatArticleFile(file));
    await this.#index.articles.put(id, file);
    if (known && known.path !== file.path) await this.#writers().files.remove(this.#files.placeOf(known.path));
  }

  async readHistory(path: string): Promise<readonly contract.Revision[]> {
    const revisions: contract.Revision[] = [];
    for (const revision of await this.#files.listHistory(path)) {
      const text = await this.#files.findText(historyPathOf(path, revision));
      if (text !== undefined) revisions.push({ revision, file: parseArticleFile(path, text) });
    }
    return revisions;
  }

  async getArticle(id: ArticleId) {
    return this.#index.articles.get(id);
  }

  async findArticle(url: string, outlet?: SourceId) {
    return this.#index.articles.find(url, outlet);
  }

  async findForms(plain: string, outlet: SourceId) {
    return this.#index.articles.findForms(plain, outlet);
  }

  async isPathTaken(path: string, id: ArticleId): Promise<boolean> {
    const known = await this.#index.articles.at(path);
    if (known) return known.id !== id;
    const owner = await this.#files.findOwner(path);
    return owner !== undefined && owner !== id;
  }

  async readArticle(path: string) {
    return this.#files.read(path);
  }

  async checkArticle(article: contract.ArticleRecord) {
    const text = await this.#files.findText(article.path);
    return text === undefined ? undefined : readSealed(text, article);
  }

  async findArticleFile(path: string): Promise<ArticleFile | undefined> {
    const text = await this.#files.findText(path);
    return text === undefined ? undefined : parseArticleFile(path, text);
  }

  async listArticles(options?: { readonly outlet: SourceId; readonly limit: number }) {
    return options === undefined
      ? this.#index.articles.list()
      : this.#index.articles.listOf(options.outlet, options.limit);
  }

  async listRevised(limit: number) {
    return this.#index.articles.listRevised(limit);
  }

  async listPlaces(which: { readonly newest: number } | { readonly paths: readonly string[] }) {
    return 'newest' in which
      ? this.#index.articles.newestPlaces(which.newest)
      : this.#index.articles.placesAt(which.paths);
  }

  async claimTranslation(article: ArticleId, language: string, now: number, leaseMs: number, worker: string) {
    return this.#index.translations.claim(article, language, now, leaseMs, worker);
  }

  async releaseTranslation(article: ArticleId, language: string, worker: string) {
    await this.#index.translations.release(article, language, worker);
  }

  async putTranslation(id: ArticleId, file: ArticleFile) {
    await this.#translated.put(id, file);
  }

  async removeTranslation(path: string) {
    await this.#translated.remove(path);
  }

  async listTranslations(id: ArticleId) {
    return this.#translated.list(id);
  }

  async listTranslationFiles() {
    return (await this.#index.translationFiles.list()).map(({ path }) => path);
  }

  async checkTranslation(path: string) {
    return this.#translated.check(path);
  }

  async setTranslations(id: ArticleId, languages: readonly string[]) {
    return this.#translated.setLanguages(id, languages);
  }

  async search(query: contract.SearchQuery): Promise<readonly contract.SearchHit[]> {
    const { articles, terms, translations } = await this.#index.articles.search(query);
    return Promise.all(
      articles.map(async (article): Promise<contract.SearchHit> => {
        const translation = await this.#translated.findShown(article, translations.get(article.id), query.readIn);
        // From the file, which is the truth; from the summary when somebody removed the file.
        const text = (await this.#files.findPlainText(translation?.path ?? article.path)) ?? article.summary;
        return { article, snippet: makeSnippet(text, terms), ...(translation && { translation }) };
      }),
    );
  }

  async searchPlaces(query: contract.SearchQuery) {
    return this.#index.articles.searchPlaces(query);
  }

  async isSearchOutdated() {
    return this.#index.articles.isSearchOutdated();
  }

  async putImage(url: Url, image: NewImage, copies: ImageCopies = {}): Promise<void> {
    await this.#index.images.put(url, await writeImage(url, image, copies, this.root, this.#writers().files));
  }

  async hasImage(url: Url) {
    return this.#index.images.has(url);
  }

  async articleChanges(mark: string) {
    return this.#index.articles.changesSince(mark);
  }

  async articleMark() {
    return this.#index.articles.mark();
  }

  async findImages(urls: readonly string[]) {
    return this.#index.images.find(urls);
  }

  async listImages() {
    return this.#index.images.list();
  }

  async endWarc(): Promise<void> {
    await this.#parts.writers?.warc.close();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      await this.endWarc();
    } finally {
      await this.#parts.remote?.close();
      await this.#parts.onClose();
    }
  }

  #writers(): NonNullable<StoreParts['writers']> {
    if (this.#parts.writers) return this.#parts.writers;
    throw new NewsError('store/failed', { detail: 'The archive was opened for reading only.' });
  }
}
