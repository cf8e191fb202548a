import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownReader } from '../markdown/to-html.ts';
import { joinMarkdown, joinSegments } from './join-markdown.ts';
import { partMarkdown } from './part-markdown.ts';
import { createProtector } from './protect.ts';
import { escapeTagged, formatTagged, parseTagged, tidyTags } from './tagged-text.ts';

/** What a reader finds in Markdown but its words: blocks, pairs, addresses, code, pictures. */
function structureOf(markdown: string): readonly string[] {
  const tokens = markdownReader.parse(markdown, {});
  const flat = tokens.flatMap((token) => (token.type === 'inline' ? (token.children ?? []) : [token]));
  return flat
    .filter(({ type }) => type !== 'text' && type !== 'softbreak')
    .map(({ type, tag, info, attrs, content, nesting, hidden }) =>
      [
        type,
        tag,
        info,
        nesting,
        hidden,
        type === 'image' ? attrs?.filter(([name]) => name !== 'alt').join() : attrs?.join(),
        type === 'image' ? '' : content,
      ].join(' '),
    );
}

function rewrite(markdown: string, words: (word: string, index: number) => string, hasMath = false): string {
  const parted = partMarkdown(markdown, { hasMath });
  const texts = parted.segments.map(({ text }) =>
    formatTagged(
      parseTagged(text).map((piece) =>
        piece.kind === 'text' ? { ...piece, text: piece.text.replace(/[\p{L}\p{N}]+/gu, words) } : piece,
      ),
    ),
  );
  return joinMarkdown(parted, texts);
}

const upper = (markdown: string): string => rewrite(markdown, (word) => word.toUpperCase());

describe('other texts in its place', () => {
  test.each<[about: string, markdown: string, expected: string]>([
    ['keep quotes and indents', '> 1. a mill\\\n>    b\n>\n>    - c', '> 1. A MILL\\\n>    B\n>\n>    - C'],
    [
      'keep what is none',
      'a `code` [b](https://a.example/x_y "t")\n\n---',
      'A `code` [B](https://a.example/x_y "t")\n\n---',
    ],
    ['keep line ends and what nobody translates', '  a \r\nb\t\r\n\r\n\r\n***\r\n', '  A B\t\r\n\r\n\r\n***\r\n'],
    ['keep cells', '|a|`x\\|y`|\n|-|:-:|\n| b \\| c |', '|A|`x\\|y`|\n|-|:-:|\n| B \\| C |'],
    ['keep headings', '## a ##\n\nb\n===', '## A ##\n\nB\n==='],
  ])('%s', (_, markdown, expected) => {
    expect(upper(markdown)).toBe(expected);
  });

  test.each<[about: string, markdown: string, texts: readonly string[], expected: string]>([
    [
      'emphasis beside letters and marks',
      'x **y** z',
      ['これは<pc id="1">「引用」</pc>です'],
      'これ&#12399;**「引用」**&#12391;す',
    ],
    ['emphasis within a word', 'x _y_ z', ['un<pc id="1">do</pc>able'], 'u&#110;_do_&#97;ble'],
    ['spaces at its edges', 'x **y** z', ['a<pc id="1"> b </pc>c'], 'a **b** c'],
    ['what would begin another block', 'x', ['# a'], '\\# a'],
    ['a number of a list', 'x', ['1. a'], '1\\. a'],
    ['a bar in a cell', '|x|\n|-|', ['a | b'], '|a \\| b|\n|-|'],
    ['several lines', 'x', ['a\n\n- b\n# c'], 'a - b # c'],
    ['tags, entities, code', 'x', ['&lt;b&gt; &amp;amp; `c`'], '&lt;b> &amp;amp; \\`c\\`'],
    ['a tag that is lost', 'x **y**', ['z'], 'x **y**'],
    ['nothing', 'x', [' '], 'x'],
    [
      'a reference that there is',
      'x\n\n[a]: https://a.example/',
      ['see [a] there'],
      'see \\[a\\] there\n\n[a]: https://a.example/',
    ],
    ['an alternative text', '![x](https://a.example/)', ['a ] "b" `c'], '![a \\] \\"b\\" &#96;c](https://a.example/)'],
  ])('%s', (_, markdown, texts, expected) => {
    expect(joinMarkdown(partMarkdown(markdown), texts)).toBe(expected);
  });

  test('tell where the original stands', () => {
    const parted = partMarkdown('one\n\ntwo **x**\n\nthree');
    expect(joinSegments(parted, ['eins', 'zwei', undefined])).toEqual({
      markdown: 'eins\n\ntwo **x**\n\nthree',
      kept: [1, 2],
    });
    expect(joinSegments(parted, ['one', undefined, 'three']).kept).toEqual([1]);
  });

  test('sentences get and lose their spaces with the script', () => {
    const zh =
      '市政府星期一决定修复河边的旧磨坊，工程需要两年时间，市长在那里告诉我们这件事情，大家都很高兴。磨坊在河边已经站了三百年，镇上的人都知道它的故事，并且希望它能够继续站在那里很久很久。';
    const parted = partMarkdown(zh, { language: 'zh' });
    expect(parted.segments).toHaveLength(2);
    expect(joinMarkdown(parted, ['One.', 'Two.'])).toBe('One. Two.');
    const en =
      'The council of the town decided on Monday to mend the old mill. It will take two years, the mayor told us.';
    expect(joinMarkdown(partMarkdown(en), ['市政府决定。', '两年。'])).toBe('市政府决定。两年。');
  });
});

const word = fc.oneof(
  fc.constantFrom('mill', 'Ärger', '引用', '、', '「', '」', 'x', '12', '(a)', '"b"', '—', '.', 'é', '𝒳', 'שלום'),
  fc.constantFrom(
    '*',
    '_',
    '**',
    '\\',
    '`',
    '#',
    '-',
    '1.',
    '|',
    '<',
    '&',
    '&amp;',
    '[',
    ']',
    '](',
    '!',
    '~~',
    '$',
    '{{<',
    '>',
    '+',
    '=',
    '\n',
    '\n\n# a',
    '<b>',
    '\u00a0',
    ':',
    'https://a.example/_x_',
  ),
);
const inlines: fc.Arbitrary<string> = fc.letrec<{ line: string; part: string }>((tie) => ({
  line: fc
    .array(tie('part'), { minLength: 1, maxLength: 5 })
    .chain((parts) => fc.constantFrom(' ', '', ' ').map((space) => parts.join(space))),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'mill',
      'The river.',
      'old',
      '引用',
      '「a」',
      '"b"',
      '12',
      'x\\*y',
      '&amp;',
      '<i>',
      '`c|d`',
      '<https://a.example/b>',
      '<a@b.example>',
    ),
    tie('line').map((line) => `*${line}*`),
    tie('line').map((line) => `**${line}**`),
    tie('line').map((line) => `_${line}_`),
    tie('line').map((line) => `__${line}__`),
    tie('line').map((line) => `~~${line}~~`),
    tie('line').map((line) => `[${line}](https://a.example/x_(y)?a=1&b=2 "t")`),
    tie('line').map((line) => `![${line}](https://a.example/p.jpg)`),
    tie('line').map((line) => `[${line}][ref]`),
    fc.constantFrom('\\\n', '  \n', '\n'),
  ),
})).line;
const blocks: fc.Arbitrary<string> = fc.letrec<{ all: string; one: string }>((tie) => ({
  all: fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n\n')),
  one: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    inlines,
    inlines.map((line) => `## ${line.replace(/\n/g, ' ')} ##`),
    inlines.map((line) => `${line}\n---`),
    inlines.map((line) => `![a](https://a.example/p.jpg)\\\n*${line}*`),
    fc.tuple(inlines, inlines).map(([a, b]) => `| ${a} | b |\n|---|:-:|\n| 1 | ${b} |`.replace(/\n\n/g, '\n')),
    fc.constantFrom('```js\n*a*\n```', '    code', '* * *', '[ref]: https://a.example/r "t"', '<div>\nx\n</div>'),
    tie('all').map((inner) => inner.replace(/^/gm, '> ')),
    tie('all').map((inner) => `- ${inner.replace(/\n/g, '\n  ')}\n- two`),
    tie('all').map((inner) => `7) ${inner.replace(/\n/g, '\n   ')}`),
    tie('all').map((inner) => `-\t${inner.replace(/\n/g, '\n\t')}`),
  ),
})).all;
const anything = fc.oneof(
  blocks,
  fc
    .array(fc.oneof(word, fc.constantFrom(' ', '\n', '\n\n', '> ', '- ', '\t', '    ', '```', '|-|', '\r\n', '\0')), {
      maxLength: 25,
    })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

const usual = fc
  .array(
    fc
      .array(
        fc.constantFrom(
          'The mill',
          '引用',
          '**「a」**',
          '*"b"*',
          '[**x**, y](https://a.example/)',
          '`code`',
          '(c)',
          '1990.',
          '—',
        ),
        { minLength: 1, maxLength: 6 },
      )
      .chain((parts) =>
        fc.constantFrom('', '> ', '- ', '1. ', '## ', '| h |\n| - |\n| ').map((start) => start + parts.join(' ')),
      ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join('\n\n'));

const runs = { numRuns: 200 };

describe('any Markdown', () => {
  test('without other texts is what it was', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (markdown, hasMath) => {
        const parted = partMarkdown(markdown, { hasMath });
        expect(joinMarkdown(parted, [])).toBe(markdown);
        expect(
          joinMarkdown(
            parted,
            parted.segments.map(({ text }) => text),
          ),
        ).toBe(markdown);
      }),
      runs,
    );
  });

  test('keeps its structure whatever texts it gets', () => {
    fc.assert(
      fc.property(anything, fc.array(word, { minLength: 1, maxLength: 8 }), (markdown, words) => {
        const changed = rewrite(markdown, (_, index) => words[index % words.length] ?? '');
        expect(structureOf(changed)).toEqual(structureOf(markdown));
      }),
      runs,
    );
  });

  test('as articles have it, gets the texts it is given', () => {
    fc.assert(
      fc.property(usual, word, (markdown, mark) => {
        const parted = partMarkdown(markdown);
        const texts = parted.segments.map(({ text }, index) => `${escapeTagged(mark)} ${index}q ${text}`);
        const joined = joinMarkdown(parted, texts);
        expect(texts.filter((_, index) => !joined.includes(`${index}q`))).toEqual([]);
        expect(structureOf(joined)).toEqual(structureOf(markdown));
      }),
      runs,
    );
  });

  test('is read though it is code of nothing but ticks', () => {
    const markdown = `Hello \`\`\` ${'`a '.repeat(200_000)}\`\`\` there.`;
    const parted = partMarkdown(markdown);
    const texts = parted.segments.map(({ text }) => text.replace('Hello', 'Hola'));
    expect(joinMarkdown(parted, texts)).toContain('Hola ``');
  });

  test('is written in good time, though wide spaces take long', () => {
    const parted = partMarkdown(`Hello *a${'\u00a0'.repeat(250_000)}b* there.`);
    const texts = parted.segments.map(({ text }) => text.replace('Hello', 'Hola'));
    expect(joinMarkdown(parted, texts)).toMatch(/^Hola \*a\u00a0+b\* there\.$/);
  });

  test.each([
    ['comments that never end', '<!-- '],
    ['a word', 'x'],
    ['spaces', ' '],
    ['emphasis', '*a _b '],
    ['links', '[a](https://a.example/) b. C '],
    ['quotes', '> '],
    ['bars', '|a'],
    ['dollars', '$a$ '],
    ['addresses', 'a@b.'],
  ])('is read in good time, though it is made to take long: %s', (_, part) => {
    const markdown = `a. ${part.repeat(50_000 / part.length)} b@`;
    const parted = partMarkdown(markdown, { hasMath: true });
    const protect = createProtector({ names: ['a'], glossary: [], from: 'en', to: 'de' });
    const texts = parted.segments.map(({ text }) => {
      const made = protect(text);
      return made.restore(tidyTags(made.text, `- ${made.text} < |`));
    });
    expect(structureOf(joinMarkdown(parted, texts))).toEqual(structureOf(markdown));
  });
});
