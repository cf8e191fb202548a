import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeTagged, formatTagged, parseTagged, type TaggedPiece } from '../tagged-text.ts';
import { fromMarkup, toMarkup, type MarkupForm } from './markup.ts';

const text = 'A <pc id="1">red <pc id="3">car</pc></pc> of <ph id="2"/> &amp; &lt;b&gt;';

test('HTML has elements that everybody knows', () => {
  expect(toMarkup(text, 'html')).toBe('A <b id="1">red <b id="3">car</b></b> of <img id="2"> &amp; &lt;b&gt;');
});

test.each<[string, string, MarkupForm, string | undefined]>([
  [
    'as other writers spell it',
    "<B ID='1'>x</B> <img id=2 /> &#39;&nbsp;&quot;",
    'html',
    '<pc id="1">x</pc> <ph id="2"/> \'\u00a0"',
  ],
  ['an empty element that was opened', 'a <ph id="2"></ph> b', 'tagged', 'a <ph id="2"/> b'],
  [
    'elements that are not ours as text',
    '<p>a <b>b</b> <i id="4">c</i>',
    'html',
    '&lt;p&gt;a &lt;b&gt;b&lt;/b&gt; &lt;i id="4"&gt;c&lt;/i&gt;',
  ],
  [
    'what was decoded on its way',
    '5 < 6 & <b id="1"><c></b> AT&T',
    'html',
    '5 &lt; 6 &amp; <pc id="1">&lt;c&gt;</pc> AT&amp;T',
  ],
  [
    'a pair cut in two',
    '<b id="1">red</b> <b id="1">car</b> <b id="2">x</b>',
    'html',
    '<pc id="1">red car</pc> <pc id="2">x</pc>',
  ],
  ['text that was never escaped', 'a < b & c > d', 'html', 'a &lt; b &amp; c &gt; d'],
  ['nothing', ' \n', 'html', undefined],
  ['an id that is none', '<b id="&quot;><x">a', 'html', '&lt;b id=""&gt;&lt;x"&gt;a'],
])('reads %s', (_, answer, form, expected) => {
  expect(fromMarkup(answer, form)).toBe(expected);
});

const words = fc
  .string({ minLength: 1, unit: 'binary' })
  .filter((part) => part.trim() !== '' && !/[\r\0\p{Surrogate}]/u.test(part));

test('both forms give back what they were given', () => {
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 5 }),
      fc.constantFrom<MarkupForm>('html', 'tagged'),
      (parts, form) => {
        const pieces = parts.flatMap((part, index): TaggedPiece[] => [
          { kind: 'open', id: index },
          { kind: 'text', text: part },
          { kind: 'close' },
          { kind: 'text', text: '-' },
          { kind: 'ph', id: 100 + index },
          { kind: 'text', text: part },
        ]);
        const given = formatTagged(pieces);
        expect(parseTagged(given)).toEqual(pieces);
        expect(fromMarkup(toMarkup(given, form), form)).toBe(given);
      },
    ),
  );
});

test('no answer is too strange to read', () => {
  const part = fc.constantFrom(
    '<b id="1">',
    '</b>',
    '<img id=2/>',
    '<pc id="1">',
    '</pc>',
    '<ph id="2"/>',
    '<',
    '&',
    '&#x110000;',
    'a',
  );
  const answer = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(answer, fc.constantFrom<MarkupForm>('html', 'tagged'), (given, form) => {
      const text = fromMarkup(given, form);
      if (text !== undefined) expect(text).toBe(formatTagged(parseTagged(text)));
    }),
  );
});

test('escapes what would be a tag', () => {
  expect(escapeTagged('<ph id="1"/> &amp;')).toBe('&lt;ph id="1"/&gt; &amp;amp;');
});
