import { escapeHtml } from '../body.ts';
import { clockTime, dayMonthYear, lastChange } from '../dates.ts';
import { page, robots, rssFeed, sectionFiles } from '../feeds.ts';
import { imageHtml, jsonLd, linkTo, metas, nextPieces, pictureUrl, renderBlocks, type BlockStyle } from '../render.ts';
import type { Outlet, Piece, Site } from '../types.ts';
import { pieces } from './pieces.ts';

/** Semantic elements, one NewsArticle in JSON-LD; RSS 2.0 with teasers only. */
const newsletterLine = 'Enjoying this story? Sign up for the Morning Tide, our free email at six.';
const cookieLine = 'We use cookies to remember your tide table and to count readers.';
const adLine = 'Advertisement: Pellow & Sons, chandlers since 1902. Rope by the metre.';
const commentLine = 'My grandmother met my grandfather by the coffee machine, deck two.';
const pagesLine = 'Pages of this story:';
const footerLine = 'Printed and published by the Merrow Press Cooperative, 4 Custom House Yard.';

const sections = {
  News: '/news',
  Transport: '/transport',
  Business: '/business',
  Technology: '/technology',
  World: '/world',
  Opinion: '/opinion',
};

const css = `body{margin:0;font:18px/1.6 Georgia,serif;color:#1c2733;background:#fbf9f4}header.masthead{border-bottom:4px double #1c2733;text-align:center;padding:1rem}
.masthead a.logo{font-size:2.4rem;font-weight:bold;color:inherit;text-decoration:none}.masthead nav ul{display:flex;gap:1.2rem;justify-content:center;list-style:none;padding:0;margin:.5rem 0 0;flex-wrap:wrap;font:14px sans-serif}
.columns{max-width:1080px;margin:auto;display:grid;grid-template-columns:minmax(0,1fr) 280px;gap:3rem;padding:1.5rem}@media(max-width:800px){.columns{grid-template-columns:1fr}}
h1{font-size:2.2rem;line-height:1.15}.standfirst{font-size:1.2rem;color:#51606e}figure{margin:1.5rem 0}img{max-width:100%;height:auto}a{color:#0b5c7a}.share{display:flex;gap:1rem;list-style:none;padding:0;font:14px sans-serif}figcaption,.byline{font:14px/1.4 sans-serif;color:#5b6873}
aside,.related{font:15px/1.5 sans-serif}.related{border-left:4px solid #0b5c7a;background:#eef3f4;padding:.6rem 1rem;margin:1.5rem 0}.cookie{position:sticky;bottom:0;background:#1c2733;color:#fff;padding:.7rem;font:14px sans-serif;text-align:center}
.ad{background:#eee;text-align:center;padding:1rem;font:13px sans-serif}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.35rem;text-align:left}blockquote{border-left:3px solid #999;margin-left:0;padding-left:1.2rem;font-style:italic}
footer.site{background:#1c2733;color:#cdd6dc;padding:2rem;font:14px sans-serif}footer.site a{color:#fff}`;

const style: BlockStyle = {
  figure: (picture, site) =>
    `<figure>${imageHtml(picture, site, 'loading="lazy" ')}<figcaption>${escapeHtml(picture.caption)} <cite class="credit">${escapeHtml(picture.credit)}</cite></figcaption></figure>`,
  related: (related, site) =>
    `<aside class="related"><h3>Read more</h3><ul>${related.map((piece) => `<li>${linkTo(piece, site)}</li>`).join('')}</ul></aside>`,
  insert: (name) =>
    name === 'newsletter'
      ? `<div class="promo"><p>${newsletterLine}</p></div>`
      : `<div class="ad"><p>${escapeHtml(adLine)}</p></div>`,
  entry: (at, title, isFirst) =>
    `${isFirst ? '' : '</section>\n'}<section class="live-entry" id="e${clockTime(at).replace(':', '')}"><h2><time datetime="${at}">${clockTime(at)}</time> ${escapeHtml(title)}</h2>`,
};

function shell(title: string, head: string, main: string, site: Site): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="alternate" type="application/rss+xml" title="The Harbor Gazette: all stories" href="/rss.xml">
${head}
<style>${css}</style>
</head>
<body>
<header class="masthead">
<a class="logo" href="/">The Harbor Gazette</a>
<nav aria-label="Sections"><ul>${Object.entries(sections)
    .map(([name, path]) => `<li><a href="${path}">${name}</a></li>`)
    .join('')}<li><a href="/about">About us</a></li></ul></nav>
</header>
<div class="columns">
<main>
${main}
</main>
<aside class="rail" aria-label="Most read">
<h2>Most read</h2>
<ol>${site.pieces
    .slice(0, 5)
    .map((piece) => `<li>${linkTo(piece, site)}</li>`)
    .join('')}</ol>
<div class="ad"><p>${escapeHtml(adLine)}</p></div>
</aside>
</div>
<footer class="site"><p>${footerLine}</p><p><a href="/about">About us</a> · <a href="/rss.xml">RSS</a></p></footer>
<div class="cookie" role="dialog" aria-label="Cookies"><p>${cookieLine} <button>Fine</button> <button>No, thank you</button></p></div>
<script>document.querySelector('.cookie').addEventListener('click', (e) => e.target.closest('button') && e.currentTarget.remove())</script>
</body>
</html>
`;
}

function linkedData(piece: Piece, site: Site, body: readonly string[]): unknown {
  const isLive = piece.kind === 'live-blog';
  return {
    '@context': 'https://schema.org',
    '@type': isLive ? 'LiveBlogPosting' : piece.kind === 'opinion' ? 'OpinionNewsArticle' : 'NewsArticle',
    mainEntityOfPage: { '@type': 'WebPage', '@id': site.origin + piece.path },
    headline: piece.title,
    description: piece.standfirst,
    datePublished: piece.published,
    dateModified: lastChange(piece),
    author: piece.authors.map((name) => ({ '@type': name === site.outlet.name ? 'Organization' : 'Person', name })),
    publisher: { '@type': 'NewsMediaOrganization', name: site.outlet.name, url: site.origin },
    image: piece.picture ? [pictureUrl(piece.picture, site)] : undefined,
    articleSection: piece.section,
    keywords: piece.topics.join(', '),
    isAccessibleForFree: true,
    ...(isLive
      ? {
          coverageStartTime: piece.published,
          coverageEndTime: lastChange(piece),
          liveBlogUpdate: [...body.join('\n').matchAll(/<time datetime="([^"]+)">[^<]*<\/time> ([^<]*)/g)].map(
            ([, datePublished, headline]) => ({ '@type': 'BlogPosting', headline, datePublished }),
          ),
        }
      : {}),
  };
}

function pager({ page: shown, path }: Piece, site: Site): { readonly head: string; readonly nav: string } {
  if (shown === undefined) return { head: '', nav: '' };
  const { number, count } = shown;
  const first = site.origin + (number === 1 ? path : path.slice(0, path.lastIndexOf('/')));
  const address = (n: number): string => (n === 1 ? first : `${first}/${n}`);
  const numbers = Array.from({ length: count }, (_, at) =>
    at + 1 === number ? `<b>${number}</b>` : `<a href="${address(at + 1)}">${at + 1}</a>`,
  );
  const rel = (name: string, n: number): string =>
    n >= 1 && n <= count ? `<link rel="${name}" href="${address(n)}">` : '';
  return {
    head: `${rel('prev', number - 1)}${rel('next', number + 1)}`,
    nav: `<nav class="pages" aria-label="${pagesLine}"><p>${pagesLine} ${numbers.join(' ')}</p></nav>`,
  };
}

function article(piece: Piece, site: Site): string {
  const blocks = renderBlocks(piece, site, style);
  const isFirst = (piece.page?.number ?? 1) === 1;
  const { head: neighbors, nav } = pager(piece, site);
  const head = [
    `<link rel="canonical" href="${site.origin}${piece.path}">${neighbors}`,
    metas([
      ['description', piece.standfirst],
      ['og:type', 'article'],
      ['og:site_name', site.outlet.name],
      ['og:title', piece.title],
      ['og:url', site.origin + piece.path],
      ['og:image', piece.picture && pictureUrl(piece.picture, site)],
      ['og:image:alt', piece.picture?.alt],
    ]),
    jsonLd(linkedData(piece, site, blocks)),
  ];
  const main = `<article>
<header>
<p class="kicker"><a href="${sections[piece.section as keyof typeof sections]}">${piece.section}</a></p>
<h1>${escapeHtml(piece.title)}</h1>
${piece.standfirst === undefined ? '' : `<p class="standfirst">${escapeHtml(piece.standfirst)}</p>`}
<p class="byline">By ${piece.authors.map((name) => `<a rel="author" href="/about">${escapeHtml(name)}</a>`).join(' and ')}, <time datetime="${piece.published}">${dayMonthYear(piece.published)}, ${clockTime(piece.published)}</time></p>
<ul class="share" aria-label="Share"><li><a href="mailto:?subject=${encodeURIComponent(piece.title)}">Email this</a></li><li><button>Copy link</button></li></ul>
</header>
${piece.picture && isFirst ? style.figure(piece.picture, site) : ''}
${blocks.join('\n')}
${nav}
${piece.kind === 'live-blog' ? '</section>' : ''}
<footer><p>Filed under: ${piece.topics.map((topic) => `<a rel="tag" href="/news">${topic}</a>`).join(', ')}</p></footer>
</article>
<section class="more"><h2>More from the Gazette</h2><ul>${nextPieces(piece, site, 3)
    .map((next) => `<li>${linkTo(next, site)}</li>`)
    .join('')}</ul></section>
<section class="comments" id="comments"><h2>Comments (2)</h2><article class="comment"><h3>quayside_ken</h3><p>${commentLine}</p></article></section>`;
  return shell(`${piece.title} | The Harbor Gazette`, head.join('\n'), main, site);
}

function list(heading: string, shown: readonly Piece[], site: Site): string {
  const items = shown.map(
    (piece) =>
      `<li><h2>${linkTo(piece, site)}</h2><p class="byline"><time datetime="${piece.published}">${dayMonthYear(piece.published)}</time></p><p>${escapeHtml(piece.standfirst ?? '')}</p></li>`,
  );
  const head = metas([
    ['og:type', 'website'],
    ['description', 'News of Port Merrow and the estuary'],
  ]);
  return shell(`${heading} | The Harbor Gazette`, head, `<h1>${heading}</h1><ul>${items.join('\n')}</ul>`, site);
}

export const harborGazette: Outlet = {
  id: 'harbor-gazette',
  name: 'The Harbor Gazette',
  language: 'en-GB',
  country: 'GB',
  feeds: [{ kind: 'feed', path: '/rss.xml' }],
  encoding: 'utf-8',
  validators: 'strong',
  gzip: true,
  dates: 'zoned',
  pieces,
  furniture: [newsletterLine, cookieLine, adLine, commentLine, footerLine, pagesLine, 'Email this', 'Filed under'],
  article,
  list,
  files: (site) => ({
    '/robots.txt': robots(site, [
      '# The print archive is for subscribers of the library service.',
      'User-agent: *',
      'Disallow: /print/',
      'Disallow: /search',
      '',
      'User-agent: GreedyBot',
      'Disallow: /',
    ]),
    '/rss.xml': rssFeed(site, { title: 'The Harbor Gazette', description: 'News of Port Merrow and the estuary' }),
    '/about': page(
      site,
      shell('About us | The Harbor Gazette', '', '<h1>About us</h1><p>A newspaper owned by its readers.</p>', site),
    ),
    ...sectionFiles(site, sections),
  }),
};
