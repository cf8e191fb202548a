import { join } from 'node:path';
import { NewsError } from '../../errors.ts';
import type { ArticleFile } from '../../model/article-file.ts';
import type { ArticleId, SourceId, Url } from '../../model/ids.ts';
import { normalizeUrl } from '../../url/normalize.ts';
import type { ArchiveIndex } from '../archive-index.ts';
import { articleUrlOf, toArticleId } from '../article-id.ts';
import { outletOf } from '../indexed-article.ts';
import { isAccessible } from '../is-accessible.ts';
import { refOf } from '../pages.ts';
import { PictureFiles } from '../picture-files.ts';
import type { IndexRebuild } from '../index-rebuild.ts';
import type { PageRef, Store } from '../store.ts';
import { originalBesideOf, toTranslation, translatedArticleOf } from '../translation-files.ts';
import { scanWarc } from '../warc.ts';
import { digestOf } from '../warc-record.ts';

/** What a link needs of an article file. */
interface Owner {
  readonly url: Url;
  readonly outlet: SourceId;
  readonly fetched: string;
}

/** Puts articles and WARC files into an index, one by one. */
export class PostgresRebuild implements IndexRebuild {
  readonly store: Store;
  /** All links and looks of before are carried over. */
  readonly knowsLooks = true;
  readonly #index: ArchiveIndex;
  readonly #pictures: PictureFiles;
  readonly #owners = new Map<ArticleId, Owner>();
  readonly #thumbnails = new Set<string>();

  private constructor(store: Store, index: ArchiveIndex, pictures: PictureFiles) {
    this.store = store;
    this.#index = index;
    this.#pictures = pictures;
  }

  static async begin(store: Store, index: ArchiveIndex): Promise<PostgresRebuild> {
    return new PostgresRebuild(store, index, await PictureFiles.list(store.root, index.images));
  }

  async indexArticles(
    paths: readonly string[],
    { onBroken, onProgress }: Parameters<IndexRebuild['indexArticles']>[1] = {},
  ): Promise<void> {
    const beside: string[] = [];
    const passingOver = async (path: string, index: () => Promise<void>): Promise<void> => {
      try {
        await index();
      } catch (error) {
        // One file that somebody broke must not keep all others from being found.
        if (!(error instanceof NewsError && error.code === 'store/bad-article-file')) throw error;
        onBroken?.(path, error.context.detail ?? '');
      }
    };
    for (const [done, path] of paths.entries()) {
      onProgress?.(done);
      await passingOver(path, () => this.#indexFile(path, beside));
    }
    for (const path of beside) await passingOver(path, () => this.#indexBeside(path));
    onProgress?.(paths.length);
  }

  /** `beside` gets those that are translations by their names alone, of articles that may be read later. */
  async #indexFile(path: string, beside: string[]): Promise<void> {
    const file = await this.store.readArticle(path);
    const translated = translatedArticleOf(file);
    const beneath = originalBesideOf(path);
    if (translated !== undefined) await this.#index.translationFiles.put(toTranslation(translated, file, undefined));
    else if (beneath !== undefined && (await isAccessible(join(this.store.root, beneath)))) beside.push(path);
    else await this.#indexArticle(path, file);
  }

  /** A translation that somebody wrote, without a word of whose it is. */
  async #indexBeside(path: string): Promise<void> {
    const original = await this.#index.articles.at(originalBesideOf(path) ?? '');
    if (original === undefined) {
      const detail = 'The article that it lies beside cannot be read.';
      throw new NewsError('store/bad-article-file', { file: path, detail });
    }
    const translation = toTranslation(original.id, await this.store.readArticle(path), original);
    await this.#index.translationFiles.put(translation);
  }

  async #indexArticle(path: string, file: ArticleFile): Promise<void> {
    const url = articleUrlOf(file);
    if (url === null) {
      const detail = 'The last line holds no link to the original.';
      throw new NewsError('store/bad-article-file', { file: path, detail });
    }
    const { courant, thumbnail } = file.frontMatter;
    const id = toArticleId(url);
    const known = await this.#index.articles.get(id);
    if (known && known.revision >= (courant?.revision ?? 1)) return;
    await this.#index.articles.put(id, file);
    await this.#pictures.adopt(thumbnail);
    this.#thumbnails.add(thumbnail);
    this.#owners.set(id, { url, outlet: outletOf(file), fetched: courant?.fetched ?? '' });
  }

  async indexWarc(warc: string, options: { readonly onBroken?: (detail: string) => void } = {}): Promise<void> {
    for await (const { answer, offset, length } of scanWarc(join(this.store.root, warc), options)) {
      await this.#index.pages.add(refOf(answer, digestOf(answer.raw), { warc, offset, length }));
      if (answer.status === 200) await this.#pictures.adopt(answer.requestedUrl);
    }
  }

  async countPages(): Promise<number> {
    return this.#index.pages.count();
  }

  async adoptLinks(): Promise<void> {
    for (const [id, owner] of this.#owners) if (!(await this.store.linkOf(id))) await this.#adopt(id, owner);
  }

  async #adopt(article: ArticleId, { url, outlet, fetched }: Owner): Promise<void> {
    const page = (await this.store.listPages(url)).find((ref) => ref.fetchedAt === fetched);
    const address = normalizeUrl(page?.requestedUrl ?? url);
    const foundAt = fetched || new Date(0).toISOString();
    await this.store.addLinks([{ url: address, source: outlet, foundIn: url, foundAt, hints: {} }]);
    await this.store.settleLink(address, { state: 'stored', article });
  }

  async thumbnails(): Promise<ReadonlySet<string>> {
    return this.#thumbnails;
  }

  async pagesWithoutLink(): Promise<readonly PageRef[]> {
    return this.#index.pages.withoutLink();
  }
}
