import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { planArticles, soakParts, stillFrom } from '../../bench/soak/soak-plan.ts';

test('a clock that is set ahead is so everywhere in a program, and reads what is written as before', () => {
  const clock = pathToFileURL(join(import.meta.dirname, '../../bench/soak/set-clock.mjs'));
  clock.searchParams.set('hours', '3');
  const program = `
    import { Worker } from 'node:worker_threads';
    const told = [Date.now(), +new Date(), new Date(0).toISOString(), Date.parse('2026-03-04'), new Date() instanceof Date];
    const thread = "import('node:worker_threads').then(({ parentPort }) => parentPort.postMessage(Date.now()))";
    new Worker(thread, { eval: true }).on('message', (now) => console.log(JSON.stringify([...told, now])));`;
  const args = ['--import', clock.href, '--input-type=module', '--eval', program];
  const out = execFileSync(process.execPath, args, { encoding: 'utf8' });
  const [now, made, epoch, parsed, isDate, inThread] = JSON.parse(out) as [
    number,
    number,
    string,
    number,
    boolean,
    number,
  ];
  for (const at of [now, made, inThread]) expect(Math.abs(at - Date.now() - 3 * 3_600_000)).toBeLessThan(60_000);
  expect([epoch, parsed, isDate]).toEqual(['1970-01-01T00:00:00.000Z', Date.UTC(2026, 2, 4), true]);
});

test('a soak publishes nothing new in its second half, and edits until its end', () => {
  const plan = { seed: 1, outlets: 50, startedAt: 0, minutes: 30 };
  const articles = planArticles(plan);
  const lastAt = Math.max(...articles.map(({ publishedAt }) => publishedAt));
  expect(lastAt).toBeLessThan(30 * 60_000 * soakParts.published);
  expect(stillFrom(plan)).toBe(21 * 60_000);
  const edits = articles.filter(({ fate, changedAt }) => fate === 'edited' && changedAt > stillFrom(plan));
  expect(edits.length).toBeGreaterThan(0);
  expect(new Set(articles.map(({ mark }) => mark)).size).toBe(articles.length);
});
