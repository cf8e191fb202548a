import { escapeHtml } from '../body.ts';
import { clockTime, dayMonthYear } from '../dates.ts';
import { atomFeed, page, robots, sectionFiles } from '../feeds.ts';
import { imageHtml, jsonLd, linkTo, metas, nextPieces, pictureUrl, renderBlocks, type BlockStyle } from '../render.ts';
import type { Outlet, Piece, Site } from '../types.ts';
import { pieces } from './pieces.ts';

/** Nothing but div elements, the text cut into sibling boxes with advertisements between; dates in meta only; Atom. */
const cookieLine = 'Mit Werbung weiterlesen oder das Pur-Abo für 3,99 Euro im Monat wählen.';
const adLine = 'Anzeige: Möbelhaus Kranz, Lagerverkauf nur am Samstag.';
const newsletterLine = 'Der Morgenbote: was das Grenzland heute bewegt, werktags um sechs im Postfach.';
const commentLine = 'Kommentar von lauterkind: Mein Opa hat die Brücke noch mit aufgebaut.';
const paywallLine = 'Weiterlesen mit Bote+: einen Monat kostenlos testen, danach 9,90 Euro.';
const footerLine = 'Verlag Grenzland-Bote GmbH & Co. KG, Am Unteren Tor 3, Hohenried.';

const sections = {
  Lokales: '/lokales/',
  Politik: '/politik/',
  Wirtschaft: '/wirtschaft/',
  Kultur: '/kultur/',
  Meinung: '/meinung/',
};
const months = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const shownDate = (instant: string): string =>
  `${dayMonthYear(instant, months).replace(' ', '. ')}, ${clockTime(instant)} Uhr`;

const css = `body{margin:0;background:#e9e9e6;font:17px/1.55 "Segoe UI",Arial,sans-serif;color:#1a1a1a}.seite{max-width:1000px;margin:0 auto;background:#fff}.kopf{padding:20px 30px 0;border-top:8px solid #00457c}.logo{font:bold 38px "Times New Roman",serif}.logo a{color:#00457c;text-decoration:none}
.menue{display:flex;flex-wrap:wrap;border-bottom:1px solid #ccc;margin-top:12px}.menue div{padding:6px 14px}.menue a{text-decoration:none;color:#333}.spalten{display:flex;flex-wrap:wrap}.links{flex:1 1 560px;padding:10px 30px;min-width:0}.rechts{flex:0 0 260px;padding:20px;background:#f6f6f3;font-size:14px}
.titel{font:bold 32px/1.2 "Times New Roman",serif}.dachzeile{color:#00457c;font-weight:bold}.titel h1{font-size:inherit;margin:4px 0 8px}.titel a,a{color:#00457c}.zeile{margin:8px 0}.zeile a,.kasten-link a{text-decoration:none}.kasten-titel{font-weight:bold}.teilen{font-size:13px;color:#666;word-spacing:8px}.vorspann{font-weight:bold}.autorzeile,.bu{font-size:13px;color:#666}.bild img{width:100%;height:auto}.zwischentitel{font-weight:bold;font-size:20px;margin:18px 0 6px}.anzeige{background:#f0ead2;padding:14px;text-align:center;font-size:13px;margin:14px 0}
.kasten{border:1px solid #00457c;padding:10px 14px;margin:14px 0;font-size:15px}.zitat{border-left:5px solid #00457c;padding-left:14px;font-style:italic}.fuss{background:#00457c;color:#fff;padding:20px 30px;font-size:13px}.bezahlschranke{background:#fff6d8;border:2px solid #e2b100;padding:20px;text-align:center}td,th{padding:5px 10px;border:1px solid #ccc;text-align:left}.cmp{background:#333;color:#fff;padding:12px 30px;font-size:14px}`;

const style: BlockStyle = {
  figure: (picture, site) =>
    `<div class="bild">${imageHtml(picture, site)}<div class="bu">${escapeHtml(picture.caption)} <span class="fotograf">${escapeHtml(picture.credit)}</span></div></div>`,
  related: (related, site) =>
    `<div class="kasten"><div class="kasten-titel">Lesen Sie auch</div>${related.map((piece) => `<div class="kasten-link">${linkTo(piece, site)}</div>`).join('')}</div>`,
  insert: () => `<div class="anzeige">${adLine}</div>`,
  heading: (html) => `<div class="zwischentitel"><h3>${html}</h3></div>`,
  quote: (paragraphs) =>
    `<blockquote class="zitat">${paragraphs.map((html) => `<p>${html}</p>`).join('')}</blockquote>`,
};

/** Two blocks to a box, so that no element but the page's own holds the whole text. */
function boxes(blocks: readonly string[]): string {
  return blocks
    .flatMap((_, index) =>
      index % 2 === 0
        ? [`<div class="textblock tb-${index / 2 + 1}">\n${blocks.slice(index, index + 2).join('\n')}\n</div>`]
        : [],
    )
    .join('\n<div class="trenner"></div>\n');
}

function shell(title: string, head: string, main: string, site: Site): string {
  return `<!DOCTYPE html>
<html lang="de">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} | Grenzland-Bote</title>
<link rel="alternate" type="application/atom+xml" title="Grenzland-Bote Nachrichten" href="/nachrichten.atom">
${head}
<style>${css}</style>
</head>
<body>
<div class="cmp" id="cmp">${cookieLine} <span class="knopf">Einverstanden</span></div>
<div class="seite">
<div class="kopf"><div class="logo"><a href="/">Grenzland-Bote</a></div><div class="menue">${Object.entries(sections)
    .map(([name, path]) => `<div><a href="${path}">${name}</a></div>`)
    .join('')}</div></div>
<div class="spalten">
<div class="links">
${main}
</div>
<div class="rechts"><div class="kasten-titel">Meistgelesen</div>${site.pieces
    .slice(0, 5)
    .map((piece) => `<div class="zeile">${linkTo(piece, site)}</div>`)
    .join('')}<div class="anzeige">${adLine}</div></div>
</div>
<div class="fuss">${escapeHtml(footerLine)} <a href="/impressum.html">Impressum</a></div>
</div>
</body>
</html>
`;
}

function article(piece: Piece, site: Site): string {
  const isPaid = piece.free === false;
  const blocks = renderBlocks(piece, site, style);
  const head = `<link rel="canonical" href="${site.origin}${piece.path}">
${metas([
  ['description', piece.standfirst],
  ['author', piece.authors.join(', ')],
  ['news_keywords', piece.topics.join(', ')],
  ['og:type', 'article'],
  ['og:title', piece.title],
  ['og:description', piece.standfirst],
  ['og:url', site.origin + piece.path],
  ['og:image', piece.picture && pictureUrl(piece.picture, site)],
  ['og:site_name', 'Grenzland-Bote'],
  ['article:published_time', piece.published],
  ['article:modified_time', piece.modified],
  ['article:section', piece.section],
])}${
    isPaid
      ? jsonLd({
          '@context': 'https://schema.org',
          '@type': 'NewsArticle',
          headline: piece.title,
          isAccessibleForFree: false,
          hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.bezahlinhalt' },
        })
      : ''
  }`;
  const main = `<div class="artikel">
<div class="artikel-kopf"><div class="dachzeile">${piece.topics[0] ?? piece.section}</div><div class="titel"><h1>${escapeHtml(piece.title)}</h1></div>
<div class="autorzeile"><span class="autor">Von ${escapeHtml(piece.authors.join(' und '))}</span> · <span class="datum">${shownDate(piece.published)}</span></div>
<div class="teilen"><span>Teilen</span> <span>Drucken</span> <span>Vorlesen</span></div></div>
${piece.standfirst === undefined ? '' : `<div class="vorspann"><p>${escapeHtml(piece.standfirst)}</p></div>`}
${piece.picture ? style.figure(piece.picture, site) : ''}
${boxes(blocks)}
${isPaid ? `<div class="bezahlschranke"><h2>Bote+</h2><p>${paywallLine}</p></div>` : ''}
<div class="newsletter-box"><p>${newsletterLine}</p></div>
</div>
<div class="mehr"><div class="kasten-titel">Mehr aus dem Grenzland</div>${nextPieces(piece, site, 3)
    .map((next) => `<div class="zeile">${linkTo(next, site)}</div>`)
    .join('')}</div>
<div class="diskussion"><div class="beitrag"><p>${commentLine}</p></div></div>`;
  return shell(piece.title, head, main, site);
}

function list(heading: string, shown: readonly Piece[], site: Site): string {
  const items = shown.map(
    (piece) =>
      `<div class="teaser"><div class="dachzeile">${piece.topics[0] ?? ''}</div><div class="titel">${linkTo(piece, site)}</div><div class="datum">${shownDate(piece.published)}</div></div>`,
  );
  return shell(heading, '', `<div class="liste"><h1>${heading}</h1>${items.join('\n')}</div>`, site);
}

export const grenzlandBote: Outlet = {
  id: 'grenzland-bote',
  name: 'Grenzland-Bote',
  language: 'de',
  country: 'DE',
  feeds: [{ kind: 'feed', path: '/nachrichten.atom' }],
  encoding: 'utf-8',
  validators: 'strong',
  gzip: true,
  dates: 'zoned',
  pieces,
  furniture: [cookieLine, adLine, newsletterLine, commentLine, footerLine, 'Lesen Sie auch', 'Meistgelesen'],
  article,
  list,
  files: (site) => ({
    '/robots.txt': robots(site, ['User-agent: *', 'Disallow: /suche', 'Disallow: /konto/', 'Allow: /']),
    '/nachrichten.atom': atomFeed(site, '/nachrichten.atom', {
      title: 'Grenzland-Bote',
      description: 'Nachrichten aus dem Lautertal',
    }),
    '/impressum.html': page(site, shell('Impressum', '', `<h1>Impressum</h1><p>${escapeHtml(footerLine)}</p>`, site)),
    ...sectionFiles(site, sections),
  }),
};
