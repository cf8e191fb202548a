import { describe, expect, it } from 'vitest';
import { toUrl } from '../url/normalize.ts';
import { extractArticle } from './extract-article.ts';
import { normalizeTag } from './find-language.ts';

const url = toUrl('https://courier.example/story');
if (url === null) throw new Error('the address of the tests is none');
const encoder = new TextEncoder();

describe('the language of an article', () => {
  const german =
    'Der Hafen von Velmar bekommt im Frühling eine zweite Fähre. Das hat der Rat der Stadt am Montag nach langer Debatte beschlossen, und die Region zahlt mehr als die Hälfte der Kosten.';
  const swahili =
    'Bandari ya mji wa Velmar itapata njia ya pili ya kivuko katika majira ya kuchipua, baraza la mji limesema jana. Meya amesema kuwa safari ya kwenda kisiwa hicho itakuwa ya dakika ishirini kwa sasa, na bei ya tiketi ni ile ile ya zamani, ili watu wa kisiwa waweze kurudi nyumbani kwa siku moja.';
  const rows: readonly (readonly [about: string, declared: string, text: string, language: string])[] = [
    ['an undeclared language is detected', '', german, 'de'],
    ['a declared one that agrees with the text is kept with its region', 'de-AT', german, 'de-AT'],
    ['a declared one that the text contradicts is not believed', 'en', german, 'de'],
    [
      'a declared one of another script gives way',
      'zh-CN',
      '港口將有第二艘船，議會說這個時間還沒有決定。市民們對這個消息感到高興，因為過去兩年島上的居民只能等很長時間。'.repeat(
        3,
      ),
      'zh-Hant',
    ],
    [
      'Chinese that nobody declares has its usual script unsaid',
      '',
      '港口将有第二艘船，议会说这个时间还没有决定。市民们对这个消息感到高兴，因为过去两年岛上的居民只能等很长时间。'.repeat(
        3,
      ),
      'zh',
    ],
    ['one the detector does not know is told by its frequent words', 'en-US', swahili, 'sw'],
  ];
  for (const [about, declared, text, language] of rows) {
    it(about, () => {
      const html = `<html lang="${declared}"><title>Velmar</title><h1>Velmar 2024</h1><p>${text}</p><p>${text}</p>`;
      const outcome = extractArticle({ url, bytes: encoder.encode(html), headers: [] }, { now: Date.UTC(2025, 0, 1) });
      expect(outcome.ok && outcome.value.language).toBe(language);
    });
  }

  it('writes tags in their usual form', () => {
    expect(['EN_us', 'pt-br', 'zh-hant-TW', 'de, en', 'iw', 'nb-NO', 'x', '', 'und-Latn'].map(normalizeTag)).toEqual([
      'en-US',
      'pt-BR',
      'zh-Hant-TW',
      'de',
      'he',
      'no-NO',
      '',
      '',
      '',
    ]);
  });
});
