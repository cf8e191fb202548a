import { escapeHtml as escapeXml } from './body.ts';
import { lastChange, latest, mailDate } from './dates.ts';
import { pictureUrl, teaserOf } from './render.ts';
import type { OutletFile, Piece, Site } from './types.ts';

/** What a feed shows of each piece besides its teaser. */
export interface FeedStyle {
  readonly title: string;
  readonly description: string;
  /** Full text as HTML, when the feed carries it. */
  readonly content?: (piece: Piece) => string;
  /** XML declaration's encoding, when it is not UTF-8. */
  readonly encoding?: string;
}

export const feedLink = (piece: Piece, site: Site): string =>
  piece.feedLink === undefined ? site.origin + piece.path : piece.feedLink.replace('{origin}', site.origin);

const cdata = (html: string): string => `<![CDATA[${html.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
const newest = (site: Site): string => latest(site.listed.map(lastChange));
const file = (site: Site, type: string, body: string): OutletFile => ({ type, body, modified: newest(site) });

/** RSS 2.0, with content:encoded and dc:creator where given. */
export function rssFeed(site: Site, style: FeedStyle): OutletFile {
  const items = site.listed.map(
    (piece) => `<item>
<title>${escapeXml(piece.title)}</title>
<link>${escapeXml(feedLink(piece, site))}</link>
<guid isPermaLink="false">${site.outlet.id}-${piece.path.replace(/\W+/g, '-')}</guid>
<pubDate>${mailDate(piece.published)}</pubDate>
${piece.authors.map((author) => `<dc:creator>${escapeXml(author)}</dc:creator>`).join('')}
<category>${escapeXml(piece.section)}</category>
<description>${escapeXml(teaserOf(piece))}</description>${
      style.content ? `\n<content:encoded>${cdata(style.content(piece))}</content:encoded>` : ''
    }${piece.picture ? `\n<enclosure url="${pictureUrl(piece.picture, site)}" type="image/png" length="0"/>` : ''}
</item>`,
  );
  const body = `<?xml version="1.0" encoding="${style.encoding ?? 'UTF-8'}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${escapeXml(style.title)}</title>
<link>${site.origin}/</link>
<description>${escapeXml(style.description)}</description>
<language>${site.outlet.language}</language>
<lastBuildDate>${mailDate(newest(site))}</lastBuildDate>
<ttl>30</ttl>
${items.join('\n')}
</channel>
</rss>
`;
  return file(site, 'application/rss+xml', body);
}

/** Atom 1.0 with `published` and `updated`. Spec: RFC 4287. */
export function atomFeed(site: Site, path: string, style: FeedStyle): OutletFile {
  const entries = site.listed.map(
    (piece) => `<entry>
<title type="text">${escapeXml(piece.title)}</title>
<link rel="alternate" type="text/html" href="${escapeXml(feedLink(piece, site))}"/>
<id>tag:${site.outlet.id}.example,2026:${piece.path}</id>
<published>${piece.published}</published>
<updated>${lastChange(piece)}</updated>
${piece.authors.map((author) => `<author><name>${escapeXml(author)}</name></author>`).join('')}
<category term="${escapeXml(piece.section)}"/>
<summary type="html">${escapeXml(`<p>${escapeXml(teaserOf(piece))}</p>`)}</summary>
</entry>`,
  );
  const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${site.outlet.language}">
<title>${escapeXml(style.title)}</title>
<subtitle>${escapeXml(style.description)}</subtitle>
<link rel="self" type="application/atom+xml" href="${site.origin}${path}"/>
<link rel="alternate" type="text/html" href="${site.origin}/"/>
<id>tag:${site.outlet.id}.example,2026:feed</id>
<updated>${newest(site)}</updated>
${entries.join('\n')}
</feed>
`;
  return file(site, 'application/atom+xml; charset=utf-8', body);
}

/** JSON Feed with the full text. Spec: JSON Feed 1.1. */
export function jsonFeed(site: Site, path: string, style: FeedStyle): OutletFile {
  const items = site.listed.map((piece) => ({
    id: site.origin + piece.path,
    url: feedLink(piece, site),
    title: piece.title,
    content_html: style.content?.(piece),
    summary: teaserOf(piece),
    date_published: piece.published,
    ...(piece.modified === undefined ? {} : { date_modified: piece.modified }),
    authors: piece.authors.map((name) => ({ name })),
    tags: piece.topics,
    ...(piece.picture ? { image: pictureUrl(piece.picture, site) } : {}),
  }));
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: style.title,
    description: style.description,
    home_page_url: `${site.origin}/`,
    feed_url: site.origin + path,
    language: site.outlet.language,
    items,
  };
  return file(site, 'application/feed+json', JSON.stringify(feed, null, 1));
}

/** RSS 1.0 with Dublin Core. Spec: web.resource.org/rss/1.0. */
export function rdfFeed(site: Site, path: string, style: FeedStyle): OutletFile {
  const address = (piece: Piece): string => escapeXml(feedLink(piece, site));
  const items = site.listed.map(
    (piece) => `<item rdf:about="${address(piece)}">
<title>${escapeXml(piece.title)}</title>
<link>${address(piece)}</link>
<description>${escapeXml(teaserOf(piece))}</description>
<dc:date>${piece.published}</dc:date>
<dc:creator>${escapeXml(piece.authors.join(', '))}</dc:creator>
<dc:subject>${escapeXml(piece.section)}</dc:subject>
</item>`,
  );
  const body = `<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${site.origin}${path}">
<title>${escapeXml(style.title)}</title>
<link>${site.origin}/</link>
<description>${escapeXml(style.description)}</description>
<dc:language>${site.outlet.language}</dc:language>
<items><rdf:Seq>
${site.listed.map((piece) => `<rdf:li rdf:resource="${address(piece)}"/>`).join('\n')}
</rdf:Seq></items>
</channel>
${items.join('\n')}
</rdf:RDF>
`;
  return file(site, 'application/rdf+xml', body);
}

/** A sitemap of some pieces; `isNews` adds the news fields. Spec: sitemaps.org, Google News sitemap 0.9. */
export function sitemap(site: Site, pieces: readonly Piece[], isNews: boolean): OutletFile {
  const urls = pieces.map((piece) => {
    const news = `<news:news>
<news:publication><news:name>${escapeXml(site.outlet.name)}</news:name><news:language>${site.outlet.language.slice(0, 2)}</news:language></news:publication>
<news:publication_date>${piece.published}</news:publication_date>
<news:title>${escapeXml(piece.title)}</news:title>
</news:news>`;
    return `<url>
<loc>${escapeXml(feedLink(piece, site))}</loc>
<lastmod>${lastChange(piece)}</lastmod>
${isNews ? news : '<changefreq>never</changefreq>'}
</url>`;
  });
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${urls.join('\n')}
</urlset>
`;
  return file(site, 'application/xml', body);
}

export function sitemapIndex(site: Site, paths: readonly string[]): OutletFile {
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${paths.map((path) => `<sitemap><loc>${site.origin}${path}</loc><lastmod>${newest(site)}</lastmod></sitemap>`).join('\n')}
</sitemapindex>
`;
  return file(site, 'application/xml', body);
}

/** Section pages, one per section that has pieces: `/<prefix><section slug>`. */
export function sectionFiles(
  site: Site,
  paths: Readonly<Record<string, string>>,
): Readonly<Record<string, OutletFile>> {
  return Object.fromEntries(
    Object.entries(paths).map(([section, path]) => {
      const pieces = site.pieces.filter((piece) => piece.section === section);
      return [path, page(site, site.outlet.list(section, pieces, site))];
    }),
  );
}

/** An HTML page that is no article. */
export function page(site: Site, html: string): OutletFile {
  return file(site, 'text/html; charset=utf-8', html);
}

export function robots(site: Site, lines: readonly string[]): OutletFile {
  return file(site, 'text/plain; charset=utf-8', `${lines.join('\n')}\n`);
}
