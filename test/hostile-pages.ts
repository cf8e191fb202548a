/** A page made to take time or memory. `share` of 1 makes it in full: what repeats, repeats that much less at a smaller one. */
export type HostilePage = (share: number) => string | Uint8Array;

const sentence =
  'The ferry office told how the harbor was opened again, who came to see it, and what it cost the town. ';
const article = `<h1>A headline that is long enough</h1>${`<p>${sentence}</p>`.repeat(8)}`;
const page = (body: string, head = ''): string =>
  `<html lang="en"><head><title>A headline that is long enough</title>${head}</head><body>${body}`;

/** `piece` that often, at a share of 1, around or after an article. */
const before = (piece: string, count: number) => (share: number) => page(piece.repeat(count * share) + article);
const after = (piece: string, count: number) => (share: number) => page(article + piece.repeat(count * share));
const within = (start: string, piece: string, count: number, end: string) => (share: number) =>
  page(article + start + piece.repeat(count * share) + end);
const inHead = (start: string, piece: string, count: number, end: string) => (share: number) =>
  page(article, start + piece.repeat(count * share) + end);
/** Pieces below nested elements. */
const deep = (start: string, depth: number, piece: string, count: number) => (share: number) =>
  page(article + start.repeat(depth) + piece.repeat(count * share));
/** Pieces that differ. */
const various = (piece: (index: number) => string, count: number) => (share: number) =>
  page(article + list(count * share, piece));
const ldScript = (json: string): string => `<script type="application/ld+json">${json}</script>`;
const linkedData = (json: (share: number) => string) => (share: number) => page(article, ldScript(json(share)));
/** One line of text, as the only one of a paragraph between others, as a title, a byline and a caption. */
const line = (text: string, count: number) => within('<p>', text, count, `</p>${article}`);

function list(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join('');
}

const nested: Readonly<Record<string, HostilePage>> = {
  '200,000 nested div': before('<div>', 200_000),
  '200,000 nested span': before('<span>', 200_000),
  '200,000 nested b and i': before('<b><i>', 100_000),
  '200,000 nested links': before('<a href="/a">', 200_000),
  '200,000 nested tables': before('<table><tr><td>', 200_000),
  '200,000 nested lists': before('<ul><li>', 200_000),
  '200,000 nested quotations': before('<blockquote>', 200_000),
  '200,000 nested figures': before('<figure><figcaption>', 200_000),
  '200,000 nested articles': before('<article>', 200_000),
  '200,000 nested custom elements': before('<x-y>', 200_000),
  '200,000 nested noscript': before('<noscript><p>', 200_000),
  '50,000 nested elements in a paragraph': within('<p>', '<b><i><a href="/x"><u>', 12_500, `${sentence}</p>`),
  'bold and italic that cross each other': after('<b>one <i>two </b>three </i>', 100_000),
  'blocks within formatting, a million end tags': before('<b><div></b><i></div></i>', 300_000),
  'a million end tags that close nothing': (share) =>
    page('<div>'.repeat(510) + article + '</li></b></x></td>'.repeat(250_000 * share)),
  'a million list items below 510 elements': (share) =>
    page('<b>'.repeat(510) + article + '<li>a'.repeat(1_000_000 * share)),
  'three million start tags of the body': (share) =>
    page('<div>'.repeat(510) + article + '<body>'.repeat(3_000_000 * share)),
  'half a million list items below 510 elements in a list': (share) =>
    page(`${article}<li><ul>${'<b>'.repeat(505)}${'<li>a'.repeat(500_000 * share)}`),
  '200,000 paragraphs 500 deep': deep('<div>', 500, `<p>${sentence}</p>`, 200_000),
  '200,000 paragraphs 500 deep in blocks about other articles': deep(
    '<div class="related">',
    500,
    `<p>${sentence}</p>`,
    200_000,
  ),
  '200,000 paragraphs 500 deep beside the article': deep('<aside><div>', 250, `<p>${sentence}</p>`, 200_000),
  '200,000 short lines 500 deep': deep('<div>', 500, '<p>ab', 200_000),
  '200,000 links 500 deep': deep('<div>', 500, '<p><a href="/a">ab</a>', 120_000),
  '400,000 empty blocks 500 deep': deep('<div>', 500, '<div></div>', 400_000),
  '200,000 paragraphs in 160 tables': deep('<table><tr><td>', 160, '<p>ab</p>', 200_000),
  '200,000 pictures in 500 figures': deep('<figure>', 500, '<img src="/a.jpg">', 200_000),
  '200,000 pictures in 500 blocks for them': deep('<div class="image">', 500, '<img src="/a.jpg">', 200_000),
  '200,000 pictures in 500 pictures': deep('<picture>', 500, '<img src="/a.jpg">', 200_000),
  '200,000 links in 500 foreign posts': deep('<blockquote class="twitter-tweet">', 500, '<a href="/a">a</a>', 200_000),
  '200,000 paragraphs in 500 entries of a live blog': deep(
    '<div class="live-entry">',
    500,
    `<p>${sentence}</p>`,
    200_000,
  ),
  '200,000 list items in 250 lists': deep('<ul><li>', 250, '<li>One more', 200_000),
  'half a million pieces of bold white space, 500 deep': (share) =>
    page(`${article}<p>x${'<b>'.repeat(500)}${'<i>\u3000</i>'.repeat(240_000 * share)}y`),
};

const oneTag: Readonly<Record<string, HostilePage>> = {
  '20 MB of p': after('<p>', 6_600_000),
  '20 MB of br': after('<br>', 5_000_000),
  '20 MB of a': after('<a>', 6_600_000),
  '20 MB of b': after('<b>', 6_600_000),
  '20 MB of td': after('<td>', 5_000_000),
  '20 MB of tables': after('<table><tr><td>a<td>b</table>', 690_000),
  '20 MB of svg': after('<svg>', 4_000_000),
  '20 MB of svg that ends': after('<svg><g></g></svg>', 1_100_000),
  '20 MB of paragraphs': after(`<p>${sentence}</p>`, 180_000),
  '20 MB of short lines': after('<p>One more</p>', 1_300_000),
  '20 MB of lines between breaks': after('One line more of it.<br><br>', 700_000),
  '20 MB of links': after('<a href="/a-b">A b c</a> ', 800_000),
  '20 MB of pictures': various((index) => `<img src="/p/${index}.jpg" alt="A picture">`, 500_000),
  '20 MB of pictures in one line': (share) =>
    page(`${article}<p>${list(500_000 * share, (index) => `<img src="/p/${index}.jpg"> `)}`),
  '20 MB of figures': various(
    (i) => `<figure><img src="/${i}.jpg"><figcaption>Photo: A B/AP</figcaption></figure>`,
    220_000,
  ),
  '20 MB of headings': after('<h2>Related articles</h2>', 800_000),
  '20 MB of open headings': after('<h1>', 5_000_000),
  '20 MB of open pre': after('<pre>a\n', 3_000_000),
  '20 MB of embeds': after(
    '<blockquote class="twitter-tweet"><a href="https://x.com/a/status/1">a</a></blockquote>',
    220_000,
  ),
  '500,000 open comments': after('<!--', 500_000),
  '500,000 comments': after('x<!---->', 500_000),
  '500,000 open CDATA sections': after('<![CDATA[', 500_000),
  '500,000 CDATA sections': after('<![CDATA[a]]>', 500_000),
  '500,000 open textareas': after('<textarea></x', 500_000),
  '10 MB of less-than signs': after('<', 10_000_000),
  '10 MB of unfinished end tags': after('</a ', 2_500_000),
  '10 MB of quotation marks in tags': after('<a "', 2_500_000),
};

const attributes: Readonly<Record<string, HostilePage>> = {
  '100,000 attributes': (share) => page(`<div ${list(100_000 * share, (index) => `a${index}=1 `)}>${article}`),
  '100,000 elements with 60 attributes': after(`<p ${list(60, (index) => `a${index}=1 `)}>a`, 20_000),
  '100,000 property names': (share) =>
    page(`<div itemprop="${list(100_000 * share, (index) => `name${index} author `)}">${article}</div>`),
  '100,000 properties': various(
    (index) => `<span itemprop="author name p${index}" property="a:b${index}">A B</span>`,
    100_000,
  ),
  'nested properties': before('<div itemprop="author name" itemscope class="author byline">', 400),
  '5 MB of class names': (share) => page(`<div class="${'related-x share '.repeat(330_000 * share)}">${article}</div>`),
  '5 MB of different class names': (share) =>
    page(`<div class="${list(400_000 * share, (index) => `c-${index}-related `)}">${article}</div>`),
  '100,000 different classes': various(
    (index) => `<p class="a${index} article-author-${index}">${sentence.slice(0, 60)}</p>`,
    100_000,
  ),
  '5 MB of a class like a byline': (share) =>
    page(`<p class="${'article-'.repeat(36)}x">A</p>`.repeat(17_000 * share) + article),
  'an attribute of 10 MB': (share) => page(`<p title="${'x'.repeat(10_000_000 * share)}">${article}`),
  'an attribute of 10 MB of entities': (share) => page(`<p title="${'&amp;'.repeat(2_000_000 * share)}">${article}`),
  'an address of 5 MB': (share) =>
    page(`${article}<p>A <a href="/${'a/../'.repeat(1_000_000 * share)}">link</a> in it.</p>`),
  'a picture of 5 MB in its address': (share) => page(`<img src="data:${'A'.repeat(5_000_000 * share)}">${article}`),
  'a picture of 5 MB in its address, which says that it is none yet': (share) =>
    page(`<img src="/${'lazy'.repeat(1_250_000 * share)}">${article}`),
  'a base of 5 MB': inHead('<base href="/', 'a/', 2_500_000, '">'),
  'a base of 100 kB below 10,000 links': (share) =>
    page(
      article + `<p>${'<a href="x">link</a> of it '.repeat(10_000 * share)}</p>`,
      `<base href="/${'a'.repeat(100_000)}/">`,
    ),
  'a srcset of 100,000 candidates': (share) =>
    page(`<img src="data:," srcset="${list(100_000 * share, (index) => `/p/${index}.jpg ${index}w, `)}">${article}`),
  'a style of 5 MB': (share) => page(`<div style="${'display : '.repeat(500_000 * share)}">${article}`),
  'a refresh of 5 MB': inHead('<meta http-equiv="refresh" content="0; url=/', 'a', 5_000_000, '">'),
  'a table that spans a billion columns': (share) =>
    page(
      `${article}<table>${'<tr><td colspan="1000000000" rowspan="1000000000">a<td>b</tr>'.repeat(5000 * share)}</table>`,
    ),
  'a table of 100,000 cells': (share) =>
    page(`${article}<table>${'<tr><td>a 1<td>b 2'.repeat(50_000 * share)}</table>`),
  'a row of 100,000 cells': (share) =>
    page(`${article}<table>${`<tr>${'<td>a 1'.repeat(50_000 * share)}</tr>`.repeat(2)}</table>`),
  'a triangle of a table': (share) =>
    page(`${article}<table>${list(900 * share, (index) => `<tr>${'<td>a'.repeat(index)}</tr>`)}</table>`),
};

const data: Readonly<Record<string, HostilePage>> = {
  '100,000 JSON-LD scripts': inHead('', ldScript('{"@type":"NewsArticle","headline":"A headline"}'), 100_000, ''),
  '100,000 broken JSON-LD scripts': inHead('', ldScript('{"@type":"NewsArticle","headline":"A "b" c"'), 100_000, ''),
  'JSON-LD 100,000 deep': linkedData((share) => '{"@graph":['.repeat(100_000 * share) + ']}'.repeat(100_000 * share)),
  'JSON-LD authors 100,000 deep': linkedData(
    (share) => `{"@type":"NewsArticle","author":${'['.repeat(100_000 * share)}"A B"${']'.repeat(100_000 * share)}}`,
  ),
  'JSON-LD persons 100,000 deep': linkedData(
    (share) =>
      `{"@type":"NewsArticle","headline":"A","author":${'{"author":'.repeat(100_000 * share)}"A B"${'}'.repeat(100_000 * share)}}`,
  ),
  'open JSON-LD 500,000 deep': linkedData((share) => '{"a":['.repeat(500_000 * share)),
  'JSON-LD of 100,000 nodes': linkedData(
    (share) =>
      `{"@graph":[${list(100_000 * share, (i) => `{"@type":"NewsArticle","@id":"#${i}","headline":"A headline","author":{"@id":"#${i + 1}"}},`)}{}]}`,
  ),
  'JSON-LD with 100,000 authors': linkedData(
    (share) =>
      `{"@type":"NewsArticle","author":[${list(100_000 * share, (i) => `{"@id":"#${i}","name":"Mara Holt ${i}"},`)}"A B"]}`,
  ),
  'JSON-LD with 100,000 authors in one text': linkedData(
    (share) => `{"@type":"NewsArticle","author":"${'Mara Holt and '.repeat(100_000 * share)}Jon Velt"}`,
  ),
  'JSON-LD with 100,000 keywords': linkedData(
    (share) =>
      `{"@type":"NewsArticle","keywords":[${list(100_000 * share, (i) => `"word ${i}, other ${i}",`)}"a"],"articleSection":["a"]}`,
  ),
  'JSON-LD with a text of 10 MB': linkedData(
    (share) => `{"@type":"NewsArticle","headline":"A headline","articleBody":"${sentence.repeat(98_000 * share)}"}`,
  ),
  'JSON-LD with a text of 10 MB, the page with less': (share) =>
    page(
      '<p>Short.',
      ldScript(
        `{"@type":"NewsArticle","headline":"A headline","articleBody":"${`${sentence}\\n`.repeat(95_000 * share)}"}`,
      ),
    ),
  'JSON-LD with HTML of 10 MB, the page with less': (share) =>
    page(
      '<p>Short.',
      ldScript(
        `{"@type":"NewsArticle","headline":"A headline","articleBody":"${`<p>${sentence}`.repeat(95_000 * share)}"}`,
      ),
    ),
  'JSON-LD with a million quotation marks': linkedData((share) => `{"a":"${'"b'.repeat(1_000_000 * share)}`),
  'JSON-LD of commas and spaces': linkedData((share) => `{"a":[1${`,${' '.repeat(1000)}x`.repeat(5000 * share)}`),
  'JSON-LD of commas before 5 MB of spaces': linkedData(
    (share) => `[x${','.repeat(3000)}${' '.repeat(5_000_000 * share)}x`,
  ),
  'JSON-LD of 5 MB of spaces after comment signs': linkedData((share) => `{"a":x}${'--> ; '.repeat(800_000 * share)}x`),
  'JSON-LD of 1 MB of spaces after a comment': linkedData((share) => `{"a":1}-->${' '.repeat(1_000_000 * share)}x`),
  'JSON-LD that tells a text of 4 MB, 100,000 other paragraphs': (share) =>
    page(
      list(100_000 * share, (index) => `<p>${index} ${sentence}${index}</p>`),
      ldScript(`{"@type":"NewsArticle","headline":"A headline","articleBody":"${'word of it '.repeat(360_000)}"}`),
    ),
  'JSON-LD that tells a text of 4 MB, 80,000 comments that begin as it': (share) =>
    page(
      `${article}<div class="comments">${list(80_000 * share, (index) => `<p>${'w'.repeat(24)} ${index} of it</p>`)}</div>`,
      ldScript(`{"@type":"NewsArticle","headline":"A headline","articleBody":"${'w'.repeat(3_900_000)} and more."}`),
    ),
  'JSON-LD that tells the text of 100,000 paragraphs 500 deep': (share) =>
    page(
      '<div>'.repeat(500) + `<p>${sentence}</p>`.repeat(100_000 * share),
      ldScript(`{"@type":"NewsArticle","headline":"A headline","articleBody":"${sentence.repeat(20)}"}`),
    ),
  'JSON-LD with a text of spaces': (share) =>
    page(
      '<p>Short.',
      ldScript(`{"@type":"NewsArticle","articleBody":"${sentence.repeat(3)}${' '.repeat(1_000_000 * share)}x"}`),
    ),
  'JSON-LD with a headline of wide spaces': linkedData(
    (share) => `{"@type":"NewsArticle","headline":"a${'\u3000'.repeat(1_000_000 * share)}b"}`,
  ),
  'JSON-LD with an address of slashes': linkedData(
    (share) => `{"@type":"NewsArticle","url":"https://courier.example/${'/'.repeat(1_000_000 * share)}a"}`,
  ),
  'JSON-LD addresses 100,000 deep': linkedData(
    (share) =>
      `{"@type":"NewsArticle","mainEntityOfPage":${'['.repeat(100_000 * share)}"a"${']'.repeat(100_000 * share)}}`,
  ),
  'JSON-LD names 100,000 deep': linkedData(
    (share) =>
      `{"@type":"NewsArticle","headline":${'{"name":'.repeat(100_000 * share)}"a"${'}'.repeat(100_000 * share)}}`,
  ),
  'JSON-LD keywords 100,000 deep': linkedData(
    (share) => `{"@type":"NewsArticle","keywords":${'['.repeat(100_000 * share)}"a"${']'.repeat(100_000 * share)}}`,
  ),
  'JSON-LD with 100,000 keywords for machines': linkedData(
    (share) =>
      `{"@type":"NewsArticle","keywords":[${list(100_000 * share, (i) => `"Page ${'abcdefghij'[i % 10]}: ${i}",`)}"a"]}`,
  ),
  'JSON-LD of 5 MB of semicolons and spaces': linkedData((share) => `{"a":x${' '.repeat(5_000_000 * share)}x`),
  'JSON-LD of slashes': linkedData((share) => `{"a":x} ${'//  '.repeat(1_000_000 * share)}x`),
  'JSON-LD date of 5 MB': linkedData(
    (share) => `{"@type":"NewsArticle","datePublished":"${'2024-05-03 '.repeat(450_000 * share)}"}`,
  ),
  'state of 4 MB': (share) =>
    page(`<p>Short.<script>window.a = {${list(40_000 * share, (i) => `"k${i}":["${sentence}"],`)}"z":1}</script>`),
  'state 100,000 deep': (share) =>
    page(
      `<p>Short.<script>window.a = ${'{"a":['.repeat(100_000 * share)}"${sentence}"${']}'.repeat(100_000 * share)}</script>`,
    ),
  '200 states of 100,000 values': (share) =>
    page(`<p>Short.${`<script>{"a":[${'1,'.repeat(50_000)}"${sentence}"]}</script>`.repeat(190 * share)}`),
  '200 broken states of 100 kB': (share) =>
    page(`<p>Short.${`<script>a = {"a":[${'1,'.repeat(50_000)}</script>`.repeat(190 * share)}`),
  'a state that is read as an assignment at every place': (share) =>
    page(`<p>Short.<script>${'a.'.repeat(2_000_000 * share)}</script>`),
  'states and a description that share no word': (share) =>
    page(
      '<p>Short.' + list(100 * share, (index) => `<script>a = {"a":["${sentence.repeat(700 + 10 * index)}"]}</script>`),
      `<meta name="description" content="${list(800, (index) => `wxyz${'abcdefghij'[index % 10]}${'klmnopqrst'[((index / 10) % 10) | 0]}${'uv'[((index / 100) % 2) | 0]} `)}">`,
    ),
  '50,000 AMP links to the page itself': inHead('', '<link rel="amphtml" href="/2024/05/03/story">', 50_000, ''),
  'a canonical address of 4 MB, 100,000 near links': (share) =>
    page(
      article +
        list(100_000 * share, (index) => `<a href="/2024/05/03/story?${'a&b1&'.repeat(10)}page=${index}">2</a> `),
      `<link rel="canonical" href="/2024/05/03/story?${list(400_000 * share, (index) => `a${index}&`)}">`,
    ),
  'near links of slashes': various((i) => `<a href="/2024/05/03/story/${'/'.repeat(15_000)}${i}">2</a> `, 300),
  '100,000 metas of one name': inHead(
    '',
    '<meta name="author" content="Mara Holt"><meta property="article:tag" content="x">',
    50_000,
    '',
  ),
  '100,000 metas': (share) =>
    page(
      article,
      list(100_000 * share, (index) => `<meta name="n${index}" content="${sentence}">`),
    ),
  'a meta of 10 MB': inHead('<meta property="og:title" content="', 'A - b | c: ', 900_000, '">'),
  'metas of dates of 5 kB': inHead('<meta property="article:published_time" content="', '1 2 3 4 May ', 800_000, '">'),
  'a title of 10 MB': (share) => `<html><title>${'A headline - '.repeat(800_000 * share)}</title>${article}`,
  'a heading of 10 MB': (share) => page(`<h1>${'A headline - '.repeat(800_000 * share)}</h1>${article}`),
  'a heading of 300,000 parts': (share) =>
    page(`<h1>${list(300_000 * share, (index) => `<span>A ${index}</span>`)}</h1>${article}`),
  '300,000 headings before the article': before('<h2>One of the headings</h2>', 300_000),
  '100,000 headings with the title': after('<h2>A headline that is long enough</h2>', 100_000),
  '100,000 bylines': (share) => page(`<p class="byline">By Mara Holt</p>`.repeat(100_000 * share) + article),
  '100,000 bylines in one': (share) =>
    page(`<p class="byline">${'<a rel="author" href="/a">By Mara Holt</a>, '.repeat(100_000 * share)}</p>${article}`),
  '100,000 times': after('<time datetime="2024-05-03T10:00:00Z">3 May 2024</time> ', 100_000),
  'a time of 1 MB': (share) =>
    page(
      `<time datetime="${'2024-05-03 '.repeat(90_000 * share)}">${'3 May 2024 '.repeat(90_000 * share)}</time>${article}`,
    ),
  '100,000 alternates': inHead(
    '',
    '<link rel="amphtml" href="/amp"><link rel="canonical" href="/a"><link rel=next href=/2>',
    50_000,
    '',
  ),
  '100,000 links to near addresses': various((i) => `<a href="/2024/05/03/story?page=${i}">${i % 100}</a> `, 100_000),
  '100,000 links to topics': various((i) => `<a rel="tag" href="/topics/a-${i}">Topic ${i}</a> `, 100_000),
};

const texts: Readonly<Record<string, HostilePage>> = {
  'a text of 10 MB without spaces': within('<p>', 'x', 10_000_000, '</p>'),
  'a text of 10 MB in Chinese': within('<p>', '港口再次開放', 1_600_000, '。</p>'),
  'a text of 10 MB in one line': within('<p>', 'word, ', 1_600_000, '</p>'),
  'a text of 10 MB of one quotation': within('<blockquote>', sentence, 98_000, '</blockquote>'),
  '10 MB of entities': within('<p>', '&amp;', 2_000_000, '</p>'),
  '10 MB of unknown entities': within('<p>', '&xyzq', 2_000_000, '</p>'),
  '10 MB of numeric entities': within('<p>', '&#x0;&#xD800;', 800_000, '</p>'),
  '10 MB of white space': within('<p>a', ' \n', 5_000_000, 'b</p>'),
  '10 MB of no-break spaces': within('<p>a', '&nbsp;', 1_600_000, 'b</p>'),
  '10 MB of white space in pre': within('<pre>a', '  \n', 3_300_000, 'b</pre>'),
  '10 MB of wide spaces': within('<p>a', '\u3000', 3_300_000, 'b</p>'),
  '10 MB of invisible marks': within('<p>a', '\u200b\u00ad', 2_000_000, 'b</p>'),
  '10 MB of combining marks': within('<p>a', '\u0301', 5_000_000, 'b</p>'),
  '10 MB of NUL': within('<p>a', '\0', 10_000_000, 'b</p>'),
  '10 MB that was encoded twice': within('<p>', 'Ã¤Ã¶ â€œ', 800_000, '</p>'),
  '10 MB that was encoded four times': within('<p>', 'ÃƒÂƒÃ‚Â¤ ', 500_000, '</p>'),
  '100,000 identical paragraphs': after(`<p>${sentence}</p>`, 100_000),
  '100,000 different paragraphs': various((index) => `<p>${index} ${sentence}${index}</p>`, 100_000),
  '100,000 different lines': various((index) => `<div><b>${index}</b> of it</div>`, 100_000),
  '100,000 key points': within('<div class="key-points">', '<p>One more of the points.</p>', 100_000, '</div>'),
  '100,000 list items': within('<ul>', `<li>${sentence}</li>`, 100_000, '</ul>'),
  '100,000 entries of a live blog': after(
    '<div class="live-entry"><time>10:30</time><p>One more thing came to pass there.</p></div>',
    100_000,
  ),
  '100,000 dates in one line': line('3 May 2024 ', 100_000),
  '100,000 near-dates in one short line each': after('<p>3 Maybe 20244, 99:99 Uhr</p>', 100_000),
  'stars and underscores': line('*_**__', 300_000),
  'bold words beside words': line('<b>a</b>b<i>c</i>', 150_000),
  'links and bold in turn': line('<a href="/a"><b>a</b>b</a><b>c</b>', 120_000),
  brackets: line('[](![', 400_000),
  backticks: line('<code>`</code>``', 150_000),
  'backticks of every length': (share) =>
    page(`${article}<p>${list(1500 * share, (index) => `<code>${'`'.repeat(index)} a</code> `)}</p>`),
  'tildes and ampersands': line('~&a~&#1', 300_000),
  'digits and dots': line('1. ', 700_000),
  'a pre of backticks': within('<pre>', '```\n', 500_000, '</pre>'),
  'a pre with half marks of Hugo': within('<pre>', '{{<!--   ', 500_000, '</pre>'),
  'a line of breaks': line('a<br>', 240_000),
  'braces in a heading': within('<h2>a', '\\{', 500_000, `}</h2>${article}`),
  'hashes in a heading': within('<h2>a', ' #', 500_000, `</h2>${article}`),
  credits: line('(Photo: ', 300_000),
  captions: (share) =>
    page(
      `<figure><img src="/a.jpg"><figcaption>${'(Photo: A B '.repeat(200_000 * share)}</figcaption></figure>${article}`,
    ),
  'captions of brackets': (share) =>
    page(
      `<figure><img src="/a.jpg"><figcaption>A${'('.repeat(1_000_000 * share)}b Photo: A B</figcaption></figure>${article}`,
    ),
  'captions of wide spaces': (share) =>
    page(
      `<figure><img src="/a.jpg"><figcaption>photo${'\u3000'.repeat(1_000_000 * share)}b <span class="credit">A B</span></figcaption></figure>${article}`,
    ),
  'captions of spaces': (share) =>
    page(
      `<figure><img src="/a.jpg"><figcaption>A${' ('.repeat(500_000 * share)}b Photo:${' /'.repeat(500_000 * share)}</figcaption></figure>${article}`,
    ),
  'short lines like bylines': after(
    '<p>By A. B. de la C. D. van der E. F. and G. H. I. J. K. L. and M. N. O. P.</p>',
    60_000,
  ),
  'names in a byline': (share) =>
    page(
      `<h1>A headline that is long enough</h1>${`<p class="byline">${'By Van De La Der '.repeat(60)}</p>`.repeat(1000 * share)}${article}`,
    ),
  'lines of punctuation': after(`<p>${'. , ; - '.repeat(36)}</p>`, 30_000),
  'lines of quotation marks': after(`<p>a${'”"'.repeat(140)}</p>`, 30_000),
  'lines of digits': after(`<p>${'1 2 3 4 5. '.repeat(26)}</p>`, 30_000),
  'lines of capitals': after(`<p>${'A B C D. '.repeat(32)}</p>`, 30_000),
  'lines of clock times': after(`<p>${'10:30 pm, '.repeat(28)}</p>`, 30_000),
  'lines that nearly lead elsewhere': after(`<p>Read ${'more '.repeat(55)}</p>`, 30_000),
  'lines that nearly say where to follow': after(
    `<p>${'follow us on subscribe to our sign up for '.repeat(7)}</p>`,
    30_000,
  ),
  'lines of mail addresses': after(`<p>${'a.b.c@d-e.'.repeat(28)}</p>`, 30_000),
  'lines of half addresses': after(`<p>http${'s://www.'.repeat(36)}</p>`, 30_000),
};

const bytes: Readonly<Record<string, HostilePage>> = {
  'bytes that are no text': (share) =>
    joined(Uint8Array.from({ length: 10_000_000 * share }, (_, i) => (i * 2_654_435_761) >>> 24)),
  'bytes of no encoding, no declaration': (share) =>
    joined(Uint8Array.from({ length: 10_000_000 * share }, (_, i) => 0x81 + (i % 126))),
  '10 MB of NUL bytes': (share) => joined(new Uint8Array(10_000_000 * share)),
  'unpaired surrogates in UTF-16': (share) => {
    const text = page(`${article}<p>${'\ud800a\udc00'.repeat(1_600_000 * share)}</p>`);
    return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  },
  'ISO-2022-JP that changes its set at every letter': (share) =>
    joined(new TextEncoder().encode('\x1b$B$"\x1b(B'.repeat(1_000_000 * share)), '<meta charset="iso-2022-jp">'),
  'GB 18030 of four bytes': (share) =>
    joined(
      Uint8Array.from({ length: 8_000_000 * share }, (_, i) => [0x81, 0x30, 0x81, 0x30][i % 4] ?? 0),
      '<meta charset="gb18030">',
    ),
};

/** Between an article and an article, as bytes. */
function joined(part: Uint8Array, head = ''): Uint8Array {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  return new Uint8Array(Buffer.concat([encode(`${page(article, head)}<p>`), part, encode(`</p>${article}`)]));
}

/** Pages made to take time or memory, by name. */
export const hostilePages: Readonly<Record<string, HostilePage>> = {
  ...nested,
  ...oneTag,
  ...attributes,
  ...data,
  ...texts,
  ...bytes,
};
