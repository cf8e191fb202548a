/** A server of node:http and nothing else, which renders a list of twenty articles for each request: what can be had at best. */
import { createServer } from 'node:http';
import { madeUpArticle } from '../search/made-up-articles.ts';

const articles = Array.from({ length: 20 }, (_, index) => madeUpArticle(index, 200));
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

function render(): string {
  const items = articles.map(({ path, frontMatter: { title, summary, date, categories } }) => {
    const meta = `<p class="meta">${escape(categories[0] ?? '')} · <time datetime="${date.slice(0, 10)}">${escape(date)}</time></p>`;
    return `<li><h2><a href="${escape(path)}">${escape(title)}</a></h2>\n<p class="summary">${escape(summary)}</p>\n${meta}</li>\n`;
  });
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>List</title></head><body><ol class="hits">\n${items.join('')}</ol></body></html>\n`;
}

const server = createServer((_request, response) => {
  const body = Buffer.from(render());
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.byteLength });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stderr.write(`at http://127.0.0.1:${address.port}/\n`);
});
