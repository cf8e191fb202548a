import { describe, expect, it } from 'vitest';
import { makeObservation } from '../../test/sample-archive.ts';
import type { Observation } from '../store/store.ts';
import { findDrift } from './find-drift.ts';

/** Lengths that go up and down as those of a newspaper do. */
const lengths = [3100, 2400, 5200, 1800, 3900, 2900, 4400, 3300, 2100, 3600];

/** Readings of a source, newest first: `count` as they were, then those of `changes`. */
function observationsOf(count: number, ...changes: readonly Partial<Observation>[]): readonly Observation[] {
  const all = [...Array.from({ length: count }, () => ({})), ...changes];
  return all
    .map((change, index) =>
      makeObservation(`https://daily.example/${index}`, {
        length: lengths[(index * 7) % 10] ?? 0,
        fetchedAt: new Date(Date.UTC(2025, 4, 1, index)).toISOString(),
        ...change,
      }),
    )
    .reverse();
}

const times = (count: number, change: Partial<Observation>): readonly Partial<Observation>[] =>
  Array.from({ length: count }, () => change);

describe('findDrift', () => {
  it('finds nothing in a source that stays as it is', () => {
    for (const count of [0, 7, 30, 38, 60, 150]) expect(findDrift(observationsOf(count))).toEqual([]);
  });

  it('tells a shorter text, how long it was, and since when', () => {
    const observations = observationsOf(62, ...[410, 380, 520, 420, 300, 450, 390, 430].map((length) => ({ length })));
    expect(findDrift(observations)).toEqual([
      {
        what: 'length',
        before: 3200,
        after: 415,
        since: '2025-05-03T14:00:00.000Z',
        url: 'https://daily.example/69',
      },
    ]);
  });

  it('tells a longer text too', () => {
    const observations = observationsOf(60, ...times(9, { length: 21_000 }));
    expect(findDrift(observations)).toMatchObject([{ what: 'length', before: 3200, after: 21_000 }]);
  });

  const losses: readonly [string, Partial<Observation>, object][] = [
    ['authors', { hasAuthors: false }, { what: 'authors', before: 1, after: 0 }],
    ['dates', { hasDate: false }, { what: 'date', before: 1, after: 0 }],
    ['pictures', { hasImage: false }, { what: 'image', before: 1, after: 0 }],
    ['confidence', { confidence: 0.4 }, { what: 'confidence', before: 0.9, after: 0.4 }],
    ['pages that are no article', { skip: 'extract/no-text' }, { what: 'skipped', before: 0, after: 1 }],
  ];
  for (const [about, change, drift] of losses) {
    it(`tells a loss of ${about} after eight pages, not after three`, () => {
      expect(findDrift(observationsOf(60, ...times(3, change)))).toEqual([]);
      expect(findDrift(observationsOf(60, ...times(8, change)))).toMatchObject([
        { ...drift, since: '2025-05-03T12:00:00.000Z' },
      ]);
    });
  }

  it('says nothing of what gets better', () => {
    const without = { hasAuthors: false, hasImage: false, confidence: 0.5 };
    const observations = observationsOf(0, ...times(60, without), ...times(20, {}));
    expect(findDrift(observations)).toEqual([]);
  });

  it('says nothing when too few pages are known, or the extractor is another one', () => {
    expect(findDrift(observationsOf(29, ...times(8, { hasDate: false })))).toEqual([]);
    expect(findDrift(observationsOf(60, ...times(12, { hasDate: false, reader: '2' })))).toEqual([]);
  });

  it('is not misled by one odd page in ten', () => {
    const observations = observationsOf(
      60,
      ...lengths.map((length, index) => ({ length: index === 4 ? 90_000 : length })),
    );
    expect(findDrift(observations)).toEqual([]);
  });
});
