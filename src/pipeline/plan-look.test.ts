import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { newEditHabits, type EditHabits } from '../model/look.ts';
import { parseArticleId, parseSourceId } from '../model/ids.ts';
import { areAnnouncementsEmpty, areEditsAnnounced, noteEdit, noteLook } from './edit-habits.ts';
import { placeAt, planLook } from './plan-look.ts';

const hour = 3_600_000;
const schedule = [hour, 6 * hour, 24 * hour, 168 * hour];
const start = Date.UTC(2026, 2, 4);
const source = parseSourceId('one');
if (source === null) throw new Error('unreachable');
const habits = newEditHabits(source);

function look(n: number, of: { readonly after?: number; readonly looks?: number; readonly edits?: number } = {}) {
  const article = parseArticleId(createHash('sha256').update(String(n)).digest('hex').slice(0, 16));
  if (article === null) throw new Error('unreachable');
  const { after = 0, looks = 0, edits = 0 } = of;
  return { article, startedAt: start, lookedAt: start + after, looks, edits };
}

/** How many hours after publication, without what is added at random. */
function hoursOf(at: number | undefined): number | undefined {
  const place = at === undefined ? undefined : schedule.findLast((ms) => start + ms <= at);
  return place === undefined ? undefined : place / hour;
}

/** Where the first look at each of many articles falls. */
function spread(of: EditHabits): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let n = 1; n <= 1000; n += 1) {
    const hours = String(hoursOf(planLook(schedule, look(n * 7919), of, start)));
    counts[hours] = (counts[hours] ?? 0) + 1;
  }
  return counts;
}

test('the first look is at one of the early places, evenly while nothing is known', () => {
  const counts = spread(habits);
  expect(Object.keys(counts)).toEqual(['1', '6', '24']);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(250);
});

test('more often where looks have found edits', () => {
  let known = habits;
  for (let i = 0; i < 50; i += 1) for (const place of [0, 1, 2]) known = noteLook(known, place, place === 1);
  expect(spread(known)['6']).toBeGreaterThan(800);
});

test('where edits are announced, a sample of articles is looked at early', () => {
  let known = habits;
  for (let i = 0; i < 5; i += 1) known = noteEdit(known, 'told');
  expect(areEditsAnnounced(known)).toBe(true);
  const counts = spread(known);
  expect(counts['168']).toBeGreaterThan(850);
  expect(counts['168']).toBeLessThan(950);
  expect(areEditsAnnounced(noteEdit(noteEdit(known, 'untold'), 'untold'))).toBe(false);
});

test('an article that was not edited by its first look is looked at once more, at the end', () => {
  expect(hoursOf(planLook(schedule, look(3, { after: 2 * hour, looks: 1 }), habits, start + 2 * hour))).toBe(168);
  expect(planLook(schedule, look(3, { after: 190 * hour, looks: 2 }), habits, start + 190 * hour)).toBeUndefined();
});

test('one that was edited is looked at at every place', () => {
  expect(hoursOf(planLook(schedule, look(3, { after: 2 * hour, looks: 1, edits: 1 }), habits, start))).toBe(6);
  expect(hoursOf(planLook(schedule, look(3, { after: 8 * hour, looks: 2, edits: 1 }), habits, start))).toBe(24);
});

test('old pages are not looked at', () => {
  expect(planLook(schedule, look(3), habits, start + 400 * hour)).toBeUndefined();
  expect(planLook([], look(3), habits, start)).toBeUndefined();
});

test('announcements that come to nothing, time and again, are followed no more', () => {
  let known = habits;
  for (let i = 0; i < 12; i += 1) known = noteEdit(known, 'empty');
  expect(areAnnouncementsEmpty(known)).toBe(true);
  expect(areAnnouncementsEmpty(noteEdit(known, 'told'))).toBe(false);
});

test('the place of a time', () => {
  expect([0, 2, 7, 30, 300].map((hours) => placeAt(schedule, start, start + hours * hour))).toEqual([0, 0, 1, 2, 3]);
});
