import { join } from 'node:path';
import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { Clock } from '../model/clock.ts';
import type { ArticleId, SourceId, Url } from '../model/ids.ts';
import type { Link, LinkState } from '../model/link.ts';
import type { Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { formatArticleFile, parseArticleFile } from './article-file.ts';
import { ArticleFiles } from './article-files.ts';
import { ArticleIndex } from './articles.ts';
import { historyPathOf } from './article-path.ts';
import type { AtomicWriter } from './atomic-write.ts';
import type { IndexDatabase } from './database.ts';
import { FeedTable } from './feeds.ts';
import type { ImageFile } from '../model/edition.ts';
import { copyPath, imageKey, ImageTable } from './images.ts';
import { LinkTable } from './links.ts';
import { LookTable } from './looks.ts';
import { PageIndex, refOf } from './pages.ts';
import { ObservationTable } from './observations.ts';
import { readSealed } from './seal.ts';
import { makeSnippet } from './snippet.ts';
import { SourceStateTable } from './source-states.ts';
import { SubscriptionTable } from './subscriptions.ts';
import type * as contract from './store.ts';
import { decodeBody, readAnswerAt, type ContentDecoder } from './warc.ts';
import { digestOf } from './warc-record.ts';
import { locateWarc, type WarcWriter } from './warc-writer.ts';

/** What a store works with. `files` and `warc` are missing when it is open for reading only. */
export interface StoreParts {
  readonly root: string;
  readonly clock: Clock;
  readonly decode: ContentDecoder;
  readonly db: IndexDatabase;
  readonly writers?: { readonly files: AtomicWriter; readonly warc: WarcWriter };
  /** Called once, at the end of `close`. */
  readonly onClose: () => void;
}

/** The store over files, WARC and SQLite. The work on the index is synchronous: one method never sees half of another. */
export class ArchiveStore implements contract.Store {
  readonly root: string;
  readonly looks: LookTable;
  readonly #parts: StoreParts;
  readonly #links: LinkTable;
  readonly #feeds: FeedTable;
  readonly #pages: PageIndex;
  readonly #articles: ArticleIndex;
  readonly #images: ImageTable;
  readonly #observations: ObservationTable;
  readonly #sourceStates: SourceStateTable;
  readonly #subscriptions: SubscriptionTable;
  readonly #files: ArticleFiles;
  #isClosed = false;

  constructor(parts: StoreParts) {
    this.root = parts.root;
    this.#parts = parts;
    this.looks = new LookTable(parts.db);
    this.#links = new LinkTable(parts.db);
    this.#feeds = new FeedTable(parts.db);
    this.#pages = new PageIndex(parts.db);
    this.#articles = new ArticleIndex(parts.db);
    this.#images = new ImageTable(parts.db);
    this.#observations = new ObservationTable(parts.db);
    this.#sourceStates = new SourceStateTable(parts.db);
    this.#subscriptions = new SubscriptionTable(parts.db);
    this.#files = new ArticleFiles(parts.root);
  }

  async addLinks(links: readonly Link[], options: { readonly skip?: Skip; readonly ignoresEdits?: boolean } = {}) {
    return this.#links.add(links, options, this.#parts.clock.now());
  }

  async dueLinks(now: number, limit: number) {
    return this.#links.due(now, limit);
  }

  async nextDueAt() {
    return this.#links.nextDueAt();
  }

  async settleLink(url: Url, verdict: contract.LinkVerdict) {
    this.#links.settle(url, verdict);
  }

  async getLink(url: Url) {
    return this.#links.get(url);
  }

  async linkOf(article: ArticleId) {
    return this.#links.ofArticle(article);
  }

  async addressesOf(article: ArticleId) {
    return this.#links.addressesOf(article);
  }

  async listLinks(state: LinkState, limit: number) {
    return this.#links.list(state, limit);
  }

  async listSkipped(stage: string) {
    return this.#links.listSkipped(stage);
  }

  async retryLinks(now: number) {
    return this.#links.retry(now);
  }

  async accounting(source?: SourceId) {
    return this.#links.account(source);
  }

  async listLinkStands(source: SourceId) {
    return this.#links.listStands(source);
  }

  async refilterLinks(change: contract.LinkChange) {
    this.#links.refilter(change, this.#parts.clock.now());
  }

  async countArticles() {
    return this.#articles.countByOutlet();
  }

  async listSourceStates() {
    return this.#sourceStates.list();
  }

  async putSourceStates(states: readonly contract.SourceState[]) {
    this.#sourceStates.put(states);
  }

  async removeSourceState(source: SourceId) {
    this.#sourceStates.remove(source);
  }

  async putObservation(observation: contract.Observation) {
    this.#observations.put(observation);
  }

  async listObservations(source: SourceId) {
    return this.#observations.list(source);
  }

  async getFeed(url: Url) {
    return this.#feeds.get(url);
  }

  async putFeed(feed: contract.FeedRecord) {
    this.#feeds.put(feed);
  }

  async listFeeds() {
    return this.#feeds.list();
  }

  async listDueFeeds(now: number) {
    return this.#feeds.listDue(now);
  }

  async listFailingFeeds(errors: number) {
    return this.#feeds.listFailing(errors);
  }

  async listFeedsWithHub() {
    return this.#feeds.listWithHub();
  }

  async followFeeds(urls: ReadonlySet<Url>) {
    return this.#feeds.follow(urls);
  }

  async nextPollAt() {
    return this.#feeds.nextPollAt();
  }

  async putSubscription(subscription: contract.SubscriptionRecord) {
    this.#subscriptions.put(subscription);
  }

  async removeSubscription(feed: Url) {
    this.#subscriptions.remove(feed);
  }

  async findSubscription(token: string) {
    return this.#subscriptions.find(token);
  }

  async listSubscriptions() {
    return this.#subscriptions.list();
  }

  async putPage(page: Page, { partOf }: { readonly partOf?: Url } = {}): Promise<contract.PageRef> {
    const digest = digestOf(page.raw);
    const answer = partOf === undefined ? page : { ...page, partOf };
    const place = await this.#writers().warc.append(answer, digest);
    const ref = refOf(answer, digest, place);
    this.#pages.add(ref);
    return ref;
  }

  async latestPage(url: Url, options: { readonly isGood?: boolean } = {}) {
    return this.#pages.latest(url, options);
  }

  async firstPage(url: Url) {
    return this.#pages.first(url);
  }

  async listPages(url: Url) {
    return this.#pages.list(url);
  }

  async readPage(ref: contract.PageRef): Promise<Page> {
    const file = await locateWarc(this.root, ref.warc);
    const answer = await readAnswerAt(file, ref.offset, ref.length);
    const bytes = await decodeBody(answer, this.#parts.decode);
    if (bytes) return { ...answer, bytes };
    throw new NewsError('store/bad-warc', { file, url: ref.url, detail: 'The content coding of the page is broken.' });
  }

  async putArticle(id: ArticleId, file: ArticleFile, { replaces }: contract.PutArticleOptions = {}): Promise<void> {
    const known = this.#articles.get(id);
    if (replaces) {
      const place = this.#files.placeOf(historyPathOf(file.path, replaces.revision));
      await this.#writers().files.write(place, formatArticleFile(replaces.file));
    }
    await this.#writers().files.write(this.#files.placeOf(file.path), formatArticleFile(file));
    this.#articles.put(id, file);
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
    return this.#articles.get(id);
  }

  async findArticle(url: string, outlet?: SourceId) {
    return this.#articles.find(url, outlet);
  }

  async findForms(plain: string, outlet: SourceId) {
    return this.#articles.findForms(plain, outlet);
  }

  async isPathTaken(path: string, id: ArticleId): Promise<boolean> {
    const known = this.#articles.at(path);
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
    return options === undefined ? this.#articles.list() : this.#articles.listOf(options.outlet, options.limit);
  }

  async listRevised(limit: number) {
    return this.#articles.listRevised(limit);
  }

  async search(query: contract.SearchQuery): Promise<readonly contract.SearchHit[]> {
    const { articles, terms } = this.#articles.search(query);
    // From the file, which is the truth; from the summary when somebody removed the file.
    const textOf = async ({ path, summary }: contract.ArticleRecord) =>
      (await this.#files.findPlainText(path)) ?? summary;
    const toHit = async (article: contract.ArticleRecord) => makeSnippet(await textOf(article), terms);
    return Promise.all(articles.map(async (article) => ({ article, snippet: await toHit(article) })));
  }

  async putImage(
    url: Url,
    image: { readonly bytes: Uint8Array; readonly extension: string; readonly width: number; readonly height: number },
    copies: contract.ImageCopies = {},
  ): Promise<void> {
    if (!/^[a-z0-9]{1,8}$/.test(image.extension)) {
      throw new NewsError('store/failed', { url, detail: `no file name extension: ${image.extension}` });
    }
    const path = `media/${imageKey(url)}.${image.extension}`;
    const { files } = this.#writers();
    await files.write(join(this.root, 'static', path), image.bytes);
    const kept: { small?: ImageFile; medium?: ImageFile } = {};
    for (const name of ['small', 'medium'] as const) {
      const copy = copies[name];
      if (copy === undefined) continue;
      const { bytes, width, height } = copy;
      kept[name] = { path: copyPath(image.bytes, width), width, height };
      await files.write(join(this.root, 'static', kept[name].path), bytes);
    }
    this.#images.put(url, { path, width: image.width, height: image.height, ...kept });
  }

  async hasImage(url: Url) {
    return this.#images.has(url);
  }

  async articleChanges(mark: string) {
    return this.#articles.changesSince(mark);
  }

  async articleMark() {
    return this.#articles.mark();
  }

  async findImages(urls: readonly string[]) {
    return this.#images.find(urls);
  }

  async listImages() {
    return this.#images.list();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      await this.#parts.writers?.warc.close();
    } finally {
      this.#parts.onClose();
    }
  }

  #writers(): NonNullable<StoreParts['writers']> {
    if (this.#parts.writers) return this.#parts.writers;
    throw new NewsError('store/failed', { detail: 'The archive was opened for reading only.' });
  }
}
