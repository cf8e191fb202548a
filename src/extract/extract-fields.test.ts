import { describe, expect, test } from 'vitest';
import { urlOf } from '../../test/sample-archive.ts';
import type { Article } from '../model/article.ts';
import { extractArticle } from './extract-article.ts';

const text = Array.from(
  { length: 4 },
  (_, i) =>
    `<p>Paragraph ${i} tells how the harbor was opened again, who came to see it, and what it cost the town.</p>`,
).join('');

interface Given {
  readonly head?: string;
  /** Between the headline and the text. */
  readonly before?: string;
  readonly path?: string;
  readonly body?: string;
}

function read({ head = '', before = '', path = '/news/story', body = text }: Given): Article {
  const html = `<html lang="en"><head><title>The harbor opens again</title>${head}</head>
    <body><article><h1>The harbor opens again</h1>${before}${body}</article></body></html>`;
  const page = { url: urlOf(`https://courier.example${path}`), bytes: new TextEncoder().encode(html), headers: [] };
  const outcome = extractArticle(page, { now: Date.UTC(2025, 0, 15) });
  if (!outcome.ok) throw new Error(outcome.skip.code);
  return outcome.value;
}

const meta = (name: string, content: string): string => `<meta property="${name}" content="${content}">`;
const ld = (node: object): string => `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...node })}</script>`; // prettier-ignore

describe('the date of publication', () => {
  const noon = '2024-05-03T12:00:00+02:00';
  test.each([
    ['of JSON-LD', { head: ld({ datePublished: noon }) }, noon, 'json-ld datePublished'],
    ['of JSON-LD before any other', { head: ld({ datePublished: noon }) + meta('article:published_time', '2024-05-02T08:00:00Z') }, noon, 'json-ld datePublished'],
    ['of Open Graph', { head: meta('article:published_time', noon) }, noon, 'meta article:published_time'],
    ['of microdata', { before: `<meta itemprop="datePublished" content="${noon}">` }, noon, undefined],
    ['when it was made, where nothing else is said', { head: ld({ dateCreated: noon }) }, noon, 'json-ld dateCreated'],
    ['of an element named for it', { before: `<time class="published" datetime="${noon}">3 May</time>` }, noon, 'dom time'],
    ['of the address', { path: '/2024/05/03/story' }, '2024-05-03T00:00:00Z', 'url'],
    ['of an address in one number', { path: '/news/20240503-story' }, '2024-05-03T00:00:00Z', 'url'],
    ['a day takes the time of another source that agrees', { head: ld({ datePublished: '2024-05-03' }) + meta('article:published_time', noon) }, noon, 'meta article:published_time'],
    ['a day stays where another source names another day', { head: ld({ datePublished: '2024-05-03' }) + meta('article:published_time', '2024-05-09T12:00:00Z') }, '2024-05-03T00:00:00Z', 'json-ld datePublished'],
    ['a time that readers see takes the offset of JSON-LD', { head: ld({ dateModified: '2024-05-03T14:00:00.0+0200' }), before: '<p>3 May 2024, 12:00</p>' }, noon, 'dom date near title'],
    ['but a year is no offset', { head: ld({ datePublished: '03-05-2024' }), before: '<p>3 May 2024, 12:00</p>' }, '2024-05-03T12:00:00Z', 'dom date near title'],
    ['of script data at last', { head: '<script>window.data={"publishedAt":"2024-05-03T10:00:00Z"}</script>' }, '2024-05-03T10:00:00Z', 'script data'],
  ] as const)('%s', (_, given, instant, from) => {
    const article = read(given);
    expect(article.published?.instant).toBe(instant);
    if (from !== undefined) expect(article.evidence.published?.from).toBe(from);
  }); // prettier-ignore

  test.each([
    ['in the future', { head: ld({ datePublished: '2025-01-20T00:00:00Z' }) }],
    ['before there was a web', { head: ld({ datePublished: '1970-01-01T00:00:00Z' }) }],
    ['that is no day', { path: '/2024/13/03/story' }],
    ['that is no day either', { path: '/2024/12/32/story' }],
    ['of a month zero', { path: '/2024/00/03/story' }],
    ['of a day zero', { path: '/news/20241200-story' }],
    ['that says nothing', { head: ld({ datePublished: '' }) + meta('date', 'soon') }],
  ] as const)('one %s is none', (_, given) => {
    expect(read(given).published).toBeUndefined();
  });

  test('a visible time is of the offset that the page states elsewhere', () => {
    const head = ld({ dateModified: '2024-05-03T18:00:00-03:30' });
    const article = read({ head, before: '<time class="published">3 May 2024 12:00</time>' });
    expect(article.published?.instant).toBe('2024-05-03T12:00:00-03:30');
  });
});

describe('the date of the last change', () => {
  const published = ld({ datePublished: '2024-05-03T12:00:00Z' });
  test.each([
    ['stands where it is later', '2024-05-04T12:00:00Z', '2024-05-04T12:00:00Z'],
    ['stands where it is the same', '2024-05-03T12:00:00Z', '2024-05-03T12:00:00Z'],
    ['is none where it is earlier', '2024-05-02T12:00:00Z', undefined],
  ])('%s', (_, modified, expected) => {
    expect(read({ head: published + meta('article:modified_time', modified) }).modified?.instant).toBe(expected);
  });
});

describe('the lead image', () => {
  const image = 'https://courier.example/harbor.jpg';
  test.each([
    ['of Open Graph, with what is said of it', meta('og:image', '/harbor.jpg') + meta('og:image:width', '1200') + meta('og:image:height', '630px') + meta('og:image:alt', 'A ship'), { url: image, alt: 'A ship', width: 1200, height: 630 }],
    ['sizes that are none are left out', meta('og:image', '/harbor.jpg') + meta('og:image:width', '0') + meta('og:image:height', '100000'), { url: image, alt: '' }],
    ['its safe address first', meta('og:image:secure_url', '/harbor.jpg') + meta('og:image', '/b.jpg'), { url: image, alt: '' }],
    ['of JSON-LD', ld({ image: { '@type': 'ImageObject', url: '/harbor.jpg', width: 800, height: '600', caption: 'A ship' } }), { url: image, alt: 'A ship', width: 800, height: 600 }],
    ['as an address', ld({ image: '/harbor.jpg' }), { url: image, alt: '' }],
    ['the first of several', ld({ image: ['/harbor.jpg', '/b.jpg'] }), { url: image, alt: '' }],
    ['by its content', ld({ image: { contentUrl: '/harbor.jpg' } }), { url: image, alt: '' }],
    ['by its id', ld({ image: { '@id': '#i' } }) + ld({ '@type': 'ImageObject', '@id': '#i', url: '/harbor.jpg' }), { url: image, alt: '' }],
    ['of a link', '<link rel="image_src" href="/harbor.jpg">', { url: image, alt: '' }],
    ['the next where the first is a logo', meta('og:image', '/logo.png') + ld({ image: '/harbor.jpg' }), { url: image, alt: '' }],
    ['a drawing is none', meta('og:image', '/harbor.svg'), undefined],
    ['a placeholder is none', meta('og:image', '/img/default-share.jpg'), undefined],
  ])('%s', (_, head, expected) => {
    expect(read({ head }).image).toEqual(expected);
  }); // prettier-ignore
});

describe('section, kind and price', () => {
  test.each([
    ['a section of Open Graph', meta('article:section', 'Harbor'), { section: 'Harbor' }],
    [
      'a section of JSON-LD before it',
      ld({ articleSection: ['Sea', 'Land'] }) + meta('article:section', 'Harbor'),
      { section: 'Sea' },
    ],
    ['a section that is cut', meta('article:section', `${'x'.repeat(99)}🚢 News`), { section: 'x'.repeat(99) }],
    ['no section', '', { section: '', kind: 'article', isFree: true }],
    ['an opinion by its type', ld({ '@type': 'OpinionNewsArticle' }), { kind: 'opinion' }],
    ['an opinion by its section', meta('article:section', 'Opinion'), { kind: 'opinion' }],
    ['a live blog by its type', ld({ '@type': 'LiveBlogPosting' }), { kind: 'live-blog' }],
    ['a gallery', ld({ '@type': 'ImageGallery' }), { kind: 'gallery' }],
    ['a video', meta('og:type', 'video.other'), { kind: 'video' }],
    ['not free, as a value', ld({ isAccessibleForFree: false }), { isFree: false }],
    ['not free, as a text', ld({ isAccessibleForFree: 'False' }), { isFree: false }],
    ['free, as a text', ld({ isAccessibleForFree: 'true' }) + meta('article:content_tier', 'locked'), { isFree: true }],
    ['not free by its tier', meta('article:content_tier', 'Locked'), { isFree: false }],
    ['free by its tier', meta('article:content_tier', 'metered'), { isFree: true }],
  ])('%s', (_, head, expected) => {
    expect(read({ head, body: 'isFree' in expected ? text.repeat(6) : text })).toMatchObject(expected);
  });

  test.each([
    ['/live-ticker/harbor', 'live-blog'],
    ['/opinion/harbor', 'opinion'],
    ['/videos/harbor', 'video'],
    ['/fotostrecke/harbor', 'gallery'],
    ['/opinionated/harbor', 'article'],
  ])('an article at %s is of the kind %s', (path, kind) => {
    expect(read({ path }).kind).toBe(kind);
  });

  test('a long text is neither a video nor a gallery', () => {
    expect(read({ path: '/videos/harbor', body: text.repeat(6) }).kind).toBe('article');
    expect(read({ path: '/gallery/harbor', body: text.repeat(6) }).kind).toBe('article');
    expect(read({ path: '/opinion/harbor', body: text.repeat(6) }).kind).toBe('opinion');
  });
});

describe('authors', () => {
  const authorsOf = (author: unknown): readonly string[] => read({ head: ld({ author }) }).authors;
  test.each([
    ['a name', 'Mara Holt', ['Mara Holt']],
    ['a person', { '@type': 'Person', name: 'Mara Holt' }, ['Mara Holt']],
    ['several', [{ name: 'Mara Holt' }, { name: 'Jon Berg' }], ['Mara Holt', 'Jon Berg']],
    ['several in one line', 'By Mara Holt, Jon Berg and Ada Quill', ['Mara Holt', 'Jon Berg', 'Ada Quill']],
    ['each once', ['Mara Holt', 'MARA HOLT'], ['Mara Holt']],
    ['without what is in brackets', 'Mara Holt (Harbor) [Desk]', ['Mara Holt']],
    ['without addresses', 'Mara Holt mara@courier.example', ['Mara Holt']],
    ['without roles', 'Mara Holt, senior reporter', ['Mara Holt']],
    ['without the paper', 'Mara Holt for The Courier', ['Mara Holt']],
    ['a machine is none', 'admin', []],
    ['a picture agency is none', 'Getty Images', []],
    ['an address is none', 'https://courier.example/mara', []],
  ])('%s', (_, author, expected) => {
    expect(authorsOf(author)).toEqual(expected);
  });
});

describe('pictures in the text', () => {
  const pictures = (html: string): readonly unknown[] =>
    read({ body: `${text}<figure>${html}</figure>${text}` }).blocks.flatMap((block) =>
      block.kind === 'figure' ? [block.image] : [],
    );
  const url = 'https://courier.example/a.jpg';
  test.each([
    ['one', '<img src="/a.jpg" alt=" A  ship " width="640" height="480px">', [{ url, alt: 'A ship', width: 640, height: 480 }]],
    ['one that is loaded late', '<img src="/blank.gif" data-src="/a.jpg">', [{ url, alt: '' }]],
    ['one that is said to be loaded late', '<img src="/a.jpg" data-lazy="true" data-original="1">', [{ url, alt: '' }]],
    ['one with an address that goes on and on', `<img src="/${'lazy'.repeat(200_000)}">`, [{ url: `https://courier.example/${'lazy'.repeat(1000)}`.slice(0, 'https://courier.example'.length + 4000), alt: '' }]],
    ['one that a script fills in', '<img src="/a.jpg" data-src="{{src}}">', [{ url, alt: '' }]],
    ['the widest of a set', '<img src="data:image/gif;base64,R0" srcset="/s.jpg 320w, /a.jpg 1280w, /m.jpg 640w">', [{ url, alt: '' }]],
    ['the widest of a set without spaces', '<img srcset="/s.jpg 320w,/a.jpg 1280.5w,/m.jpg 640w">', [{ url, alt: '' }]],
    ['one of a set with commas in it', '<img srcset="/s,w_3.jpg 1x, https://courier.example/a.jpg 2x">', [{ url, alt: '' }]],
    ['one of a picture element', '<picture><source srcset="/a.jpg 2x, /b.jpg"><img alt="A ship"></picture>', [{ url, alt: 'A ship' }]],
    ['one of AMP', '<amp-img src="/a.jpg" width="640"></amp-img>', [{ url, alt: '', width: 640 }]],
    ['a text that was escaped twice', '<img src="/a.jpg" alt="Salt &amp;amp; pepper">', [{ url, alt: 'Salt & pepper' }]],
    ['a text that was encoded twice', '<img src="/a.jpg" alt="The mayorâ€™s ship">', [{ url, alt: 'The mayor’s ship' }]],
    ['an icon is none', '<img src="/a.jpg" width="39">', []],
    ['a thin line is none', '<img src="/a.jpg" width="640" height="2">', []],
    ['a drawing is none', '<img src="/a.svg?x=1">', []],
    ['a counter is none', '<img src="/pixel/1?x">', []],
    ['a call to follow is none', '<img src="/a.jpg" alt="Follow us on the web">', []],
    ['one in the page itself is none', '<img src="data:image/gif;base64,R0">', []],
  ])('%s', (_, html, expected) => {
    expect(pictures(html)).toEqual(expected);
  }); // prettier-ignore
});

test('the text of the lead picture is repaired where it was encoded twice', () => {
  const head = meta('og:image', '/a.jpg') + meta('og:image:alt', 'The mayorâ€™s ship');
  expect(read({ head }).image).toEqual({ url: 'https://courier.example/a.jpg', alt: 'The mayor’s ship' });
});

test.each([
  ['one', '<base href="/ships/">', 'ships/a'],
  ['the first that has one', '<base target="_top"><base href="/ships/"><base target="_blank"><base href="/bay/">', 'ships/a'],
  ['none', '<base target="_top">', 'news/a'],
])('addresses are relative to that of the base: %s', (_, head, path) => {
  const { blocks } = read({ head, body: `<p>See <a href="a">the ship</a> that lay in the harbor all winter.</p>${text}` });
  expect(JSON.stringify(blocks[0])).toContain(`"https://courier.example/${path}"`);
}); // prettier-ignore

describe('posts and players in the text', () => {
  const embeds = (html: string): readonly string[] =>
    read({ body: `${text}${html}${text}` }).blocks.flatMap((block) => (block.kind === 'embed' ? [block.url] : []));
  test.each([
    ['a video by its page', '<iframe src="https://www.youtube-nocookie.com/embed/abcdef12345?rel=0"></iframe>', 'https://www.youtube.com/watch?v=abcdef12345'],
    ['a list of videos as it is', '<iframe src="https://www.youtube.com/embed/videoseries?list=x"></iframe>', 'https://www.youtube.com/embed/videoseries?list=x'],
    ['a player that is loaded late', '<iframe data-src="https://player.vimeo.com/video/1"></iframe>', 'https://player.vimeo.com/video/1'],
    ['a map', '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>', 'https://www.google.com/maps/embed?pb=1'],
    ['a post in a frame, by its own address', '<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1"></iframe>', 'https://www.facebook.com/a/posts/1'],
    ['a post by its last link', '<blockquote class="twitter-tweet"><p>Ships.</p><a href="https://twitter.com/hashtag/x">#x</a> <a href="https://twitter.com/a/status/1">May 3</a></blockquote>', 'https://twitter.com/a/status/1'],
    ['a post by the address it states', '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/x/"><a href="https://www.instagram.com/p/y/">y</a></blockquote>', 'https://www.instagram.com/p/x/'],
    ['a video of AMP', '<amp-youtube data-videoid="abcdef12345"></amp-youtube>', 'https://www.youtube.com/watch?v=abcdef12345'],
    ['a post of AMP', '<amp-twitter data-tweetid="123456"></amp-twitter>', 'https://twitter.com/i/status/123456'],
    ['a film that is loaded late', '<video data-src="/film.mp4"></video>', 'https://courier.example/film.mp4'],
    ['a sound', '<audio src="/sound.mp3"></audio>', 'https://courier.example/sound.mp3'],
    ['a film', '<video><source src="/film.mp4"></video>', 'https://courier.example/film.mp4'],
  ])('%s', (_, html, expected) => {
    expect(embeds(html)).toEqual([expected]);
  }); // prettier-ignore

  test.each([
    ['a frame of another host', '<iframe src="https://ads.example/1"></iframe>'],
    ['a search', '<iframe src="https://www.google.com/search?q=x"></iframe>'],
    ['a button', '<iframe src="https://www.facebook.com/plugins/like.php?href=x"></iframe>'],
    [
      'an id that is none',
      '<amp-youtube data-videoid="<x>"></amp-youtube><amp-twitter data-tweetid="x"></amp-twitter>',
    ],
    ['a frame without an address', '<iframe></iframe>'],
  ])('%s is none', (_, html) => {
    expect(embeds(html)).toEqual([]);
  });
});

describe('tables', () => {
  const tables = (html: string) =>
    read({ body: `${text}<table>${html}</table>${text}` }).blocks.filter((block) => block.kind === 'table');
  const cell = (word: string) => (word === '' ? [] : [{ kind: 'text', text: word }]);

  test('one with a head', () => {
    expect(tables('<tr><th>Port</th><th>Ships</th></tr><tr><td>Kerrigal</td><td>12</td></tr><tr><td></td></tr>')).toEqual([
      { kind: 'table', hasHeader: true, rows: [['Port', 'Ships'].map(cell), ['Kerrigal', '12'].map(cell)] },
    ]);
  }); // prettier-ignore

  test('one whose rows have heads is without a head', () => {
    expect(tables('<tr><th>Kerrigal</th><td>12</td></tr><tr><th>Salvia</th><td></td></tr>')).toEqual([
      { kind: 'table', hasHeader: false, rows: [['Kerrigal', '12'].map(cell), ['Salvia', ''].map(cell)] },
    ]);
  });

  test.each([
    ['a single row', '<tr><td>Kerrigal</td><td>12</td></tr>'],
    ['a single column', '<tr><td>Kerrigal</td></tr><tr><td>Salvia</td></tr>'],
    ['one that holds another', '<tr><td>Kerrigal</td><td><table><tr><td>12</td></tr></table></td></tr><tr><td>Salvia</td><td>7</td></tr>'],
    ['one whose cells are full of text', `<tr><td>${'All about the ships of Kerrigal. '.repeat(30)}</td><td>12</td></tr><tr><td>Salvia</td><td>7</td></tr>`],
  ])('%s only arranges the page', (_, html) => {
    expect(tables(html)).toEqual([]);
  }); // prettier-ignore
});
