import { describe, expect, test } from 'vitest';
import { findDatesInText } from './find-dates.ts';

function datesOf(text: string, language: string): readonly string[] {
  const options = { language, publishedMs: Date.UTC(2026, 10, 26, 12), zone: 'UTC' };
  return findDatesInText(text, options).map(({ date }) => date);
}

describe('a number of days or years', () => {
  test.each([
    ['en', 'The bridge was closed two years ago.', '2024'],
    ['en', 'In 2025, 5 days ago to the hour, the bridge was closed.', '2026-11-21'],
    ['it', 'Il ponte è stato chiuso 5 anni fa.', '2021'],
    ['ru', 'Мост был закрыт два года назад.', '2024'],
    ['pl', 'Most zamknięto dwa lata temu.', '2024'],
  ])('%s: %s', (language, text, date) => {
    expect(datesOf(text, language)).toContain(date);
  });

  test.each([
    ['en', 'The bridge was closed 1.5 years ago.'],
    ['en', 'The bridge was closed half a year ago.'],
    ['en', 'The bridge was closed twenty-two years ago.'],
    ['en', 'The bridge was closed a hundred and two years ago.'],
    ['en', 'The bridge was closed 3-4 years ago.'],
    ['en', 'The bridge was closed two or three years ago.'],
    ['es', 'El puente fue cerrado hace un año y medio.'],
    ['fr', 'Le pont a été fermé il y a deux ans et demi.'],
    ['pt', 'A ponte foi fechada há um ano e meio.'],
    ['it', 'Il ponte è stato chiuso 1,5 anni fa.'],
    ['it', 'Il ponte è stato chiuso due o tre anni fa.'],
    ['nl', 'De brug is 1,5 jaar geleden gesloten.'],
    ['ru', 'Мост был закрыт двадцать два года назад.'],
    ['ru', 'Мост был закрыт 1,5 года назад.'],
    ['pl', 'Most zamknięto dwadzieścia dwa lata temu.'],
  ])('tells nothing when it is the end of another, or one of two; %s: %s', (language, text) => {
    expect(datesOf(text, language)).toEqual([]);
  });
});

test('a round number of people is no year', () => {
  expect(datesOf('On May 5, 2000 people marched to the port.', 'en')).toEqual([]);
  expect(datesOf('On May 5, 2000, people marched to the port.', 'en')).toEqual(['2000-05-05']);
  expect(datesOf('On May 5, 2000 voters were asked. On May 5, 2020 voters were asked.', 'en')).toEqual(['2020-05-05']);
});

test('a Japanese place whose name begins like tomorrow is no day', () => {
  expect(datesOf('奈良県明日香村で祭りが開かれた。', 'ja')).toEqual([]);
  expect(datesOf('首相は明日香港を訪れる。', 'ja')).toEqual(['2026-11-27']);
});
