import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { NewsError } from '../errors.ts';
import type { ArticleFile, FrontMatter, Provenance } from '../model/article-file.ts';
import { formatArticleFile, parseArticleFile } from './article-file.ts';
import { frontMatterDefaults } from './front-matter.ts';

const path = 'content/post/2025/02/09/harbor-courier/a.md';

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        '\\',
        '---',
        '\n',
        '\r\n',
        '\t',
        '\0',
        '\u2028',
        '\u0085',
        '\ufeff',
        '\ufffe',
        '\u007f',
        ': ',
        '#',
        '- ',
        '{{<',
        "'",
        '%',
        '&a',
        '*a',
        '!!',
        '|',
        '>',
        '@',
        '`',
        'null',
        'true',
        '2025',
        '~',
        'é',
        '字',
        '😀',
        '\u00a0',
        ' ',
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join('')),
);
const nonEmpty = nasty.filter((value) => value !== '');
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 19).replace('T', ' '));

const provenance: fc.Arbitrary<Provenance> = fc.record({
  url: nasty,
  canonical: nasty,
  outlet: nasty,
  authors: fc.array(nasty, { maxLength: 3 }),
  published: nasty,
  modified: nasty,
  fetched: nasty,
  kind: nasty,
  free: fc.boolean(),
  hash: nasty,
  confidence: fc.integer({ min: 0, max: 100 }).map((value) => value / 100),
  revision: fc.integer({ min: 1, max: 1e6 }),
  rights: fc.array(nasty, { maxLength: 3 }),
  seal: nasty,
});
const list = fc.array(nasty, { maxLength: 3 });
const seedKeys = {
  title: nonEmpty,
  date,
  summary: nasty,
  categories: list,
  lang: list,
  translations: list,
  tags: list,
  menu: nasty,
  thumbnail: nasty,
  lead: nasty,
  comments: fc.boolean(),
  authorbox: fc.boolean(),
  pager: fc.boolean(),
  toc: fc.boolean(),
  mathjax: fc.boolean(),
  sidebar: fc.oneof(fc.constant<false>(false), nasty),
  widgets: list,
};
const frontMatter: fc.Arbitrary<FrontMatter> = fc.oneof(
  fc.record(seedKeys),
  fc.record({ ...seedKeys, courant: provenance }),
);
const bodyLine = fc.oneof(
  nasty.map((value) => value.replace(/[\r\n]/g, '')),
  fc.constantFrom('---', '+++', '', 'title: "x"'),
);
const body = fc
  .array(bodyLine, { maxLength: 5 })
  .map((lines) => [...lines, '[a](https://a.example/1)'].join('\n').replace(/^\n+/, ''));
const files: fc.Arbitrary<ArticleFile> = fc.record({ path: fc.constant(path), frontMatter, body });

/** What a file can hold of a text. */
const wellFormed = (value: string): string => value.replace(/\p{Surrogate}/gu, '\ufffd');

describe('any article', () => {
  it('is read and written again as the same bytes', () => {
    fc.assert(
      fc.property(files, (file) => {
        const text = formatArticleFile(file);
        const again = parseArticleFile(path, Buffer.from(text).toString());
        expect(formatArticleFile(again)).toBe(text);
      }),
    );
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(files, (file) => {
        const expected: unknown = JSON.parse(
          wellFormed(JSON.stringify(file)).replace(/\\ud[89a-f][0-9a-f]{2}/g, '\ufffd'),
        );
        expect(parseArticleFile(path, formatArticleFile(file))).toEqual(expected);
      }),
    );
  });

  it('is front matter that any YAML reader reads the same', () => {
    fc.assert(
      fc.property(files, (file) => {
        const header = /^---\n([\s\S]*?\n)---\n/.exec(formatArticleFile(file))?.[1] ?? '';
        for (const version of ['1.1', '1.2'] as const) {
          const read: unknown = parse(header, { version });
          expect(read).toEqual(parseArticleFile(path, formatArticleFile(file)).frontMatter);
        }
      }),
    );
  });

  it('is read the same with Windows line ends and a byte order mark', () => {
    fc.assert(
      fc.property(files, (file) => {
        const text = formatArticleFile(file);
        fc.pre(!/\r/.test(text));
        expect(parseArticleFile(path, `\ufeff${text.replace(/\n/g, '\r\n')}`)).toEqual(parseArticleFile(path, text));
      }),
    );
  });
});

describe('a file edited by hand', () => {
  const rows: readonly (readonly [string, string, Partial<FrontMatter>])[] = [
    [
      'may leave out all but title and date',
      'title: "A"\ndate: "2025-02-09 23:25:27"',
      { summary: '', pager: true, sidebar: 'right' },
    ],
    [
      'may use no quotes',
      "title: The 5 o'clock ferry\ndate: 2025-02-09 23:25:27\nsummary: yes",
      { title: "The 5 o'clock ferry", summary: 'yes' },
    ],
    ['may have a number for a title', 'title: 2025\ndate: 2025-02-09', { title: '2025', date: '2025-02-09 00:00:00' }],
    [
      'may use single quotes and folded text',
      "title: 'It''s'\ndate: '2025-02-09 23:25:27'\nsummary: >-\n  one\n  two",
      { title: "It's", summary: 'one two' },
    ],
    ['may write lists in one line', 'title: A\ndate: 2025-02-09 23:25:27\ntags: [a, "b c"]', { tags: ['a', 'b c'] }],
    ['may write one item for a list', 'title: A\ndate: 2025-02-09 23:25:27\ntags: a', { tags: ['a'] }],
    [
      'may have keys in another order',
      'tags:\n  - "a"\ndate: "2025-02-09 23:25:27"\ntitle: "A"',
      { title: 'A', tags: ['a'] },
    ],
    [
      'may have keys that we do not know',
      'title: A\ndate: 2025-02-09 23:25:27\nweight: 3\nparams:\n  x: [1]',
      { title: 'A' },
    ],
    [
      'may switch the sidebar off',
      'title: A\ndate: 2025-02-09 23:25:27\nsidebar: false\npager: no',
      { sidebar: false, pager: false },
    ],
    ['may have a time with an offset', 'title: A\ndate: 2025-02-09T23:25:27+01:00', { date: '2025-02-09 23:25:27' }],
    [
      'takes its languages for translations',
      'title: A\ndate: 2025-02-09 23:25\nlang: [de]',
      { translations: ['de'], date: '2025-02-09 23:25:00' },
    ],
    ['may have an empty map of ours', 'title: A\ndate: 2025-02-09 23:25:27\ncourant:', { title: 'A' }],
  ];
  it.each(rows)('%s', (_name, header, expected) => {
    const file = parseArticleFile(path, `---\n${header}\n---\nBody\n\n---\nmore\n\n\n`);
    expect(file.frontMatter).toMatchObject(expected);
    expect(file.body).toBe('Body\n\n---\nmore');
  });

  it("keeps the seed's defaults for what it leaves out", () => {
    const file = parseArticleFile(path, '---\ntitle: A\ndate: 2025-02-09 23:25:27\n---\n');
    expect(file.frontMatter).toEqual({ ...frontMatterDefaults, title: 'A', date: '2025-02-09 23:25:27' });
  });
});

describe('a file that is no article', () => {
  const rows = [
    ['has no front matter', 'Just text', 1, 'the first line'],
    ['has front matter that never ends', '---\ntitle: "A"\n', 1, 'no closing'],
    ['has broken YAML', '---\ntitle: "A" b\ndate: "2025"\n---\n', 2, ''],
    ['has no title', '---\ndate: 2025-02-09 23:25:27\n---\n', 2, 'title is missing'],
    ['has no date', '---\ntitle: A\n---\n', 2, 'date is missing'],
    ['has a date that is none', '---\ntitle: A\ndate: soon\n---\n', 3, 'date is not of the form'],
    ['has a day that there is not', '---\ntitle: A\ndate: 2025-02-30 10:00:00\n---\n', 3, 'date is not of the form'],
    ['has a map for a list', '---\ntitle: A\ndate: 2025-02-09\ntags:\n  a: b\n---\n', 5, 'tags is no list'],
    [
      'has a word for a number',
      '---\ntitle: A\ndate: 2025-02-09\ncourant:\n  revision: two\n---\n',
      5,
      'courant.revision is no number',
    ],
    ['is nested without end', `---\ntitle: A\ntags: ${'['.repeat(20_000)}\n---\n`, 2, 'nested too deeply'],
    ['is a list', '---\n- a\n---\n', 2, 'no map'],
  ] as const;
  it.each(rows)('%s', (_name, text, line, detail) => {
    try {
      parseArticleFile(path, text);
    } catch (error) {
      if (!(error instanceof NewsError)) throw error;
      expect(error.code).toBe('store/bad-article-file');
      expect(error.context).toMatchObject({ file: path, line });
      expect(error.context.detail).toContain(detail);
      return;
    }
    expect.unreachable('it was read');
  });

  it('survives a bomb of aliases', () => {
    const bomb = Array.from(
      { length: 30 },
      (_, index) => `k${index}: &a${index} [${index > 0 ? `*a${index - 1}, *a${index - 1}` : '1'}]`,
    );
    const text = `---\ntitle: A\ndate: 2025-02-09\n${bomb.join('\n')}\n---\n`;
    expect(parseArticleFile(path, text).frontMatter.title).toBe('A');
  });
});

describe('keys that we do not know', () => {
  const known = formatArticleFile({
    path,
    frontMatter: { ...frontMatterDefaults, title: 'A', date: '2025-02-09 10:00:00', categories: ['x'] },
    body: '[x](https://x.example/1)',
  });
  const withLines = (outer: string, inner: string): string =>
    known.replace(/\n---\n\n/, `\n${outer}courant:\n  url: "https://x.example/1"\n${inner}---\n\n`);

  it.each<[string, string, string]>([
    ['a number', 'weight: 5\n', '  checked: true\n'],
    ['a quoted text', 'slug: "5"\n', "  mine: '7'\n"],
    [
      'lists and maps',
      'menus:\n  main:\n    weight: 10\n    parents:\n      - a\n      - "b"\n',
      '  seen:\n    - one\n',
    ],
    ['a text of several lines', 'note: |\n  one\n  two\n', '  note: |\n    one\n      two\n'],
  ])('are kept: %s', (_name, outer, inner) => {
    const file = parseArticleFile(path, withLines(outer, inner));
    const text = formatArticleFile(file);
    expect(text).toContain(`\n${outer}courant:\n`);
    expect(text).toContain(`\n${inner}---\n`);
    expect(formatArticleFile(parseArticleFile(path, text))).toBe(text);
  });

  it('are left out where they name others', () => {
    const file = parseArticleFile(path, withLines('mine: &m one\nyours: *m\nloop: &l [*l]\n', ''));
    expect(file.frontMatter.extra).toBe('mine: &m one\n');
  });

  it('are not those of an article that is gone or has moved', () => {
    const file = parseArticleFile(path, withLines('', '  gone: "2025-03-01T00:00:00Z"\n'));
    expect(file.frontMatter).toMatchObject({ courant: { gone: '2025-03-01T00:00:00Z' } });
    const text = formatArticleFile(file);
    expect(text).toContain('\n  gone: "2025-03-01T00:00:00Z"\n---\n');
    expect(parseArticleFile(path, text)).toEqual(file);
  });
});
