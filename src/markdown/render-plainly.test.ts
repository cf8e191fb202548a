import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownReader, markdownToHtml } from './to-html.ts';

const line = fc
  .array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.constantFrom(
          'Ferry',
          'words',
          ' ',
          ' ',
          '.',
          ',',
          '–',
          '電車',
          'é',
          "'",
          '"',
          '(',
          ')',
          '7',
          '%',
        ),
      },
      fc.constantFrom(
        '\\.',
        '\\-',
        '\\*',
        '\\',
        '&',
        '& ',
        '&amp;',
        '<',
        '>',
        '*',
        '_',
        '`',
        '[',
        ']',
        '(https://a.example)',
        '!',
        '![',
        '~',
        '|',
        '#',
        '=',
        '-',
        '+',
        '1.',
        '1)',
        '>',
        ':',
        '$',
        '  ',
        '\t',
        '\u00a0',
        '\ufeff',
        '    ',
      ),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const block = fc.oneof(
  { weight: 6, arbitrary: line },
  fc.array(line, { minLength: 2, maxLength: 3 }).map((lines) => lines.join('\n')),
  line.map((text) => `## ${text}`),
  line.map((text) => `- ${text}`),
  line.map((text) => `2. ${text}`),
  line.map((text) => `> ${text}`),
  line.map((text) => `    ${text}`),
  line.map((text) => `  ${text}`),
  fc.constantFrom(
    '```',
    '---',
    '***',
    '',
    '[a]: https://a.example',
    '![alt](https://a.example/p.jpg)\\\n*caption*',
    '| a | b |\n| - | - |\n| c | d |',
  ),
);

test('what is rendered plainly is what a reader of Markdown makes of it', () => {
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 8 }),
      fc.constantFrom('\n\n', '\n\n\n', '\n', '\r\n\r\n'),
      (blocks, gap) => {
        const markdown = blocks.join(gap);
        expect(markdownToHtml(markdown)).toBe(markdownReader.render(markdown, {}));
      },
    ),
    { numRuns: 3000 },
  );
});
