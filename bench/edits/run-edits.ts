import { createExtractPool } from '../../src/pipeline/extract-pool.ts';
import { simulateEdits, type EditFigures } from '../../test/edits/simulate-edits.ts';
import type { Telling } from '../../test/edits/edited-web.ts';

/** Watches made-up outlets for eleven days of a virtual clock, and prints how many of their edits were found at which cost:
 *
 *      npx tsx bench/edits/run-edits.ts [articles] [seed] [mixed|silent|announced] [look times …] */
const [articles = '1000', seed = '1', kind = 'mixed', ...recheck] = process.argv.slice(2);

const mixes: Readonly<Record<string, readonly Telling[]>> = {
  mixed: [
    'feed',
    'silent',
    'sitemap',
    'silent',
    'feed',
    'silent',
    'feed',
    'silent',
    'sitemap',
    'silent',
    'feed',
    'silent',
    'silent',
    'noisy',
    'sitemap',
    'feed',
    'silent',
    'silent',
    'feed',
    'noisy',
  ],
  silent: Array.from({ length: 20 }, () => 'silent'),
  announced: Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'feed' : 'sitemap')),
};

const { extract, close } = createExtractPool({ size: 1 });
const startedAt = Date.now();
const figures = await simulateEdits({
  articles: Number(articles),
  tellings: mixes[kind] ?? mixes['mixed'] ?? [],
  seed: Number(seed),
  extract,
  ...(recheck.length > 0 && { recheck }),
  onDay: (day) => process.stderr.write(`day ${day}, ${Math.round((Date.now() - startedAt) / 1000)} s\n`),
});
await close();
for (const note of figures.notes) process.stderr.write(`${note}\n`);
process.stdout.write(describe(figures));

function describe(of: EditFigures): string {
  const share = (part: number, whole: number): string =>
    `${part} of ${whole} (${((100 * part) / Math.max(whole, 1)).toFixed(2)} %)`;
  return `articles edited and found        ${share(of.editedFound, of.edited)}
  or noticed as gone             ${share(of.editedNoticed, of.edited)}
edits found                      ${share(of.editsFound, of.edits)}
edits with a version of their own ${share(of.editsApart, of.edits)}
headline changes named           ${share(of.headlinesFound, of.headlines)}
gone and marked                  ${share(of.goneFound, of.gone)}, falsely ${of.falselyGone}
moved and noted                  ${share(of.movedFound, of.moved)}
false revisions                  ${share(of.falseRevisions, of.articles)} of articles; ${of.revisions} revisions in all
requests beyond the first        ${(of.extraRequests / of.articles).toFixed(3)} an article; ${Object.entries(
    of.byTelling,
  )
    .map(([name, mean]) => `${name} ${mean.toFixed(2)}`)
    .join(', ')}
polls of feeds                   ${of.feedRequests}
`;
}
