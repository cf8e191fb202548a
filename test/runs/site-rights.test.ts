import { afterEach, beforeEach, expect, test } from 'vitest';
import { readProject } from '../../src/config/project.ts';
import { systemClock } from '../../src/model/clock.ts';
import { withWork } from '../../src/pipeline/open-work.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { startOneOutlet, type OneOutlet } from './one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet();
});
afterEach(() => outlet.stop());

const dayMs = 86_400_000;
const file = '/.well-known/tdmrep.json';
const reserved = '[{"location":"/news","tdm-reservation":1}]';

/** Signals of two pages of the outlet, asked for at once, for each of the times (ms after now). */
async function rightsAt(times: readonly number[], before: (time: number) => void): Promise<readonly string[][]> {
  let later = 0;
  const clock = { ...systemClock, now: () => systemClock.now() + later };
  const signal = new AbortController().signal;
  const extract = (): never => {
    throw new Error('nothing is extracted here');
  };
  const project = await readProject(outlet.project.root);
  return withWork(project, { clock, signal, report: () => undefined, extract }, async (work) => {
    const found: string[][] = [];
    for (const time of times) {
      later = time;
      before(time);
      const pages = ['/news/1', '/sport/1'].flatMap((path) => toUrl(path, outlet.server.origin) ?? []);
      found.push(...(await Promise.all(pages.map(work.siteRights))).map((rights) => [...rights]));
    }
    return found;
  });
}

test('the rules of a site are asked for and read once a day, for all of its pages', async () => {
  outlet.answer(file, reserved);
  const found = await rightsAt([0, dayMs / 2, dayMs + 60_000], (time) => {
    if (time > 0) outlet.answer(file, '[]');
  });
  expect(found).toEqual([['tdm-reservation'], [], ['tdm-reservation'], [], [], []]);
  expect(outlet.server.paths().filter((path) => path === file)).toHaveLength(2);
});

test('another process takes them from the archive, and a failure leaves what was known', async () => {
  outlet.answer(file, reserved);
  await rightsAt([0], () => undefined);
  outlet.answer(file, (_request, response) => void response.writeHead(500).end());
  expect(await rightsAt([60_000, dayMs + 120_000], () => undefined)).toEqual([
    ['tdm-reservation'],
    [],
    ['tdm-reservation'],
    [],
  ]);
  expect(outlet.server.paths().filter((path) => path === file)).toHaveLength(2);
});

test('robots.txt that is in the archive is not asked for again within a day, and counts as before', async () => {
  outlet.answer('/robots.txt', 'User-agent: *\nDisallow: /closed\nLicense: https://one.example/rsl.xml');
  outlet.answer(file, '[]');
  const licensed = [['rsl:https://one.example/rsl.xml'], ['rsl:https://one.example/rsl.xml']];
  const asked = (): number => outlet.server.paths().filter((path) => path === '/robots.txt').length;
  expect(await rightsAt([0], () => undefined)).toEqual(licensed);
  outlet.answer('/robots.txt', 'User-agent: *\nAllow: /');
  expect(await rightsAt([dayMs - 60_000], () => undefined)).toEqual(licensed);
  outlet.feed(['/closed/1']);
  await outlet.project.collect({ later: dayMs - 60_000 });
  expect(asked()).toBe(1);
  expect(outlet.server.paths()).not.toContain('/closed/1');
  expect(await rightsAt([dayMs + 60_000], () => undefined)).toEqual([[], []]);
  expect(asked()).toBe(2);
  const { found, skipped, waiting } = await outlet.project
    .reindex()
    .then(() => outlet.project.withStore((store) => store.accounting()));
  expect({ found, skipped, waiting }).toEqual({ found: 1, skipped: 0, waiting: 1 });
});

test('an answer for robots.txt that is a failure is not kept', async () => {
  outlet.answer('/robots.txt', (_request, response) => void response.writeHead(503).end());
  outlet.feed([]);
  expect((await outlet.project.collect()).sources.read).toBe(0);
  outlet.answer('/robots.txt', '');
  await outlet.project.collect({ later: dayMs / 4 });
  expect(outlet.server.paths().filter((path) => path === '/feed')).toHaveLength(1);
});
