import { parseDocument } from 'htmlparser2';
import { extractArticle } from '../src/extract/extract-article.ts';
import { parseHtml } from '../src/html/parse.ts';
import { renderMarkdown } from '../src/markdown/render-markdown.ts';
import { toUrl } from '../src/url/normalize.ts';
import { loadPeer } from './peers/load-peer.ts';
import { formatMeasured, measure, type Contestant } from './measure.ts';
import { readBenchPages, type BenchPage } from './pages.ts';

/** Extraction (metadata and Markdown included) beside raw parsers and the peers that are installed in bench/. */
export async function benchExtract(rounds: number): Promise<string> {
  const { about, pages } = await readBenchPages(60);
  const texts = pages.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  const now = Date.UTC(2026, 10, 23);
  const forEachText = (run: (text: string, url: string) => unknown) => (): void =>
    texts.forEach((text, i) => void run(text, pages[i]?.url ?? ''));
  const contestants: Contestant[] = [
    { name: 'htmlparser2 tree', run: forEachText((text) => parseDocument(text)) },
    { name: 'courant tree', run: forEachText((text) => parseHtml(text)) },
    { name: 'courant extract + Markdown', run: () => pages.forEach((page) => extractOne(page, now)) },
    ...(await peers(forEachText)),
  ];
  const kilobytes = Math.round(pages.reduce((sum, { bytes }) => sum + bytes.length, 0) / pages.length / 1000);
  return formatMeasured(
    `Extraction, ${about}, ${kilobytes} kB on average`,
    await measure(contestants, rounds),
    pages.length,
    'pages',
  );
}

function extractOne(page: BenchPage, now: number): string {
  const url = toUrl(page.url);
  if (url === null) return '';
  const headers = [['content-type', 'text/html']] as const;
  const article = extractArticle({ url, bytes: page.bytes, headers }, { now });
  return article.ok ? renderMarkdown(article.value.blocks) : '';
}

/** Those that `npm ci --prefix bench/peers` has installed. */
async function peers(
  forEachText: (run: (text: string, url: string) => unknown) => () => void,
): Promise<readonly Contestant[]> {
  const [readability, linkedom, parse5, jsdom] = await Promise.all(
    ['@mozilla/readability', 'linkedom', 'parse5', 'jsdom'].map(loadPeer),
  );
  type Reader = new (document: unknown) => { parse(): unknown };
  const found: Contestant[] = [];
  if (parse5)
    found.push({
      name: 'parse5 tree',
      run: forEachText((text) => (parse5['parse'] as (html: string) => unknown)(text)),
    });
  if (readability && linkedom) {
    const Reader = readability['Readability'] as Reader;
    const parseHTML = linkedom['parseHTML'] as (html: string) => { document: unknown };
    found.push({
      name: 'Readability + linkedom',
      run: forEachText(orNothing((text) => new Reader(parseHTML(text).document).parse())),
    });
  }
  if (readability && jsdom) {
    const Reader = readability['Readability'] as Reader;
    const Dom = jsdom['JSDOM'] as new (
      html: string,
      options: object,
    ) => { window: { document: unknown; close(): void } };
    const run = (text: string, url: string): void => {
      const { window } = new Dom(text, { url });
      new Reader(window.document).parse();
      window.close();
    };
    found.push({ name: 'Readability + jsdom', run: forEachText(orNothing(run)) });
  }
  return found;
}

/** A peer that throws on a page goes on with the next one: its time counts until then. */
function orNothing(run: (text: string, url: string) => unknown): (text: string, url: string) => unknown {
  return (text, url) => {
    try {
      return run(text, url);
    } catch (error) {
      return error;
    }
  };
}
