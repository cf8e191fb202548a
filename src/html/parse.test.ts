import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHidden } from './hidden.ts';
import { parseHtml } from './parse.ts';
import { closest, Element, findAll, findFirst, findTags, rawTextOf, Text, textOf, walk } from './query.ts';
import type { Root } from './query.ts';

/** Tags and text, as `p(a b(c))`. */
function shape(root: Root): string {
  return root.children
    .map((node) =>
      node instanceof Element ? `${node.name}(${shape(node)})` : node instanceof Text ? node.data.trim() : '',
    )
    .filter((part) => part !== '')
    .join(' ');
}

describe('parseHtml', () => {
  const rows: readonly (readonly [about: string, html: string, tree: string])[] = [
    ['a block ends an open paragraph', '<p>a<div>b</div>', 'p(a) div(b)'],
    ['a block ends a paragraph through line-level elements', '<p><span>a<ul><li>b</ul>', 'p(span(a)) ul(li(b))'],
    [
      'list items end one another, but not those of an outer list',
      '<ul><li>a<ul><li>b<li>c</ul><li>d</ul>',
      'ul(li(a ul(li(b) li(c))) li(d))',
    ],
    ['cells and rows end one another', '<table><tr><td>a<td>b<tr><td>c</table>', 'table(tr(td(a) td(b)) tr(td(c)))'],
    [
      'an end tag in a cell does not close what is around the table',
      '<div><table><tr><td>a</div>b</td></tr></table>c</div>',
      'div(table(tr(td(ab))) c)',
    ],
    ['an end tag without a start is nothing', 'a</div></span>b', 'ab'],
    [
      'formatting closed across a block leaves the block open',
      '<div><a href=x>a<div>b</a>c</div>d</div>',
      'div(a(a div(b)) div(c) d)',
    ],
    ['the head ends where something else begins', '<head><title>t</title><p>a', 'head(title(t)) p(a)'],
    ['what follows the end of the body goes on in it', '<body><div>a</body></html><p>b</div>c', 'body(div(a p(b)) c)'],
    ['a second body is ignored', '<body><p>a</p><body>b</body>', 'body(p(a) b)'],
    ['a block ends an unclosed drawing', '<svg><g><path><p>a', 'svg(g(path())) p(a)'],
    ['a block that ends a drawing is not self-closing', '<svg><div/>a', 'svg() div(a)'],
    ['an end tag without a name is nothing', 'a&am</>p;b', 'a&amp;b'],
    ['what only looks like markup is text', 'a < b <3 <<i>c</i> 1</ 2>d<', 'a < b <3 < i(c) 1 d<'],
    ['declarations end at the next sign, comments at theirs', '<!doctype a><?x?>a<!-->b<!--->c<!-- > --!>d', 'a b c d'],
    ['an unfinished tag or comment is nothing', 'a<p title=">"', 'a'],
    [
      'text elements end at their own end tag',
      '<title>a&lt;<b></TITLE ><xmp>&lt;</xm></xmp>c',
      'title(a<<b>) xmp(&lt;</xm>) c',
    ],
    ['plaintext never ends', '<plaintext>a</plaintext>', 'plaintext(a</plaintext>)'],
    ['self-closing counts in drawings only', '<svg><path/><path/></svg><div/>a', 'svg(path() path()) div(a)'],
    ['comments are not kept', 'a<!-- x -->b', 'a b'],
    ['entities are decoded, in attributes too', '<p title="&lt;">&amp;&#8217;', 'p(&’)'],
    ['a heading ends an open heading', '<h2>a<h3>b', 'h2(a) h3(b)'],
  ];
  for (const [about, html, tree] of rows) it(about, () => expect(shape(parseHtml(html))).toBe(tree));

  it('reads attributes: the first of a name, entities resolved but for those within words', () => {
    const [one] = findTags(parseHtml(`<p a=1 B='2'c="3"/d = 4/ =5 a=6 f=&lt; g="?a=1&copy=2&amp;b" h>`), 'p');
    expect(one?.attribs).toEqual({ a: '1', b: '2', c: '3', d: '4/', '=5': '', f: '<', g: '?a=1&copy=2&b', h: '' });
  });

  it('reads a tag of any length in time linear in it', () => {
    const parts = ['<p title="', ...Array.from({ length: 20_000 }, () => 'a'.repeat(1000)), '">b'];
    const [one] = findTags(parseHtml(parts), 'p');
    expect(one?.attribs['title']).toHaveLength(20_000_000);
  });

  it('never nests deeper than 512 elements, and keeps the text below', () => {
    const document = parseHtml('<i>'.repeat(1_000) + 'deep' + '</i>'.repeat(1_000) + 'after');
    let deepest = 0;
    walk(document, (node) => {
      let depth = 0;
      for (let up = node.parent; up instanceof Element; up = up.parent) depth++;
      deepest = Math.max(deepest, depth);
      return true;
    });
    expect(deepest).toBeLessThanOrEqual(512);
    expect(textOf(document)).toBe('deepafter');
    expect(document.children.at(-1)).toBeInstanceOf(Text);
  });

  it('reads parts as it reads the whole, wherever they are cut', () => {
    const html =
      '<!doctype html><!-- a --><title>b &amp; c</title><p class="d &copysr; e" id=f>g&notin;h<b>i</b>&#8217;' +
      '<script>if (j < k) "</scrip" + "<!--"</script><svg><path d="M0"/></svg><![CDATA[l]]><table><td>m</table>';
    const whole = shape(parseHtml(html));
    for (let at = 0; at <= html.length; at++) {
      for (const width of [1, 5, html.length]) {
        const parts = [html.slice(0, at), html.slice(at, at + width), html.slice(at + width)];
        expect(shape(parseHtml(parts))).toBe(whole);
      }
    }
    const [paragraph] = findTags(parseHtml([...html]), 'p');
    expect(paragraph?.attribs).toEqual({ class: 'd ℗ e', id: 'f' });
  });

  it('keeps every letter of any text between tags, in order', () => {
    const tag = fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<table>',
      '<td>',
      '</td>',
      '<li>',
      '<a>',
      '</a>',
      '<div>',
      '</div>',
      '<svg>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(tag, fc.constantFrom('a', 'b', 'c')), { maxLength: 80 }), (parts) => {
        const letters = parts.filter((part) => part.length === 1).join('');
        let text = '';
        walk(parseHtml(parts.join('')), (node) => {
          if (node instanceof Text) text += node.data;
          return true;
        });
        expect(text).toBe(letters);
      }),
    );
  });
});

describe('query', () => {
  const document = parseHtml('<main><p id=one>a<b>b</b>  c</p><p>d<script>x</script><br>e</p></main>');
  it('reads text as shown', () => {
    expect(textOf(document)).toBe('ab c d e');
    expect(rawTextOf(document)).toBe('ab  cde');
  });
  it('finds elements in document order', () => {
    expect(findTags(document, 'p', 'b').map(({ name }) => name)).toEqual(['p', 'b', 'p']);
    expect(findFirst(document, ({ name }) => name === 'b')?.name).toBe('b');
    expect(findAll(document, ({ attribs }) => attribs['id'] === 'one')).toHaveLength(1);
  });
  it('looks upwards', () => {
    const [bold] = findTags(document, 'b');
    expect(bold && closest(bold, ({ name }) => name === 'main')?.name).toBe('main');
  });
});

describe('isHidden', () => {
  const rows: readonly (readonly [html: string, hidden: boolean])[] = [
    ['<p style="color: red; DISPLAY : none">', true],
    ['<p style="visibility:hidden">', true],
    ['<p hidden>', true],
    ['<p hidden="until-found">', false],
    ['<p aria-hidden="true">', true],
    ['<p aria-hidden="false" style="display:block">', false],
  ];
  for (const [html, hidden] of rows) {
    it(`${html} is ${hidden ? '' : 'not '}hidden`, () => {
      const [element] = findTags(parseHtml(html), 'p');
      expect(element && isHidden(element)).toBe(hidden);
    });
  }
});
