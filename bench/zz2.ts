import { extractArticle } from '../src/extract/extract-article.ts';
import { blocksText } from '../src/extract/blocks-text.ts';
import { toUrl } from '../src/url/normalize.ts';
import { readSegments } from './quality/corpora.ts';
for (const s of readSegments('../shared') ?? []) { if (!process.argv.slice(2).includes(s.name.slice(0,4))) continue;
  const o = extractArticle({ url: toUrl(s.url)!, bytes: s.bytes(), headers: [] }, { now: Date.UTC(2026,11,31) });
  console.log(s.name, o.ok ? o.value.title+'\n'+blocksText(o.value.blocks).slice(0,700) : o.skip, '\nWITH', s.gold.with);
}
