import type { SiteFile } from '../model/site.ts';
import { absoluteUrl } from './address.ts';
import { markup } from './markup.ts';
import type { SiteContext } from './site-context.ts';
import type { SitePlan } from './site-plan.ts';

// The protocol allows 50,000 addresses and 50 MB in a file; our addresses can be long.
const urlsPerFile = 20_000;

/** The addresses of all articles, cut into files numbered from the oldest, and robots.txt, which names them.
 *  Spec: sitemaps.org/protocol.html, RFC 9309. */
export function* renderSitemap({ site }: SiteContext, plan: SitePlan): Iterable<SiteFile> {
  const oldestFirst = [...plan.posts].reverse();
  const paths: string[] = [];
  for (let start = 0; start < oldestFirst.length; start += urlsPerFile) {
    const urls = oldestFirst.slice(start, start + urlsPerFile).map(
      (post) =>
        markup`<url><loc>${absoluteUrl(site.url, post.folder)}</loc><lastmod>${new Date(post.modifiedMs ?? post.publishedMs).toISOString()}</lastmod></url>
`,
    );
    const path = `sitemap-${paths.length + 1}.xml`;
    paths.push(path);
    const content = markup`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls}</urlset>
`.markup;
    yield { path, mediaType: 'application/xml; charset=utf-8', content };
  }
  const maps = paths.map((path) => markup`<sitemap><loc>${site.url + path}</loc></sitemap>\n`);
  const content = markup`<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${maps}</sitemapindex>
`.markup;
  yield { path: 'sitemap.xml', mediaType: 'application/xml; charset=utf-8', content };
  const robots = `User-agent: *\nDisallow: ${new URL(site.url).pathname}search\n\nSitemap: ${site.url}sitemap.xml\n`;
  yield { path: 'robots.txt', mediaType: 'text/plain; charset=utf-8', content: robots };
}
