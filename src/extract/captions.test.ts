import { describe, expect, test } from 'vitest';
import { parseHtml } from '../html/parse.ts';
import { findTags } from '../html/query.ts';
import type { Inline } from '../model/article.ts';
import { creditOf, splitCredit } from './captions.ts';
import { inlineText } from './to-inlines.ts';

const plain = (text: string): Inline => ({ kind: 'text', text });
const set = (kind: 'strong' | 'emphasis', text: string): Inline => ({ kind, children: [plain(text)] });

/** What a caption tells, and who made the picture. */
function split(caption: readonly Inline[], credit?: string): readonly [string, string] {
  const result = splitCredit(caption, credit);
  return [inlineText(result.inlines), result.credit];
}

describe('a caption', () => {
  test.each([
    ['The ferry on Monday. Photo: Ida Rask', 'The ferry on Monday.', 'Ida Rask'],
    ['The ferry on Monday (Foto: Ida Rask)', 'The ferry on Monday', 'Ida Rask'],
    ['The ferry on Monday. Bild von: Ida Rask', 'The ferry on Monday.', 'Ida Rask'],
    ['The ferry on Monday © Ida Rask/Bay Pictures', 'The ferry on Monday', 'Ida Rask/Bay Pictures'],
    ['Photograph by: Ida Rask', '', 'Ida Rask'],
    ['渡し船。写真：浜田', '渡し船。', '浜田'],
    ['The ferry on Monday.', 'The ferry on Monday.', ''],
    ['A photo of the ferry, which is old.', 'A photo of the ferry, which is old.', ''],
  ])('"%s" tells "%s" and is by "%s"', (caption, told, credit) => {
    expect(split([plain(caption)])).toEqual([told, credit]);
  });

  test.each([
    ['at its end', 'The ferry on Monday. Photo: Ida Rask', 'The ferry on Monday.'],
    ['in brackets', 'The ferry on Monday (Ida Rask)', 'The ferry on Monday'],
    ['nowhere', 'The ferry on Monday.', 'The ferry on Monday.'],
    ['in the middle', 'Ida Rask stands on the ferry.', 'Ida Rask stands on the ferry.'],
  ])('does without the credit that is known where it repeats it %s', (_, caption, told) => {
    expect(split([plain(caption)], 'Ida Rask')).toEqual([told, 'Ida Rask']);
  });

  test.each([
    ['a credit in italics', [plain('The ferry. '), set('emphasis', 'Photo: Ida Rask')], undefined, ['The ferry.', 'Ida Rask']],
    ['the known credit in italics', [plain('The ferry. '), set('emphasis', 'Photo: Ida Rask')], 'Ida Rask', ['The ferry.', 'Ida Rask']],
    ['a whole line in italics that ends with the known credit', [plain('The ferry. '), set('emphasis', 'We saw all day long the much admired Ida Rask')], 'Ida Rask', ['The ferry. We saw all day long the much admired Ida Rask', 'Ida Rask']],
    ['a word in italics', [plain('The ferry '), set('strong', 'Kerrigal')], undefined, ['The ferry Kerrigal', '']],
    ['nothing', [], 'Ida Rask', ['', 'Ida Rask']],
  ] as const)('may end with %s', (_, caption, credit, expected) => {
    expect(split(caption, credit)).toEqual(expected);
  }); // prettier-ignore
});

describe('the credit that a figure marks', () => {
  const credit = (html: string): string => {
    const [figure] = findTags(parseHtml(`<figure>${html}</figure>`), 'figure');
    if (figure === undefined) throw new Error('no figure');
    return creditOf(figure);
  };
  test.each([
    ['by its class', '<span class="photo-credit">Photo: Ida Rask</span>', 'Ida Rask'],
    ['by its class in other words', '<small class="Bildquelle">Quelle: Ida Rask</small>', 'Ida Rask'],
    ['by microdata', '<span itemprop="copyrightHolder">© Ida Rask</span>', 'Ida Rask'],
    ['in brackets', '<span class="credit">(Ida Rask)</span>', 'Ida Rask'],
    ['within its caption', '<figcaption class="with-credit">The ferry. <b class="credit">Ida Rask</b></figcaption>', 'Ida Rask'],
    ['nowhere', '<img class="credit" alt="x"><figcaption>The ferry.</figcaption>', ''],
    ['for what is the caption', '<span class="credit" itemprop="caption">The ferry on Monday.</span>', ''],
    ['for a whole story', `<div class="source">${'The ferry lay in the harbor. '.repeat(8)}</div>`, ''],
  ])('is found %s', (_, html, expected) => {
    expect(credit(html)).toBe(expected);
  }); // prettier-ignore
});
