/** Yours to overwrite, never to commit changed: `npm run play`. */
import { extractArticle } from './src/extract/extract-article.ts';
import { renderMarkdown } from './src/markdown/render-markdown.ts';
import { toUrl } from './src/url/normalize.ts';

const html = `<title>Ferry back in service</title><article><h1>Ferry back in service</h1>
<p>The ferry between Harbor and Salvia runs again after three weeks, the port authority said on Monday.</p></article>`;
const url = toUrl('https://example.org/ferry');
if (url) {
  const bytes = new TextEncoder().encode(html);
  const article = extractArticle({ url, bytes, headers: [] }, { now: Date.now() });
  console.log(article.ok ? `${article.value.title}\n\n${renderMarkdown(article.value.blocks)}` : article.skip);
}
