import { escapeHtml } from '../body.ts';
import { localTime, two } from '../dates.ts';
import { page, robots, sectionFiles } from '../feeds.ts';
import { linkTo, metas, nextPieces, pictureUrl, renderBlocks, type BlockStyle } from '../render.ts';
import type { Outlet, Piece, Site } from '../types.ts';
import { pieces } from './pieces.ts';

/** Text parted by `<br><br>`, byline and date only as people read them; no feed, only section pages. */
const cookieLine = '当サイトでは利便性向上のためクッキーを使用しています。';
const adLine = '【広告】汐崎名物・鶴の湯まんじゅう、駅前売店にて販売中。';
const memberLine = '会員登録をすると、紙面イメージを毎朝お読みいただけます。';
const footerLine = '記事・写真の無断転載を禁じます。著作権は三崎新報社に帰属します。';

const sections = {
  地域: '/list/local.html',
  経済: '/list/economy.html',
  社会: '/list/society.html',
  文化: '/list/culture.html',
  環境: '/list/environment.html',
};

function shownDate(instant: string): string {
  const { year, month, day, hour, minute } = localTime(instant);
  return `${year}年${month}月${day}日 ${hour}時${two(minute)}分`;
}

const css = `body{margin:0;font:16px/1.9 "Hiragino Mincho ProN","Yu Mincho","Noto Serif CJK JP",serif;color:#222;background:#f4f4f2}#wrap{width:min(960px,100%);margin:0 auto;background:#fff}#head{border-bottom:3px solid #1d3c78;padding:14px 20px}#head h1{margin:0;font-size:34px;letter-spacing:.3em}#head a{color:#1d3c78;text-decoration:none}
#gnav{background:#1d3c78;padding:6px 20px}#gnav a{color:#fff;margin-right:22px;text-decoration:none}#cols:after{content:"";display:block;clear:both}#main{float:left;width:66%;padding:20px;box-sizing:border-box}#side{float:right;width:32%;padding:20px;box-sizing:border-box;font-size:14px}@media(max-width:700px){#main,#side{float:none;width:100%}}
.midashi{font-size:26px;line-height:1.5;margin:0 0 6px}.nichiji{color:#777;font-size:13px}.shashin{float:right;width:320px;margin:0 0 10px 16px;font-size:12px;color:#666}.shashin img{width:100%;height:auto}.honbun{font-size:17px}.koukoku{border:1px solid #ccc;background:#fffbe9;padding:8px;font-size:13px;margin:10px 0}#foot{background:#eee;padding:16px 20px;font-size:12px;clear:both}.kanren{border-top:1px dotted #999;margin-top:20px}`;

const style: BlockStyle = {
  figure: (picture, site) =>
    `<div class="shashin"><img src="${pictureUrl(picture, site)}" alt="${escapeHtml(picture.alt)}"><br>${escapeHtml(picture.caption)}（${escapeHtml(picture.credit)}）</div>`,
  related: (related, site) => `<div class="kanren">${related.map((piece) => linkTo(piece, site)).join('<br>')}</div>`,
  insert: () => `<div class="ad koukoku">${adLine}</div>`,
  paragraph: (html) => `　${html}<br><br>`,
};

function shell(title: string, head: string, main: string, site: Site): string {
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ja" lang="ja">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="viewport" content="width=device-width" />
<title>${escapeHtml(title)}</title>
${head}
<style type="text/css">${css}</style>
</head>
<body>
<div id="wrap">
<div id="head"><h1><a href="/">三崎新報</a></h1></div>
<div id="gnav">${Object.entries(sections)
    .map(([name, path]) => `<a href="${path}">${name}</a>`)
    .join('')}<a href="/company.html">会社案内</a></div>
<div id="cols">
<div id="main">
${main}
</div>
<div id="side"><b>アクセスランキング</b><ol>${site.pieces
    .slice(0, 5)
    .map((piece) => `<li>${linkTo(piece, site)}</li>`)
    .join('')}</ol><div class="ad koukoku">${adLine}</div><p>${memberLine}</p></div>
</div>
<div id="foot">${cookieLine}<br />${footerLine}</div>
</div>
</body>
</html>
`;
}

function article(piece: Piece, site: Site): string {
  const head = metas([
    ['og:title', piece.title],
    ['og:image', piece.picture && pictureUrl(piece.picture, site)],
    ['keywords', piece.topics.join(',')],
  ]);
  const main = `<div id="kiji">
<p class="pankuzu"><a href="/">トップ</a> &gt; <a href="${sections[piece.section as keyof typeof sections]}">${piece.section}</a> &gt; 記事</p>
<h2 class="midashi">${escapeHtml(piece.title)}</h2>
<div class="nichiji">${shownDate(piece.published)}　<span class="kisha">${piece.authors.map((name) => (name === '三崎新報' ? name : `${name}記者`)).join('、')}</span></div>
${piece.picture ? style.figure(piece.picture, site) : ''}
<div class="honbun">
${renderBlocks(piece, site, style).join('\n')}
</div>
<div class="sns"><a href="https://chirper.example/share">つぶやく</a> <a href="mailto:">メールで送る</a></div>
</div>
<div class="kanren"><b>関連記事</b><ul>${nextPieces(piece, site, 3)
    .map((next) => `<li>${linkTo(next, site)}</li>`)
    .join('')}</ul></div>`;
  return shell(`${piece.title}｜三崎新報`, head, main, site);
}

function list(heading: string, shown: readonly Piece[], site: Site): string {
  const items = shown.map(
    (piece) =>
      `<li><span class="nichiji">${shownDate(piece.published)}</span> <a href="${piece.path}">${escapeHtml(piece.title)}</a></li>`,
  );
  return shell(
    `${heading}｜三崎新報`,
    '',
    `<h2 class="midashi">${heading}</h2><ul class="ichiran">${items.join('\n')}</ul>`,
    site,
  );
}

export const misakiShimpo: Outlet = {
  id: 'misaki-shimpo',
  name: '三崎新報',
  language: 'ja',
  country: 'JP',
  feeds: [{ kind: 'front-page', path: '/list/news.html' }],
  encoding: 'utf-8',
  validators: 'date',
  gzip: false,
  dates: 'local',
  pieces,
  furniture: [cookieLine, adLine, memberLine, footerLine, '関連記事', 'アクセスランキング'],
  article,
  list,
  files: (site) => ({
    '/robots.txt': robots(site, ['User-agent: *', 'Disallow: /member/']),
    '/list/news.html': page(site, list('ニュース一覧', site.pieces, site)),
    '/company.html': page(
      site,
      shell('会社案内｜三崎新報', '', '<h2 class="midashi">会社案内</h2><p>大正十二年創刊。</p>', site),
    ),
    ...sectionFiles(site, sections),
  }),
};
