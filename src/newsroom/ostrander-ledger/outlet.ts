import { escapeHtml } from '../body.ts';
import { lastChange, monthDayYear, twelveHour } from '../dates.ts';
import { doubleEncode } from '../double-encode.ts';
import { jsonFeed, page, robots, sectionFiles } from '../feeds.ts';
import {
  imageHtml,
  jsonLd,
  linkTo,
  metas,
  nextPieces,
  pictureUrl,
  renderBlocks,
  teaserOf,
  type BlockStyle,
} from '../render.ts';
import type { Outlet, Piece, Site } from '../types.ts';
import { pieces } from './pieces.ts';

/** A blog system's page with a JSON-LD graph; JSON Feed with the full text. */
const shareLine = 'Click to share on Chirper (Opens in new window)';
const subscribeLine = 'Get the Ledger in your inbox every weekday morning. Unsubscribe anytime.';
const commentLine = 'Amos fixed my mantel clock in 1996 and would not take a dime for it.';
const adLine = 'Lindqvist Feed & Seed: your fall seed is in. Ask for Pete.';
const policyLine = 'This site uses cookies. By continuing to use this website, you agree to their use.';

const sections = {
  Local: '/category/local/',
  'Nation & World': '/category/nation-world/',
  Sports: '/category/sports/',
  Features: '/category/features/',
  Agriculture: '/category/agriculture/',
};

const css = `body{margin:0;background:#f1f1f1;color:#333;font:16px/1.7 "Helvetica Neue",Arial,sans-serif}#page{max-width:1100px;margin:0 auto;background:#fff;box-shadow:0 0 12px #0002}
.site-header{background:#7a1f1f;color:#fff;padding:1.5rem 2rem}.site-title a{color:#fff;text-decoration:none;font:bold 2.2rem Georgia,serif}.main-navigation ul{list-style:none;display:flex;flex-wrap:wrap;gap:1rem;margin:0;padding:.8rem 2rem;background:#4d1313}.main-navigation a{color:#fff;text-decoration:none}
.site-content{display:flex;flex-wrap:wrap;padding:2rem;gap:2rem}#primary{flex:1 1 560px;min-width:0}#secondary{flex:0 1 280px}.entry-title{font:bold 2rem/1.2 Georgia,serif;color:#222}.entry-meta,.wp-caption-text{color:#777;font-size:.85rem}
img{max-width:100%;height:auto}figure{margin:1rem 0}a{color:#7a1f1f}.skip-link{position:absolute;left:-9999px}.post-thumbnail{margin-bottom:1.5rem}.wp-block-table table{border-collapse:collapse;width:100%}td,th{border:1px solid #ddd;padding:.4rem}.sharedaddy{border-top:1px solid #ddd;border-bottom:1px solid #ddd}.sd-content ul{display:flex;gap:1rem;list-style:none;padding:0}.widget{margin-bottom:2rem}.site-footer{background:#222;color:#aaa;padding:2rem}
#eu-cookie-law{position:fixed;bottom:1rem;left:1rem;background:#fff;border:1px solid #ccc;padding:1rem;max-width:22rem}#eu-cookie-law:target{display:none}`;

const style: BlockStyle = {
  figure: (picture, site) =>
    `<figure class="wp-block-image size-large wp-caption">${imageHtml(picture, site, 'class="wp-image-81" decoding="async" ')}<figcaption class="wp-caption-text wp-element-caption">${escapeHtml(picture.caption)} (${escapeHtml(picture.credit)})</figcaption></figure>`,
  related: (related, site) =>
    `<div class="jp-relatedposts-inline"><strong>Related:</strong> ${related.map((piece) => linkTo(piece, site)).join(' ')}</div>`,
  insert: (name) =>
    name === 'blank' ? '<p>\u00a0</p>' : `<div class="widget_text ad-slot"><p>${escapeHtml(adLine)}</p></div>`,
  heading: (html) => `<h2 class="wp-block-heading">${html}</h2>`,
  quote: (paragraphs) =>
    `<blockquote class="wp-block-quote is-layout-flow">${paragraphs.map((html) => `<p>${html}</p>`).join('')}</blockquote>`,
};

function content(piece: Piece, site: Site): string {
  const html = renderBlocks(piece, site, style).join('\n\n\n\n');
  return piece.doubleEncoded ? doubleEncode(html) : html;
}

function shell(title: string, head: string, bodyClass: string, main: string, site: Site): string {
  return `<!DOCTYPE html>
<html lang="en-US" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="profile" href="https://gmpg.org/xfn/11" />
<meta name='robots' content='index, follow, max-image-preview:large, max-snippet:-1, max-video-preview:-1' />
<title>${escapeHtml(title)} - The Ostrander Ledger</title>
${head}
<link rel="alternate" type="application/feed+json" title="The Ostrander Ledger &raquo; JSON Feed" href="${site.origin}/feed/json/" />
<style id="ledger-inline-css">${css}</style>
</head>
<body class="${bodyClass} wp-embed-responsive">
<div id="page" class="site">
<a class="skip-link screen-reader-text" href="#primary">Skip to content</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="${site.origin}/" rel="home">The Ostrander Ledger</a></p><p class="site-description">Serving the county since 1883</p></header>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu" class="menu">${Object.entries(sections)
    .map(([name, path]) => `<li class="menu-item"><a href="${site.origin}${path}">${escapeHtml(name)}</a></li>`)
    .join('')}</ul></nav>
<div id="content" class="site-content">
<div id="primary" class="content-area"><main id="main" class="site-main">
${main}
</main></div>
<aside id="secondary" class="widget-area">
<section class="widget widget_search"><form role="search"><label>Search for: <input type="search" name="s"></label></form></section>
<section class="widget widget_recent_entries"><h2 class="widget-title">Recent Posts</h2><ul>${site.pieces
    .slice(0, 5)
    .map((piece) => `<li>${linkTo(piece, site)}</li>`)
    .join('')}</ul></section>
<section class="widget widget_text"><p>${escapeHtml(subscribeLine)}</p></section>
</aside>
</div>
<footer id="colophon" class="site-footer"><div class="site-info">© 2026 Ostrander Ledger Publishing Co. All rights reserved.</div></footer>
</div>
<div id="eu-cookie-law">${policyLine} <a href="#eu-cookie-law">Close and accept</a></div>
</body>
</html>
`;
}

function graph(piece: Piece, site: Site): unknown {
  const url = site.origin + piece.path;
  const personId = (name: string): string =>
    `${site.origin}/#/schema/person/${name.toLowerCase().replace(/\W+/g, '-')}`;
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'NewsArticle',
        '@id': `${url}#article`,
        isPartOf: { '@id': url },
        author: piece.authors.map((name) => ({ '@id': personId(name) })),
        headline: piece.title,
        datePublished: piece.published,
        dateModified: lastChange(piece),
        mainEntityOfPage: { '@id': url },
        publisher: { '@id': `${site.origin}/#organization` },
        ...(piece.picture ? { image: { '@id': `${url}#primaryimage` } } : {}),
        keywords: piece.topics,
        articleSection: [piece.section],
        inLanguage: 'en-US',
      },
      {
        '@type': 'WebPage',
        '@id': url,
        url,
        name: `${piece.title} - The Ostrander Ledger`,
        isPartOf: { '@id': `${site.origin}/#website` },
      },
      ...(piece.picture
        ? [
            {
              '@type': 'ImageObject',
              '@id': `${url}#primaryimage`,
              url: pictureUrl(piece.picture, site),
              width: 800,
              height: 450,
            },
          ]
        : []),
      { '@type': 'WebSite', '@id': `${site.origin}/#website`, url: `${site.origin}/`, name: 'The Ostrander Ledger' },
      {
        '@type': 'Organization',
        '@id': `${site.origin}/#organization`,
        name: 'The Ostrander Ledger',
        url: `${site.origin}/`,
      },
      ...piece.authors.map((name) => ({ '@type': 'Person', '@id': personId(name), name })),
    ],
  };
}

function article(piece: Piece, site: Site): string {
  const number = 1200 + site.pieces.findIndex((other) => other.path === piece.path);
  const head = `<link rel="canonical" href="${site.origin}${piece.path}" />
${metas([
  ['og:locale', 'en_US'],
  ['og:type', 'article'],
  ['og:title', piece.title],
  ['og:description', teaserOf(piece)],
  ['og:url', site.origin + piece.path],
  ['og:site_name', site.outlet.name],
  ['article:published_time', piece.published],
  ['article:modified_time', piece.modified],
  ['og:image', piece.picture && pictureUrl(piece.picture, site)],
  ['author', piece.authors.join(', ')],
])}
${jsonLd(graph(piece, site))}`;
  const main = `<article id="post-${number}" class="post-${number} post type-post status-publish format-standard hentry category-local">
<header class="entry-header"><h1 class="entry-title">${escapeHtml(piece.title)}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="${piece.published}">${monthDayYear(piece.published)} at ${twelveHour(piece.published)}</time></span> <span class="byline"> by ${piece.authors
    .map(
      (name) => `<span class="author vcard"><a class="url fn n" href="${site.origin}/">${escapeHtml(name)}</a></span>`,
    )
    .join(' and ')}</span></div></header>
${piece.picture ? `<div class="post-thumbnail">${style.figure(piece.picture, site)}</div>` : ''}
<div class="entry-content">

${content(piece, site)}

<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><div class="sd-content"><ul><li><a href="https://chirper.example/share" title="${shareLine}"><span>${shareLine}</span></a></li></ul></div></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3><ul>${nextPieces(
    piece,
    site,
    3,
  )
    .map((next) => `<li>${linkTo(next, site, 'class="jp-relatedposts-post-a" ')}</li>`)
    .join('')}</ul></div>
</div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="${site.origin}${sections[piece.section as keyof typeof sections]}" rel="category tag">${escapeHtml(piece.section)}</a></span> <span class="tags-links">Tagged ${piece.topics.map((topic) => `<a href="${site.origin}/" rel="tag">${topic}</a>`).join(', ')}</span></footer>
</article>
<div id="comments" class="comments-area"><h2 class="comments-title">One thought on this story</h2><ol class="comment-list"><li class="comment even"><div class="comment-body"><div class="comment-author vcard"><b class="fn">Verna P.</b> <span class="says">says:</span></div><div class="comment-content"><p>${commentLine}</p></div></div></li></ol></div>`;
  return shell(piece.title, head, 'single single-post', main, site);
}

function list(heading: string, shown: readonly Piece[], site: Site): string {
  const items = shown.map(
    (piece) =>
      `<article class="post hentry"><header class="entry-header"><h2 class="entry-title">${linkTo(piece, site, 'rel="bookmark" ')}</h2><div class="entry-meta">${monthDayYear(piece.published)}</div></header><div class="entry-summary"><p>${escapeHtml(piece.doubleEncoded ? doubleEncode(teaserOf(piece)) : teaserOf(piece))} […]</p></div></article>`,
  );
  return shell(heading, '', 'archive', `<h1 class="page-title">${escapeHtml(heading)}</h1>${items.join('\n')}`, site);
}

export const ostranderLedger: Outlet = {
  id: 'ostrander-ledger',
  name: 'The Ostrander Ledger',
  language: 'en-US',
  country: 'US',
  feeds: [{ kind: 'feed', path: '/feed/json/' }],
  encoding: 'utf-8',
  validators: 'weak',
  gzip: true,
  dates: 'zoned',
  pieces,
  furniture: [shareLine, subscribeLine, commentLine, adLine, policyLine, 'Posted in', 'Share this:'],
  article,
  list,
  files: (site) => ({
    '/robots.txt': robots(site, ['User-agent: *', 'Disallow: /wp-admin/', 'Allow: /wp-admin/admin-ajax.php']),
    '/feed/json/': jsonFeed(site, '/feed/json/', {
      title: 'The Ostrander Ledger',
      description: 'Serving the county since 1883',
      content: (piece) => content(piece, site),
    }),
    '/about/': page(
      site,
      shell('About', '', 'page', '<h1>About the Ledger</h1><p>Call the newsroom before noon.</p>', site),
    ),
    ...sectionFiles(site, sections),
  }),
};
