import { describe, expect, test } from 'vitest';
import { parseSearch } from './search-text.ts';
import { makeSnippet } from './snippet.ts';

/** The snippet for what a person typed, hits in brackets. */
const snippet = (text: string, typed: string): string =>
  makeSnippet(text, parseSearch(typed)).replaceAll('\u0001', '[').replaceAll('\u0002', ']');
const filler = (words: number): string => 'water '.repeat(words);

describe('makeSnippet', () => {
  test.each([
    ['marks every hit, whatever its case and accents', 'The Café and the cafe.', 'CAFÉ', 'The [Café] and the [cafe].'],
    ['marks words of a phrase wherever they stand', 'Old port, new port, old boat.', '"old port"', '[Old] [port], new [port], [old] boat.'],
    ['marks what a beginning begins', 'Ships and shipyards.', 'ship*', '[Ships] and [shipyards].'],
    ['marks whole words only, without a star', 'Ships and shipyards.', 'ships', '[Ships] and shipyards.'],
    ['marks nothing of what is excluded', 'Ships and boats.', 'ships -boats', '[Ships] and boats.'],
    ['marks pairs in a run without spaces as one hit', '我们在北京市开会', '北京市', '我们在[北京市]开会'],
    ['marks a character that begins a pair', '我们在北京市开会', '市', '我们在北京[市]开会'],
    ['puts white space together and takes out marks of hits', ' a\n\n\u0001b\t c ', 'c', 'a b [c]'],
    ['is the beginning where nothing is found', `Old port. ${filler(60)}`, 'ships', `Old port. ${filler(28)}…`],
    ['of no text is empty', '', 'ships', ''],
  ])('%s', (_, text, typed, expected) => {
    expect(snippet(text, typed)).toBe(expected);
  }); // prettier-ignore

  test('shows some words before the first hit and more behind it, cut between words', () => {
    const shown = snippet(`${filler(40)}ships ${filler(40)}`, 'ships');
    expect(shown).toMatch(/^… (?:water ){9,10}\[ships\](?: water){27,29} …$/);
  });

  test('marks all hits within the part shown, and cuts none', () => {
    const shown = snippet(`ships ${filler(20)}ships ${'w'.repeat(170)} ships`, 'ships');
    expect(shown.match(/\[ships\]/g)).toHaveLength(2);
    expect(shown.endsWith(' …')).toBe(true);
  });

  test('never shows half a character where there is no space', () => {
    const shown = snippet(`${'😀'.repeat(100)}ships${'😀'.repeat(200)}`, 'ships');
    expect(shown).toMatch(/^\P{Surrogate}*$/u);
    expect(shown).toContain('[ships]');
  });

  test('marks the other forms of a word that the index has', () => {
    const [term] = parseSearch('ship');
    if (term === undefined) throw new Error('no term');
    expect(makeSnippet('Ships sail.', [{ ...term, forms: [{ word: 'ships' }] }])).toBe('\u0001Ships\u0002 sail.');
  });
});
