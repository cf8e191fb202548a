import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absolutizeHtml, htmlToText } from './html-text.ts';

describe('htmlToText', () => {
  test.each([
    ['tags and references', '<p>Salt &amp; <b>pepper</b></p><p>more</p>', 'Salt & pepper more'],
    ['a script', 'a<script>alert("<b>")</script>b', 'ab'],
    ['what only looks like a tag', 'I <3 you, <Name>', 'I <3 you, <Name>'],
    ['an unclosed tag', 'text <a href="x', 'text'],
    ['white space', ' a\n\t&nbsp;b ', 'a b'],
  ])('%s', (_, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test('any text gives one line', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (html) => {
        expect(htmlToText(html)).not.toMatch(/[\n\t]|^\s|\s$/);
      }),
    );
  });
});

describe('absolutizeHtml', () => {
  test.each([
    ['a relative address', '<a href="b?x=1&amp;y">t</a>', '<a href="https://g.example/a/b?x=1&amp;y">t</a>'],
    ['without quotes', '<img src=b.png>', '<img src=https://g.example/a/b.png>'],
    ['an absolute one is left alone', '<a href="HTTP://x.example/ä">t</a>', '<a href="HTTP://x.example/ä">t</a>'],
    ['a fragment keeps', '<a href="b#c">t</a>', '<a href="https://g.example/a/b#c">t</a>'],
    ['other attributes are left alone', '<p title="b" class="c">t</p>', '<p title="b" class="c">t</p>'],
  ])('%s', (_, html, expected) => {
    expect(absolutizeHtml(html, 'https://g.example/a/')).toBe(expected);
  });

  test('text outside of attributes never changes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const escaped = text.replace(/[<>]/g, '');
        expect(absolutizeHtml(`<i>${escaped}</i>`, 'https://g.example/')).toBe(`<i>${escaped}</i>`);
      }),
    );
  });
});
