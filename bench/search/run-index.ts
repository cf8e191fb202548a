/** `npx tsx bench/search/run-index.ts [--articles 1000000] [--words 60] [--recall 10000] [--keep <file>] [--translated]`: builds the index of
 *  made-up articles in 13 languages (`--translated`: each with a translation), tells its rate (CPU) and size, how long searches take in it, and compares what it finds in fewer articles
 *  with what reading all of them finds. With `--keep`, a file that is there already is asked again. */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { articleUrlOf, toArticleId } from '../../src/store/article-id.ts';
import { ArticleIndex } from '../../src/store/articles.ts';
import { toIndexed } from '../../src/store/indexed-article.ts';
import { IndexDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrations.ts';
import { putArticles } from '../../src/store/put-articles.ts';
import { SearchIndex } from '../../src/store/search-index.ts';
import type { ArticleRecord, SearchQuery } from '../../src/store/store.ts';
import { toTranslation, TranslationFileTable, type IndexedTranslation } from '../../src/store/translation-files.ts';
import { madeUpLanguages } from '../../test/editions/made-up-texts.ts';
import { createRandom } from '../create-random.ts';
import { madeUpArticle, vocabularyOf } from './made-up-articles.ts';
import { measureRecall } from './recall.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '1000000' },
    words: { type: 'string', default: '60' },
    recall: { type: 'string', default: '10000' },
    keep: { type: 'string' },
    translated: { type: 'boolean', default: false },
  },
});
const atOnce = 5000;
const queriesOfKind = 200;
const random = createRandom(1);

const folder = mkdtempSync(join(tmpdir(), 'courant-index-'));
const file = values.keep ?? join(folder, 'index.db');
if (!existsSync(file)) build(file, Number(values.articles), Number(values.words));
measureQueries(file);
rmSync(folder, { recursive: true });
if (Number(values.recall) > 0) say(JSON.stringify(measureRecall(Number(values.recall), 450)));

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function build(path: string, articles: number, words: number): void {
  const db = new IndexDatabase(path, { mode: 'rebuild' });
  migrate(db);
  const search = new SearchIndex(db);
  const translations = new TranslationFileTable(db);
  search.beginRebuild();
  let cpu = 0;
  const measured = (work: () => void): void => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    cpu += (user + system) / 1e6;
  };
  for (let from = 0; from < articles; from += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, articles - from) }, (_, at) => {
      const article = madeUpArticle(from + at, words);
      const url = articleUrlOf(article);
      if (url === null) throw new TypeError('a made-up article has an address');
      return toIndexed(toArticleId(url), article);
    });
    measured(() => putArticles(db, search, batch));
    // The text of another article, as that in another language.
    const others = values.translated ? batch.map(({ record }, at) => translated(record, from + at + 1, words)) : [];
    measured(() => {
      translations.putAll(others);
    });
  }
  measured(() => search.endRebuild());
  db.close();
  const bytes = statSync(path).size;
  say(`${articles} articles of ${words} words: ${Math.round(articles / cpu)}/s of CPU, ${Math.round(bytes / 1e6)} MB`);
}

function translated(original: ArticleRecord, n: number, words: number): IndexedTranslation {
  const { frontMatter, body } = madeUpArticle(n, words);
  const path = original.path.replace(/\.md$/, `.${frontMatter.lang[0] ?? 'en'}.md`);
  const inItsPlace = { ...frontMatter, date: original.date, tags: original.tags };
  return toTranslation(original.id, { path, frontMatter: inItsPlace, body }, original);
}

/** A word of a rank up to `to`, frequent ones as often as rare ones. */
function word(from: number, to: number, tag = 'en'): string {
  const language = madeUpLanguages.find((one) => one.tag === tag);
  return (language && vocabularyOf(language)[from + Math.floor(random() * (to - from))]) ?? '';
}

function measureQueries(path: string): void {
  const db = new IndexDatabase(path, { mode: 'read' });
  const index = new ArticleIndex(db);
  const kinds: Readonly<Record<string, () => Omit<SearchQuery, 'limit'>>> = {
    'two of the 20 commonest words': () => ({ text: `${word(0, 20)} ${word(0, 20)}` }),
    'two of the 200 commonest': () => ({ text: `${word(0, 200)} ${word(0, 200)}` }),
    'two of the 5,000 commonest': () => ({ text: `${word(0, 5000)} ${word(0, 5000)}` }),
    'a common and a rare one': () => ({ text: `${word(0, 20)} ${word(5000, 30_000)}` }),
    'common ones of two languages, which never meet': () => ({ text: `${word(0, 20)} ${word(0, 20, 'ru')}` }),
    'a phrase of common ones': () => ({ text: `"${word(0, 20)} ${word(0, 20)}"` }),
    'a beginning and a common one': () => ({ text: `${word(200, 2000).slice(0, 3)}* ${word(0, 20)}` }),
    'a common one without another': () => ({ text: `${word(0, 20)} -${word(0, 20)}` }),
    'a common one of a rare outlet': () => ({ text: word(0, 20), outlet: `outlet-${30 + Math.floor(random() * 10)}` }),
    'a common one with a rare tag': () => ({ text: word(0, 20), tag: `tag ${1000 + Math.floor(random() * 999)}` }),
    'a common one by a rare author': () => ({
      text: word(0, 20),
      author: `Author ${4000 + Math.floor(random() * 999)}`,
    }),
    'two common ones of a month': () => ({
      ...{ text: `${word(0, 20)} ${word(0, 20)}`, since: '2024-03-01', until: '2024-03-31' },
    }),
    'two of the 200 commonest, the best first': () => ({ text: `${word(0, 200)} ${word(0, 200)}`, sort: 'relevance' }),
    'two of the 5,000 commonest, the best first': () => ({
      ...{ text: `${word(0, 5000)} ${word(0, 5000)}`, sort: 'relevance' as const },
    }),
  };
  say(`${'milliseconds for 20 hits'.padEnd(50)}     p50     p95     max`);
  for (const [name, make] of Object.entries(kinds)) {
    const times: number[] = [];
    for (let count = 0; count < queriesOfKind; count += 1) {
      const query = { ...make(), limit: 20 };
      const before = performance.now();
      index.search(query);
      times.push(performance.now() - before);
    }
    times.sort((a, b) => a - b);
    const at = (part: number): string => (times[Math.ceil(part * times.length) - 1] ?? 0).toFixed(1).padStart(8);
    say(`${name.padEnd(50)}${at(0.5)}${at(0.95)}${at(1)}`);
  }
  db.close();
}
