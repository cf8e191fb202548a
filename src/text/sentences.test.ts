import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSentences } from './sentences.ts';

/** The sentences as texts. A bar in `marked` shows where one ends. */
function split(marked: string, language: string): readonly string[] {
  const text = marked.split(' | ').join(['zh', 'ja'].includes(language) ? '' : ' ');
  return splitSentences(text, language).map(({ start, end }) => text.slice(start, end));
}

const cases: readonly (readonly [about: string, language: string, marked: string])[] = [
  ['sentences end with points, questions and calls', 'en', 'The dam broke. | Who knew? | Nobody! | It rained…'],
  ['titles and initials go on', 'en', 'Dr. Ana B. Sol met Mr. Reed and Sgt. Poe. | They left.'],
  [
    'decimals, addresses and times go on',
    'en',
    'It rose 3.5 percent on harbor.example at 5.30 p.m. on Monday. | Then it fell.',
  ],
  ['an abbreviation may end a sentence', 'en', 'He lives in the U.S. | The others do not.'],
  ['or stand before a name', 'en', 'The U.S. Senate and Tide Inc. Chairman Poe met.'],
  ['a number before which something stands', 'en', 'Pier No. 5 burned. | 300 people fled.'],
  ['a quotation closes after the point', 'en', '“We saw it.” | “It was red.” | Then she left.'],
  ['a question in a quotation goes on', 'en', '“Did you see it?” he asked. | Nobody had.'],
  ['a bracket closes after the point', 'en', '(It was late.) | They went home.'],
  [
    'ordinals and abbreviations',
    'de',
    'Am 3. Oktober kamen z. B. 12 Gäste bzw. Freunde. | Es waren 2023 mehr als 2021. | Der 1. FC Hafen gewann.',
  ],
  ['a number may end a sentence', 'de', 'Er kam auf Platz 3. | Der Trainer freute sich.'],
  ['low quotes', 'de', '„Wir kommen.“ | „Wann?“, fragte sie. | Niemand wusste es.'],
  [
    'French quotes have spaces',
    'fr',
    'M. Petit a dit : « Nous partons. » | Mme Roux est restée. | « Vraiment ? », demanda-t-elle.',
  ],
  ['questions are opened', 'es', '¿Quién lo vio? | ¡Nadie! | El Sr. Ruiz y la Sra. Paz se fueron.'],
  ['initials in Cyrillic', 'ru', 'А. С. Морев приехал в г. Гавань. | Он сказал: «Да». | — Нет! — крикнула она.'],
  ['Chinese has no spaces', 'zh', '大坝决口了。 | 谁知道？ | 没有人！'],
  ['Japanese goes on after a quotation', 'ja', '市長は「橋は安全だ。」と述べた。 | 雨が続く。'],
  ['Arabic has its own question mark', 'ar', 'انهار السد. | من كان يعلم؟ | لا أحد.'],
  ['Urdu has its own point', 'ur', 'بند ٹوٹ گیا۔ | کس کو معلوم تھا؟ | کسی کو نہیں۔'],
  ['a danda ends a sentence', 'hi', 'यू.एन. ने बताया कि बाँध टूट गया। | किसे पता था? | किसी को नहीं।'],
  ['Greek asks with a semicolon', 'el', 'Ποιος το είδε; | Κανείς.'],
  ['and nobody else does', 'en', 'It rained; it snowed.'],
  ['Korean has no case', 'ko', '둑이 무너졌다. | 누가 알았나? | 아무도 몰랐다.'],
];

describe('splitSentences', () => {
  test.each(cases)('%s (%s)', (_about, language, marked) => {
    expect(split(marked, language)).toEqual(marked.split(' | '));
  });

  test('a line is a paragraph, and an empty one nothing', () => {
    expect(split('A headline\n\n  It rained. It snowed  \n', 'en')).toEqual(['A headline', 'It rained.', 'It snowed']);
  });

  test('sentences and what is between them are the text', () => {
    const piece = fc.constantFrom(
      'Dr',
      'the',
      'Sol',
      '3',
      'U.S',
      '.',
      '. ',
      '?” ',
      '… ',
      '。',
      '」',
      ' ',
      '\n',
      '« ',
      ' »',
      '“',
      '😀',
      '؟ ',
      '। ',
      '; ',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom('', 'en', 'de-AT', 'el', 'ja', 'xx'), (text, language) => {
        const spans = splitSentences(text, language);
        const starts = [...spans.map(({ start }) => start), text.length];
        const gaps = starts.map((start, i) => text.slice(spans[i - 1]?.end ?? 0, start));
        const sentences = spans.map(({ start, end }) => text.slice(start, end));
        expect(gaps.map((gap, i) => gap + (sentences[i] ?? '')).join('')).toBe(text);
        expect(gaps.join('').trim()).toBe('');
        expect(sentences).toEqual(sentences.map((sentence) => sentence.trim()).filter(Boolean));
        expect(sentences.join('')).not.toContain('\n');
      }),
    );
  });
});
