import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleId } from '../model/ids.ts';
import type { ArchiveIndex } from './archive-index.ts';
import { formatArticleFile, parseArticleFile } from './article-file.ts';
import type { ArticleFiles } from './article-files.ts';
import type { AtomicWriter } from './atomic-write.ts';
import { isSealWhole, markOf, readSealed, sealed } from './seal.ts';
import type { ArticleRecord } from './store.ts';
import type { FoundTranslation, StoredTranslation, TranslationsSet } from './translated-articles.ts';
import { toTranslation, type TranslationRecord } from './translation-files.ts';

/** What the files of translations are written with. */
export interface ArticleTranslationsParts {
  readonly index: ArchiveIndex;
  readonly files: ArticleFiles;
  /** Throws when the archive is open for reading only. */
  readonly writer: () => AtomicWriter;
}

/** As `TranslationsSet`, while it is made. */
interface FilesSet {
  readonly changed: string[];
  readonly byHand: string[];
}

/** The translations of articles: their files, and what the index holds of them. */
export class ArticleTranslations {
  readonly #index: ArchiveIndex;
  readonly #files: ArticleFiles;
  readonly #writer: () => AtomicWriter;

  constructor({ index, files, writer }: ArticleTranslationsParts) {
    this.#index = index;
    this.#files = files;
    this.#writer = writer;
  }

  async put(id: ArticleId, translation: ArticleFile): Promise<void> {
    const file = sealed(translation);
    if (await this.#index.articles.at(file.path))
      throw new NewsError('store/failed', { file: file.path, detail: 'An article lies where its translation would.' });
    const indexed = toTranslation(id, file, await this.#index.articles.get(id));
    await this.#writer().write(this.#files.placeOf(file.path), formatArticleFile(file));
    await this.#index.translationFiles.put(indexed);
  }

  /** File first: what a kill leaves in the index is removed by the next call. */
  async remove(path: string): Promise<void> {
    if (await this.#index.articles.at(path))
      throw new NewsError('store/failed', { file: path, detail: 'This is an article, not a translation of one.' });
    await this.#writer().remove(this.#files.placeOf(path));
    await this.#index.translationFiles.remove(path);
  }

  async check(path: string): Promise<{ readonly file: ArticleFile; readonly isByHand: boolean } | undefined> {
    const text = await this.#files.findText(path);
    return text === undefined ? undefined : { file: parseArticleFile(path, text), isByHand: !isSealWhole(text) };
  }

  async list(id: ArticleId): Promise<readonly StoredTranslation[]> {
    const found: StoredTranslation[] = [];
    for (const { path, language, translationOf, engine } of await this.#index.translationFiles.list(id)) {
      const text = await this.#files.findText(path);
      if (text !== undefined) found.push({ language, path, translationOf, engine, isByHand: !isSealWhole(text) });
    }
    return found;
  }

  /** What a hit is shown by, when not by the article itself. `path`: of the translation through which it was found. */
  async findShown(
    article: ArticleRecord,
    path: string | undefined,
    readIn: string | undefined,
  ): Promise<FoundTranslation | undefined> {
    const isWanted = (language: string): boolean =>
      `${language.toLowerCase()}-`.startsWith(`${(readIn ?? '').toLowerCase()}-`);
    if (path === undefined && (readIn === undefined || isWanted(article.language))) return undefined;
    const all = await this.#index.translationFiles.list(article.id);
    const found = all.find((one) => one.path === path) ?? all.find(({ language }) => isWanted(language));
    return found && { language: found.language, path: found.path, title: found.title };
  }

  /** The original last: as long as its list is another one, whoever asks sees that there is something to do. */
  async setLanguages(id: ArticleId, languages: readonly string[]): Promise<TranslationsSet> {
    const set = { changed: [] as string[], byHand: [] as string[] };
    for (const record of await this.#index.translationFiles.list(id))
      await this.#setTranslation(record, languages, set);
    await this.#setOriginal(id, languages, set);
    return set;
  }

  async #setTranslation(record: TranslationRecord, languages: readonly string[], set: FilesSet): Promise<void> {
    const known = await this.check(record.path);
    const file = known && (await this.#writeLanguages(known, record, languages, set));
    if (file === undefined) return;
    const original = await this.#index.articles.get(record.article);
    await this.#index.translationFiles.put(toTranslation(record.article, file, original));
    set.changed.push(record.path);
  }

  async #setOriginal(id: ArticleId, languages: readonly string[], set: FilesSet): Promise<void> {
    const record = await this.#index.articles.get(id);
    const text = record && (await this.#files.findText(record.path));
    if (record === undefined || text === undefined) return;
    const file = await this.#writeLanguages(readSealed(text, record), record, languages, set);
    if (file === undefined) return;
    await this.#index.articles.put(id, file);
    set.changed.push(record.path);
  }

  /** The file with these languages, to be indexed; undefined when index and file say so already, or somebody changed the file. */
  async #writeLanguages(
    known: { readonly file: ArticleFile; readonly isByHand: boolean },
    { path, hash }: { readonly path: string; readonly hash: string },
    languages: readonly string[],
    set: FilesSet,
  ): Promise<ArticleFile | undefined> {
    const isSame = hasLanguages(known.file, languages);
    if (known.isByHand) {
      if (!isSame) set.byHand.push(path);
      return undefined;
    }
    if (!isSame) return this.#write(withLanguages(known.file, languages));
    return markOf(known.file) === hash ? undefined : known.file;
  }

  async #write(file: ArticleFile): Promise<ArticleFile> {
    await this.#writer().write(this.#files.placeOf(file.path), formatArticleFile(file));
    return file;
  }
}

function hasLanguages({ frontMatter }: ArticleFile, languages: readonly string[]): boolean {
  return frontMatter.translations.join() === languages.join();
}

function withLanguages(file: ArticleFile, languages: readonly string[]): ArticleFile {
  return sealed({ ...file, frontMatter: { ...file.frontMatter, translations: languages } });
}
