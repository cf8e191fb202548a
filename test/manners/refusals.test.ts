import { expect, test } from 'vitest';
import { articlePage, startOneOutlet } from '../runs/one-outlet.ts';

const hourMs = 60 * 60 * 1000;
const final = [401, 402, 403, 404, 410, 451];

test('what was refused or is gone is not asked for again, over many runs', { timeout: 60_000 }, async () => {
  const outlet = await startOneOutlet({ images: 'none' });
  const statuses = [...final, ...final, ...final, 500, 502, 200, 200];
  for (const [i, status] of statuses.entries()) {
    const page = articlePage({ title: `The ferry number ${i} comes back`, subject: `ferry ${i}` });
    outlet.answer(
      `/${i}`,
      (_request, response) => void response.writeHead(status, { 'content-type': 'text/html' }).end(page),
    );
  }
  outlet.answer('/robots.txt', 'User-agent: *\nDisallow: /closed');
  outlet.feed([...statuses.map((_, i) => `/${i}`), '/closed/1', '/closed/2']);
  for (const later of [0, 1, 12, 48, 480]) await outlet.project.collect({ later: later * hourMs });
  const asked = (path: string): number => outlet.server.paths().filter((one) => one === path).length;
  const counts = statuses.map((status, i) => [status, asked(`/${i}`)] as const);
  expect(counts.filter(([status, count]) => status < 500 && count !== 1)).toEqual([]);
  expect(counts.filter(([status, count]) => status >= 500 && count < 2)).toEqual([]); // these are tried again
  expect(outlet.server.paths().filter((path) => path.startsWith('/closed'))).toEqual([]);
  await outlet.stop();
});
