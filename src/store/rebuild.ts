import { join } from 'node:path';
import { adoptLinks } from './adopt-links.ts';
import { ArticleIndex } from './articles.ts';
import type { IndexDatabase } from './database.ts';
import { ImageTable } from './images.ts';
import { PictureFiles } from './picture-files.ts';
import { PageIndex, refOf } from './pages.ts';
import { putArticles } from './put-articles.ts';
import { readAhead } from './read-ahead.ts';
import { RebuildMarks, stampOf, type MarkedFile } from './rebuild-marks.ts';
import { SearchIndex } from './search-index.ts';
import type { IndexRebuild } from './index-rebuild.ts';
import type { PageRef, Store } from './store.ts';
import { originalBesideOf, toTranslation, TranslationFileTable, type IndexedTranslation } from './translation-files.ts';
import { scanWarc } from './warc.ts';
import { digestOf } from './warc-record.ts';

// What a kill may cost.
const pagesPerCommit = 2000;
const besideAtOnce = 1000;

/** The work of a rebuild on its new index, committed by thousands of files, each with a mark that it is done. */
export class Rebuild implements IndexRebuild {
  readonly store: Store;
  readonly knowsLooks: boolean;
  readonly #db: IndexDatabase;
  readonly #marks: RebuildMarks;
  readonly #search: SearchIndex;
  readonly #pages: PageIndex;
  readonly #pictures: PictureFiles;
  readonly #articles: ArticleIndex;
  readonly #translations: TranslationFileTable;

  private constructor(store: Store, db: IndexDatabase, pictures: PictureFiles, marks: RebuildMarks) {
    this.store = store;
    this.knowsLooks = marks.knowsLooks();
    this.#db = db;
    this.#marks = marks;
    this.#search = new SearchIndex(db);
    this.#pages = new PageIndex(db);
    this.#articles = new ArticleIndex(db);
    this.#translations = new TranslationFileTable(db);
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
    const beside: string[] = [];
    for await (const { articles, marks, words, broken, done, ...others } of readAhead(this.store.root, wanted)) {
      for (const [path, detail] of broken) onBroken?.(path, detail);
      putArticles(this.#db, this.#search, articles, words);
      this.#translations.putAll(others.translations);
      beside.push(...others.beside);
      for (const { thumbnail = '' } of marks) await this.#pictures.adopt(thumbnail);
      this.#marks.put(marks);
      this.#commit();
      onProgress?.(before + done);
    }
    for (let from = 0; from < beside.length; from += besideAtOnce)
      await this.#indexBeside(beside.slice(from, from + besideAtOnce), onBroken);
  }

  /** Translations that somebody wrote, without a word of whose they are. */
  async #indexBeside(
    paths: readonly string[],
    onBroken: ((path: string, detail: string) => void) | undefined,
  ): Promise<void> {
    const found: IndexedTranslation[] = [];
    const marks: MarkedFile[] = [];
    for (const path of paths) {
      const stamp = stampOf(join(this.store.root, path));
      const original = this.#articles.at(originalBesideOf(path) ?? '');
      if (original === undefined) {
        onBroken?.(path, 'The article that it lies beside cannot be read.');
        continue;
      }
      found.push(toTranslation(original.id, await this.store.readArticle(path), original));
      marks.push({ path, stamp });
    }
    this.#translations.putAll(found);
    this.#marks.put(marks);
    this.#commit();
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
