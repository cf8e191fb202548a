import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkTags,
  escapeTagged,
  formatTagged,
  listTags,
  parseTagged,
  plainOf,
  tidyTags,
  unescapeTagged,
} from './tagged-text.ts';

const source = 'The <pc id="1">old <ph id="2"/></pc> mill &amp; the <pc id="3">river</pc>.';

describe('text with tags', () => {
  test('any text survives escaping', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(unescapeTagged(escapeTagged(text))).toBe(text);
        expect(plainOf(escapeTagged(text))).toBe(text);
        expect(formatTagged(parseTagged(escapeTagged(text)))).toBe(escapeTagged(text));
      }),
    );
  });

  test.each([
    ['entities of engines', 'A &quot;big&quot; &#39;no&#39;&nbsp;&#x2014; &copy;', 'A "big" \'no\'\u00a0\u2014 &copy;'],
    ['tags leave no trace', source, 'The old  mill & the river.'],
    ['nothing beyond Unicode', '&#9999999;', '&#9999999;'],
  ])('the words of a text: %s', (_, text, plain) => {
    expect(plainOf(text)).toBe(plain);
  });

  test('tags are listed with the pair they stand in', () => {
    expect(listTags(source)).toEqual([
      { kind: 'pc', id: 1, parent: 0 },
      { kind: 'ph', id: 2, parent: 1 },
      { kind: 'pc', id: 3, parent: 0 },
    ]);
    expect(listTags('a</pc>')).toBeUndefined();
    expect(formatTagged(parseTagged(source))).toBe(source);
  });
});

describe('whether an output has the tags of its source', () => {
  test.each([
    ['as they are', source],
    ['in another order', 'Am <pc id="3">Fluss</pc> die <pc id="1"><ph id="2"/> alte</pc> Mühle.'],
  ])('right: %s', (_, output) => {
    expect(checkTags(source, output)).toBeUndefined();
  });

  test.each([
    ['one is missing', 'Die <pc id="1">alte <ph id="2"/></pc> Mühle am Fluss.', 'missing'],
    ['one stands twice', `${source} <ph id="2"/>`, 'twice'],
    ['one is new', `${source} <ph id="9"/>`, 'not in the source'],
    ['one left its pair', 'Die <pc id="1">alte</pc> <ph id="2"/> Mühle am <pc id="3">Fluss</pc>.', 'left its pair'],
    ['a pair stays open', 'Die <pc id="1">alte <ph id="2"/> Mühle am <pc id="3">Fluss</pc>.', 'not closed'],
    ['another kind', 'Die <pc id="1">alte <pc id="2">x</pc></pc> Mühle am <pc id="3">Fluss</pc>.', 'become'],
    ['a tag of HTML', 'Die <pc id="1">alte <ph id="2"/></pc> Mühle am <pc id="3"><b>Fluss</b></pc>.', 'none of ours'],
    ['tags where there are none', '<b>Mühle</b>', 'none of ours', 'mill'],
  ])('wrong: %s', (_, output, because, from = source) => {
    expect(checkTags(from, output)).toContain(because);
  });
});

describe('what engines do to tags', () => {
  test.each([
    [
      'spaces at the inner edges',
      'Die <pc id="1"> alte <ph id="2"/> </pc> Mühle',
      'Die <pc id="1">alte <ph id="2"/></pc> Mühle',
    ],
    ['spaces inside of tags', 'Die < pc id = "1" >alte< / pc > <ph id="2" />', 'Die <pc id="1">alte</pc> <ph id="2"/>'],
    ['a placeholder that is closed', '<ph id="2"></ph> Mühle', '<ph id="2"/> Mühle'],
    ['other quotes and capitals', "<PC ID='1'>alte</PC>", '<pc id="1">alte</pc>'],
    ['a space before the point', 'am <pc id="3">Fluss</pc> .', 'am <pc id="3">Fluss</pc>.'],
    ['signs that are none', 'a < b & c <pc id="1">d</pc>', 'a &lt; b &amp; c <pc id="1">d</pc>'],
    ['a word that lost its space', 'Die<pc id="1"> alte</pc>Mühle', 'Die <pc id="1">alte</pc>Mühle'],
    ['white space around all', ' Mühle\n', 'Mühle'],
  ])('%s', (_, output, tidy) => {
    expect(tidyTags(source, output)).toBe(tidy);
  });

  test('what is right stays', () => {
    expect(tidyTags(source, source)).toBe(source);
    const spaced = 'Il dit <pc id="1">oui</pc> !';
    expect(tidyTags(spaced, spaced)).toBe(spaced);
  });
});
