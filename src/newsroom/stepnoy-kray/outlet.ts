import { escapeHtml } from '../body.ts';
import { clockTime, dayMonthYear } from '../dates.ts';
import { page, rssFeed, sectionFiles } from '../feeds.ts';
import { linkTo, nextPieces, pictureUrl, renderBlocks, type BlockStyle } from '../render.ts';
import type { Outlet, Piece, Site } from '../types.ts';
import { pieces } from './pieces.ts';

/** Nested tables in windows-1251, said in meta only; no robots.txt; RSS 2.0 in the same encoding with the full text. */
const cookieLine = 'Оставаясь на сайте, вы соглашаетесь с использованием файлов cookie.';
const adLine = 'Реклама. Окна, двери, теплицы. Пенсионерам скидка, тел. 3-14-15.';
const subscribeLine = 'Подписка на газету принимается во всех отделениях связи, индекс 50417.';
const commentLine = 'Гость: Нина Павловна у меня ещё в девяносто пятом выиграла, не сдавайтесь!';
const footerLine = 'При перепечатке ссылка на «Степной край» обязательна. Тираж 6200 экз.';

const sections = {
  Наука: '/rubric.php?r=science',
  Город: '/rubric.php?r=town',
  Природа: '/rubric.php?r=nature',
  Общество: '/rubric.php?r=society',
  Экономика: '/rubric.php?r=economy',
  Мнение: '/rubric.php?r=opinion',
};
const months = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
const shownDate = (instant: string): string => `${dayMonthYear(instant, months)}, ${clockTime(instant)}`;

const css = `body{background:#c9b78f;font-family:Verdana,Tahoma,sans-serif;font-size:14px;margin:10px}table.osnova{background:#fffef6;border:1px solid #7d6a3c}td{vertical-align:top}.shapka{background:#7d1f14;color:#fff;font:bold 34px "Times New Roman",serif;padding:16px}.shapka a{color:#fff;text-decoration:none}td.levo,td.pravo{background:#f1e8ce;padding:10px;font-size:12px}td.tekst{padding:14px}
td.tekst p{line-height:1.6;text-align:justify}h1{font:bold 24px/1.25 "Times New Roman",serif;margin:4px 0}.data{color:#7d6a3c;font-size:12px}.foto{font-size:11px;color:#666}.foto img{max-width:100%;height:auto}.reklama{border:2px dashed #7d1f14;padding:8px;text-align:center}td.tekst table{border-collapse:collapse}td.tekst table.dannye td,td.tekst th{border:1px solid #bba;padding:4px 8px}blockquote{font-style:italic}.podval{background:#7d1f14;color:#f1e8ce;padding:10px;font-size:11px}`;

const style: BlockStyle = {
  figure: (picture, site) =>
    `<table class="foto" align="center" width="100%"><tr><td><img src="${pictureUrl(picture, site)}" alt="${escapeHtml(picture.alt)}" width="560" height="315" border="0"></td></tr><tr><td><font size="1">${escapeHtml(picture.caption)} ${escapeHtml(picture.credit)}</font></td></tr></table>`,
  related: (related, site) =>
    `<p class="tema"><b>По теме:</b> ${related.map((piece) => linkTo(piece, site)).join('; ')}</p>`,
  insert: () => `<div class="reklama">${adLine}</div>`,
};

function shell(title: string, main: string, site: Site): string {
  return `<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
<title>${escapeHtml(title)} - газета «Степной край»</title>
<link rel="alternate" type="application/rss+xml" title="Степной край" href="/rss.php">
<style type="text/css">${css}</style>
</head>
<body>
<table class="osnova" width="1000" align="center" cellspacing="0" cellpadding="0">
<tr><td colspan="3" class="shapka"><a href="/">Степной край</a> <font size="2">Ковыльск, газета с 1924 года</font></td></tr>
<tr>
<td class="levo" width="170"><b>Рубрики</b><br>${Object.entries(sections)
    .map(([name, path]) => `<a href="${path}">${name}</a><br>`)
    .join('')}<br><a href="/redakciya.php">Редакция</a><br><br>${subscribeLine}</td>
<td class="tekst">
${main}
</td>
<td class="pravo" width="200"><b>Читают сейчас</b>${site.pieces
    .slice(0, 5)
    .map((piece) => `<p>${linkTo(piece, site)}</p>`)
    .join('')}<div class="reklama">${adLine}</div></td>
</tr>
<tr><td colspan="3" class="podval">${footerLine}<br>${cookieLine}</td></tr>
</table>
</body>
</html>
`;
}

function article(piece: Piece, site: Site): string {
  const main = `<table width="100%"><tr><td>
<span class="data">${shownDate(piece.published)} | ${piece.section}</span>
<h1>${escapeHtml(piece.title)}</h1>
</td></tr>
<tr><td>
${piece.picture ? style.figure(piece.picture, site) : ''}
${renderBlocks(piece, site, style).join('\n').replaceAll('<table>', '<table class="dannye">')}
<div align="right"><b><i>${escapeHtml(piece.authors.join(', '))}</i></b></div>
</td></tr></table>
<div class="knopki"><a href="mailto:">Послать другу</a> | <a href="/">Версия для печати</a></div>
<hr><b>Другие новости</b><ul>${nextPieces(piece, site, 3)
    .map((next) => `<li>${linkTo(next, site)}</li>`)
    .join('')}</ul>
<hr><b>Отзывы читателей</b><table width="100%"><tr><td><p>${commentLine}</p></td></tr></table>`;
  return shell(piece.title, main, site);
}

function list(heading: string, shown: readonly Piece[], site: Site): string {
  const items = shown.map(
    (piece) => `<p><span class="data">${shownDate(piece.published)}</span><br><b>${linkTo(piece, site)}</b></p>`,
  );
  return shell(heading, `<h1>${heading}</h1>${items.join('\n')}`, site);
}

/** A page as this server sends it: the header names no charset. */
const bare = (site: Site, html: string) => ({ ...page(site, html), type: 'text/html' });

export const stepnoyKray: Outlet = {
  id: 'stepnoy-kray',
  name: 'Степной край',
  language: 'ru',
  country: 'KZ',
  feeds: [{ kind: 'feed', path: '/rss.php' }],
  encoding: 'windows-1251',
  validators: 'date',
  gzip: true,
  dates: 'local',
  pieces,
  furniture: [cookieLine, adLine, subscribeLine, commentLine, footerLine, 'Отзывы читателей', 'Читают сейчас'],
  article,
  list,
  files: (site) => ({
    '/rss.php': rssFeed(site, {
      title: 'Степной край',
      description: 'Новости Ковыльска и района',
      encoding: 'windows-1251',
      content: (piece) => renderBlocks(piece, site, style).join('\n'),
    }),
    '/redakciya.php': bare(site, shell('Редакция', '<h1>Редакция</h1><p>Приёмная открыта по вторникам.</p>', site)),
    ...Object.fromEntries(
      Object.entries(sectionFiles(site, sections)).map(([path, file]) => [path, { ...file, type: 'text/html' }]),
    ),
  }),
};
