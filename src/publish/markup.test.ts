import fc from 'fast-check';
import { textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { isTag, type Element } from 'domhandler';
import { expect, test } from 'vitest';
import { dotted, escapeText, joined, markup, scriptData, trusted } from './markup.ts';

test.each([
  [
    'the five special characters are escaped',
    `<a href="x">'&'</a>`,
    '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;',
  ],
  ['half of a surrogate pair becomes U+FFFD', 'a\ud83d b', 'a\ufffd b'],
  ['a whole pair stays', 'a\ud83d\ude00', 'a\ud83d\ude00'],
  ['what XML forbids becomes U+FFFD', 'a\u0000\u0008\ufffe', 'a\ufffd\ufffd\ufffd'],
  ['line breaks and tabs stay', 'a\tb\nc', 'a\tb\nc'],
])('%s', (_, text, expected) => {
  expect(escapeText(text)).toBe(expected);
});

test('false, null and undefined vanish, numbers and arrays are written, markup stays as it is', () => {
  const value = markup`<p>${false}${null}${undefined}${0}${['a<', trusted('<br>')]}</p>`;
  expect(value.markup).toBe('<p>0a&lt;<br></p>');
});

test('empty pieces leave no separator behind', () => {
  expect(joined(['a', '', false, 'b'], trusted('|')).markup).toBe('a|b');
  expect(dotted(['a', false, 'b']).markup).toBe('<bdi>a</bdi>\u00a0· <bdi>b</bdi>');
});

test('any text in an element or an attribute is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const page = parseDocument(markup`<p title="${text}">${text}</p>`.markup);
      const [element] = page.children.filter((node): node is Element => isTag(node));
      const readable = text.replace(
        /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udfff]/gu,
        '\ufffd',
      );
      expect(page.children).toHaveLength(1);
      expect(element && textContent(element)).toBe(readable);
      expect(element?.attribs).toEqual({ title: readable });
    }),
  );
});

test('any text in script data is read back and never ends the script', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('</script><b>', '<!--<script>', '\u2028')), (text) => {
      const page = parseDocument(markup`<script type="application/ld+json">${scriptData({ text })}</script>`.markup);
      expect(page.children).toHaveLength(1);
      expect(JSON.parse(textContent(page))).toEqual({ text });
    }),
  );
});
