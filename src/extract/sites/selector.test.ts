import { describe, expect, test } from 'vitest';
import { attr } from '../../html/query.ts';
import { parseHtml } from '../../html/parse.ts';
import { parseSelector, valueOf } from './selector.ts';

const page = parseHtml(`<body>
  <div id="top" class="lead story"><p>One <b>bold</b></p><p class="x">Two</p><p>Three <a href="/n" rel="next">on</a></p></div>
  <div class="story-old"><p class="x" data-day="2026-03-04">Four</p></div>
  <time datetime="2026-03-04T10:00:00Z">4 March</time></body>`);

function values(text: string): readonly string[] {
  const parsed = parseSelector(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.selector.find(page).map((element) => valueOf(element, parsed.selector));
}

describe('a selector', () => {
  test.each([
    ['#top > .x', ['Two']],
    ['.story p:not(.x)', ['One bold', 'Three on']],
    ['[class*="story"] .x', ['Two', 'Four']],
    ['p.x:eq(0)', ['Two']],
    ['p.x:eq(-1)', ['Four']],
    ['p:eq(9)', []],
    ['p.x:eq(-2)', ['Two']],
    ['p.x:eq(-3)', []],
    ['a[rel=next]@href', ['/n']],
    ['p.x:eq(1) @data-day', ['2026-03-04']],
    ['time', ['2026-03-04T10:00:00Z']],
    ['p:text-contains("bold")', ['One bold']],
    ['p:own-text-contains("bold")', []],
    ["p:own-text-is('One')", ['One bold']],
    ['p:text-starts("Th")', ['Three on']],
    ['div:has(> p > a) .x, a', ['Two', 'on']],
    ['p:has(> :is(#top > p > b))', ['One bold']],
    ['p:has(+ :is(#top > .x))', ['One bold']],
    ['p:has(~ :not(.x))', ['One bold', 'Two']],
    ['p:has(~ :nth-child(2 of #top > :not(.x)))', ['One bold', 'Two']],
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test.each(['', '@href', 'p:foo', 'p[', 'p::before', 'p:eq(x)', '//div'])('"%s" is none', (text) => {
    expect(parseSelector(text)).toMatchObject({ ok: false, problem: expect.stringMatching(/./) as string });
  });

  test('elements come in document order', () => {
    const parsed = parseSelector('.x, #top');
    expect(parsed.ok && parsed.selector.find(page).map((element) => attr(element, 'class'))).toEqual([
      'lead story',
      'x',
      'x',
    ]);
  });
});
