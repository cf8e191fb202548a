import type { ArticleFile } from '../../src/model/article-file.ts';
import { articleUrlOf, toArticleId } from '../../src/store/article-id.ts';
import { ArticleIndex } from '../../src/store/articles.ts';
import { toIndexed } from '../../src/store/indexed-article.ts';
import { IndexDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrations.ts';
import { putArticles } from '../../src/store/put-articles.ts';
import { SearchIndex } from '../../src/store/search-index.ts';
import { createFinder, searchedTexts } from '../../src/store/search-text.ts';
import type { SearchQuery } from '../../src/store/store.ts';
import { baseOf } from '../../src/text/stem.ts';
import { createRandom } from '../create-random.ts';
import { languageOf, madeUpArticle, vocabularyOf } from './made-up-articles.ts';

/** Endings that words of a language get here, so that there are forms to be found. */
const endingsOf: Readonly<Record<string, string>> = {
  en: ' s ed ing es',
  de: ' en e er n s es',
  fr: ' s x',
  tr: ' lar ler lerde ın',
  ru: ' а ом ами ы ов',
};

export interface Recall {
  readonly articles: number;
  readonly languages: number;
  readonly queries: number;
  /** Articles that reading every one of them finds, over all queries. */
  readonly expected: number;
  /** Of these, those that the index finds. */
  readonly found: number;
  /** Articles that only the index finds. */
  readonly wrong: number;
  /** Queries whose hits do not come newest first. */
  readonly disordered: number;
}

/** Compares what the index finds with what reading every article finds: words, pairs of them, phrases, beginnings, exclusions and
 *  filters, in 13 made-up languages. */
export function measureRecall(articles: number, queries: number): Recall {
  const db = new IndexDatabase(':memory:', { mode: 'rebuild' });
  migrate(db);
  const files = Array.from({ length: articles }, (_, index) => inflect(madeUpArticle(index, 60), index));
  putArticles(
    db,
    new SearchIndex(db),
    files.map((file) => toIndexed(idOf(file), file)),
  );
  const all = files.map((file) => ({
    file,
    id: idOf(file),
    find: createFinder(searchedTexts(file), file.frontMatter.lang[0] ?? 'und'),
  }));
  const index = new ArticleIndex(db);
  const sum = { expected: 0, found: 0, wrong: 0, disordered: 0 };
  for (let number = 0; number < queries; number += 1) {
    const query = makeQuery(number, files);
    const expected = new Set(
      all.filter(({ file, find }) => isLetThrough(file, query) && find(query.text)).map(({ id }) => id),
    );
    const hits = index.search(query).articles;
    const found = hits.filter(({ id }) => expected.has(id)).length;
    sum.expected += expected.size;
    sum.found += found;
    sum.wrong += hits.length - found;
    const dates = hits.map(({ date }) => date);
    if (dates.join() !== [...dates].sort().reverse().join()) sum.disordered += 1;
  }
  db.close();
  return { articles, languages: new Set(files.map(({ frontMatter }) => frontMatter.lang[0])).size, queries, ...sum };
}

function idOf(file: ArticleFile): ReturnType<typeof toArticleId> {
  const url = articleUrlOf(file);
  if (url === null) throw new TypeError('a made-up article has an address');
  return toArticleId(url);
}

function inflect(file: ArticleFile, seed: number): ArticleFile {
  const endings = endingsOf[file.frontMatter.lang[0] ?? '']?.split(' ');
  if (endings === undefined) return file;
  const random = createRandom(seed + 7_000_000);
  const change = (text: string): string =>
    text.replace(/[\p{L}\p{M}]{3,}/gu, (word) => word + (endings[Math.floor(random() * endings.length)] ?? ''));
  const at = file.body.lastIndexOf('\n');
  const { frontMatter } = file;
  return {
    ...file,
    frontMatter: { ...frontMatter, title: change(frontMatter.title) },
    body: change(file.body.slice(0, at)) + file.body.slice(at),
  };
}

/** Takes its words from an article, so that most queries find something. */
function makeQuery(number: number, files: readonly ArticleFile[]): SearchQuery {
  const random = createRandom(number + 9_000_000);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const index = Math.floor(random() * files.length);
  const file = files[index];
  const language = languageOf(index);
  const words = file?.body.replace(/\n.*$/s, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const [one = '', two = ''] = [pick(words), pick(words)];
  const at = Math.floor(random() * Math.max(words.length - 1, 1));
  const common = vocabularyOf(language)[Math.floor(random() * 50)] ?? '';
  const kinds: readonly (() => Partial<SearchQuery> & { readonly text: string })[] = [
    () => ({ text: one }),
    () => ({ text: `${one} ${two}` }),
    () => ({ text: `"${words.slice(at, at + 2).join(language.space)}"` }),
    () => ({ text: `${one.slice(0, 4)}* ${two}` }),
    () => ({ text: `${one} -${common}` }),
    () => ({ text: one, language: language.tag }),
    () => ({ text: common, outlet: `outlet-${Math.floor(random() * 5)}` }),
    () => ({ text: common, ...(file && { author: file.frontMatter.courant?.authors[0] ?? '' }) }),
    () => ({
      text: one,
      since: file?.frontMatter.date ?? '',
      until: files.at(-1)?.frontMatter.date.slice(0, 10) ?? '',
    }),
  ];
  return { limit: files.length, ...(kinds[number % kinds.length]?.() ?? { text: one }) };
}

function isLetThrough({ frontMatter }: ArticleFile, query: SearchQuery): boolean {
  const { date, lang, categories, courant } = frontMatter;
  return (
    (query.language === undefined || baseOf(lang[0] ?? '') === query.language) &&
    (query.outlet === undefined || categories[0] === query.outlet) &&
    (query.author === undefined || courant?.authors[0] === query.author) &&
    (query.since === undefined || date >= query.since) &&
    (query.until === undefined || date.slice(0, query.until.length) <= query.until)
  );
}
