import { describe, expect, test } from 'vitest';
import type { StoryArticle } from '../model/story.ts';
import { timelineOf } from './timeline-of.ts';

const article = (path: string, text: string, more: Partial<StoryArticle> = {}): StoryArticle => ({
  path,
  url: `https://news.example/${path}`,
  outlet: path.split('/')[0] ?? '',
  outletName: path,
  language: 'en',
  title: 'The bridge',
  publishedMs: Date.UTC(2026, 10, 26, 12),
  zone: 'UTC',
  text,
  tags: [],
  ...more,
});

const told = (articles: readonly StoryArticle[]): readonly string[] =>
  timelineOf(articles).map(({ date, sentence }) => `${date} ${sentence.path}: ${sentence.text}`);

const gazette = article(
  'gazette/bridge.md',
  'The Lowmere bridge was closed on November 20 after cracks appeared.\nEngineers will inspect it on Monday. The bridge was built in 1974 by the state railway.',
);

describe('the dates of a story', () => {
  test('are in order, each with its sentence and article', () => {
    expect(told([gazette])).toEqual([
      '1974 gazette/bridge.md: The bridge was built in 1974 by the state railway.',
      '2026-11-20 gazette/bridge.md: The Lowmere bridge was closed on November 20 after cracks appeared.',
      '2026-11-30 gazette/bridge.md: Engineers will inspect it on Monday.',
    ]);
    for (const { sentence } of timelineOf([gazette]))
      expect(gazette.text.slice(sentence.span.start, sentence.span.end)).toBe(sentence.text);
  });

  test('name a fact once, and what a second outlet tells otherwise beside it', () => {
    const same = article('herald/a.md', 'The Lowmere bridge was closed on November 20 when cracks appeared in it.');
    const other = article('post/a.md', 'Two ships ran aground in heavy fog near the harbor on November 20.');
    expect(told([gazette, same]).filter((line) => line.startsWith('2026-11-20'))).toHaveLength(1);
    expect(told([gazette, same, other]).filter((line) => line.startsWith('2026-11-20'))).toHaveLength(2);
    expect(told([other, same, gazette])).toEqual(told([gazette, same, other]));
  });

  test('of copies count for nothing, nor does the day of publication', () => {
    const copy = article('wire/a.md', 'The harbor was closed on November 21 for all ships.', {
      copyOf: 'gazette/bridge.md',
    });
    expect(told([copy])).toEqual([]);
    expect(told([article('wire/b.md', 'The harbor is closed for all ships, and nobody knows why.')])).toEqual([]);
  });

  test('are read by the day of the place', () => {
    const late = { publishedMs: Date.UTC(2026, 10, 26, 23), zone: 'Asia/Tokyo' };
    expect(told([article('wire/c.md', 'The harbor was closed for all ships yesterday.', late)])[0]).toMatch(
      /^2026-11-26/,
    );
    expect(
      told([article('wire/c.md', 'The harbor was closed for all ships yesterday.', { ...late, zone: '-05:00' })])[0],
    ).toMatch(/^2026-11-25/);
  });

  test('are none of a sentence that is cut off', () => {
    const start = 'The old ferry of the valley was sold to a museum on November 2';
    const before = 'No boat came. '.repeat(5000).slice(0, 60_000 - start.length - 2);
    expect(told([article('wire/d.md', `${before}. ${start}1 for a crown.`)])).toEqual([]);
  });

  test('are twenty at most, those that more outlets name', () => {
    const text = Array.from(
      { length: 30 },
      (_, day) => `Rain number ${String(day)} fell on the valley on October ${String(day + 1)}, 2026.`,
    );
    const many = told([
      article('a/a.md', text.join(' ')),
      article('b/b.md', 'A dam broke above the valley on October 30, 2026.'),
    ]);
    expect(many).toHaveLength(20);
    expect(many.some((line) => line.startsWith('2026-10-30'))).toBe(true);
  });
});
