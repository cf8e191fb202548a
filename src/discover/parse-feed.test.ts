import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeedDocument } from './feed-document.ts';
import { parseFeed } from './parse-feed.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const url = 'https://gazette.example/feed.xml';

function read(text: string, headers: readonly (readonly [string, string])[] = []): FeedDocument | null {
  return parseFeed({ url, bytes: new TextEncoder().encode(text), headers }, { now });
}

const rss = (item: string, channel = ''): string =>
  `<rss version="2.0"><channel><title>Gazette</title><link>https://gazette.example/</link>${channel}<item>${item}</item></channel></rss>`;

function firstOf(text: string): FeedDocument['entries'][number] | undefined {
  return read(text)?.entries[0];
}

describe('parseFeed reads every format', () => {
  test('RSS 2.0 with Dublin Core, content and media', () => {
    const document = read(`<?xml version="1.0"?>
      <rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:m="http://search.yahoo.com/mrss/">
      <channel><title>Gazette</title><link>https://gazette.example/</link><language>en_GB</language><ttl>60</ttl>
      <lastBuildDate>Sun, 09 Feb 2025 10:00:00 GMT</lastBuildDate><copyright>Gazette Ltd</copyright>
      <item><title>Ferry &amp; port reopen</title><link>/2025/02/ferry#top</link><guid isPermaLink="false">g-1</guid>
        <pubDate>Sun, 09 Feb 2025 09:30:00 +0100</pubDate><d:creator>Ada Quill</d:creator><category>Harbor</category><category>Travel</category>
        <description>&lt;p&gt;Short &lt;a href="more"&gt;text&lt;/a&gt;&lt;/p&gt;</description>
        <c:encoded><![CDATA[<p>Full <img src="/a.jpg"></p>]]></c:encoded>
        <enclosure url="/a.mp3" type="audio/mpeg" length="12"/><m:content url="https://img.example/b.jpg" type="image/jpeg"/>
        <source url="https://wire.example/rss">The Wire</source></item>
      </channel></rss>`);
    expect(document).toMatchObject({
      kind: 'rss',
      title: 'Gazette',
      link: 'https://gazette.example/',
      ttlMinutes: 60,
      rights: 'Gazette Ltd',
      updated: '2025-02-09T10:00:00Z',
    });
    expect(document?.entries).toEqual([
      {
        title: 'Ferry & port reopen',
        link: 'https://gazette.example/2025/02/ferry#top',
        id: 'g-1',
        published: '2025-02-09T09:30:00+01:00',
        updated: undefined,
        authors: [{ name: 'Ada Quill', email: '', url: '' }],
        summary: '<p>Short <a href="https://gazette.example/more">text</a></p>',
        content: '<p>Full <img src="https://gazette.example/a.jpg"></p>',
        media: [
          { url: 'https://gazette.example/a.mp3', type: 'audio/mpeg', length: '12' },
          { url: 'https://img.example/b.jpg', type: 'image/jpeg', length: '' },
        ],
        tags: ['Harbor', 'Travel'],
        source: { title: 'The Wire', link: 'https://wire.example/rss' },
        language: 'en_GB',
        rights: '',
        licenses: [],
      },
    ]);
  });

  test('Atom 1.0 with text, html and xhtml, xml:base and xml:lang', () => {
    const document = read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://bote.example/de/">
      <title type="html">Der &lt;b&gt;Bote&lt;/b&gt;</title><link rel="self" href="https://bote.example/feed"/><link href="./"/>
      <author><name>Redaktion</name><email>post@bote.example</email></author>
      <entry><title>5 &lt; 6 &amp; mehr</title><link rel="enclosure" href="a.mp3"/><link rel="alternate" type="application/json" href="x.json"/><link href="brücke"/>
        <id>tag:bote.example,2025:1</id><published>2025-02-09T09:30:00Z</published><updated>2025-02-09T10:00:00Z</updated>
        <summary>Nur Text &lt;kein Tag&gt;</summary>
        <content type="xhtml" xml:base="bilder/"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ein <em>Bild</em><br/><img src="b.png"/></p></div></content>
        <category term="hafen" label="Der Hafen"/></entry>
      <entry xml:lang="fr"><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Un <b>pont</b></div></title><content type="html">&lt;p&gt;Texte&lt;/p&gt;</content>
        <author><name>Ana</name><uri>ana</uri></author></entry></feed>`);
    expect(document).toMatchObject({
      kind: 'atom',
      title: 'Der Bote',
      link: 'https://bote.example/de/',
      self: 'https://bote.example/feed',
      language: 'de',
    });
    expect(document?.entries[0]).toMatchObject({
      title: '5 < 6 & mehr',
      link: 'https://bote.example/de/br%C3%BCcke',
      summary: 'Nur Text &lt;kein Tag&gt;',
      content: '<p>Ein <em>Bild</em><br><img src="https://bote.example/de/bilder/b.png"></p>',
      authors: [{ name: 'Redaktion', email: 'post@bote.example', url: '' }],
      tags: ['hafen'],
      language: 'de',
      published: '2025-02-09T09:30:00Z',
      updated: '2025-02-09T10:00:00Z',
    });
    expect(document?.entries[1]).toMatchObject({
      title: 'Un pont',
      content: '<p>Texte</p>',
      language: 'fr',
      authors: [{ name: 'Ana', url: 'https://bote.example/de/ana' }],
    });
  });

  test('RSS 1.0', () => {
    const document =
      read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://g.example/rdf"><title>G</title><link>https://g.example/</link></channel>
      <image><title>Logo</title><link>https://g.example/logo</link></image>
      <item rdf:about="https://g.example/1"><title>One</title><link>https://g.example/1</link><dc:date>2025-02-09</dc:date></item></rdf:RDF>`);
    expect(document).toMatchObject({ kind: 'rdf', title: 'G', link: 'https://g.example/' });
    expect(document?.entries[0]).toMatchObject({
      title: 'One',
      id: 'https://g.example/1',
      published: '2025-02-09T00:00:00Z',
    });
  });

  test('Atom 0.3, CDF and JSON Feed', () => {
    expect(
      firstOf(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped" type="text/html">A &lt;i&gt;b&lt;/i&gt;</title><issued>2004-01-02</issued></entry></feed>',
      ),
    ).toMatchObject({ title: 'A b', published: '2004-01-02T00:00:00Z' });
    expect(read('<CHANNEL HREF="https://c.example/"><TITLE>C</TITLE><ITEM HREF="https://c.example/1" LASTMOD="2004-01-02T03:04:05Z"><TITLE>One</TITLE><ABSTRACT>Sum</ABSTRACT></ITEM></CHANNEL>')).toMatchObject({
      kind: 'cdf', link: 'https://c.example/', entries: [{ title: 'One', link: 'https://c.example/1', summary: 'Sum', updated: '2004-01-02T03:04:05Z' }],
    }); // prettier-ignore
    const json = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'J',
      language: 'en',
      authors: [{ name: 'Ann' }],
      items: [
        { id: 1, url: '/1', title: 'T', content_text: '1 < 2', tags: ['x'], date_published: '2025-02-09T00:00:00Z' },
      ],
    };
    expect(read(JSON.stringify(json))).toMatchObject({
      kind: 'json', title: 'J', entries: [{ id: '1', link: 'https://gazette.example/1', content: '1 &lt; 2', tags: ['x'], language: 'en', authors: [{ name: 'Ann' }] }],
    }); // prettier-ignore
  });
});

describe('parseFeed puts up with the field', () => {
  test.each([
    ['an HTML entity without a declaration', '<title>Caf&eacute; &bogus; AT&T</title>', 'Café &bogus; AT&T'],
    ['a title escaped twice', '<title>Salt &amp;amp; pepper</title>', 'Salt & pepper'],
    ['markup in a title', '<title><![CDATA[A <b>bold</b> claim]]></title>', 'A bold claim'],
    ['a less-than sign in text', '<title>5 < 6</title>', '5 < 6'],
    ['characters of windows-1252 by number', '<title>don&#146;t</title>', 'don’t'],
    ['control characters, raw and by number', '<title>a\u0001b&#2;c&#0;d</title>', 'abcd'],
    ['an unclosed title', '<title>First<link>https://gazette.example/1</link>', 'First'],
    ['a wrong end tag', '<title>First</titel><link>https://gazette.example/1</link>', 'First'],
    ['an unclosed br', '<title>First<br></title>', 'First'],
    ['upper case', '<TITLE>First</TITLE>', 'First'],
  ])('%s', (_, item, title) => {
    expect(firstOf(rss(item))?.title).toBe(title);
  });

  test('items without end tags are told apart', () => {
    expect(
      read(rss('<title>One</title><item><title>Two</title><item><title>Three'))?.entries.map((entry) => entry.title),
    ).toEqual(['One', 'Two', 'Three']);
  });

  test('junk before the root and after it is passed over', () => {
    expect(
      read(`<br />\n<b>Warning</b>: line 3 <!-- x -->${rss('<title>T</title>')}<script>x</script>`)?.entries,
    ).toHaveLength(1);
  });

  test('a truncated document gives what is there, but no half address', () => {
    const whole = rss('<title>One</title><link>https://gazette.example/one</link>');
    expect(read(whole.slice(0, whole.indexOf('/one') + 2))?.entries[0]).toMatchObject({ title: 'One', link: '' });
  });

  test('an undeclared prefix means what it always means, another prefix what it is declared as', () => {
    expect(firstOf(rss('<dc:creator>Ada</dc:creator>'))?.authors[0]?.name).toBe('Ada');
    expect(
      firstOf(
        '<rss xmlns:x="http://purl.org/rss/1.0/modules/content/"><channel><item><x:encoded>Full</x:encoded></item></channel></rss>',
      )?.content,
    ).toBe('Full');
  });

  test.each([
    ['Ada Quill', { name: 'Ada Quill', email: '' }],
    ['ada@g.example (Ada Quill)', { name: 'Ada Quill', email: 'ada@g.example' }],
    ['Ada Quill &lt;ada@g.example&gt;', { name: 'Ada Quill', email: 'ada@g.example' }],
    ['ada@g.example', { name: '', email: 'ada@g.example' }],
  ])('an author written as %s', (text, person) => {
    expect(firstOf(rss(`<author>${text}</author>`))?.authors[0]).toMatchObject(person);
  });

  test('the base is Content-Location where the server states one', () => {
    expect(read(rss('<link>b</link>'), [['content-location', 'https://other.example/a/']])?.entries[0]?.link).toBe(
      'https://other.example/a/b',
    );
  });

  test('only http(s) addresses come out', () => {
    const entry = firstOf(
      rss('<link>javascript:alert(1)</link><enclosure url="data:text/html,x"/><guid>ftp://g.example/1</guid>'),
    );
    expect(entry).toMatchObject({ link: '', media: [] });
  });

  test.each([
    '',
    '   ',
    'hello',
    '<html><body>rss feed item</body></html>',
    '{"error":"no"}',
    '[1,2]',
    '{',
    '<urlset></urlset>',
    '\0\0\0',
  ])('%j is no feed', (text) => {
    expect(read(text)).toBeNull();
  });
});

describe('parseFeed is safe', () => {
  test('entities of a DTD do not grow, external ones are not read', () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(50)}">${[...Array(9).keys()].map((n) => `<!ENTITY a${n} "&a;&a;&a;&a;&a;&a;&a;&a;">`).join('')}<!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const title = firstOf(`${bomb}${rss('<title>&a8;&f;&a;</title>')}`)?.title ?? '';
    expect(title).toBe(`&a8;&f;${'x'.repeat(50)}`);
    const flood = firstOf(`${bomb}${rss(`<title>${'&a;'.repeat(200_000)}</title>`)}`)?.title ?? '';
    expect(flood.length).toBeLessThan(300_000);
  });

  test('names of the prototype are only names', () => {
    const text = rss(
      '<title>T</title><__proto__><constructor>x</constructor></__proto__><hasOwnProperty/><category domain="x" __proto__="y" constructor="z">C</category>',
    );
    expect(firstOf(text)).toMatchObject({ title: 'T', tags: ['C'] });
    expect(
      read('{"version":"https://jsonfeed.org/version/1","title":"J","items":[{"__proto__":{"title":"no"},"id":"1"}]}')
        ?.entries[0]?.title,
    ).toBe('');
    expect(Object.hasOwn(Object.prototype, 'title')).toBe(false);
  });

  const many = 100_000;
  test.each([
    ['deep markup', rss(`<title>T</title><description>${'<div>'.repeat(many)}</description>`)],
    ['deep items', `<rss><channel><title>T</title>${'<item>'.repeat(many)}`],
    ['end tags of nothing', rss(`<title>T</title>${'<a>'.repeat(90)}${'</b>'.repeat(many)}`)],
    [
      'attributes',
      rss('<title>T</title>').replace(
        '<item>',
        `<item ${[...Array(100_000).keys()].map((n) => `a${n}="1"`).join(' ')}>`,
      ),
    ],
    ['namespaces', rss(`<title>T</title>${[...Array(many).keys()].map((n) => `<x xmlns:a${n}="u:${n}">`).join('')}`)],
    ['open angles', rss(`<title>T</title><description>${'<'.repeat(many)}`)],
    ['open CDATA', rss(`<title>T</title><description>${'<![CDATA['.repeat(many)}`)],
    ['open comments', `${rss('<title>T</title>')}${'<!--'.repeat(many)}`],
  ])('a flood of %s is read in bounded time', (_, text) => {
    const document = read(text);
    expect(document?.entries.length).toBeGreaterThan(0);
  });

  test('any soup of markup gives a document or null, and leaves the bytes alone', () => {
    const piece = fc.constantFrom(
      '<rss>', '<channel>', '<item>', '</item>', '<title>', '</title>', '<entry>', '<feed xmlns="http://www.w3.org/2005/Atom">', '<link href="a">', '<![CDATA[', ']]>',
      '<!--', '-->', '&amp;', '&#x0;', '&lt;b&gt;', '<content type="xhtml">', '<div>', '</div>', '<?xml version="1.0"?>', '<!DOCTYPE', '[<!ENTITY a "b">]>', 'text', ' xml:base="::"', '"', "'", '<a:b xmlns:a="">', '{"items":[', '\0', 'é',
    ); // prettier-ignore
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 60 }).map((list) => list.join('')),
          fc.string({ maxLength: 200 }),
        ),
        (soup) => {
          const bytes = new TextEncoder().encode(soup);
          const copy = bytes.slice();
          const document = parseFeed({ url, bytes, headers: [] }, { now });
          expect(bytes).toEqual(copy);
          for (const entry of document?.entries ?? [])
            expect(entry.link === '' || /^https?:/.test(entry.link)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('parseFeed reads what outlets write beside the specifications', () => {
  test.each([
    ['names and tags stay as they are written', rss('<author>&lt;b&gt;Ada&lt;/b&gt;</author><category><![CDATA[R&amp;D]]></category>'), { authors: [{ name: '<b>Ada</b>' }], tags: ['R&amp;D'] }],
    ['tags in one list', rss('<tags>sea, harbor</tags><category>News</category>'), { tags: ['sea', 'harbor', 'News'] }],
    ['a picture as a link', rss('<i:link xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd" rel="image" href="/i.jpg"/>'), { media: [{ url: 'https://gazette.example/i.jpg' }] }],
    ['the title and description of a media group', '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://search.yahoo.com/mrss/"><entry><m:group><m:title>Pier</m:title><m:description>On film</m:description></m:group></entry></feed>', { title: 'Pier', summary: 'On film' }],
    ['a full item', rss('<fullitem>&lt;p>Whole&lt;/p></fullitem>'), { content: '<p>Whole</p>' }],
    ['escaped HTML within a wrapper of Atom', '<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html"><div xmlns="http://www.w3.org/1999/xhtml">&lt;p&gt;One&lt;/p&gt;</div></content></entry></feed>', { content: '<p>One</p>' }],
    ['what only begins like a comment', rss('<description>&lt;!\' &lt;i&gt;a&lt;/i&gt;</description>'), { summary: "&lt;!' <i>a</i>" }],
    ['windows-1252 taken for ISO 8859-1', rss('<title>The pier\u0092s end\u0081</title>'), { title: 'The pier’s end' }],
    ['a summary beside a description: the second is the content', rss('<description>One line</description><summary>Two words</summary>'), { summary: 'One line', content: 'Two words' }],
    ['a summary beside a description: the much longer is the content', rss(`<description>${'long '.repeat(9)}</description><summary>Short</summary>`), { summary: 'Short', content: 'long '.repeat(9).trim() }],
  ])('%s', (_, text, expected) => {
    expect(firstOf(text)).toMatchObject(expected);
  }); // prettier-ignore

  test('relative addresses of RSS items are those of the site, unless xml:base says otherwise', () => {
    const feed = (attributes: string): string =>
      `<rss${attributes}><channel><link>https://www.site.example/news/</link><item><link>1</link></item></channel></rss>`;
    expect(firstOf(feed(''))?.link).toBe('https://www.site.example/news/1');
    expect(firstOf(feed(' xml:base="https://b.example/"'))?.link).toBe('https://b.example/1');
  });

  test('a JSON feed names each author once', () => {
    const authors = [{ name: 'Ada' }, { name: 'Bo' }, { name: 'Ada' }];
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'G', items: [{ id: '1', authors }] };
    expect(firstOf(JSON.stringify(feed))?.authors.map(({ name }) => name)).toEqual(['Ada', 'Bo']);
  });

  test('one sign beyond ASCII does not make a text of another script', () => {
    const bytes = Uint8Array.from(Buffer.from('<rss><channel><item><title>Pay in \u00a4</title></item></channel></rss>', 'latin1')); // prettier-ignore
    expect(parseFeed({ url, bytes, headers: [] }, { now })?.entries[0]?.title).toBe('Pay in ¤');
  });
});

test('references are decoded wherever a long text is cut into pieces', () => {
  // Every offset of a reference against the length of a piece, 65,536.
  const bytes = (pad: number): Uint8Array =>
    new TextEncoder().encode(
      `<rss><channel><title>t</title><item><link>https://g.example/1</link><description>${'x'.repeat(65_536 - 40 + pad)}${'&lt;b&gt;&eacute;'.repeat(6)}</description></item></channel></rss>`,
    );
  for (let pad = 0; pad < 48; pad++) {
    const entry = parseFeed({ url: 'https://g.example/', bytes: bytes(pad), headers: [] }, { now: Date.now() })
      ?.entries[0];
    expect(entry?.summary.replace(/^x+/, '')).toBe('<b>é'.repeat(6));
  }
});
