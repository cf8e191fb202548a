/** Learns who says what and writes `src/quotes/quote-forests.ts`: `npm run train:quotes -- [--folds] [folder]`.
 *  Reads the labelled articles under `folder` (../shared), only those to learn from. `--folds` learns from three quarters
 *  four times and says how the fourth fares; it writes nothing. */
import { writeFileSync } from 'node:fs';
import { findAttributions } from '../../src/quotes/find-attributions.ts';
import type { QuoteForests } from '../../src/quotes/find-quoted.ts';
import { rowsOf, trainForests } from '../quotes/quote-rows.ts';
import { readGold } from '../quotes/read-gold.ts';
import { addQuoteCounts, quoteFigures, scoreQuotes } from '../quotes/score-quotes.ts';
import { forestLines } from './forest-lines.ts';

const folds = 4;
const isByFolds = process.argv.includes('--folds');
const root = process.argv.slice(2).find((arg) => !arg.startsWith('--')) ?? '../shared';
const articles = readGold(root, 'train') ?? [];
const rows = articles.map(rowsOf);

if (articles.length === 0) {
  console.error(`No labelled articles under ${root}.`);
} else if (isByFolds) {
  const counts = Array.from({ length: folds }, (_, fold) => {
    const forests = trainForests(rows.filter((_row, index) => index % folds !== fold));
    const tested = articles.filter((_article, index) => index % folds === fold);
    return tested.map((article) => scoreQuotes(article, findAttributions(article.text, { lang: 'en' }, forests)));
  }).flat();
  for (const [name, percent] of Object.entries(quoteFigures(addQuoteCounts(counts))))
    console.log(name.padEnd(20), percent.toFixed(2));
} else {
  writeFileSync(new URL('../../src/quotes/quote-forests.ts', import.meta.url), moduleOf(trainForests(rows)));
}

function moduleOf(forests: QuoteForests): string {
  const parts = (['passage', 'candidate', 'clause'] as const).flatMap((name) => [
    `  ${name}: {`,
    ...forestLines(forests[name], 3).map((line) => `  ${line}`),
    '  },',
  ]);
  return [
    "import type { QuoteForests } from './find-quoted.ts';",
    '',
    '/** Learned by `npm run train:quotes` (bench/train/, docs/decisions/): not written by hand. Features as the names beside them are ordered. */',
    'export const quoteForests: QuoteForests = {',
    ...parts,
    '};',
    '',
  ].join('\n');
}
