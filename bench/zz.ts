import { parseDocument } from 'htmlparser2';
import { parseHtml } from '../src/html/parse.ts'; import { decodeBytes } from '../src/text/decode.ts';
import { readPageFacts } from '../src/extract/page-facts.ts'; import { toBoxes } from '../src/extract/boxes.ts'; import { readJsonLd } from '../src/extract/json-ld.ts';
import { readPublishers, readSegments } from './quality/corpora.ts'; import { toUrl } from '../src/url/normalize.ts'; import { extractArticle } from '../src/extract/extract-article.ts';
const pages = [...(readSegments('../shared')??[]), ...(readPublishers('../shared')??[])].filter((_, i) => i % 3 === 0).map(s => ({ url: toUrl(s.url)!, bytes: s.bytes() }));
for (let r = 0; r < 3; r++) { const t: Record<string, number> = {}; const time = <T,>(k: string, f: () => T): T => { const s = performance.now(); const v = f(); t[k] = (t[k] ?? 0) + performance.now() - s; return v; };
for (const p of pages) { const text = time('decode', () => decodeBytes(p.bytes, { kind: 'html' }).text); time('parseDocument', () => parseDocument(text)); const d = time('parseHtml', () => parseHtml(text)); const f = time('facts', () => readPageFacts(d, p.url)); time('jsonld', () => readJsonLd(f.jsonLd)); time('boxes', () => toBoxes(d, f.body)); time('all', () => extractArticle({ url: p.url, bytes: p.bytes, headers: [] }, { now: Date.UTC(2026, 11, 31) })); }
console.log(Object.entries(t).map(([k, v]) => `${k} ${v.toFixed(0)}`).join('  ')); }
