import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NewsError } from '../errors.ts';
import { parseArticleFile } from './article-file.ts';
import { articleUrlOf, toArticleId } from './article-id.ts';
import { toIndexed, type IndexedArticle } from './indexed-article.ts';
import { stampOf, type MarkedFile } from './rebuild-marks.ts';
import { toSearchText } from './search-text.ts';
import { originalBesideOf, toTranslation, translatedArticleOf, type IndexedTranslation } from './translation-files.ts';
import { toStoreError } from './store-failure.ts';
import type { NewWords, WordRow } from './word-forms.ts';

// What a kill may cost, and what lies in memory at once; a reader that is ahead holds as much again.
const articlesOfBatch = 5000;
const charactersOfBatch = 2 ** 25;

/** Article files that were read, as they go into the index. One thread may send it to another. */
export interface ArticleBatch {
  readonly articles: readonly IndexedArticle[];
  /** Files that say to be translations of articles. */
  readonly translations: readonly IndexedTranslation[];
  /** Files that are translations by their names alone, of articles that may be read later. */
  readonly beside: readonly string[];
  readonly marks: readonly MarkedFile[];
  /** Those that came by for the first time. */
  readonly words: readonly WordRow[];
  readonly broken: readonly (readonly [path: string, detail: string])[];
  /** How many of all paths are read with this. */
  readonly done: number;
}

/** Reads article files, from that of a number on. One file that somebody broke must not keep all others from being found.
 *  Throws NewsError `store/*` when one cannot be read. */
export function readBatch(root: string, paths: readonly string[], from: number, words: NewWords): ArticleBatch {
  const articles: IndexedArticle[] = [];
  const translations: IndexedTranslation[] = [];
  const beside: string[] = [];
  const marks: MarkedFile[] = [];
  const broken: (readonly [path: string, detail: string])[] = [];
  let done = from;
  for (let size = 0; done < paths.length && size < charactersOfBatch && marks.length < articlesOfBatch; done += 1) {
    const path = paths[done] ?? '';
    const stamp = stampOf(join(root, path));
    const text = readText(join(root, path));
    size += text.length;
    try {
      const file = parseArticleFile(path, text);
      const { courant, thumbnail } = file.frontMatter;
      const original = translatedArticleOf(file);
      if (original !== undefined) {
        translations.push(toTranslation(original, file, undefined));
        marks.push({ path, stamp });
        continue;
      }
      const beneath = originalBesideOf(path);
      if (beneath !== undefined && existsSync(join(root, beneath))) {
        beside.push(path);
        continue;
      }
      const url = articleUrlOf(file);
      if (url === null) throw withoutAddress(path);
      const article = toIndexed(toArticleId(url), file);
      articles.push(article);
      noteWords(article, words);
      marks.push({ path, stamp, fetched: courant?.fetched ?? '', thumbnail });
    } catch (error) {
      if (!(error instanceof NewsError && error.code === 'store/bad-article-file')) throw error;
      broken.push([path, error.context.detail ?? '']);
    }
  }
  return { articles, translations, beside, marks, words: words.take(), broken, done };
}

function noteWords({ searchable }: IndexedArticle, words: NewWords): void {
  const { title, text, names, language } = searchable;
  for (const one of [title, text, names.join('\n')]) words.note(toSearchText(one), language);
}

function withoutAddress(file: string): NewsError {
  const detail = 'The last line holds no link to the original.';
  return new NewsError('store/bad-article-file', { file, detail });
}

// One after the other, and nothing else to do meanwhile: a promise for each takes several times as long.
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw toStoreError(cause, { file });
  }
}
