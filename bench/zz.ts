// why were segments missed: nearest removed ancestor, or outside root
import { parseHtml } from '../src/html/parse.ts';
import { extractArticle } from '../src/extract/extract-article.ts';
import { blocksText } from '../src/extract/blocks-text.ts';
import { collectTrace } from '../src/model/trace.ts';
import { toUrl } from '../src/url/normalize.ts';
import { Element, Text, walk, pathOf } from '../src/html/query.ts';
import type { ParentNode } from '../src/html/query.ts';
import { decodeBytes } from '../src/text/decode.ts';
import { isKeptAside, readSegments } from './quality/corpora.ts';
import { normalize } from './quality/score.ts';
for (const s of readSegments('../shared') ?? []) {
  if (isKeptAside(s.name)) continue;
  const url = toUrl(s.url)!; const tr = collectTrace();
  const o = extractArticle({ url, bytes: s.bytes(), headers: [] }, { now: Date.UTC(2026,11,31) }, tr);
  const own = normalize(o.ok ? blocksText(o.value.blocks) : '');
  const missed = s.gold.with.filter(x => !own.includes(normalize(x)));
  if (missed.length === 0) continue;
  const doc = parseHtml(decodeBytes(s.bytes(), { kind: 'html' }).text);
  const drops = new Map(tr.steps.filter(x => x.decision === 'dropped').map(x => [x.target, x.because]));
  const root = tr.steps.filter(x => x.step === 'root' && x.decision === 'chosen').at(-1)?.target;
  for (const m of missed.slice(0,2)) {
    let why = 'NOT IN DOM TEXT'; const key = normalize(m).slice(0, 24);
    walk(doc, n => { if (n instanceof Element && (n.name==='head')) return false;
      if (n instanceof Text && normalize(n.data).includes(key) && why.startsWith('NOT')) {
        const p = n.parent as ParentNode|null; if (p instanceof Element && (p.name==='script'||p.name==='style')) { why='NOT (in '+p.name+')'; return true; }
        let inRoot = false; why = '';
        for (let up: ParentNode|null = p; up instanceof Element; up = up.parent) { const k = pathOf(up); if (drops.has(k) && why==='') why = 'dropped box: ' + drops.get(k)!; if (k === root) inRoot = true; }
        if (why === '') { why = (inRoot ? 'IN ROOT ' : 'OUTSIDE ROOT ') + (p instanceof Element ? pathOf(p).split(' > ').slice(-3).join(' > ') : ''); for (const [t,b] of drops) if (normalize(t).includes(normalize(n.data).slice(0,30))) why += ' leaf: '+b }
      } return true; });
    console.log(s.name, o.ok ? '' : o.skip.code, JSON.stringify(m.slice(0, 40)), why);
  }
}
