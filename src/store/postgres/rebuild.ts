import { join } from 'node:path';
import { NewsError } from '../../errors.ts';
import { parseSourceId, type ArticleId, type Url } from '../../model/ids.ts';
import { normalizeUrl } from '../../url/normalize.ts';
import type { ArchiveIndex } from '../archive-index.ts';
import { articleUrlOf, toArticleId } from '../article-id.ts';
import { refOf } from '../pages.ts';
import { PictureFiles } from '../picture-files.ts';
import type { IndexRebuild, PageRef, Store } from '../store.ts';
import { scanWarc } from '../warc.ts';
import { digestOf } from '../warc-record.ts';

/** What a link needs of an article file. */
interface Owner {
  readonly url: Url;
  readonly outlet: string;
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
    for (const [done, path] of paths.entries()) {
      onProgress?.(done);
      try {
        await this.#indexArticle(path);
      } catch (error) {
        // One file that somebody broke must not keep all others from being found.
        if (!(error instanceof NewsError && error.code === 'store/bad-article-file')) throw error;
        onBroken?.(path, error.context.detail ?? '');
      }
    }
    onProgress?.(paths.length);
  }

  async #indexArticle(path: string): Promise<void> {
    const file = await this.store.readArticle(path);
    const url = articleUrlOf(file);
    if (url === null) {
      const detail = 'The last line holds no link to the original.';
      throw new NewsError('store/bad-article-file', { file: path, detail });
    }
    const { courant, categories, thumbnail } = file.frontMatter;
    const id = toArticleId(url);
    const known = await this.#index.articles.get(id);
    if (known && known.revision >= (courant?.revision ?? 1)) return;
    await this.#index.articles.put(id, file);
    await this.#pictures.adopt(thumbnail);
    this.#thumbnails.add(thumbnail);
    this.#owners.set(id, { url, outlet: courant?.outlet ?? categories[0] ?? '', fetched: courant?.fetched ?? '' });
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
    const source = parseSourceId(outlet);
    if (source === null) return;
    const page = (await this.store.listPages(url)).find((ref) => ref.fetchedAt === fetched);
    const address = normalizeUrl(page?.requestedUrl ?? url);
    const foundAt = fetched || new Date(0).toISOString();
    await this.store.addLinks([{ url: address, source, foundIn: url, foundAt, hints: {} }]);
    await this.store.settleLink(address, { state: 'stored', article });
  }

  async thumbnails(): Promise<ReadonlySet<string>> {
    return this.#thumbnails;
  }

  async pagesWithoutLink(): Promise<readonly PageRef[]> {
    return this.#index.pages.withoutLink();
  }
}
