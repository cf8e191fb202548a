import { describe, expect, test } from 'vitest';
import { findWrongNumber } from './check-numbers.ts';

describe('numbers that are the same', () => {
  test.each([
    ['separators', '1,234.5 tons', '1.234,5 toneladas'],
    ['a space for thousands', '12,500 people', '12 500 personnes'],
    ['an apostrophe for thousands', '12,500 francs', '12’500 Franken'],
    ['Devanagari digits', '57 people', '५७ लोग'],
    ['full-width digits', '57 people', '５７人'],
    ['ten thousands', '20,000 people', '2万人'],
    ['millions', '1.5 million people', '150万人'],
    ['billions', '1.2 billion crowns', '1.200 millones de coronas'],
    ['a million', '1,000,000 people', '1 millón de personas'],
    ['millions in Portuguese', '1.2 billion crowns', '1.200 milhões de coroas'],
    ['thousands in Russian', '1,200 million crowns', '1,2 миллиарда крон'],
    ['thousands of Italian', '25,000 people', '25mila persone'],
    ['a number with its scale', '$1.2bn', '1200 M$'],
    ['a small number in words', '7 people', 'siete personas'],
    ['words as a small number', 'seven people', '7 personas'],
    ['a century', 'the 19th century', 'el siglo XIX'],
    ['a decade', 'in the 1980s', 'en los años ochenta'],
    ['an ordinal', 'his 36th meeting', 'su trigésima sexta reunión'],
    ['a time of day', 'at 5:30 p.m.', 'um 17:30 Uhr'],
    ['an hour with another mark', 'at 12.30', 'à 12 h 30'],
    ['a full hour', 'at 3 p.m.', 'a las 15:00'],
    ['no separator', '1,000 people', '1000 personas'],
    ['a month as a number', 'September 30', '9月30日'],
    ['told twice once', 'the 45 of 45', 'los 45'],
  ])('%s', (_, source, output) => {
    expect(findWrongNumber(source, output)).toBeUndefined();
  });
});

describe('numbers that are not', () => {
  test.each([
    ['a number is lost', '57 people', 'personas', '57 is missing'],
    ['digits changed', 'in 2031', 'en 2013', '2031 is missing'],
    ['a small number became another', '7 people', '9 personas', '7 became 9'],
    ['a zero too many', '250 people', '2500 personas', '250 is missing'],
    ['a zero too many, beside a law', 'the bill of 250 people', 'la ley de 2500 personas', '250 is missing'],
    ['a number from nowhere', '57 people', '57 personas en 2031', '2031 is not in the source'],
  ])('%s', (_, source, output, detail) => {
    expect(findWrongNumber(source, output)).toBe(detail);
  });
});
