import { gzipSync } from 'node:zlib';

/** Inputs made to take time or memory, by name; each is made in the process that reads it. */
export const hostileInputs: Readonly<Record<string, () => string | Uint8Array>> = {
  'xml: 200,000 elements deep': () => `<rss><channel>${'<a>'.repeat(200_000)}`,
  'xml: 200,000 items, none closed': () => `<rss><channel>${'<item><title>x'.repeat(200_000)}`,
  'xml: 20,000 items of 1 kB': () =>
    rss(
      `<item><title>t</title><link>https://n.example/1</link><description>${'w '.repeat(400)}</description></item>`.repeat(
        20_000,
      ),
    ),
  'xml: one title of 15 MB': () =>
    rss(`<item><title>${'x '.repeat(7_500_000)}</title><link>https://n.example/1</link></item>`),
  'xml: one escaped description of 10 MB': () =>
    rss(
      `<item><link>https://n.example/1</link><description>${'&lt;p&gt;a&lt;/p&gt;'.repeat(550_000)}</description></item>`,
    ),
  'xml: a million attributes': () => rss(`<item ${Array.from({ length: 500_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
  'xml: 5 million ampersands': () => rss(`<item><title>${'&'.repeat(5_000_000)}</title></item>`),
  'xml: 5 million angle brackets': () => rss('<'.repeat(5_000_000)),
  'xml: 500,000 open comments': () => `<rss>${'<!--'.repeat(500_000)}`,
  'xml: 500,000 open CDATA sections': () => rss('<![CDATA['.repeat(500_000)),
  'xml: a million end tags': () => rss('</x>'.repeat(1_000_000)),
  'xml: entities that multiply': () =>
    `<!DOCTYPE r [<!ENTITY a0 "lol">${Array.from({ length: 60 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]><rss><channel><item><title>&a60;</title></item></channel></rss>`,
  'xml: one long entity 100,000 times': () =>
    `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(100_000)}">]><rss><channel><item><title>${'&a;'.repeat(100_000)}</title></item></channel></rss>`,
  'xml: 20,000 namespaces': () =>
    rss(Array.from({ length: 20_000 }, (_, i) => `<item xmlns:n${i}="urn:n${i}"><n${i}:x/></item>`).join('')),
  'xml: 100,000 dates that are none': () =>
    rss('<item><pubDate>1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18</pubDate></item>'.repeat(20_000)),
  'json: 2 million brackets': () => `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(2_000_000)}`,
  'json: 100,000 items': () =>
    `{"version":"https://jsonfeed.org/version/1","title":"t","items":[${Array.from({ length: 100_000 }, (_, i) => `{"id":"${i}","url":"https://n.example/${i}","content_html":"<p>x"}`).join(',')}]}`,
  'sitemap: 100,000 addresses': () =>
    `<urlset>${Array.from({ length: 100_000 }, (_, i) => `<url><loc>https://n.example/news/2026/a-long-slug-of-words-${i}</loc><lastmod>2026-01-01</lastmod></url>`).join('')}</urlset>`,
  'sitemap: 300,000 lines of text': () =>
    Array.from({ length: 300_000 }, (_, i) => `https://n.example/a/${i}`).join('\n'),
  'sitemap: gzip of 200 MB': () => gzipSync(Buffer.alloc(200_000_000, 0x20)),
  'sitemap: gzip of 40 MB': () => gzipSync(Buffer.concat([Buffer.from('<urlset>'), Buffer.alloc(40_000_000, 0x20)])),
  'html: 200,000 elements deep': () =>
    `<html><body>${'<div>'.repeat(200_000)}<a href="/a-long-slug-of-words-1">five words are a title</a>`,
  'html: 100,000 links': () =>
    `<html><body>${Array.from({ length: 100_000 }, (_, i) => `<h2><a href="/news/a-long-slug-of-words-${i}">A title of five words ${i}</a></h2> 1 May 2026`).join('')}`,
  'html: 5,000 links within each other': () =>
    `<html><body>${Array.from({ length: 5000 }, (_, i) => `<a href="/news/a-long-slug-of-words-${i}"><div>`).join('')}${'text of a page '.repeat(100_000)}`,
  'html: one link around 200,000 numbers': () =>
    `<html><body><a href="/news/a-long-slug-of-words">${'<b>2026 1</b>'.repeat(200_000)}</a>`,
  'html: 5 MB of class names': () =>
    `<html><body><div class="${'nav-x '.repeat(800_000)}"><a href="/news/a-long-slug-of-words">A title of five words</a></div>`,
  'html: one address of 5 MB': () => `<html><body><a href="/${'a-'.repeat(2_500_000)}">A title of five words here</a>`,
  'html: linked data 500,000 deep': () =>
    `<html><script type="application/ld+json">${'['.repeat(500_000)}${']'.repeat(500_000)}</script>`,
  'html: 100,000 list items of linked data': () =>
    `<html><script type="application/ld+json">{"@type":"ItemList","itemListElement":[${Array.from({ length: 20_000 }, (_, i) => `{"@type":"ListItem","url":"/news/a-long-slug-of-words-${i}","name":"A title"}`).join(',')}]}</script>`,
  'text: 20 MB of white space': () => ' '.repeat(20_000_000),
  'bytes: 10 MB that are no text': () => Uint8Array.from({ length: 10_000_000 }, (_, i) => (i * 2_654_435_761) >>> 24),
};

function rss(items: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${items}</channel></rss>`;
}
