import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '../model/article.ts';
import { brandUrl } from '../model/ids.ts';
import { toOneLine } from '../text/one-line.ts';
import { renderMarkdown } from './render-markdown.ts';
import { markdownToText } from './to-text.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });
const strong = (...children: readonly Inline[]): Inline => ({ kind: 'strong', children });
const emphasis = (...children: readonly Inline[]): Inline => ({ kind: 'emphasis', children });
const link = (href: string, ...children: readonly Inline[]): Inline => ({ kind: 'link', href, children });
const lineBreak: Inline = { kind: 'break' };
const paragraph = (...inlines: readonly Inline[]): Block => ({ kind: 'paragraph', inlines });
const heading = (value: string): Block => ({ kind: 'heading', level: 2, inlines: [text(value)] });
const list = (...items: readonly (readonly Block[])[]): Block => ({ kind: 'list', ordered: false, items });
const image = { url: brandUrl('https://cdn.example/a.jpg'), alt: 'The harbor [at dawn]' };

describe('what stays as it is', () => {
  const rows = [
    ['quotes, hyphens and dashes', '"I\'d better not say," she said - and left – "twice".'],
    ['numbers and abbreviations', 'U.S. growth fell to 1.5 per cent, 3 of 10 say; 2025. Next'],
    ['signs inside a line', 'Shares + bonds, #1 in town, 5 > 3 < 4, A & B, 5 * 3, 100% {sure}'],
    ['an underscore inside a word', 'snake_case and file_name_2.txt'],
    ['a tag that is no heading', '#harbor is trending'],
    ['brackets around a word', 'He said [sic] that (maybe) it works!'],
    ['one tilde', 'about ~50 people'],
    ['a Windows path', 'C:\\Users\\nobody'],
  ] as const;
  it.each(rows)('%s', (_name, value) => {
    expect(renderMarkdown([paragraph(text(value))])).toBe(value);
  });
});

describe('what is escaped', () => {
  const rows = [
    ['a number that would start a list', '1. May was cold', '1\\. May was cold'],
    ['a hyphen that would start a list', '- he left', '\\- he left'],
    ['a number sign that would make a heading', '# 1 in town', '\\# 1 in town'],
    ['a quote sign', '> quoted', '\\> quoted'],
    ['the fence of front matter', '---', '\\---'],
    ['the fence of TOML front matter', '+++', '\\+++'],
    ['a definition', ': meaning', '\\: meaning'],
    ['a task', '[ ] buy milk', '\\[ ] buy milk'],
    ['a task further on, which Goldmark finds there too', 'milk [x] bought', 'milk \\[x] bought'],
    ['an attribute list', '{.red #x}', '\\{.red #x}'],
    ['a link', 'see [this](https://a.example)', 'see [this\\](https://a.example)'],
    ['a link reference definition', '[a]: https://a.example', '[a\\]: https://a.example'],
    ['a footnote', '[^1]: note', '[^1\\]: note'],
    ['HTML', '<script>alert(1)</script>', '&lt;script>alert(1)&lt;/script>'],
    ['an address in angle brackets', 'mail <1@a.example>', 'mail &lt;1@a.example>'],
    ['an entity', 'AT&amp;T', 'AT&amp;amp;T'],
    ['emphasis', '*very* _much_', '\\*very\\* \\_much\\_'],
    ['strikethrough', '~~gone~~', '\\~\\~gone\\~\\~'],
    ['code', '`x`', '\\`x\\`'],
    ['a Hugo shortcode', '{{< x >}} {{% y %}}', '\\{{&lt; x >}} {{\\% y %}}'],
  ] as const;
  it.each(rows)('%s', (_name, value, expected) => {
    expect(renderMarkdown([paragraph(text(value))])).toBe(expected);
  });

  it('escapes the start of a line behind a break', () => {
    expect(renderMarkdown([paragraph(text('a'), lineBreak, text('---'), lineBreak, text('2) b'))])).toBe(
      'a\\\n\\---\\\n2\\) b',
    );
  });

  it('escapes a star before a break, which is punctuation to it', () => {
    const inlines = [text('a *'), lineBreak, emphasis(text('b')), text('*c')];
    expect(renderMarkdown([paragraph(...inlines)])).toBe('a \\*\\\n*b*\\*c');
  });

  it('escapes what would end a heading', () => {
    expect(renderMarkdown([heading('C ##'), heading('Set {#id}')])).toBe('## C \\##\n\n## Set \\{#id}');
  });
});

describe('inlines', () => {
  const rows: readonly (readonly [string, readonly Inline[], string])[] = [
    ['moves spaces out of emphasis', [text('a'), strong(text(' b ')), text('c')], 'a **b** c'],
    ['nests', [strong(text('a '), emphasis(text('b')))], '**a *b***'],
    ['leaves out emphasis that Markdown cannot say', [text('a'), strong(text('"b"')), text('c')], 'a"b"c'],
    [
      'makes a link of http(s)',
      [link('https://a.example/?q=(1&b={{<', text('b'))],
      '[b](https://a.example/?q=%281&b=%7B%7B%3C)',
    ],
    ['makes text of a script address', [link('javascript:alert(1)', text('b'))], 'b'],
    [
      'keeps an exclamation mark from making a picture',
      [text('Wow!'), link('https://a.example', text('b'))],
      'Wow\\![b](https://a.example/)',
    ],
    ['fences code with enough backticks', [{ kind: 'code', text: 'a ``b`` c' }], '```a ``b`` c```'],
    ['makes text of code with a shortcode', [{ kind: 'code', text: '{{< x >}}' }], '\\{{&lt; x >}}'],
  ];
  it.each(rows)('%s', (_name, inlines, expected) => {
    expect(renderMarkdown([paragraph(...inlines)])).toBe(expected);
  });
});

describe('blocks', () => {
  const rows: readonly (readonly [string, readonly Block[], string])[] = [
    [
      'a tight list with a list inside',
      [list([paragraph(text('a')), list([paragraph(text('b'))])], [paragraph(text('c'))])],
      '- a\n  - b\n- c',
    ],
    ['a loose list', [list([paragraph(text('a')), paragraph(text('b'))])], '- a\n\n  b'],
    ['two lists in a row stay two', [list([paragraph(text('a'))]), list([paragraph(text('b'))])], '- a\n\n* b'],
    [
      'an ordered list',
      [{ kind: 'list', ordered: true, items: [[paragraph(text('a'))], [paragraph(text('b'))]] }],
      '1. a\n2. b',
    ],
    ['a quote', [{ kind: 'quote', blocks: [paragraph(text('a')), paragraph(text('b'))] }], '> a\n>\n> b'],
    [
      'a picture with caption and credit',
      [{ kind: 'figure', image, caption: [text('The harbor.')], credit: 'Ida Rask' }],
      '![The harbor \\[at dawn\\]](https://cdn.example/a.jpg)\\\n*The harbor. (Ida Rask)*',
    ],
    ['code', [{ kind: 'code', text: 'a\n\n```\n' }], '````\na\n\n```\n````'],
    ['code with a shortcode', [{ kind: 'code', text: '{{% x %}}\n{{< y >}}' }], '\\{{\\% x %}}\\\n\\{{&lt; y >}}'],
    [
      'a table',
      [
        {
          kind: 'table',
          hasHeader: true,
          rows: [
            [[text('a|b')], [text('c')]],
            [[text('1')], []],
          ],
        },
      ],
      '| a\\|b | c |\n| --- | --- |\n| 1 |  |',
    ],
    [
      'a table without header',
      [{ kind: 'table', hasHeader: false, rows: [[[text('a')], [text('b')]]] }],
      '|  |  |\n| --- | --- |\n| a | b |',
    ],
    [
      'a foreign post',
      [{ kind: 'embed', url: 'https://www.posts.example/1', blocks: [paragraph(text('Hi'))] }],
      '> Hi\n>\n> [posts.example](https://www.posts.example/1)',
    ],
    [
      'a player',
      [{ kind: 'embed', url: 'https://video.example/1', blocks: [] }],
      '[video.example](https://video.example/1)',
    ],
    [
      'an entry of a live blog',
      [{ kind: 'entry', at: '2025-02-09T14:05:00+01:00', blocks: [heading('Doors open'), paragraph(text('a'))] }],
      '### 14:05 Doors open\n\na',
    ],
    [
      'a live-blog entry whose heading says the time',
      [{ kind: 'entry', at: '2025-02-09T14:05:00+01:00', blocks: [heading('14:05 Doors open'), paragraph(text('a'))] }],
      '### 14:05 Doors open\n\na',
    ],
    [
      'key points',
      [
        { ...paragraph(text('a')), role: 'key-points' },
        { ...paragraph(text('b')), role: 'key-points' },
      ],
      '- a\n- b',
    ],
    ['related links vanish', [paragraph(text('a')), { ...paragraph(text('b')), role: 'related' }], 'a'],
    [
      'what nobody sees vanishes',
      [paragraph(text('\u00a0\u200b')), heading(' '), list([paragraph()]), paragraph(text('a'))],
      'a',
    ],
    [
      'rules at the ends vanish',
      [
        { kind: 'rule' },
        paragraph(text('a')),
        { kind: 'rule' },
        { kind: 'rule' },
        paragraph(text('b')),
        { kind: 'rule' },
      ],
      'a\n\n* * *\n\nb',
    ],
  ];
  it.each(rows)('%s', (_name, blocks, expected) => {
    expect(renderMarkdown(blocks)).toBe(expected);
  });

  it('survives nesting 100,000 deep', () => {
    let deep: Block = paragraph(text('bottom'));
    for (let depth = 0; depth < 100_000; depth += 1) deep = { kind: 'quote', blocks: [deep] };
    let inline: Inline = text('word');
    for (let depth = 0; depth < 100_000; depth += 1) inline = strong(inline);
    const markdown = renderMarkdown([deep, paragraph(inline)]);
    expect(markdown).toContain('bottom');
    expect(markdown).toContain('**word**');
  });

  it('takes time in proportion to a paragraph of 200,000 runs', () => {
    const inlines = Array.from({ length: 100_000 }, (_, index) => [
      text('a* '),
      index % 3 ? strong(text('b_')) : emphasis(text('c')),
    ]);
    renderMarkdown([paragraph({ kind: 'strong', children: inlines.flat() })]);
  });
});

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...('*_`~[]()<>{}!#+-=|:&%\\"\'.1a é字😀\u00a0$^/@'.match(/./gsu) ?? [])) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{{<',
      '{{%',
      '---',
      '+++',
      '```',
      '~~~',
      '&amp;',
      '&#60;',
      '<b>',
      '<!--',
      '<!--more-->',
      '](',
      ']: ',
      '![',
      '1. ',
      '- ',
      '    ',
      '\n',
      '\r\n',
      '\t',
      '\u2028',
      '{#x}',
      'https://a.example/_x_',
      '[ ] ',
      '[^1]: ',
      'word',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
);
const nastyText = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
const href = fc.oneof(
  nastyText.map((value) => `https://a.example/${value}`),
  nastyText,
);

const inlineTree = fc.letrec<{ inline: Inline }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: nastyText.map(text) },
    { weight: 1, arbitrary: nastyText.map((value): Inline => ({ kind: 'code', text: value })) },
    { weight: 1, arbitrary: fc.constant(lineBreak) },
    { weight: 2, arbitrary: fc.array(tie('inline'), { maxLength: 3 }).map((children) => strong(...children)) },
    { weight: 2, arbitrary: fc.array(tie('inline'), { maxLength: 3 }).map((children) => emphasis(...children)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(href, fc.array(tie('inline'), { maxLength: 3 }))
        .map(([to, children]) => link(to, ...children)),
    },
  ),
})).inline;
const inlines = fc.array(inlineTree, { maxLength: 5 });

const blockTree = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    inlines.map((value): Block => ({ kind: 'paragraph', inlines: value })),
    inlines.map((value): Block => ({ kind: 'heading', level: 3, inlines: value })),
    nastyText.map((value): Block => ({ kind: 'code', text: value })),
    fc.constant<Block>({ kind: 'rule' }),
    fc
      .tuple(nastyText, inlines, nastyText)
      .map(([alt, caption, credit]): Block => ({ kind: 'figure', image: { ...image, alt }, caption, credit })),
    fc
      .tuple(fc.boolean(), fc.array(fc.array(inlines, { maxLength: 3 }), { maxLength: 3 }))
      .map(([hasHeader, rows]): Block => ({ kind: 'table', hasHeader, rows })),
    fc
      .tuple(fc.boolean(), fc.array(fc.array(tie('block'), { maxLength: 3 }), { maxLength: 3 }))
      .map(([ordered, items]): Block => ({ kind: 'list', ordered, items })),
    fc.array(tie('block'), { maxLength: 3 }).map((value): Block => ({ kind: 'quote', blocks: value })),
    fc
      .tuple(href, fc.array(tie('block'), { maxLength: 2 }))
      .map(([url, value]): Block => ({ kind: 'embed', url, blocks: value })),
    fc
      .array(tie('block'), { maxLength: 2 })
      .map((value): Block => ({ kind: 'entry', at: '2025-02-09T14:05:00Z', blocks: value })),
  ),
})).block;
const blockTrees = fc.array(blockTree, { maxLength: 4 });

/** The text of inlines, computed another way than `toRuns` does. */
function plainOf(nodes: readonly Inline[]): string {
  return nodes
    .map((node) =>
      node.kind === 'text' || node.kind === 'code'
        ? node.text
        : node.kind === 'break'
          ? '\u0001'
          : plainOf(node.children),
    )
    .join('');
}

function tidy(value: string, separator: string): string {
  return value
    .split('\u0001')
    .map(toOneLine)
    .filter((line) => line !== '')
    .join(separator);
}

const visible = /[^\s\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
const withoutBreakMark = inlines.filter((nodes) => !JSON.stringify(nodes).includes('\\u0001'));

describe('any text', () => {
  it('comes back from Markdown as it went in', () => {
    fc.assert(
      fc.property(withoutBreakMark, (nodes) => {
        const expected = tidy(plainOf(nodes), '\n');
        const markdown = renderMarkdown([{ kind: 'paragraph', inlines: nodes }]);
        expect(markdownToText(markdown)).toBe(visible.test(expected) ? expected : '');
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back from headings, cells, captions, items and quotes', () => {
    fc.assert(
      fc.property(withoutBreakMark, (nodes) => {
        const expected = tidy(plainOf(nodes), ' ');
        fc.pre(visible.test(expected));
        const block: Block = { kind: 'paragraph', inlines: nodes };
        const rows = [[nodes, [text('x')]]];
        expect(markdownToText(renderMarkdown([{ kind: 'heading', level: 2, inlines: nodes }]))).toBe(expected);
        expect(markdownToText(renderMarkdown([{ kind: 'table', hasHeader: true, rows }]))).toBe(`${expected}\tx`);
        expect(
          markdownToText(
            renderMarkdown([{ kind: 'figure', image: { ...image, alt: 'A' }, caption: nodes, credit: '' }]),
          ),
        ).toBe(`A\n${expected}`);
        expect(markdownToText(renderMarkdown([list([block])])).replace(/\n/g, ' ')).toBe(expected);
        expect(markdownToText(renderMarkdown([{ kind: 'quote', blocks: [block] }])).replace(/\n/g, ' ')).toBe(expected);
      }),
      { numRuns: 600 },
    );
  });

  it('comes back as the alternative text of a picture', () => {
    fc.assert(
      fc.property(nastyText, (alt) => {
        expect(
          markdownToText(renderMarkdown([{ kind: 'figure', image: { ...image, alt }, caption: [], credit: '' }])),
        ).toBe(toOneLine(alt));
      }),
      { numRuns: 600 },
    );
  });

  it('never makes a tag, a comment or a foreign address, even for a reader that lets HTML through', () => {
    const careless = new MarkdownIt({ html: true, linkify: false });
    const ours = /^(?:p|h[2-6]|ul|ol|li|blockquote|pre|code|em|strong|a|img|br|hr|table|thead|tbody|tr|th|td)$/;
    fc.assert(
      fc.property(blockTrees, (blocks) => {
        for (const token of careless.parse(renderMarkdown(blocks), {})) {
          expect(token.type).not.toBe('html_block');
          for (const child of [token, ...(token.children ?? [])]) {
            expect(child.type).not.toBe('html_inline');
            if (child.tag !== '') expect(child.tag).toMatch(ours);
            for (const [name, value] of child.attrs ?? []) {
              if (name === 'href' || name === 'src') expect(value).toMatch(/^(?:https?|mailto):/);
            }
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('never holds a Hugo shortcode, and never starts like front matter', () => {
    fc.assert(
      fc.property(blockTrees, (blocks) => {
        const markdown = renderMarkdown(blocks);
        expect(markdown).not.toMatch(/\{\{[<%]|<!--more/);
        expect(markdown).not.toMatch(/^(?:---|\+\+\+)\s*(?:\n|$)/);
      }),
      { numRuns: 600 },
    );
  });
});
