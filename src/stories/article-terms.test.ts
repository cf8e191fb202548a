import { describe, expect, test } from 'vitest';
import { termKinds, termsOf, type TermKind } from './article-terms.ts';
import { regionNamesOf, regionOfWord } from './region-terms.ts';
import { foldWord } from './fold-word.ts';
import { transcribed } from './transcribed.ts';

function termsIn(language: string, text: string, kind: TermKind): readonly string[] {
  const digit = String(termKinds.indexOf(kind));
  return [...termsOf({ language, title: '', text }).all.keys()]
    .filter((term) => term.startsWith(digit))
    .map((term) => term.slice(1));
}

describe('numbers', () => {
  test.each([
    ['en', 'some 1,250 people', '1250'],
    ['de', 'rund 1.250 Menschen', '1250'],
    ['en', 'worth 1,250,000 crowns', '1250000'],
    ['en', 'about 3.5 percent', '3.5'],
    ['fr', 'environ 3,5 %', '3.5'],
    ['ar', 'حوالي ٤٠٠٠٠ شخص', '40000'],
    ['ar', 'نحو ٣٫٥ في المئة', '3.5'],
    ['hi', 'लगभग १२५० लोग', '1250'],
    ['ja', '約4万人が避難', '40000'],
    ['ja', '１２５０人', '1250'],
    ['zh', '约2.5亿元', '250000000'],
    ['ko', '약 4만 명', '40000'],
  ])('%s: %s', (language, text, number) => {
    expect(termsIn(language, text, 'number')).toEqual([number]);
  });

  test('one digit tells nothing', () => {
    expect(termsIn('en', 'page 7 of 9', 'number')).toEqual([]);
  });
});

describe('countries', () => {
  test.each([
    ['en', 'Kazakhstani coal', 'KZ'],
    ['de', 'im Norden Kasachstans', 'KZ'],
    ['ru', 'на севере Казахстана', 'KZ'],
    ['fr', 'dans l’ouest du Ghana', 'GH'],
    ['de', 'der schwedische Autobauer', 'SE'],
    ['es', 'una estudiante uruguaya', 'UY'],
    ['ar', 'شرقي تركيا', 'TR'],
    ['zh', '菲律宾客轮', 'PH'],
    ['ja', '北部のカザフスタンで', 'KZ'],
    ['en', 'North Korea and South Korea', undefined],
  ])('%s: %s', (language, text, code) => {
    expect(termsIn(language, text, 'region')).toEqual(code === undefined ? [] : [code]);
  });

  test.each(['xx', 'x', '', 'english', 'en us'])(
    'a language that the platform does not know has none: "%s"',
    (language) => {
      expect(regionOfWord(foldWord('Ghana'), regionNamesOf(language))).toBeUndefined();
    },
  );
});

describe('words and names', () => {
  test('a capital at the beginning of a sentence makes no name', () => {
    const names = termsIn('en', 'Miners met Saparov. Saparov said nothing. “Rescuers left Karsk.”', 'name');
    expect(names).toEqual(['saparov', 'karsk']);
  });

  test('title and beginning are kept apart from the rest', () => {
    const { title, lead, all, words } = termsOf({
      language: 'en',
      title: 'Ferry capsizes',
      text: `${'water '.repeat(100)}lighthouse`,
    });
    const has = (terms: ReadonlyMap<string, number>, word: string): boolean =>
      [...terms.keys()].some((term) => term.startsWith(`0${word}`));
    expect([has(title, 'ferr'), has(lead, 'ferr'), has(all, 'ferr')]).toEqual([true, true, true]);
    expect([has(title, 'water'), has(lead, 'water'), has(lead, 'lighthous')]).toEqual([false, true, false]);
    expect(has(all, 'lighthous')).toBe(true);
    expect(words).toBe(103);
  });

  test('text without spaces is read by two and three characters', () => {
    expect(termsIn('zh', '渡轮倾覆', 'word')).toEqual(['渡轮', '轮倾', '倾覆']);
    expect(termsIn('zh', '渡轮倾覆', 'pair')).toEqual(['渡轮倾', '轮倾覆']);
  });

  test('names in katakana and in characters that Chinese writes them with', () => {
    expect(transcribed('台風メイラン、鹿児島に上陸', 'ja')).toEqual(['メイラン']);
    expect(transcribed('船长雷纳托被拘留', 'zh')).toContain('雷纳托');
  });

  test('an article in another script shares a name', () => {
    const near = (language: string, text: string): readonly string[] => termsIn(language, text, 'far');
    const english = near('en', 'The captain Saparov left.');
    expect(near('ru', 'Директор Сапаров отстранён.').filter((code) => english.includes(code))).not.toEqual([]);
  });
});
