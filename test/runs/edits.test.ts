import { expect, test } from 'vitest';
import { simulateEdits } from '../edits/simulate-edits.ts';
import { extract } from '../extract-thread.ts';

test('edits of a made-up web are found, and nothing else is taken for one', async () => {
  const tellings = ['feed', 'silent', 'sitemap'] as const;
  const figures = await simulateEdits({ articles: 60, tellings, seed: 5, extract });
  expect(figures.notes).toEqual([]);
  expect(figures).toMatchObject({ falseRevisions: 0, falselyGone: 0 });
  expect(figures.edited).toBeGreaterThan(5);
  expect(figures.editedFound).toBe(figures.edited);
  expect(figures.goneFound).toBe(figures.gone);
  // More than the 2.2 of a thousand articles: no outlet is known yet.
  expect(figures.extraRequests / figures.articles).toBeLessThanOrEqual(2.5);
}, 120_000);
