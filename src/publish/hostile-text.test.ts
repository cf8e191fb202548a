import { findAll, getElementsByTagName } from 'domutils';
import { isTag, type ChildNode } from 'domhandler';
import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { makeEdition } from '../../test/editions/made-up-edition.ts';
import type { FrontMatter } from '../model/article-file.ts';
import type { Edition } from '../model/edition.ts';
import { readInterface } from '../config/read-interface.ts';
import { publishSite } from './publish-site.ts';

const texts = await readInterface('en');
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
  const shapes = (of: Edition): unknown[] =>
    [...publishSite(of, texts)]
      .filter((file) => /\.(?:html|xml|svg)$/.test(file.path))
      .map((file) => shapeOf(parseDocument(String(file.content), { xmlMode: !file.path.endsWith('.html') }).children));
  const harmless = JSON.stringify(shapes(withTexts('plain')));

  test('adds no element and no attribute anywhere on the site', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(JSON.stringify(shapes(withTexts(text)))).toBe(harmless);
      }),
      { numRuns: 60 },
    );
  });

  test('in a body gives only plain elements and leads only to http(s) and mailto', () => {
    const allowed =
      /^(?:p|a|em|strong|s|code|pre|br|hr|h[1-6]|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|figure|figcaption|img|div)$/;
    const markdown = fc
      .array(fc.oneof(hostile, fc.constantFrom('[a](javascript:x)', '![b](data:x)', '# h', '> q', '|a|\n|-|')))
      .map((parts) => parts.join('\n\n'));
    fc.assert(
      fc.property(markdown, (body) => {
        const base = withTexts('plain');
        const articles = base.articles.map((article) => ({ ...article, body }));
        const path = base.articles[0]?.path.replace(/^content\/(.*)\.md$/, '$1/index.html');
        const file = [...publishSite({ ...base, articles }, texts)].find((found) => found.path === path);
        const page = parseDocument(String(file?.content));
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
      { numRuns: 100 },
    );
  });
});
