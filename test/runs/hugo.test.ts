import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { afterAll, describe, expect, it } from 'vitest';
import type { Article, Block, Inline } from '../../src/model/article.ts';
import { brandUrl, toSourceId } from '../../src/model/ids.ts';
import { renderMarkdown } from '../../src/markdown/render-markdown.ts';
import { renderText } from '../../src/markdown/render-text.ts';
import { formatArticleFile } from '../../src/store/article-file.ts';
import { toArticleFile } from '../../src/store/to-article-file.ts';

const version = spawnSync('hugo', ['version'], { encoding: 'utf8' });
const hasHugo = version.error === undefined && version.status === 0;

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '</p><iframe src="//evil.example">',
  '<!-- more -->',
  '<!--more-->',
  '{{< figure src="x" >}}',
  '{{% nope %}}',
  '{{</* nope */>}}',
  '{{ .Site }}',
  '{{<',
  '{{%',
  '{#id .class onclick="x"}',
  '{.red}',
  '---',
  '+++',
  '```go',
  ': defined',
  '[^1]: note',
  '[a]: javascript:alert(1)',
  '[x](javascript:alert(1))',
  '~~x~~',
  '- [ ] task',
  '# Heading',
  '| a | b |',
  '|---|---|',
  '===',
  '&lt;b&gt;',
  '&#60;b>',
  ':smile:',
  '\0',
  '\u202e',
  '"quotes"',
  "it's",
  '\\',
  '*',
  '_',
  '`',
  '../..',
  'Паром',
  '渡轮',
  'עברית',
  'عربي',
  'ประเทศไทย',
  '😀',
  'word',
  'two words',
];
const nastyOf = (character: fc.Arbitrary<string>) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...attacks),
        fc.array(character, { maxLength: 4 }).map((all) => all.join('')),
      ),
      { maxLength: 6 },
    )
    .map((pieces) => pieces.join(' '));
const nasty = nastyOf(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
// Hugo leaves letters that are newer than its Unicode tables out of addresses: titles of nothing else would meet there.
const title = nastyOf(
  fc.constantFrom('É', 'ß', 'İ', 'ẞ', 'ก็', 'हि', '한', '字', 'ﷺ', '\u0301', '\u200f', '/', '.', '%', '?', '#'),
);
const inline = nasty.map((text): Inline => ({ kind: 'text', text }));
const inlines = fc.array(
  fc.oneof(
    inline,
    inline.map((child): Inline => ({ kind: 'strong', children: [child] })),
    fc
      .tuple(nasty, inline)
      .map(([to, child]): Inline => ({ kind: 'link', href: `https://a.example/?${to}`, children: [child] })),
    nasty.map((text): Inline => ({ kind: 'code', text })),
    fc.constant<Inline>({ kind: 'break' }),
  ),
  { maxLength: 4 },
);
const paragraph = inlines.map((value): Block => ({ kind: 'paragraph', inlines: value }));
const block = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  inlines.map((value): Block => ({ kind: 'heading', level: 2, inlines: value })),
  nasty.map((text): Block => ({ kind: 'code', text: text.replaceAll(' ', '\n') })),
  fc
    .array(fc.array(paragraph, { maxLength: 2 }), { maxLength: 3 })
    .map((items): Block => ({ kind: 'list', ordered: false, items })),
  fc.array(paragraph, { maxLength: 2 }).map((blocks): Block => ({ kind: 'quote', blocks })),
  fc
    .array(fc.array(inlines, { maxLength: 3 }), { maxLength: 3 })
    .map((rows): Block => ({ kind: 'table', hasHeader: true, rows })),
  fc.tuple(nasty, inlines, nasty).map(([alt, caption, credit]): Block => ({
    kind: 'figure',
    image: { url: brandUrl('https://img.example/1.jpg'), alt },
    caption,
    credit,
  })),
);
const article = fc.record({
  title,
  topics: fc.array(nasty, { maxLength: 4 }),
  authors: fc.array(nasty, { maxLength: 2 }),
  blocks: fc.array(block, { maxLength: 6 }),
  language: fc.constantFrom('en', 'pt-BR', 'he', 'zh', 'und'),
});

const config = `baseURL = "https://site.example/"
title = "Archive"
languageCode = "en"
disableKinds = ["RSS", "sitemap", "robotsTXT"]
enableEmoji = true
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
`;
const page = '<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1><main>{{ .Content }}</main>';
const list =
  '<!doctype html><title>{{ .Title }}</title>{{ range .Pages }}<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Summary }}</p>{{ end }}';

const suite = hasHugo ? 'Hugo' : 'Hugo (SKIPPED: hugo is not on the PATH)';
describe.skipIf(!hasHugo)(suite, () => {
  const root = mkdtempSync(join(tmpdir(), 'courant-hugo-'));
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  }, 60_000);
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };

  it('builds an archive of hostile articles without error, warning, script or foreign HTML', async () => {
    write('config.toml', config);
    write('layouts/_default/single.html', page);
    write('layouts/_default/list.html', list);
    const taken = new Set<string>();
    const samples = fc.sample(article, { numRuns: 150, seed: 4711 });
    for (const [index, parts] of samples.entries()) {
      const file = await toFile(parts, index, taken);
      taken.add(file.path);
      write(file.path, formatArticleFile(file));
    }
    const run = spawnSync('hugo', ['--source', root, '--destination', join(root, 'public')], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: root },
    });
    const talk = run.stdout + run.stderr;
    expect(talk).not.toMatch(/ERROR|WARN/);
    expect(run.status).toBe(0);

    const pages = readdirSync(join(root, 'public'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.html'),
    );
    expect(pages.filter((name) => name.startsWith('post/2025')).length).toBeGreaterThanOrEqual(samples.length);
    for (const name of pages) {
      const html = readFileSync(join(root, 'public', name), 'utf8');
      expect(findForeign(html), name).toEqual([]);
    }
  }, 60_000);

  it('shows the text of any paragraph, item, heading and cell as it was', () => {
    write(
      'text/config.toml',
      `${config.replace('enableEmoji = true', '')}[markup.goldmark.extensions]\ntypographer = false\n`,
    );
    write('text/layouts/_default/single.html', '<main>{{ .Content }}</main>');
    write('text/layouts/_default/list.html', '');
    const samples = fc
      .sample(inlines, { numRuns: 400, seed: 4711 })
      .map((value): Block => ({ kind: 'paragraph', inlines: value }));
    const blocks = samples.map((block, index) => inFrame(block, index));
    for (const [index, block] of blocks.entries()) {
      write(`text/content/post/p${index}.md`, `---\ntitle: "${index}"\n---\n\n${renderMarkdown([block])}\n`);
    }
    const run = spawnSync('hugo', ['--source', join(root, 'text')], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: root },
    });
    expect(run.status).toBe(0);
    for (const [index, block] of blocks.entries()) {
      const html = readFileSync(join(root, `text/public/post/p${index}/index.html`), 'utf8');
      expect(textOfHtml(html)).toBe(renderText([block]).replace(/\s+/g, ' ').trim());
    }
  }, 60_000);
});

/** Every fourth as it is, the others as a heading, in a list and in a table. */
function inFrame(block: Block, index: number): Block {
  if (block.kind !== 'paragraph' || index % 4 === 0) return block;
  if (index % 4 === 1) return { kind: 'heading', level: 2, inlines: block.inlines };
  if (index % 4 === 2) return { kind: 'list', ordered: false, items: [[block]] };
  return {
    kind: 'table',
    hasHeader: true,
    rows: [
      [[], []],
      [block.inlines, [{ kind: 'text', text: 'x' }]],
    ],
  };
}

function textOfHtml(html: string): string {
  let text = '';
  const parser = new Parser({
    ontext: (piece) => (text += piece),
    onopentag: (name) => (text += name === 'br' || name === 'td' ? ' ' : name === 'input' ? '[input]' : ''),
  });
  parser.end(html);
  return text.replace(/\s+/g, ' ').trim();
}

const ourTags =
  /^(?:title|h[1-6]|main|p|a|em|strong|del|code|pre|ul|ol|li|blockquote|br|hr|img|table|thead|tbody|tr|th|td|div|span|input)$/;
const ourAttributes = /^(?:href|src|alt|id|class|style|tabindex|start|data-lang|checked|disabled|type)$/;

// `input`: Hugo reads a summary as Markdown, and one that starts with `- [ ]` gets a check box.
/** Tags, attributes and addresses that neither the layouts nor Markdown made. */
function findForeign(html: string): readonly string[] {
  const foreign: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (!ourTags.test(name)) foreign.push(`<${name}>`);
      for (const [key, value] of Object.entries(attributes)) {
        if (!ourAttributes.test(key)) foreign.push(`<${name} ${key}>`);
        if (
          (key === 'href' || key === 'src') &&
          !/^(?:https:\/\/(?:a|img|site)\.example\/|\/(?!\/)|mailto:)/.test(value)
        )
          foreign.push(`<${name} ${key}="${value}">`);
      }
    },
    oncomment: (data) => foreign.push(`<!--${data}-->`),
  });
  parser.end(html);
  return foreign;
}

async function toFile(
  parts: Pick<Article, 'title' | 'topics' | 'authors' | 'blocks' | 'language'>,
  index: number,
  taken: ReadonlySet<string>,
) {
  const outlet = toSourceId(`outlet-${index % 3}`);
  if (outlet === null) throw new Error('no outlet');
  const url = brandUrl(`https://a.example/${index}`);
  return toArticleFile({
    article: {
      url,
      standfirst: '',
      kind: 'article',
      section: '',
      isFree: true,
      rights: [],
      confidence: 1,
      evidence: {},
      ...parts,
    },
    url,
    outlet,
    timeZone: 'UTC',
    frontMatter: index % 2 ? 'courant' : 'mainroad',
    fetchedAt: '2025-02-09T23:25:27Z',
    revision: 1,
    isPathTaken: (path) => Promise.resolve(taken.has(path)),
  });
}
