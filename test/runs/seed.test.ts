import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { toSourceId, type Url } from '../../src/model/ids.ts';
import { articleUrlOf } from '../../src/store/article-id.ts';
import { formatArticleFile, parseArticleFile } from '../../src/store/article-file.ts';
import { toArticleFile, type FrontMatterProfile } from '../../src/store/to-article-file.ts';
import { toUrl } from '../../src/url/normalize.ts';

const golden = join(import.meta.dirname, '../golden');
const seedFolder = join(import.meta.dirname, '../../../shared/seed');

interface Run {
  readonly html: string;
  readonly url: Url;
  readonly outlet: string;
  readonly frontMatter: FrontMatterProfile;
  readonly timeZone: string;
}

/** From the bytes of a page to the text of its file. */
async function fileOfPage({ html, url, outlet, frontMatter, timeZone }: Run): Promise<{ path: string; text: string }> {
  const page = { url, bytes: Buffer.from(html), headers: [['content-type', 'text/html; charset=utf-8']] as const };
  const article = extractArticle(page, { now: Date.parse('2025-03-05T06:00:00Z') });
  if (!article.ok) throw new Error(`${article.skip.code}: ${article.skip.detail}`);
  const source = toSourceId(outlet);
  if (source === null) throw new Error(`no outlet: ${outlet}`);
  const file = await toArticleFile({
    // How sure the extractor is has its own tests, and is tuned more often than the file form changes.
    article: { ...article.value, confidence: 0.9 },
    url,
    outlet: source,
    timeZone,
    frontMatter,
    fetchedAt: '2025-03-05T06:00:00Z',
    revision: 1,
    isPathTaken: () => Promise.resolve(false),
  });
  return { path: file.path, text: formatArticleFile(file) };
}

function mustUrl(text: string): Url {
  const url = toUrl(text);
  if (url === null) throw new Error(`no address: ${text}`);
  return url;
}

describe('the golden article', () => {
  const html = readFileSync(join(golden, 'page.html'), 'utf8');
  const url = mustUrl('https://www.harbor-courier.example/news/ferry-to-ostholm-runs-again-4711.html');

  it.each(['courant', 'mainroad'] as const)('comes out byte for byte in profile %s', async (frontMatter) => {
    const run = { html, url, outlet: 'harbor-courier', frontMatter, timeZone: 'Europe/Berlin' };
    const { path, text } = await fileOfPage(run);
    expect(text).toBe(readFileSync(join(golden, `${frontMatter}.md`), 'utf8'));
    expect(path).toBe('content/post/2025/03/04/harbor-courier/ferry-to-ostholm-runs-again-after-eleven-weeks.md');
  });

  it.each(['courant', 'mainroad'] as const)(
    'is read and written again as the same bytes in profile %s',
    (frontMatter) => {
      const text = readFileSync(join(golden, `${frontMatter}.md`), 'utf8');
      const file = parseArticleFile('content/post/a.md', text);
      expect(formatArticleFile(file)).toBe(text);
      expect(articleUrlOf(file)).toBe(url);
    },
  );
});

const seedName = existsSync(seedFolder) ? readdirSync(seedFolder).find((name) => name.endsWith('.txt')) : undefined;
const title = seedName === undefined ? 'the seed (SKIPPED: ../shared/seed is not here)' : 'the seed';

describe.skipIf(seedName === undefined)(title, () => {
  const seed = seedName === undefined ? '' : readFileSync(join(seedFolder, seedName), 'utf8');

  it('is read and written again as the same bytes', () => {
    expect(formatArticleFile(parseArticleFile('content/post/a.md', seed))).toBe(seed);
  });

  it('comes out of a page byte for byte, but for the line that was broken', async () => {
    const broken = '\n\n\u00c2\u00a0\n\n';
    expect(seed).toContain(broken);
    const parsed = parseArticleFile('content/post/a.md', seed);
    const url = articleUrlOf(parsed);
    if (url === null) throw new Error('the seed names no address');
    const paragraphs = parsed.body.split('\n\n').slice(0, -1);
    const html = madeUpPage(parsed.frontMatter.title, paragraphs, url);
    const outlet = parsed.frontMatter.categories[0] ?? '';
    const { path, text } = await fileOfPage({ html, url, outlet, frontMatter: 'mainroad', timeZone: 'UTC' });
    expect(text).toBe(seed.replace(broken, '\n\n'));
    expect(path.startsWith(`content/post/2025/02/09/${outlet}/trump-reveals-talks-with-putin`)).toBe(true);
  });
});

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

/** A page of a layout that no outlet has, with all that stands around an article. */
function madeUpPage(headline: string, paragraphs: readonly string[], url: Url): string {
  const middle = Math.floor(paragraphs.length / 2);
  const toParagraph = (text: string): string => `      <p class="txt">${escapeHtml(text)}</p>`;
  const related = `<div class="also-read"><h4>Also read</h4><ul><li><a href="/a-1.html">Rail link to the coast delayed again</a></li>
      <li><a href="/a-2.html">Council votes on the new market hall</a></li></ul></div>`;
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(headline)} | World News</title>
<link rel="canonical" href="${url}"><meta property="og:type" content="article">
<meta property="og:title" content="${escapeHtml(headline)}">
<meta property="article:published_time" content="2025-02-09T23:25:27+00:00">
<style>.txt{margin:1em}</style></head>
<body>
<div id="top"><ul class="menu"><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/markets">Markets</a></li></ul></div>
<div class="frame">
  <div class="story-column">
    <h1>${escapeHtml(headline)}</h1>
    <div class="story-text">
${paragraphs.slice(0, middle).map(toParagraph).join('\n')}
      ${related}
${paragraphs.slice(middle).map(toParagraph).join('\n')}
    </div>
  </div>
  <div class="sidebar"><h3>Latest</h3><ul><li><a href="/b-1.html">Shares close higher after a quiet day</a></li>
    <li><a href="/b-2.html">Storm warning for the north</a></li><li><a href="/b-3.html">Five recipes for leftover bread</a></li></ul></div>
</div>
<div id="foot"><p>Copyright 2025. All rights reserved. <a href="/terms">Terms of use</a> <a href="/contact">Contact</a></p></div>
</body></html>`;
}
