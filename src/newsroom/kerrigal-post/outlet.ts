import { escapeHtml } from '../body.ts';
import { dayMonthYear, lastChange, twelveHour } from '../dates.ts';
import { page, robots, sectionFiles, sitemap, sitemapIndex } from '../feeds.ts';
import { jsonLd, linkTo, nextPieces, pictureUrl, renderBlocks, type BlockStyle } from '../render.ts';
import type { Outlet, Picture, Piece, Site } from '../types.ts';
import { pieces } from './pieces.ts';

/** Mobile pages in the manner of AMP, and a news sitemap that robots.txt names; no feed. */
const consentLine = 'We and our 214 partners would love to store a small file on your telephone.';
const adLine = 'Brandis Tyres, Station Street. Four for the price of three and a bit.';
const signUpLine = 'The Post in your pocket: breaking news by text message, $2 a month.';
const footerLine = 'Kerrigal Post Pty Ltd acknowledges the Tarrabin people, on whose country we print.';

const sections = { News: '/news/', Health: '/health/', World: '/world/', Environment: '/environment/' };

const css = `body{margin:0;font:17px/1.6 system-ui,sans-serif;color:#222;background:#fff}.kp-bar{background:#0a4b3c;color:#fff;padding:.8rem 1rem;display:flex;gap:1rem;align-items:baseline}.kp-bar a{color:#fff;text-decoration:none;font-weight:800;font-size:1.4rem}
amp-sidebar{display:block;background:#e8f0ed;padding:.3rem 1rem}amp-sidebar ul{display:flex;gap:1rem;list-style:none;margin:0;padding:0;flex-wrap:wrap}.amp-wp-article{max-width:680px;margin:0 auto;padding:1rem}.amp-wp-title{font-size:1.9rem;line-height:1.2;margin:.3rem 0}
.amp-wp-meta,.amp-wp-caption{color:#5c6b66;font-size:.85rem}amp-img{display:block}figure{margin:1rem 0}a{color:#0a6b53}.kp-summary{font-size:1.1rem;color:#444}.kp-section{color:#0a6b53;font-weight:700}amp-img img{width:100%;height:auto}amp-ad,.kp-signup{display:block;background:#f3f3ee;text-align:center;padding:1rem;font-size:.9rem;margin:1rem 0}.kp-next{border-top:3px solid #0a4b3c}amp-consent{display:block;background:#222;color:#fff;padding:.8rem;font-size:.85rem}.kp-foot{background:#0a4b3c;color:#cfe3dc;padding:1.5rem}`;

const image = (picture: Picture, site: Site): string =>
  `<amp-img class="i-amphtml-element i-amphtml-layout-responsive" src="${pictureUrl(picture, site)}" width="800" height="450" layout="responsive" alt="${escapeHtml(picture.alt)}" i-amphtml-ssr><img class="i-amphtml-fill-content i-amphtml-replaced-content" decoding="async" alt="${escapeHtml(picture.alt)}" src="${pictureUrl(picture, site)}"></amp-img>`;

const style: BlockStyle = {
  figure: (picture, site) =>
    `<figure class="amp-wp-article-featured-image wp-caption">${image(picture, site)}<p class="wp-caption-text amp-wp-caption">${escapeHtml(picture.caption)} <span class="kp-credit">${escapeHtml(picture.credit)}</span></p></figure>`,
  related: (related, site) =>
    `<div class="kp-inline-related"><p class="kp-label">Also in the Post</p>${related.map((piece) => `<p>${linkTo(piece, site)}</p>`).join('')}</div>`,
  insert: () => `<amp-ad type="display" width="300" height="100"><div placeholder><p>${adLine}</p></div></amp-ad>`,
};

function shell(title: string, head: string, main: string, site: Site): string {
  return `<!doctype html>
<html amp lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,minimum-scale=1,initial-scale=1">
<title>${escapeHtml(title)} — Kerrigal Post</title>
${head}
<style amp-custom>${css}</style>
</head>
<body>
<amp-consent id="consent" layout="nodisplay"><div id="consent-ui">${consentLine} <button on="tap:consent.accept">Accept</button></div></amp-consent>
<div class="kp-bar"><a href="${site.origin}/">Kerrigal Post</a><span>Tarrabin Shire’s daily</span></div>
<amp-sidebar id="menu" layout="nodisplay" side="left"><ul>${Object.entries(sections)
    .map(([name, path]) => `<li><a href="${site.origin}${path}">${name}</a></li>`)
    .join('')}</ul></amp-sidebar>
${main}
<div class="kp-foot"><p>${footerLine}</p></div>
</body>
</html>
`;
}

function article(piece: Piece, site: Site): string {
  const data = {
    '@context': 'http://schema.org',
    '@type': 'Article',
    mainEntityOfPage: site.origin + piece.path,
    headline: piece.title,
    datePublished: piece.published,
    dateModified: lastChange(piece),
    author: { '@type': 'Person', name: piece.authors[0] },
    publisher: { '@type': 'Organization', name: site.outlet.name },
    ...(piece.picture
      ? { image: { '@type': 'ImageObject', url: pictureUrl(piece.picture, site), width: 800, height: 450 } }
      : {}),
  };
  const head = `<link rel="canonical" href="${site.origin}${piece.path}">
${jsonLd(data)}`;
  const main = `<article class="amp-wp-article">
<header class="amp-wp-article-header"><span class="kp-section">${piece.section}</span>
<h1 class="amp-wp-title">${escapeHtml(piece.title)}</h1>
${piece.standfirst === undefined ? '' : `<p class="kp-summary">${escapeHtml(piece.standfirst)}</p>`}
<div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">${escapeHtml(piece.authors.join(', '))}</span></div>
<div class="amp-wp-meta amp-wp-posted-on"><time datetime="${piece.published}">${dayMonthYear(piece.published)}, ${twelveHour(piece.published)}</time></div>
<amp-social-share type="email" width="40" height="30"></amp-social-share>
</header>
${piece.picture ? style.figure(piece.picture, site) : ''}
<div class="amp-wp-article-content">
${renderBlocks(piece, site, style).join('\n')}
</div>
<div class="kp-signup"><p>${signUpLine}</p></div>
<footer class="amp-wp-article-footer kp-next"><h3>Up next</h3><amp-list layout="fixed-height" height="200">${nextPieces(
    piece,
    site,
    3,
  )
    .map((next) => `<div role="listitem">${linkTo(next, site)}</div>`)
    .join('')}</amp-list></footer>
</article>`;
  return shell(piece.title, head, main, site);
}

function list(heading: string, shown: readonly Piece[], site: Site): string {
  const items = shown.map(
    (piece) =>
      `<div class="kp-card"><h2>${linkTo(piece, site)}</h2><p class="amp-wp-meta">${dayMonthYear(piece.published)}</p></div>`,
  );
  return shell(heading, '', `<div class="amp-wp-article"><h1>${heading}</h1>${items.join('\n')}</div>`, site);
}

const isRecent = (piece: Piece): boolean => Date.parse(piece.published) >= Date.parse('2026-09-25T00:00:00+10:00');

export const kerrigalPost: Outlet = {
  id: 'kerrigal-post',
  name: 'Kerrigal Post',
  language: 'en-AU',
  country: 'AU',
  feeds: [{ kind: 'sitemap', path: '/sitemap_index.xml' }],
  encoding: 'utf-8',
  validators: 'strong',
  gzip: true,
  dates: 'zoned',
  pieces,
  furniture: [consentLine, adLine, signUpLine, footerLine, 'Also in the Post', 'Up next'],
  article,
  list,
  files: (site) => ({
    '/robots.txt': robots(site, [
      'User-agent: *',
      'Disallow: /account/',
      '',
      `Sitemap: ${site.origin}/sitemap_index.xml`,
    ]),
    '/sitemap_index.xml': sitemapIndex(site, ['/sitemaps/news.xml', '/sitemaps/2026-09.xml']),
    '/sitemaps/news.xml': sitemap(site, site.listed.filter(isRecent), true),
    '/sitemaps/2026-09.xml': sitemap(
      site,
      site.listed.filter((piece) => !isRecent(piece)),
      false,
    ),
    '/about/': page(site, shell('About', '', '<div class="amp-wp-article"><h1>About the Post</h1></div>', site)),
    ...sectionFiles(site, sections),
  }),
};
