import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datedLanguages } from '../../src/timeline/date-words.ts';
import { findDatesInText } from '../../src/timeline/find-dates.ts';
import { readDatedSentences, scoreDates } from './dated-sentences.ts';

describe('dates in labelled sentences', () => {
  test.each(readDatedSentences().map((one) => [one.language, one] as const))('%s', (_, sentences) => {
    const { right, found, told, misses } = scoreDates(sentences);
    expect(right / Math.max(found, 1), misses.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(right / Math.max(told, 1), misses.join('\n')).toBeGreaterThanOrEqual(0.9);
  });
});

const all = readDatedSentences();
const pieces = [
  ...all.flatMap(({ sentences }) => sentences.map(({ text }) => text)),
  '\n',
  ' ',
  '3.',
  '2026',
  'May ',
  'on ',
  'İ',
  '😀',
];

describe('dates in any text', () => {
  test('are in order, in their sentences, apart, of the calendar, and the same again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 20 })), {
          maxLength: 12,
        }),
        fc.constantFrom(...datedLanguages, 'ja', 'tr', 'und'),
        fc.integer({ min: 0, max: 4e12 }),
        (parts, language, publishedMs) => {
          const text = parts.join(' ');
          const options = { language, publishedMs, zone: 'Europe/Paris' };
          const mentions = findDatesInText(text, options);
          let end = 0;
          for (const { span, sentence, date } of mentions) {
            expect(span.start).toBeGreaterThanOrEqual(end);
            expect(sentence.start <= span.start && span.end <= sentence.end && span.start < span.end).toBe(true);
            expect(date).toMatch(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/);
            const padded = `${date}-01-01`.slice(0, 10);
            expect(new Date(`${padded}T00:00:00Z`).toISOString().slice(0, 10)).toBe(padded);
            end = span.end;
          }
          expect(findDatesInText(text, options)).toEqual(mentions);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('move with the day of the article', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), (day) => {
        const publishedMs = day * 86_400_000;
        const [yesterday, coming] = ['He left yesterday.', 'He will leave on Friday.'].map(
          (text) => findDatesInText(text, { language: 'en', publishedMs, zone: 'UTC' })[0]?.date ?? '',
        );
        expect(yesterday).toBe(new Date(publishedMs - 86_400_000).toISOString().slice(0, 10));
        const ahead = (Date.parse(coming ?? '') - publishedMs) / 86_400_000;
        expect(ahead >= 0 && ahead < 7 && new Date(coming ?? '').getUTCDay() === 5).toBe(true);
      }),
    );
  });
});
