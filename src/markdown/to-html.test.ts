import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { markdownToHtml } from './to-html.ts';
import { markdownToText } from './to-text.ts';

describe('HTML of Markdown', () => {
  const rows = [
    ['raw HTML is text', '<b onclick="x">a</b>', '<p>&lt;b onclick=&quot;x&quot;&gt;a&lt;/b&gt;</p>\n'],
    [
      'links to elsewhere say so',
      '[a](https://a.example)',
      '<p><a href="https://a.example" rel="noopener nofollow external">a</a></p>\n',
    ],
    ['mail links stay plain', '[a](mailto:a@b.example)', '<p><a href="mailto:a@b.example">a</a></p>\n'],
    ['a script address is no link', '[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>\n'],
    ['a relative address is no link', '[a](/b)', '<p>[a](/b)</p>\n'],
    [
      'a picture is a link to it',
      '![A](https://a.example/b.jpg)\\\n*C*',
      '<figure><a class="picture" href="https://a.example/b.jpg" rel="noopener nofollow external">A</a><figcaption>C</figcaption></figure>\n',
    ],
    [
      'a picture without alternative text is named by its file',
      '![](https://a.example/x/b.jpg?w=1)',
      '<figure><a class="picture" href="https://a.example/x/b.jpg?w=1" rel="noopener nofollow external">b.jpg</a></figure>\n',
    ],
    [
      'a table',
      '| a |\n| --- |\n| b |',
      '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n',
    ],
    [
      'an aligned table, without a style attribute',
      '| a | b |\n| :-: | --: |',
      '<table>\n<thead>\n<tr>\n<th class="align-center">a</th>\n<th class="align-right">b</th>\n</tr>\n</thead>\n</table>\n',
    ],
    ['an emphasized paragraph alone is no caption', '*C*', '<p><em>C</em></p>\n'],
  ] as const;
  it.each(rows)('%s', (_name, markdown, html) => {
    expect(markdownToHtml(markdown)).toBe(html);
  });

  it('shows the local copy of a picture', () => {
    const localImage = (url: string) =>
      url === 'https://a.example/b.jpg' ? { src: '../media/"1".jpg', width: 640, height: 480 } : undefined;
    expect(markdownToHtml('![A "b"](https://a.example/b.jpg)', { localImage })).toBe(
      '<figure><img src="../media/&quot;1&quot;.jpg" alt="A &quot;b&quot;" width="640" height="480" loading="lazy" decoding="async"></figure>\n',
    );
  });

  it('loads nothing, runs nothing and leads nowhere but to http(s) and mail, whatever the Markdown', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<script>',
        '<img src=x>',
        '![a](',
        '[a](',
        '](',
        ')',
        'javascript:x',
        'data:text/html,x',
        '//a.example',
        'https://a.example/',
        '"',
        '*',
        '\n',
        '`',
        '&#106;',
        '<https://b.example>',
        ' onerror=x',
        '> ',
        '- ',
        '|',
        '---',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const parser = new Parser({
          onopentag: (name, attributes) => {
            expect(name).not.toMatch(/^(?:script|img|iframe|svg|style|link|object|embed)$/);
            for (const [key, value] of Object.entries(attributes)) {
              expect(key).toMatch(/^(?:href|rel|class|start|style)$/);
              if (key === 'href') expect(value).toMatch(/^(?:https?:\/\/|mailto:)/i);
              if (key === 'style') expect(value).toMatch(/^text-align:\w+$/);
            }
          },
        });
        parser.end(markdownToHtml(pieces.join('')));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what stands around blocks', () => {
  it('is put around each outermost block by its number', () => {
    const markdown = '# A\n\nb\n\n- c\n\n  d\n- e\n\n> f\n>\n> g\n\n---\n\n| h |\n| --- |\n| i |\n\nj';
    const html = markdownToHtml(markdown, { aroundBlock: (block) => ({ before: `<${block}>`, after: `</${block}>` }) });
    const parts = [...html.matchAll(/<(\d+)>(.*?)<\/\1>/gs)].map(([, , part = '']) => part);
    expect(parts.map((part) => /^<(\w+)/.exec(part)?.[1])).toEqual(['h1', 'p', 'ul', 'blockquote', 'hr', 'table', 'p']);
    expect(parts.join('')).toBe(markdownToHtml(markdown));
  });

  it('changes nothing else, whatever the Markdown', () => {
    const piece = fc.constantFrom(
      'a',
      'b c',
      '\n',
      '\n\n',
      '- ',
      '1. ',
      '> ',
      '    ',
      '# ',
      '```',
      '|',
      '---',
      '**',
      '$x$',
    );
    const isSame = fc.property(fc.array(piece, { maxLength: 20 }), fc.boolean(), (pieces, hasMath) => {
      const markdown = pieces.join('');
      const html = markdownToHtml(markdown, { hasMath, aroundBlock: () => ({ before: '\u0001', after: '\u0002' }) });
      expect(html.replace(/[\u0001\u0002]/g, '')).toBe(markdownToHtml(markdown, { hasMath }));
    });
    fc.assert(isSame, { numRuns: 500 });
  });
});

describe('text of Markdown', () => {
  it('is what a reader sees', () => {
    const markdown =
      '## A *b*\n\nc [d](https://e.example)\\\nf\n\n- g\n- h\n\n| i | j |\n| --- | --- |\n| k | l |\n\n```\nm\n```\n\n![n](https://o.example)';
    expect(markdownToText(markdown)).toBe('A b\n\nc d\nf\n\ng\nh\n\ni\tj\nk\tl\n\nm\n\nn');
  });
});
