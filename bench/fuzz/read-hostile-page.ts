/** Reads one hostile page, as Markdown too, and prints what that cost. `<name> <share>`. Run by `hostile-pages.ts`. */
import { argv, cpuUsage, memoryUsage, resourceUsage, stdout } from 'node:process';
import { hostilePages } from '../../test/hostile-pages.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { renderMarkdown } from '../../src/markdown/render-markdown.ts';
import { toUrl } from '../../src/url/normalize.ts';

const [, , name = '', share = '1'] = argv;
const made = hostilePages[name]?.(Number(share));
const url = toUrl('https://courier.example/2024/05/03/story');
if (made === undefined || url === null) throw new Error(`no page ${name}`);
const bytes = typeof made === 'string' ? new TextEncoder().encode(made) : made;
const before = { cpu: cpuUsage(), rss: memoryUsage().rss };
const start = performance.now();
const outcome = extractArticle({ url, bytes, headers: [] }, { now: Date.UTC(2025, 0, 15) });
const extractedMs = performance.now() - start;
const markdown = outcome.ok ? renderMarkdown(outcome.value.blocks) : '';
const { user, system } = cpuUsage(before.cpu);
stdout.write(
  JSON.stringify({
    wallMs: performance.now() - start,
    cpuMs: (user + system) / 1000,
    rssMb: resourceUsage().maxRSS / 1024,
    rssBeforeMb: before.rss / 1_048_576,
    extractedMs,
    megabytes: bytes.length / 1e6,
    told: outcome.ok ? `${outcome.value.blocks.length} blocks, ${markdown.length} characters` : outcome.skip.code,
  }),
);
