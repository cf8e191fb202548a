import { findAll, getElementsByTagName } from 'domutils';
import { isTag, type ChildNode } from 'domhandler';
import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import type { FrontMatter } from '../../src/model/article-file.ts';
import type { Edition } from '../../src/model/edition.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { publish } from './publish.ts';

describe('hostile text', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='alert(1)",
      '</title><script>',
      '-->]]></textarea></style></script><svg onload=x>',
      '&lt;script&gt;&#x3c;b&#x3e;',
      'javascript:alert(1)',
      '\u202e{{< shortcode >}}',
    ),
  );

  const withTexts = (text: string): Edition => {
    const base = makeEdition(1, { title: `x${text}`, description: `x${text}` });
    const [article] = base.articles;
    if (article?.frontMatter.courant === undefined) throw new Error('the made-up edition is empty');
    const frontMatter: FrontMatter = {
      ...article.frontMatter,
      title: `x${text}`,
      summary: `x${text}`,
      lead: `x${text}`,
      tags: [`xyz ${text}`],
      categories: [`xyz ${text}`],
      thumbnail: 'https://images.example/1.jpg',
      courant: { ...article.frontMatter.courant, authors: [`x${text}`], kind: `x${text}`, rights: [`. ${text}`] },
    };
    return {
      ...base,
      outlets: [{ id: 'harbor-courier', name: `x${text}`, home: `x${text}` }],
      articles: [{ ...article, frontMatter }],
      images: new Map([['https://images.example/1.jpg', { path: `media/x${text}`, width: 3, height: 2 }]]),
    };
  };

  const shapeOf = (nodes: readonly ChildNode[]): unknown =>
    nodes
      .filter(isTag)
      .map((element) => [element.name, Object.keys(element.attribs).sort(), shapeOf(element.children)]);
  const shapes = async (of: Edition): Promise<string> => {
    const files = [...(await publish(of))].filter(([path]) => /\.(?:html|xml|svg)$/.test(path));
    return JSON.stringify(
      files.map(([path, text]) => shapeOf(parseDocument(text, { xmlMode: !path.endsWith('.html') }).children)),
    );
  };

  test('adds no element and no attribute anywhere on the site', async () => {
    const harmless = await shapes(withTexts('plain'));
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        expect(await shapes(withTexts(text))).toBe(harmless);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('in a body gives only plain elements and leads only to http(s) and mailto', async () => {
    const allowed =
      /^(?:p|a|em|strong|s|code|pre|br|hr|h[1-6]|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|figure|figcaption|img|div)$/;
    const markdown = fc
      .array(fc.oneof(hostile, fc.constantFrom('[a](javascript:x)', '![b](data:x)', '# h', '> q', '|a|\n|-|')))
      .map((parts) => parts.join('\n\n'));
    await fc.assert(
      fc.asyncProperty(markdown, async (body) => {
        const base = withTexts('plain');
        const articles = base.articles.map((article) => ({ ...article, body }));
        const path = base.articles[0]?.path.replace(/^content\/(.*)\.md$/, '$1/index.html');
        const page = parseDocument((await publish({ ...base, articles })).get(path ?? '') ?? '');
        const [prose] = findAll(({ attribs }) => attribs['class'] === 'prose', page.children);
        for (const { name, attribs } of findAll(() => true, prose?.children ?? [])) {
          expect(name).toMatch(allowed);
          expect(
            Object.keys(attribs).filter(
              (key) =>
                !/^(?:href|rel|class|src|alt|width|height|loading|decoding|fetchpriority|title|start|tabindex|scope)$/.test(
                  key,
                ),
            ),
          ).toEqual([]);
          if (attribs['href'] !== undefined) expect(attribs['href']).toMatch(/^(?:https?:|mailto:)/i);
        }
        if (prose !== undefined) prose.children = [];
        expect(getElementsByTagName('script', page).length).toBe(1);
        expect(getElementsByTagName('main', page).length).toBe(1);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
