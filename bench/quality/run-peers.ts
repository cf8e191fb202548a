/** Scores extractors of others on the corpora as `npm run quality` scores ours, beside ours: `npm run quality:peers [folder]`. Of each only the text is
 *  compared. The third of the pages that is kept aside (ours is not tuned on it) has a row of its own. Needs `npm ci --prefix bench/peers`. */
import { extractArticle } from '../../src/extract/extract-article.ts';
import { parseHtml } from '../../src/html/parse.ts';
import { textOf } from '../../src/html/query.ts';
import { renderText } from '../../src/markdown/render-text.ts';
import { decodeBytes } from '../../src/text/decode.ts';
import { loadPeer } from '../peers/load-peer.ts';
import { addressOf, isKeptAside, readPublishers, readReader, readSegments, type Sample } from './corpora.ts';
import { formatTable, type TableRow } from './quality-table.ts';
import { addCounts, compareSegments, compareWords, f1, precision, recall, words, type Counts } from './score.ts';

interface Page {
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly html: string;
}

/** The text of a page's article; empty when it finds none. */
type ReadText = (page: Page) => Promise<string> | string;

const root = process.argv[2] ?? '../shared';
const now = Date.UTC(2026, 10, 27);
const textOfHtml = (html: string): string => textOf(parseHtml(html));

const extractors = new Map<string, ReadText>([
  [
    'courant',
    ({ url, bytes }) => {
      const article = extractArticle({ url: addressOf({ url }), bytes, headers: [] }, { now });
      return article.ok ? renderText(article.value.blocks) : '';
    },
  ],
]);

const linkedom = await loadPeer('linkedom');
const parse = linkedom?.['parseHTML'] as ((html: string) => { readonly document: unknown }) | undefined;
const readability = await loadPeer('@mozilla/readability');
const defuddle = await loadPeer('defuddle/node');
if (parse === undefined || readability === undefined || defuddle === undefined)
  throw new Error('The peers are not installed: run `npm ci --prefix bench/peers`.');

const Readability = readability['Readability'] as new (document: unknown) => {
  parse(): { readonly content?: string } | null;
};
extractors.set('Readability + linkedom', ({ html }) =>
  textOfHtml(new Readability(parse(html).document).parse()?.content ?? ''),
);
const Defuddle = defuddle['Defuddle'] as (
  document: unknown,
  url: string,
  options: object,
) => Promise<{ readonly content?: string }>;
extractors.set('Defuddle + linkedom', async ({ html, url }) =>
  // Without `useAsync: false` it would ask other sites for what is embedded.
  textOfHtml((await Defuddle(parse(html).document, url, { useAsync: false })).content ?? ''),
);

const table: TableRow[] = [];

async function score<Gold>(
  corpus: string,
  samples: readonly Sample<Gold>[] | null,
  compare: (gold: Gold, text: string) => Counts,
): Promise<void> {
  if (samples === null) return console.log(`${corpus}: not present under ${root}`);
  for (const [name, read] of extractors) {
    const rows: { readonly counts: Counts; readonly isAside: boolean }[] = [];
    for (const sample of samples) {
      const bytes = sample.bytes();
      const html = decodeBytes(bytes, { kind: 'html' }).text;
      let text = '';
      try {
        text = await read({ url: addressOf(sample), bytes, html });
      } catch {
        text = ''; // a page that it cannot read at all
      }
      rows.push({ counts: compare(sample.gold, text), isAside: isKeptAside(sample.name) });
    }
    for (const [part, some] of [
      ['all', rows],
      ['kept aside', rows.filter(({ isAside }) => isAside)],
    ] as const) {
      const sum = some.map(({ counts }) => counts).reduce(addCounts);
      const mean = some.reduce((total, { counts }) => total + f1(counts), 0) / some.length;
      const percent = { F1: f1(sum), precision: precision(sum), recall: recall(sum), 'mean F1': mean };
      const figures = Object.fromEntries(Object.entries(percent).map(([key, value]) => [key, 100 * value]));
      table.push({ label: `${corpus}, ${part}: ${name}`, pages: String(some.length), digest: '', figures });
    }
  }
}

console.warn = console.error = () => undefined; // what peers say of single pages
await score('segments', readSegments(root), (gold, text) => compareSegments(gold.with, gold.without, text));
await score('publishers', readPublishers(root), (gold, text) => compareWords(gold.lines.flatMap(words), words(text)));
await score('reader', readReader(root), (gold, text) => compareWords(words(textOfHtml(gold.html)), words(text)));
console.log(formatTable(table));
process.exit(0); // some leave timers behind
