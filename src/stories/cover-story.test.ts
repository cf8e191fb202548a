import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { damArticles, toStory } from '../../test/sample-story.ts';
import { coverStory } from './cover-story.ts';
import { rankStory } from './rank-story.ts';

const hourMs = 3_600_000;
const coverage = coverStory(toStory(damArticles), damArticles);

describe('coverStory', () => {
  test('tells who was first, who followed, and who only copied', () => {
    expect(
      coverage.outlets.map(({ outlet, firstMs, articles, onlyCopies }) => [
        outlet,
        firstMs / hourMs,
        articles,
        onlyCopies,
      ]),
    ).toEqual([
      ['harbor-gazette', 1, 1, false],
      ['north-herald', 2, 1, false],
      ['tagblatt', 3, 1, false],
      ['valley-post', 5, 1, false],
      ['coast-mirror', 6, 1, true],
    ]);
    expect(coverage.independent).toBe(4);
  });

  test('countries and languages, those of most outlets first', () => {
    expect(coverage.countries).toEqual(['NO', 'AT', 'GB']);
    expect(coverage.languages).toEqual(['en', 'de']);
  });

  test('tells what an outlet alone reports', () => {
    expect(
      Object.fromEntries(coverage.outlets.map(({ outlet, alone }) => [outlet, alone.map(({ text }) => text)])),
    ).toEqual({
      'harbor-gazette': [],
      'north-herald': ['The railway between Norvik and the coast is closed until Friday, the operator Fjordbane said.'],
      tagblatt: [],
      'valley-post': ['The insurer Tryggheim puts the damage in the lower town at 41 million crowns.'],
      'coast-mirror': [],
    });
  });

  test('nobody is alone among two', () => {
    const two = damArticles.filter(({ outlet }) => outlet === 'north-herald' || outlet === 'valley-post');
    expect(coverStory(toStory(two), two).outlets.flatMap(({ alone }) => alone)).toEqual([]);
  });

  test('an outlet that copies its own article reports on its own', () => {
    const again = damArticles.map((article) =>
      article.outlet === 'coast-mirror' ? { ...article, outlet: 'harbor-gazette' } : article,
    );
    const [first] = coverStory(toStory(again), again).outlets;
    expect(first).toMatchObject({ outlet: 'harbor-gazette', articles: 2, onlyCopies: false });
  });

  test('spans are exact, and the order of the articles does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...damArticles], { minLength: damArticles.length }), (shuffled) => {
        const { members, ...story } = toStory(shuffled);
        expect(coverStory({ ...story, members: [...members].reverse() }, shuffled)).toEqual(coverage);
      }),
    );
    for (const { path, span, text } of coverage.outlets.flatMap(({ alone }) => alone)) {
      expect(damArticles.find((article) => article.path === path)?.text.slice(span.start, span.end)).toBe(text);
    }
  });
});

describe('rankStory', () => {
  const story = toStory(damArticles);

  test('is the product of its parts', () => {
    const { score, parts } = rankStory(story, 23 * hourMs);
    expect(parts.outlets).toBeCloseTo(Math.log2(5));
    expect(parts.speed).toBeCloseTo(1 + (0.5 ** (1 / 6) + 0.5 ** (2 / 6) + 0.5 ** (4 / 6)) / 3);
    expect(parts.recency).toBeCloseTo(0.5);
    expect(score).toBeCloseTo(parts.outlets * parts.speed * parts.recency);
  });

  test('copies do not count, and do not make a story new', () => {
    const { members } = story;
    expect(rankStory({ members: members.filter(({ copyOf }) => copyOf === undefined) }, 10 * hourMs)).toEqual(
      rankStory(story, 10 * hourMs),
    );
    expect(rankStory({ members: members.filter(({ copyOf }) => copyOf !== undefined) }, 10 * hourMs).score).toBe(0);
  });

  test('more outlets, faster and newer is higher', () => {
    const { members } = story;
    const at = (hours: number): number => rankStory(story, hours * hourMs).score;
    expect(at(6)).toBeGreaterThan(at(12));
    expect(at(5)).toBe(at(4));
    expect(rankStory({ members: members.slice(0, 2) }, 6 * hourMs).parts.outlets).toBeLessThan(
      rankStory(story, 6 * hourMs).parts.outlets,
    );
    const slower = members.map((member, i) => ({ ...member, publishedMs: member.publishedMs + i * hourMs }));
    expect(rankStory({ members: slower }, 20 * hourMs).parts.speed).toBeLessThan(
      rankStory(story, 20 * hourMs).parts.speed,
    );
    expect(rankStory({ members: [] }, 0)).toEqual({ score: 0, parts: { outlets: 0, speed: 1, recency: 0 } });
  });
});
