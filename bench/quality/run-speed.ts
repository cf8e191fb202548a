/** Cost of extraction beside the bare htmlparser2 tree of the same text, in one process: `tsx bench/quality/run-speed.ts [folder]`. */
import { parseDocument } from 'htmlparser2';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { parseHtml } from '../../src/html/parse.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { readPublishers, readSegments } from './corpora.ts';

const root = process.argv[2] ?? '../shared';
const pages = [...(readSegments(root) ?? []), ...(readPublishers(root) ?? [])].flatMap((sample, index) => {
  const url = toUrl(sample.url);
  if (url === null || index % 3 !== 0) return [];
  const bytes = sample.bytes();
  return [{ url, bytes, text: new TextDecoder().decode(bytes) }];
});
const now = Date.UTC(2026, 11, 31);
const runs: Readonly<Record<string, () => void>> = {
  'htmlparser2 parseDocument': () => pages.forEach(({ text }) => parseDocument(text)),
  parseHtml: () => pages.forEach(({ text }) => parseHtml(text)),
  extractArticle: () => pages.forEach(({ url, bytes }) => extractArticle({ url, bytes, headers: [] }, { now })),
};
const best = new Map<string, number>();
for (let round = 0; round < 4; round++) {
  for (const [name, run] of Object.entries(runs)) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    const ms = (user + system) / 1000;
    if (round > 0) best.set(name, Math.min(best.get(name) ?? Infinity, ms));
  }
}
const base = best.get('htmlparser2 parseDocument') ?? 1;
const megabytes = pages.reduce((sum, page) => sum + page.bytes.length, 0) / 1e6;
console.log(`${pages.length} pages, ${megabytes.toFixed(1)} MB; CPU time, best of 3`);
for (const [name, ms] of best) {
  console.log(
    `${name.padEnd(28)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / base).toFixed(2)}×  ${(pages.length / (ms / 1000)).toFixed(0)} pages/s`,
  );
}
