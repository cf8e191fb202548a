import { expect, test } from 'vitest';
import { hashOf, TermStatistics } from './term-statistics.ts';

function counted(): TermStatistics {
  const statistics = new TermStatistics();
  for (let article = 0; article < 40; article += 1)
    statistics.add('en', ['0the', ...(article < 10 ? ['0mine'] : []), ...(article === 0 ? ['0karsk'] : [])]);
  statistics.add('de', ['0mine']);
  return statistics;
}

test('what fewer articles have is rarer', () => {
  const statistics = counted();
  const rarity = (term: string): number => statistics.rarityOf('en', hashOf(term));
  expect(rarity('0the')).toBeCloseTo(Math.log(41 / 40.5));
  expect(rarity('0mine')).toBeGreaterThan(rarity('0the'));
  expect(rarity('0karsk')).toBeGreaterThan(rarity('0mine'));
  expect(rarity('0unseen')).toBeGreaterThan(rarity('0karsk'));
  expect(statistics.rarityOf('xx', hashOf('0the'))).toBeCloseTo(Math.log(2));
});

test('languages are counted apart', () => {
  const statistics = counted();
  expect([statistics.articlesOf('en'), statistics.articlesOf('de'), statistics.articlesOf('fr')]).toEqual([40, 1, 0]);
  expect(statistics.countOf('en', hashOf('0mine'))).toBe(10);
  expect(statistics.countOf('de', hashOf('0mine'))).toBe(1);
});

test('what was kept goes on', () => {
  const statistics = counted();
  const again = TermStatistics.from(statistics.bytes.slice(), statistics.articles);
  again.add('en', ['0karsk']);
  expect(again.countOf('en', hashOf('0karsk'))).toBe(2);
  expect(again.articlesOf('en')).toBe(41);
  expect(statistics.countOf('en', hashOf('0karsk'))).toBe(1);
});

test('translations into a language weigh nothing in what is written in it', () => {
  const statistics = counted();
  const before = statistics.rarityOf('en', hashOf('0mine'));
  expect(statistics.rarityInTranslation('en', hashOf('0mine'))).toBe(before);
  for (let article = 0; article < 20; article += 1) statistics.addTranslation('en', ['0mine']);
  expect(statistics.rarityOf('en', hashOf('0mine'))).toBe(before);
  expect(statistics.rarityInTranslation('en', hashOf('0mine'))).toBeCloseTo(Math.log(61 / 30.5));
});
