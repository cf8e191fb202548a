/** Counts lines that stand on several pages of one site, on the whole pages and in the bodies that the extractor finds: what
 *  a memory of each outlet's template could drop, at most. `npx tsx bench/quality/count-repeats.ts [folder]`. Pages kept
 *  aside are not opened. */
import { blocksText } from '../../src/extract/blocks-text.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { toBoxes, leavesOf } from '../../src/extract/boxes.ts';
import { squeeze } from '../../src/text/squeeze.ts';
import { readPageFacts } from '../../src/extract/page-facts.ts';
import { readDocument } from '../../src/extract/read-document.ts';
import type { ReadablePage } from '../../src/extract/read-document.ts';
import { siteOf } from '../../src/url/site.ts';
import { addressOf, isKeptAside, readPublishers, readSegments } from './corpora.ts';
import type { Sample } from './corpora.ts';

const root = process.argv[2] ?? '../shared';
/** Shorter lines are said anew by chance. */
const leastLetters = 15;

/** What stands on one page, each line once, without spaces, signs and capitals. */
interface Lines {
  readonly whole: ReadonlySet<string>;
  readonly body: ReadonlySet<string>;
}

function linesOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.map(squeeze).filter((line) => line.length >= leastLetters));
}

function readLines(sample: Sample<unknown>): Lines {
  const page: ReadablePage = { url: addressOf(sample), bytes: sample.bytes(), headers: [] };
  const read = readDocument(page);
  const outcome = extractArticle(page, { now: Infinity });
  const body = outcome.ok ? blocksText(outcome.value.blocks).split('\n') : [];
  if (!read.ok) return { whole: linesOf([]), body: linesOf(body) };
  const { document, url } = read.value;
  const leaves = leavesOf(toBoxes(document, readPageFacts(document, url).body));
  return { whole: linesOf(leaves.map(({ text }) => text)), body: linesOf(body) };
}

/** Of the lines of each set, how many stand in another one too. */
function countRepeats(sets: readonly ReadonlySet<string>[]): { readonly all: number; readonly repeated: number } {
  const counts = new Map<string, number>();
  for (const set of sets) for (const line of set) counts.set(line, (counts.get(line) ?? 0) + 1);
  const all = sets.reduce((sum, set) => sum + set.size, 0);
  return { all, repeated: [...counts.values()].reduce((sum, count) => sum + (count > 1 ? count : 0), 0) };
}

const samples = [...(readSegments(root) ?? []), ...(readPublishers(root) ?? [])].filter(
  ({ name }) => !isKeptAside(name),
);
const sites = new Map<string, Sample<unknown>[]>();
for (const sample of samples) {
  const archived = /^https?:\/\/web\.archive\.org\/web\/\w+\/(https?:.*)/.exec(sample.url)?.[1];
  const site = siteOf(addressOf({ url: archived ?? sample.url }));
  const pages = sites.get(site);
  if (pages) pages.push(sample);
  else sites.set(site, [sample]);
}
for (const least of [2, 3, 5]) {
  const several = [...sites.values()].filter((pages) => pages.length >= least).map((pages) => pages.map(readLines));
  const total = (part: keyof Lines): string => {
    const counts = several.map((pages) => countRepeats(pages.map((lines) => lines[part])));
    const sum = (key: 'all' | 'repeated'): number => counts.reduce((so, count) => so + count[key], 0);
    return `${sum('repeated')} of ${sum('all')}`;
  };
  const pages = several.reduce((sum, { length }) => sum + length, 0);
  console.log(
    `${several.length} sites with at least ${least} pages, ${pages} pages: on another page of the site too are ${total('whole')} lines of whole pages, ${total('body')} lines of bodies`,
  );
}
