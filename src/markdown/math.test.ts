import { expect, test } from 'vitest';
import { markdownToHtml } from './to-html.ts';

const html = (markdown: string): string => markdownToHtml(markdown, { hasMath: true });

test('formulas become MathML, in a line and by themselves', () => {
  expect(html('The law $E = mc^2$ holds.')).toMatch(/^<p>The law <math>.*<msup>.*<\/math> holds\.<\/p>\n$/);
  expect(html('$$\\sum_{i=1}^n i$$')).toContain('<math display="block"');
});

test.each([
  ['a price', 'It costs $5 or $6.', '<p>It costs $5 or $6.</p>\n'],
  ['an escaped sign', 'Between \\$a and b$.', '<p>Between $a and b$.</p>\n'],
  ['code', 'Say `$x$` twice.', '<p>Say <code>$x$</code> twice.</p>\n'],
])('%s is no formula', (_, markdown, expected) => {
  expect(html(markdown)).toBe(expected);
});

test('what TeX and Markdown both use is left to TeX', () => {
  expect(html('$a_1 + a_2 * b * c$')).not.toContain('<em>');
});

test.each([
  '$\\href{javascript:alert(1)}{x}$',
  '$<img src=x onerror=alert(1)>$',
  '$\\frac{a}{$',
  '$\\class{x" onclick="y}{z}$',
])('%s does no harm', (markdown) => {
  expect(html(markdown)).not.toMatch(
    /<(?!\/?(?:p|math|m[a-z]+|code|semantics|annotation)\b)|<[^>]*\s(?:on\w+|style|href)=/,
  );
});
