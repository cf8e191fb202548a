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
