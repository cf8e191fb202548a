import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleId } from '../model/ids.ts';
import { adoptLinks } from './adopt-links.ts';
import { parseArticleFile } from './article-file.ts';
import { articleUrlOf, toArticleId } from './article-id.ts';
import type { IndexDatabase } from './database.ts';
import { ImageTable } from './images.ts';
import { PictureFiles } from './picture-files.ts';
import { PageIndex, refOf } from './pages.ts';
import { putArticles } from './put-articles.ts';
import { RebuildMarks, stampOf, type MarkedFile } from './rebuild-marks.ts';
import { SearchIndex } from './search-index.ts';
import { toStoreError } from './store-failure.ts';
import type { IndexRebuild, PageRef, Store } from './store.ts';
import { scanWarc } from './warc.ts';
import { digestOf } from './warc-record.ts';

// What a kill may cost, and what lies in memory at once.
const articlesPerCommit = 5000;
const charactersPerCommit = 2 ** 25;
const pagesPerCommit = 2000;

/** One article read from its file. */
interface ReadArticle {
  readonly id: ArticleId;
  readonly file: ArticleFile;
}

/** The work of a rebuild on its new index, committed by thousands of files, each with a mark that it is done. */
export class Rebuild implements IndexRebuild {
  readonly store: Store;
  readonly knowsLooks: boolean;
  readonly #db: IndexDatabase;
  readonly #marks: RebuildMarks;
  readonly #search: SearchIndex;
  readonly #pages: PageIndex;
  readonly #pictures: PictureFiles;

  private constructor(store: Store, db: IndexDatabase, pictures: PictureFiles, marks: RebuildMarks) {
    this.store = store;
    this.knowsLooks = marks.knowsLooks();
    this.#db = db;
    this.#marks = marks;
    this.#search = new SearchIndex(db);
    this.#pages = new PageIndex(db);
    this.#pictures = pictures;
  }

  static async begin(store: Store, db: IndexDatabase): Promise<Rebuild> {
    return new Rebuild(store, db, await PictureFiles.list(store.root, new ImageTable(db)), new RebuildMarks(db));
  }

  /** Makes of it an index like any other. The room of the marks is used by what is merged then. */
  end(): void {
    this.#marks.end();
    this.#search.endRebuild();
  }

  async indexArticles(
    paths: readonly string[],
    { onBroken, onProgress }: Parameters<IndexRebuild['indexArticles']>[1] = {},
  ): Promise<void> {
    const wanted = paths.filter((path) => !this.#marks.has(path));
    const before = paths.length - wanted.length;
    for (let at = 0; at < wanted.length;) {
      const articles: ReadArticle[] = [];
      const marks: MarkedFile[] = [];
      for (
        let size = 0;
        at < wanted.length && size < charactersPerCommit && marks.length < articlesPerCommit;
        at += 1
      ) {
        const path = wanted[at] ?? '';
        const stamp = stampOf(join(this.store.root, path));
        const article = this.#read(path, onBroken);
        if (article === null) continue;
        const { courant, thumbnail } = article.file.frontMatter;
        articles.push(article);
        marks.push({ path, stamp, fetched: courant?.fetched ?? '', thumbnail });
        size += article.file.body.length;
        if (at % 500 === 0) onProgress?.(before + at);
      }
      putArticles(this.#db, this.#search, articles);
      for (const { thumbnail = '' } of marks) await this.#pictures.adopt(thumbnail);
      this.#marks.put(marks);
      this.#commit();
      onProgress?.(before + at);
    }
  }

  /** One file that somebody broke must not keep all others from being found. */
  #read(path: string, onBroken?: (path: string, detail: string) => void): ReadArticle | null {
    try {
      const file = parseArticleFile(path, this.#readText(path));
      const url = articleUrlOf(file);
      if (url !== null) return { id: toArticleId(url), file };
      throw new NewsError('store/bad-article-file', {
        file: path,
        detail: 'The last line holds no link to the original.',
      });
    } catch (error) {
      if (!(error instanceof NewsError && error.code === 'store/bad-article-file')) throw error;
      onBroken?.(path, error.context.detail ?? '');
      return null;
    }
  }

  // One after the other, and nothing else to do meanwhile: a promise for each takes several times as long.
  #readText(path: string): string {
    const file = join(this.store.root, path);
    try {
      return readFileSync(file, 'utf8');
    } catch (cause) {
      throw toStoreError(cause, { file });
    }
  }

  async indexWarc(warc: string, options: { readonly onBroken?: (detail: string) => void } = {}): Promise<void> {
    if (this.#marks.has(warc)) return;
    const file = join(this.store.root, warc);
    const stamp = stampOf(file);
    let pages = 0;
    for await (const { answer, offset, length } of scanWarc(file, options)) {
      this.#pages.add(refOf(answer, digestOf(answer.raw), { warc, offset, length }));
      if (answer.status === 200) await this.#pictures.adopt(answer.requestedUrl);
      pages += 1;
      if (pages % pagesPerCommit === 0) this.#commit();
    }
    this.#marks.put([{ path: warc, stamp }]);
    this.#commit();
  }

  async countPages(): Promise<number> {
    return this.#pages.count();
  }

  async adoptLinks(): Promise<void> {
    adoptLinks(this.#db);
  }

  async pagesWithoutLink(): Promise<readonly PageRef[]> {
    return this.#pages.withoutLink();
  }

  async thumbnails(): Promise<ReadonlySet<string>> {
    return this.#marks.thumbnails();
  }

  #commit(): void {
    this.#db.commit();
    this.#db.begin();
  }
}
