import type { SiteFile } from '../model/site.ts';
import { absoluteUrl } from './address.ts';
import { markup } from './markup.ts';
import type { Post } from './post.ts';
import type { SiteContext } from './site-context.ts';

// The protocol allows 50,000 addresses in a file, and as many files. The last one is written with each new article.
export const urlsPerSitemap = 5000;

/** News older than this is none to Google, and it reads no more than this many articles of a file. */
export const newsSitemap = { maxAgeMs: 2 * 86_400_000, maxArticles: 1000 } as const;

/** Articles as an address and the instant of the last change (epoch ms), oldest first; files are numbered from 1.
 *  Spec: sitemaps.org/protocol.html. */
export function renderSitemap(
  { site }: SiteContext,
  number: number,
  pages: readonly (readonly [folder: string, updatedMs: number])[],
): SiteFile {
  return { path: `sitemap-${number}.xml`, content: urlSet(site.url, pages) };
}

function urlSet(siteUrl: string, pages: readonly (readonly [folder: string, updatedMs?: number])[]): string {
  const urls = pages.map(
    ([folder, updatedMs]) =>
      markup`<url><loc>${absoluteUrl(siteUrl, folder)}</loc>${updatedMs !== undefined && markup`<lastmod>${new Date(updatedMs).toISOString()}</lastmod>`}</url>
`,
  );
  return markup`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls}</urlset>
`.markup;
}

const storySitemap = 'sitemap-stories.xml';
// No more may stand in a file.
const maxStories = 50_000;

/** The pages of stories, and when the last article of each came. */
export function renderStorySitemap(
  { site }: SiteContext,
  stories: { addresses(limit: number): readonly (readonly [folder: string, lastMs: number])[] },
): SiteFile {
  return { path: storySitemap, content: urlSet(site.url, stories.addresses(maxStories)) };
}

const ownSitemap = 'sitemap-pages.xml';

/** The pages that the user wrote. */
export function renderOwnSitemap({ site, own }: SiteContext): SiteFile {
  return {
    path: ownSitemap,
    content: urlSet(
      site.url,
      own.pages.map(({ folder }) => [folder]),
    ),
  };
}

/** Articles of the last two days. Spec: developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap. */
export function renderNewsSitemap({ site }: SiteContext, posts: readonly Post[]): SiteFile {
  const urls = posts.map(
    (
      post,
    ) => markup`<url><loc>${absoluteUrl(site.url, post.folder)}</loc><news:news><news:publication><news:name>${site.title}</news:name><news:language>${newsLanguage(post.language)}</news:language></news:publication><news:publication_date>${new Date(post.publishedMs).toISOString()}</news:publication_date><news:title>${post.title}</news:title></news:news></url>
`,
  );
  const content = markup`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${urls}</urlset>
`.markup;
  return { path: 'sitemap-news.xml', content };
}

/** ISO 639 with two or three letters; Chinese alone keeps its script's country. */
function newsLanguage(tag: string): string {
  const [language = 'und', ...rest] = tag.toLowerCase().split('-');
  if (language !== 'zh') return language;
  return rest.includes('hant') || rest.includes('tw') ? 'zh-tw' : 'zh-cn';
}

/** The file that names all others, and robots.txt, which names it. Spec: RFC 9309. */
export function renderSitemapIndex(
  { site, own }: SiteContext,
  count: number,
  hasStories: boolean,
): readonly SiteFile[] {
  const numbered = Array.from({ length: count }, (_, index) => `sitemap-${index + 1}.xml`);
  const paths = [
    ...numbered,
    ...(own.hasNews ? ['sitemap-news.xml'] : []),
    ...(hasStories ? [storySitemap] : []),
    ...(own.pages.length > 0 ? [ownSitemap] : []),
  ];
  const maps = paths.map((path) => markup`<sitemap><loc>${site.url + path}</loc></sitemap>\n`);
  const content = markup`<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${maps}</sitemapindex>
`.markup;
  const robots = `User-agent: *\nDisallow: ${new URL(site.url).pathname}search\n\nSitemap: ${site.url}sitemap.xml\n`;
  return [
    { path: 'sitemap.xml', content },
    { path: 'robots.txt', content: robots },
  ];
}
