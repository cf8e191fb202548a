import { expect, test } from 'vitest';
import { lookIn } from '../../test/site-look.ts';
import { makeEdition } from '../../test/editions/made-up-edition.ts';
import { addContents } from './contents.ts';
import { toSiteContext } from './site-context.ts';

const context = toSiteContext(makeEdition(0).site, await lookIn());

test('headings get an id each, and the table leads to them', () => {
  const { contents, html } = addContents(context, '<p>a</p><h2>One <em>&amp;</em></h2><h3>Two</h3><p>b</p>');
  expect(html).toBe('<p>a</p><h2 id="section-1">One <em>&amp;</em></h2><h3 id="section-2">Two</h3><p>b</p>');
  expect(contents?.markup).toContain(
    '<li class="level-2"><a href="#section-1">One &amp;</a></li><li class="level-3"><a href="#section-2">Two</a></li>',
  );
});

test.each([
  ['no heading', '<p>a</p>'],
  ['a single one', '<h2>One</h2><p>a</p>'],
])('%s needs no table', (_, html) => {
  expect(addContents(context, html)).toEqual({ contents: undefined, html });
});
