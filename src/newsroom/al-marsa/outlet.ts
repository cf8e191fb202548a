import { escapeHtml } from '../body.ts';
import { clockTime, dayMonthYear, lastChange } from '../dates.ts';
import { page, rdfFeed, robots, sectionFiles } from '../feeds.ts';
import { imageHtml, linkTo, metas, nextPieces, pictureUrl, renderBlocks, type BlockStyle } from '../render.ts';
import type { Outlet, Piece, Site } from '../types.ts';
import { pieces } from './pieces.ts';

/** Right to left; fields in the manner of a content management system, Dublin Core in meta; RDF Site Summary. */
const cookieLine = 'يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربة التصفح.';
const adLine = 'إعلان: معاصر الزيات، زيت هذا الموسم متوفر الآن.';
const newsletterLine = 'اشترك في نشرتنا البريدية لتصلك أخبار المرسى كل صباح.';
const commentLine = 'ما شاء الله، أتمنى أن تصل الفكرة إلى مدينتنا أيضا.';
const footerLine = 'جميع الحقوق محفوظة لصحيفة المرسى 2026، تأسست عام 1952.';

const sections = {
  محليات: '/ar/local',
  بيئة: '/ar/environment',
  ثقافة: '/ar/culture',
  اقتصاد: '/ar/economy',
  رياضة: '/ar/sport',
};
const months = 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' ');
const shownDate = (instant: string): string => `${dayMonthYear(instant, months)} - ${clockTime(instant)}`;

const css = `body{margin:0;font:18px/1.9 "Noto Naskh Arabic","Geeza Pro",Tahoma,sans-serif;background:#f7f5f0;color:#20262b}.region-header{background:#134e5e;color:#fff;padding:18px 5%}.region-header a{color:#fff;text-decoration:none;font-size:34px;font-weight:bold}.block-menu{background:#0d3843;padding:6px 5%}.block-menu a{color:#fff;margin-inline-end:20px;text-decoration:none}
.layout-container{display:flex;flex-wrap:wrap;max-width:1080px;margin:0 auto;gap:30px;padding:20px}.region-content{flex:1 1 560px;background:#fff;padding:10px 30px;min-width:0}.region-sidebar{flex:0 1 260px;font-size:16px}h1{line-height:1.4}.field--name-field-lead{font-weight:bold;color:#555}.submitted,.image-caption{font-size:14px;color:#6d7478}
img{max-width:100%;height:auto}a{color:#134e5e}.social-buttons{font-size:14px;margin-bottom:10px}.paragraph--type--related{border-inline-start:4px solid #134e5e;padding-inline-start:14px}.ad{background:#eee6d3;text-align:center;padding:12px}blockquote{border-inline-start:4px solid #c28f2c;margin:0;padding-inline-start:18px;font-size:20px}td,th{border:1px solid #d8d2c4;padding:6px 14px}.region-footer{background:#0d3843;color:#cfdfe3;padding:20px 5%;font-size:14px}.eu-cookie{background:#c28f2c;padding:8px 5%;font-size:14px}`;

const style: BlockStyle = {
  figure: (picture, site) =>
    `<div class="field field--name-field-image field--type-image"><div class="field__item">${imageHtml(picture, site, 'typeof="foaf:Image" ')}</div><div class="image-caption">${escapeHtml(picture.caption)} ${escapeHtml(picture.credit)}</div></div>`,
  related: (related, site) =>
    `<div class="paragraph paragraph--type--related"><h4>اقرأ أيضا</h4>${related.map((piece) => `<p>${linkTo(piece, site)}</p>`).join('')}</div>`,
  insert: () => `<div class="ad">${adLine}</div>`,
};

function shell(title: string, head: string, main: string, site: Site): string {
  return `<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1.0" />
<meta name="Generator" content="Marsa CMS 9" />
<title>${escapeHtml(title)} | صحيفة المرسى</title>
<link rel="alternate" type="application/rdf+xml" title="صحيفة المرسى" href="${site.origin}/ar/rdf.xml" />
${head}
<style>${css}</style>
</head>
<body class="path-node">
<div class="eu-cookie">${cookieLine}</div>
<div class="region region-header"><a href="/">صحيفة المرسى</a></div>
<div class="block block-menu" role="navigation">${Object.entries(sections)
    .map(([name, path]) => `<a href="${path}">${name}</a>`)
    .join('')}</div>
<div class="layout-container">
<div class="region region-content">
${main}
</div>
<div class="region region-sidebar"><div class="block"><h3>الأكثر قراءة</h3><ul>${site.pieces
    .slice(0, 5)
    .map((piece) => `<li>${linkTo(piece, site)}</li>`)
    .join('')}</ul></div><div class="ad">${adLine}</div><div class="block"><p>${newsletterLine}</p></div></div>
</div>
<div class="region region-footer"><p>${footerLine}</p></div>
</body>
</html>
`;
}

function article(piece: Piece, site: Site): string {
  const dates: readonly [string, string | undefined][] = piece.undated
    ? []
    : [
        ['dcterms.created', piece.published],
        ['dcterms.modified', lastChange(piece)],
      ];
  const head = `<link rel="canonical" href="${site.origin}${piece.path}" />
${metas([
  ['description', piece.standfirst],
  ['dcterms.title', piece.title],
  ['dcterms.creator', piece.authors.join('، ')],
  ['dcterms.language', 'ar'],
  ...dates,
  ['og:title', piece.title],
  ['og:type', 'article'],
  ['og:image', piece.picture && pictureUrl(piece.picture, site)],
])}`;
  const when = piece.undated ? '' : ` | <time datetime="${piece.published}">${shownDate(piece.published)}</time>`;
  const main = `<div role="article" class="node node--type-article node--view-mode-full">
<h1 class="page-title"><span class="field field--name-title">${escapeHtml(piece.title)}</span></h1>
${piece.standfirst === undefined ? '' : `<div class="field field--name-field-lead"><div class="field__item">${escapeHtml(piece.standfirst)}</div></div>`}
<div class="submitted">كتب: <span class="author-name" rel="author">${escapeHtml(piece.authors.join('، '))}</span>${when}</div>
<div class="social-buttons"><a href="https://chirper.example/share">شارك على تشيربر</a> <a href="mailto:">أرسل بالبريد</a></div>
${piece.picture ? style.figure(piece.picture, site) : ''}
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden"><div class="field__item">
${renderBlocks(piece, site, style).join('\n')}
</div></div>
<div class="field field--name-field-tags"><div class="field__label">وسوم</div>${piece.topics.map((topic) => `<div class="field__item"><a href="/">${topic}</a></div>`).join('')}</div>
</div>
<div class="views-element-container"><h3>مواضيع ذات صلة</h3>${nextPieces(piece, site, 3)
    .map((next) => `<div class="views-row">${linkTo(next, site)}</div>`)
    .join('')}</div>
<section class="comment-wrapper"><h3>التعليقات</h3><div class="comment"><p>${commentLine}</p></div></section>`;
  return shell(piece.title, head, main, site);
}

function list(heading: string, shown: readonly Piece[], site: Site): string {
  const items = shown.map(
    (piece) =>
      `<div class="views-row"><h2>${linkTo(piece, site)}</h2>${piece.undated ? '' : `<span class="submitted">${shownDate(piece.published)}</span>`}</div>`,
  );
  return shell(heading, '', `<h1 class="page-title">${heading}</h1>${items.join('\n')}`, site);
}

export const alMarsa: Outlet = {
  id: 'al-marsa',
  name: 'صحيفة المرسى',
  language: 'ar',
  country: 'JO',
  feeds: [{ kind: 'feed', path: '/ar/rdf.xml' }],
  encoding: 'utf-8',
  validators: 'weak',
  gzip: true,
  dates: 'zoned',
  pieces,
  furniture: [cookieLine, adLine, newsletterLine, commentLine, footerLine, 'اقرأ أيضا', 'الأكثر قراءة'],
  article,
  list,
  files: (site) => ({
    '/robots.txt': robots(site, ['User-agent: *', 'Disallow: /admin/', 'Disallow: /user/']),
    '/ar/rdf.xml': rdfFeed(site, '/ar/rdf.xml', { title: 'صحيفة المرسى', description: 'أخبار مرسى الزيتون والساحل' }),
    '/ar/about': page(site, shell('من نحن', '', '<h1>من نحن</h1>', site)),
    ...sectionFiles(site, sections),
  }),
};
