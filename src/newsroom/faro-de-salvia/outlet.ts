import { escapeHtml } from '../body.ts';
import { clockTime, dayMonthYear, lastChange } from '../dates.ts';
import { page, robots, rssFeed, sectionFiles } from '../feeds.ts';
import { ampPathOf } from '../pages-of.ts';
import { imageHtml, jsonLd, linkTo, metas, nextPieces, pictureUrl, renderBlocks, type BlockStyle } from '../render.ts';
import type { Outlet, Piece, Site } from '../types.ts';
import { pieces } from './pieces.ts';

/** Microdata; RSS 2.0 whose first link is relative, and a video page without text. */
const cookieLine = 'Usamos cookies propias y de terceros para mejorar tu experiencia.';
const adLine = 'Publicidad: Conservas Gallardo, el sabor de la bahía en lata.';
const bulletinLine = 'Apúntate al boletín de la lonja: precios y noticias cada tarde.';
const commentLine = 'Yo monté en ese tren con mi padre y todavía huelo el carbón.';
const footerLine = '© 2026 Ediciones El Faro de Salvia, S. Coop. Depósito legal SA-12-1931.';

const sections = { Comarca: '/comarca/', Cultura: '/cultura/', Economía: '/economia/', Sociedad: '/sociedad/' };
const months = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const shownDate = (instant: string): string => `${dayMonthYear(instant, months, ' de ')} - ${clockTime(instant)}h`;

const css = `body{margin:0;font:18px/1.65 "Palatino Linotype",Palatino,serif;color:#2a211b;background:#fffdf8}.cabecera{border-bottom:1px solid #2a211b;padding:18px;text-align:center}.cabecera strong{font-size:40px;letter-spacing:-1px}.cabecera a{color:inherit;text-decoration:none}
nav.secciones{font:14px sans-serif;margin-top:8px}nav.secciones a{margin:0 10px;color:#9a2c12}.rejilla{max-width:1060px;margin:0 auto;padding:20px;display:grid;grid-template-columns:minmax(0,7fr) 3fr;gap:40px}@media(max-width:760px){.rejilla{grid-template-columns:1fr}}
h1{font-size:36px;line-height:1.15;margin:8px 0}.entradilla{font-size:20px;color:#6b5a4c}.firma,.pie-foto{font:13px sans-serif;color:#7b6d62}img{max-width:100%;height:auto}figure{margin:20px 0}a{color:#9a2c12}.aviso a{color:#fff}.lateral,.compartir,.mas,.comentarios{font:15px/1.5 sans-serif}.ladillo{color:#9a2c12;font-size:22px}.despiece{background:#f7ecdc;padding:12px 18px;font:15px sans-serif;margin:20px 0}
.publi{border:1px dashed #bbb;text-align:center;padding:14px;font:13px sans-serif}blockquote{font-size:24px;color:#9a2c12;margin:24px 0}table{border-collapse:collapse;width:100%;font:15px sans-serif}td,th{border-bottom:1px solid #d9c9b6;padding:6px;text-align:left}.pie{background:#2a211b;color:#e8dccf;padding:24px;font:13px sans-serif}.reproductor{background:#000;color:#fff;aspect-ratio:16/9;display:flex;align-items:center;justify-content:center}.aviso{background:#9a2c12;color:#fff;padding:10px;font:13px sans-serif;text-align:center}`;

const style: BlockStyle = {
  figure: (picture, site) =>
    `<figure itemprop="image" itemscope itemtype="https://schema.org/ImageObject">${imageHtml(picture, site, 'itemprop="contentUrl" ')}<figcaption class="pie-foto"><span itemprop="caption">${escapeHtml(picture.caption)}</span> <span itemprop="creditText">${escapeHtml(picture.credit)}</span></figcaption></figure>`,
  related: (related, site) =>
    `<div class="despiece"><b>Te puede interesar</b><ul>${related.map((piece) => `<li>${linkTo(piece, site)}</li>`).join('')}</ul></div>`,
  insert: () => `<div class="publi">${adLine}</div>`,
  heading: (html) => `<h2 class="ladillo">${html}</h2>`,
};

function shell(title: string, head: string, main: string, site: Site): string {
  return `<!DOCTYPE html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} :: El Faro de Salvia</title>
<link rel="alternate" type="application/rss+xml" title="Portada" href="${site.origin}/rss/portada.xml">
${head}
<style>${css}</style>
</head>
<body>
<div class="aviso">${cookieLine} <a href="/">Aceptar</a></div>
<div class="cabecera"><a href="/"><strong>El Faro de Salvia</strong></a>
<nav class="secciones">${Object.entries(sections)
    .map(([name, path]) => `<a href="${path}">${name}</a>`)
    .join('')}</nav></div>
<div class="rejilla">
<section class="principal">
${main}
</section>
<section class="lateral"><h3>Lo más leído</h3><ol>${site.pieces
    .slice(0, 5)
    .map((piece) => `<li>${linkTo(piece, site)}</li>`)
    .join('')}</ol><div class="publi">${adLine}</div></section>
</div>
<div class="pie"><p>${footerLine}</p></div>
</body>
</html>
`;
}

function videoMain(piece: Piece): string {
  return `<div class="pagina-video"><h1>${escapeHtml(piece.title)}</h1><div class="reproductor" data-src="/media/faroles.m3u8"><button>▶ Reproducir</button></div><p class="duracion">1:42</p></div>`;
}

function amp(piece: Piece, site: Site): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: site.origin + piece.path,
    headline: piece.title,
    datePublished: piece.published,
    author: piece.authors.map((name) => ({ '@type': 'Person', name })),
    image: piece.picture && pictureUrl(piece.picture, site),
  };
  return `<!doctype html>
<html amp lang="es">
<head><meta charset="utf-8"><title>${escapeHtml(piece.title)} :: El Faro de Salvia</title>
<link rel="canonical" href="${site.origin}${piece.path}">
${jsonLd(data)}
</head>
<body>
<header><a href="/">El Faro de Salvia</a></header>
<article><h1>${escapeHtml(piece.title)}</h1><p class="firma">${escapeHtml(piece.authors.join(' / '))} | ${shownDate(piece.published)}</p>
${piece.picture ? `<amp-img src="${pictureUrl(piece.picture, site)}" alt="${escapeHtml(piece.picture.alt)}" width="800" height="450" layout="responsive"></amp-img>` : ''}
${renderBlocks(piece, site, style).join('\n')}
</article>
<amp-ad width="300" height="250"><p>${adLine}</p></amp-ad>
<footer><p>${footerLine}</p></footer>
</body>
</html>
`;
}

function article(piece: Piece, site: Site): string {
  const isVideo = piece.kind === 'video';
  const ampLink = piece.amp ? `<link rel="amphtml" href="${site.origin}${ampPathOf(piece)}">` : '';
  const head = `<link rel="canonical" href="${site.origin}${piece.path}">${ampLink}
${metas([
  ['description', piece.standfirst],
  ['og:type', isVideo ? 'video.other' : 'article'],
  ['og:title', piece.title],
  ['og:url', site.origin + piece.path],
  ['og:image', piece.picture && pictureUrl(piece.picture, site)],
])}`;
  if (isVideo) return shell(piece.title, head, videoMain(piece), site);
  const main = `<div class="noticia" itemscope itemtype="https://schema.org/NewsArticle">
<meta itemprop="mainEntityOfPage" content="${site.origin}${piece.path}"><meta itemprop="inLanguage" content="es">
<span class="seccion" itemprop="articleSection">${piece.section}</span>
<h1 itemprop="headline">${escapeHtml(piece.title)}</h1>
${piece.standfirst === undefined ? '' : `<p class="entradilla" itemprop="description">${escapeHtml(piece.standfirst)}</p>`}
<div class="firma">${piece.authors
    .map(
      (name) =>
        `<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">${escapeHtml(name)}</span></span>`,
    )
    .join(
      ' / ',
    )} | Puerto Salvia | <time itemprop="datePublished" content="${piece.published}" datetime="${piece.published}">${shownDate(piece.published)}</time><meta itemprop="dateModified" content="${lastChange(piece)}"></div>
<div class="compartir"><a href="https://chirper.example/compartir">Compartir en Chirper</a> <a href="mailto:">Enviar a un amigo</a></div>
${piece.picture ? style.figure(piece.picture, site) : ''}
<div class="cuerpo" itemprop="articleBody">
${piece.amp ? '<div id="texto" data-cargar="/api/texto"></div>' : renderBlocks(piece, site, style).join('\n')}
</div>
<div class="etiquetas">Archivado en: ${piece.topics.map((topic) => `<a href="/">${topic}</a>`).join(' · ')}</div>
</div>
<div class="despiece"><p>${bulletinLine}</p></div>
<h3>Más noticias</h3><ul class="mas">${nextPieces(piece, site, 3)
    .map((next) => `<li>${linkTo(next, site)}</li>`)
    .join('')}</ul>
<div class="comentarios"><h3>1 comentario</h3><div class="comentario"><b>salinero_52</b><p>${commentLine}</p></div></div>`;
  return shell(piece.title, head, main, site);
}

function list(heading: string, shown: readonly Piece[], site: Site): string {
  const items = shown.map(
    (piece) =>
      `<div class="titular"><h2>${linkTo(piece, site)}</h2><p class="firma">${shownDate(piece.published)}</p></div>`,
  );
  return shell(heading, '', `<h1>${heading}</h1>${items.join('\n')}`, site);
}

export const faroDeSalvia: Outlet = {
  id: 'faro-de-salvia',
  name: 'El Faro de Salvia',
  language: 'es',
  country: 'ES',
  feeds: [{ kind: 'feed', path: '/rss/portada.xml' }],
  encoding: 'utf-8',
  validators: 'strong',
  gzip: false,
  dates: 'zoned',
  pieces,
  furniture: [cookieLine, adLine, bulletinLine, commentLine, footerLine, 'Te puede interesar', 'Archivado en'],
  article,
  amp,
  list,
  files: (site) => ({
    '/robots.txt': robots(site, ['User-agent: *', 'Disallow: /buscador']),
    '/rss/portada.xml': rssFeed(site, {
      title: 'El Faro de Salvia',
      description: 'Noticias de la bahía y de la sierra',
    }),
    '/quienes-somos': page(site, shell('Quiénes somos', '', '<h1>Quiénes somos</h1>', site)),
    ...sectionFiles(site, sections),
  }),
};
