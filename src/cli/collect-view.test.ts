import { expect, test } from 'vitest';
import type { PipelineEvent } from '../pipeline/work.ts';
import { createCollectView } from './collect-view.ts';

const event = (name: PipelineEvent['event'], source: string, detail = ''): PipelineEvent => ({
  event: name,
  source,
  url: `https://${source}.example/a`,
  detail,
});

test('shows totals, the outlets that were active last, and the reasons', () => {
  const view = createCollectView(0);
  view.add(event('feed-read', 'gazette', '20 links, 20 new'), 0);
  view.add(event('feed-failed', 'ledger', 'fetch/timeout'), 100);
  for (let i = 0; i < 10; i++) view.add(event('stored', 'gazette'), 1000 + i);
  view.add(event('skipped', 'ledger', 'fetch/robots-disallowed'), 2000);
  view.add(event('waiting', 'ledger', 'fetch/rate-limited'), 2000);
  expect(view.lines(65_000)).toEqual([
    '1:05  feeds 1 read, 1 failed  10 stored, 0 revised, 1 skipped, 1 waiting  0.0 articles/s',
    '  gazette    10 stored     0 skipped  0.0/s  https://gazette.example/a',
    '  ledger      0 stored     1 skipped  1 waiting  0.0/s  https://ledger.example/a',
    '  1 fetch/robots-disallowed · 1 fetch/rate-limited',
  ]);
});

test('tells the rate of the last ten seconds', () => {
  const view = createCollectView(0);
  for (let second = 0; second < 60; second++)
    for (let i = 0; i < 3; i++) view.add(event('stored', 'gazette'), second * 1000);
  expect(view.line(59_500)).toContain('3.0 articles/s');
});

test('shows eight outlets of any number', () => {
  const view = createCollectView(0);
  for (let i = 0; i < 500; i++) view.add(event('stored', `outlet-${i}`), i);
  expect(view.lines(500)).toHaveLength(9);
  expect(view.lines(500).join('\n')).toContain('outlet-499');
});
