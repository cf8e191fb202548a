/** Scores the extractor on the corpora that are present:
 *  `npm run quality -- [--holdout] [--show n] [--only corpus] [--page name] [--gate] [--keep] [folder]`.
 *  `--holdout` reports the third of all pages that is kept aside by itself; `--show` lists the worst pages, never of those
 *  kept aside; `--page` says what is wrong on one; `--gate` ends with 1 when a figure is below its floor;
 *  `--keep` leaves the figures in `bench/results/`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { extractArticle } from '../../src/extract/extract-article.ts';
import type { Article } from '../../src/model/article.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { renderText } from '../../src/markdown/render-text.ts';
import { parseHtml } from '../../src/html/parse.ts';
import { textOf } from '../../src/html/query.ts';
import { addressOf, digestOf, isKeptAside, readPublishers, readReader, readSegments } from './corpora.ts';
import type { PublishersGold, ReaderGold, Sample, SegmentsGold } from './corpora.ts';
import { keepTables } from '../report/results.ts';
import { belowFloors, floorsOf } from './floors.ts';
import type { Corpus, Figures } from './floors.ts';
import { formatTable } from './quality-table.ts';
import type { TableRow } from './quality-table.ts';
import { runLanguages } from './run-languages.ts';
import { runQuotes } from './run-quotes.ts';
import { runStories } from './run-stories.ts';
import { runTranslation } from './run-translation.ts';
import { showPage } from './show-page.ts';
import { addCounts, compareSegments, compareWords, f1, normalize, precision, recall, words } from './score.ts';
import type { Counts } from './score.ts';
import { views } from './views.ts';

const args = process.argv.slice(2);
const isSplit = args.includes('--holdout');
const shown = args.includes('--show') ? Number(args[args.indexOf('--show') + 1]) : 0;
const isGate = args.includes('--gate');
const isKept = args.includes('--keep');
const page = args.includes('--page') ? (args[args.indexOf('--page') + 1] ?? '') : '';
const below: string[] = [];
const table: TableRow[] = [];
const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '') : '';
const root =
  args.find((arg, index) => !arg.startsWith('--') && !/^--(?:show|only|page)$/.test(args[index - 1] ?? '')) ??
  '../shared';
const none: Counts = { hit: 0, missed: 0, extra: 0 };

function extract(sample: Sample<unknown>, now: number): Outcome<Article> {
  return extractArticle({ url: addressOf(sample), bytes: sample.bytes(), headers: [] }, { now });
}

interface Row {
  readonly name: string;
  readonly counts: Counts;
  readonly skip: string;
  readonly checks: Readonly<Record<string, boolean>>;
}

function scoreSegments({ gold }: Sample<SegmentsGold>, outcome: Outcome<Article>): Omit<Row, 'name' | 'skip'> {
  const text = outcome.ok ? renderText(outcome.value.blocks, views.segments) : '';
  const checks: Record<string, boolean> = {};
  if (gold.title !== undefined && gold.title !== '')
    checks['title'] = outcome.ok && normalize(outcome.value.title) === normalize(gold.title);
  if (gold.date !== undefined && /^\d{4}-\d\d-\d\d$/.test(gold.date)) {
    checks['day'] = outcome.ok && outcome.value.published?.instant.slice(0, 10) === gold.date;
  }
  return { counts: compareSegments(gold.with, gold.without, text), checks };
}

function scorePublishers({ gold }: Sample<PublishersGold>, outcome: Outcome<Article>): Omit<Row, 'name' | 'skip'> {
  const article = outcome.ok ? outcome.value : undefined;
  const counts = compareWords(
    gold.lines.flatMap(words),
    words(article === undefined ? '' : renderText(article.blocks, views.publishers)),
  );
  const checks: Record<string, boolean> = {
    title: article !== undefined && normalize(article.title) === normalize(gold.title),
    language: article !== undefined && gold.languages.includes(article.language.split('-', 1)[0] ?? ''),
  };
  if (gold.authors !== undefined) checks['authors'] = isSameList(article?.authors ?? [], gold.authors);
  if (gold.topics !== undefined) checks['topics'] = isSameList(article?.topics ?? [], gold.topics);
  if (gold.publishing_date !== undefined) {
    const told = gold.publishing_date.replace(' ', 'T');
    const own = article?.published?.instant ?? '';
    checks['day'] = own.slice(0, 10) === told.slice(0, 10);
    if (/[+-]\d\d:\d\d$/.test(told)) checks['instant'] = Math.abs(Date.parse(own) - Date.parse(told)) < 60_000;
  }
  return { counts, checks };
}

function scoreReader({ gold }: Sample<ReaderGold>, outcome: Outcome<Article>): Omit<Row, 'name' | 'skip'> {
  const counts = compareWords(
    words(textOf(parseHtml(gold.html))),
    words(outcome.ok ? renderText(outcome.value.blocks, views.reader) : ''),
  );
  return { counts, checks: { title: outcome.ok && normalize(outcome.value.title) === normalize(gold.title) } };
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  const keys = (list: readonly string[]): string =>
    list
      .map((item) => normalize(item).toLowerCase())
      .sort()
      .join('|');
  return keys(a) === keys(b);
}

function run<Gold>(
  corpus: Corpus,
  samples: readonly Sample<Gold>[] | null,
  score: (sample: Sample<Gold>, outcome: Outcome<Article>) => Omit<Row, 'name' | 'skip'>,
  now: (sample: Sample<Gold>) => number,
): void {
  if (samples === null) return console.log(`${corpus}: not present under ${root}`);
  if (only !== '' && only !== corpus) return;
  const rows = samples.map((sample): Row => {
    const outcome = extract(sample, now(sample));
    return { name: sample.name, skip: outcome.ok ? '' : outcome.skip.code, ...score(sample, outcome) };
  });
  const digest = digestOf(root, corpus);
  if (isGate) below.push(...belowFloors(corpus, digest, figuresOf(rows)));
  const add = (label: string, some: readonly Row[]): void => {
    table.push({ label, pages: String(some.length), digest, figures: figuresOf(some) });
  };
  add(corpus, rows);
  if (isSplit) {
    add(
      '  tuned on',
      rows.filter((row) => !isKeptAside(row.name)),
    );
    add(
      '  kept aside',
      rows.filter((row) => isKeptAside(row.name)),
    );
  }
  table.push({ label: '  floor', pages: '', digest: '', figures: floorsOf(corpus) });
  showWorst(corpus, rows);
}

function figuresOf(rows: readonly Row[]): Figures {
  const total = rows.reduce((sum, row) => addCounts(sum, row.counts), none);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.checks)))];
  const rate = (name: string): number => {
    const known = rows.filter((row) => name in row.checks);
    return (100 * known.filter((row) => row.checks[name] === true).length) / known.length;
  };
  return {
    pages: rows.length,
    F1: 100 * f1(total),
    precision: 100 * precision(total),
    recall: 100 * recall(total),
    'mean F1': (100 * rows.reduce((sum, row) => sum + f1(row.counts), 0)) / Math.max(1, rows.length),
    ...Object.fromEntries(names.map((name) => [name, rate(name)])),
  };
}

function showWorst(corpus: Corpus, rows: readonly Row[]): void {
  const worst = [...rows]
    .filter((row) => !isKeptAside(row.name))
    .sort((a, b) => b.counts.missed + b.counts.extra - a.counts.missed - a.counts.extra)
    .slice(0, shown);
  for (const row of worst) {
    const wrong = Object.entries(row.checks).flatMap(([name, right]) => (right ? [] : [name]));
    console.log(
      `${corpus} ${row.name}  +${row.counts.hit} -${row.counts.missed} x${row.counts.extra} ${row.skip} ${wrong.join(',')}`,
    );
  }
}

const year2026 = Date.UTC(2026, 11, 31);
const crawledAt = ({ gold }: Sample<PublishersGold>): number =>
  Date.parse(`${gold.crawledAt.slice(0, 19).replace(' ', 'T')}Z`);

if (!existsSync(join(root, 'corpora'))) {
  console.log(`No corpora under ${root}: nothing to score.`);
} else if (page !== '') {
  for (const sample of readSegments(root) ?? []) if (sample.name.includes(page)) showPage(sample, year2026);
  for (const sample of readPublishers(root) ?? []) if (sample.name.includes(page)) showPage(sample, crawledAt(sample));
} else {
  run('segments', readSegments(root), scoreSegments, () => year2026);
  run('publishers', readPublishers(root), scorePublishers, crawledAt);
  run('reader', readReader(root), scoreReader, () => year2026);
  console.log(formatTable(table));
  const figures = table.map((row) => ({ corpus: row.label.trim(), ...row.figures }));
  if (isKept && only === '') keepTables('extraction', figures);
  for (const [name, runPart] of Object.entries({
    languages: runLanguages,
    stories: runStories,
    quotes: runQuotes,
    translation: runTranslation,
  })) {
    if (only !== '' && only !== name) continue;
    const part = await runPart(root, isGate);
    below.push(...part.below);
    if (isKept) keepTables(name, part.rows);
  }
  for (const line of below) console.log(`below its floor: ${line}`);
  if (below.length > 0) process.exitCode = 1;
}
