import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { findAttributions } from '../../src/quotes/find-attributions.ts';
import { goldPath, readGold } from '../quotes/read-gold.ts';
import { addQuoteCounts, quoteFigures, scoreQuotes } from '../quotes/score-quotes.ts';
import { quoteFloors } from './floors.ts';
import type { PartReport } from './part-report.ts';

/** Prints how attributions compare with those that people found, in the articles they were learned from and in others
 *  (`npm run train:quotes -- --folds` says how the first fare when they are not learned from). Returns the
 *  same as rows, and what is below its floor when asked to. */
export function runQuotes(root: string, isGate: boolean): PartReport {
  const parts = (['train', 'dev'] as const).map((part) => ({ part, articles: readGold(root, part) }));
  if (parts.some(({ articles }) => articles === null)) {
    console.log(`quotes: not present under ${root}`);
    return { below: [], rows: [] };
  }
  const all = parts.map(({ part, articles }) => {
    const counts = (articles ?? []).map((article) =>
      scoreQuotes(article, findAttributions(article.text, { lang: 'en' })),
    );
    return { label: part === 'train' ? 'learned from' : 'others', figures: quoteFigures(addQuoteCounts(counts)) };
  });
  console.log(`\n${'quotes'.padEnd(22)}${all.map(({ label }) => label.padStart(14)).join('')}${'floor'.padStart(8)}`);
  for (const name of Object.keys(all[0]?.figures ?? {})) {
    const cells = all.map(({ figures }) => (figures[name] ?? 0).toFixed(2).padStart(14));
    console.log(`${name.padEnd(22)}${cells.join('')}${String(quoteFloors.least[name] ?? '').padStart(8)}`);
  }
  const rows = Object.keys(all[0]?.figures ?? {}).map((name) => ({
    figure: name,
    ...Object.fromEntries(all.map(({ label, figures }) => [label, figures[name] ?? 0])),
    ...(quoteFloors.least[name] !== undefined && { floor: quoteFloors.least[name] }),
  }));
  if (!isGate) return { below: [], rows };
  const hash = createHash('sha256');
  for (const { part } of parts) hash.update(readFileSync(goldPath(root, part)));
  const digest = hash.digest('hex').slice(0, 16);
  if (digest !== quoteFloors.digest)
    return { below: [`quotes: digest ${digest}, the floors are for ${quoteFloors.digest}`], rows };
  const figures = all.at(-1)?.figures ?? {};
  const below = Object.entries(quoteFloors.least).flatMap(([name, least]) => {
    const own = figures[name] ?? 0;
    return own < least ? [`quotes: ${name} ${own.toFixed(2)}, the floor is ${least}`] : [];
  });
  return { below, rows };
}
