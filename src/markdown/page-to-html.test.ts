import { expect, test } from 'vitest';
import { headingId, pageToHtml } from './page-to-html.ts';

const render = (markdown: string, firstLevel = 2) =>
  pageToHtml(markdown, {
    firstLevel,
    resolveLink: (href) => (href.startsWith('there') ? `../${href}` : undefined),
    localImage: (src) => (src === 'a.png' ? { src: '../a.png', width: 3, height: 2 } : undefined),
  });

test.each([
  ['links within the site, as they are resolved', '[a](there.md#x)', '<p><a href="../there.md#x">a</a></p>'],
  ['the text alone of one that leads nowhere', '[*a* b](gone.md)', '<p><span><em>a</em> b</span></p>'],
  [
    'links to elsewhere as those of articles',
    '[a](https://a.example/)',
    '<p><a href="https://a.example/" rel="noopener nofollow external">a</a></p>',
  ],
  ['no link that runs a script', '[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
  ['no link to another host without a scheme', '[a](//a.example/)', '<p>[a](//a.example/)</p>'],
  ['raw HTML as text', 'a <b onclick="x">b</b>', '<p>a &lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt;</p>'],
  ['blocks of HTML as text', '<script>x</script>', '<p>&lt;script&gt;x&lt;/script&gt;</p>'],
  ['a break', 'a<br>b', '<p>a<br>b</p>'],
  ['no remarks', '<!-- one\n\ntwo -->\n\na <!-- b -->c', '<p>a c</p>'],
  ['remarks in code', '`<!-- a -->`', '<p><code>&lt;!-- a --&gt;</code></p>'],
  [
    'pictures beside the page',
    '![A](a.png)',
    '<figure><img src="../a.png" alt="A" width="3" height="2" loading="lazy" decoding="async"></figure>',
  ],
])('a page has %s', (_, markdown, html) => {
  expect(
    render(markdown)
      .html.trim()
      .replace(/\s*(<\/?figure>)\s*/g, '$1'),
  ).toBe(html);
});

test('headings have ids, levels without gaps, and no links among the contents', () => {
  const { html, headings } = render(
    '# A `b` & C\n\n### Deep\n\n# Again\n\n# Again\n\n# [Linked](there.md)\n\n# Content',
  );
  expect(headings).toEqual([
    { level: 2, id: 'a-b--c', html: 'A <code>b</code> &amp; C' },
    { level: 3, id: 'deep', html: 'Deep' },
    { level: 2, id: 'again', html: 'Again' },
    { level: 2, id: 'again-1', html: 'Again' },
    { level: 2, id: 'linked', html: 'Linked' },
    { level: 2, id: 'content-1', html: 'Content' },
  ]);
  expect(html).toContain('<h3 id="deep">Deep</h3>');
});

test.each([
  ['What it costs', 'what-it-costs'],
  ['`courant add <url>`: how?', 'courant-add-url-how'],
  ['Über uns — kurz', 'über-uns--kurz'],
  ['連絡先', '連絡先'],
  ['???', 'heading'],
])('%s is named %s', (text, id) => {
  expect(headingId(text.replaceAll('`', ''))).toBe(id);
});
