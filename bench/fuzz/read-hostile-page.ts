/** Reads one hostile page, as Markdown too, and prints what that cost. `<name> <share>`. Run by `hostile-pages.ts`. */
import { argv, stdout } from 'node:process';
import { hostilePages } from '../../test/hostile-pages.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { renderMarkdown } from '../../src/markdown/render-markdown.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { costOf } from '../measure-reading.ts';

const [, , name = '', share = '1'] = argv;
const made = hostilePages[name]?.(Number(share));
const url = toUrl('https://courier.example/2024/05/03/story');
if (made === undefined || url === null) throw new Error(`no page ${name}`);
const bytes = typeof made === 'string' ? new TextEncoder().encode(made) : made;
const now = Date.UTC(2025, 0, 15);
let told = '';
let extractedMs = 0;
const cost = costOf(() => {
  const start = performance.now();
  const outcome = extractArticle({ url, bytes, headers: [] }, { now });
  extractedMs = performance.now() - start;
  told = outcome.ok
    ? `${outcome.value.blocks.length} blocks, ${renderMarkdown(outcome.value.blocks).length} characters`
    : outcome.skip.code;
});
stdout.write(JSON.stringify({ ...cost, extractedMs, megabytes: bytes.length / 1e6, told }));
