import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { traceLink } from '../../src/pipeline/trace-link.ts';
import { startLoopbackServer, type Handler } from '../loopback-server.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

const title = 'The lighthouse is painted';
const page = articlePage({ title, subject: 'lighthouse' });
const story = '/news/the-lighthouse-is-painted';

async function addressesOf(project: NewsroomProject, url: string): Promise<readonly string[]> {
  return project.withStore(async (store) => [...(await traceLink(url, store)).addresses].sort());
}

describe('forms of one article', () => {
  let outlet: OneOutlet;
  beforeEach(async () => {
    outlet = await startOneOutlet({ images: 'none' });
  });
  afterEach(() => outlet.stop());

  const forms = [story, `${story}/amp/`, `${story}?outputType=amp`, `/m${story}`, `${story}?amp`, `${story}/print`];

  test.each([
    ['the plain address first', forms],
    ['the plain address last', [...forms].reverse()],
  ])('end as one article with all addresses, %s', async (_, order) => {
    for (const form of order) outlet.answer(form, page);
    outlet.feed(order);
    const { accounting, articles } = await outlet.project.collect();
    expect(articles.stored).toBe(1);
    expect(accounting).toMatchObject({ found: 6, stored: 1, skipped: 5, waiting: 0 });
    expect(accounting.reasons).toEqual([{ code: 'pipeline/same-article', count: 5 }]);
    const all = forms.map((form) => outlet.server.url(form)).sort();
    for (const form of forms) expect(await addressesOf(outlet.project, outlet.server.url(form))).toEqual(all);
    // Also after a rebuild, without a request.
    const asked = outlet.server.paths().length;
    await outlet.project.reindex();
    outlet.answer('/feed', (_request, response) => void response.writeHead(500).end());
    await outlet.project.collect();
    expect(outlet.server.paths().slice(asked).filter((path) => path.includes('lighthouse'))).toEqual([]); // prettier-ignore
    expect(await addressesOf(outlet.project, outlet.server.url(story))).toEqual(all);
  });

  test('with another headline are other articles', async () => {
    outlet.answer(story, page);
    outlet.answer(`/m${story}`, articlePage({ title: 'The pier is painted', subject: 'pier' }));
    outlet.feed([story, `/m${story}`]);
    expect((await outlet.project.collect()).articles.stored).toBe(2);
  });
});

describe('a copy at another outlet', () => {
  const routes: Record<'agency' | 'paper', Record<string, string | Handler>> = { agency: {}, paper: {} };
  let close: () => Promise<void>;
  let project: NewsroomProject;
  let urls: { readonly original: string; readonly copy: string };
  beforeEach(async () => {
    const [agency, paper] = await Promise.all([startLoopbackServer(routes.agency), startLoopbackServer(routes.paper)]);
    const outlets = [
      ['agency', agency],
      ['paper', paper],
    ] as const;
    project = await makeNewsroomProject(
      {
        outlets: outlets.map(([id, server]) => ({
          ...{ id, name: id, home: server.url('/'), language: 'en', country: 'GB' },
          feeds: [{ kind: 'feed' as const, url: server.url('/feed') }],
        })),
      },
      { images: 'none' },
    );
    urls = { original: agency.url(story), copy: paper.url('/world/lighthouse-painted-at-last') };
    close = async () => {
      await Promise.all([agency.close(), paper.close(), project.remove()]);
    };
  });
  afterEach(() => close());

  const feed = (url: string): string => `<rss version="2.0"><channel><item><link>${url}</link></item></channel></rss>`;
  const head = (): string => `<link rel="canonical" href="${urls.original}">`;

  function answer(subject = 'lighthouse'): void {
    routes.agency[story] = page;
    routes.paper['/world/lighthouse-painted-at-last'] = articlePage({ title: `${title}, at last`, subject, head: head() }); // prettier-ignore
  }

  test.each([
    ['the original first', 'agency', 'paper'],
    ['the copy first', 'paper', 'agency'],
  ] as const)('that names the original and has its text is one article, %s', async (_, first, second) => {
    answer();
    const linkOf = { agency: urls.original, paper: urls.copy };
    routes[second]['/feed'] = '<rss><channel><title>Empty</title></channel></rss>';
    routes[first]['/feed'] = feed(linkOf[first]);
    await project.collect();
    routes[second]['/feed'] = feed(linkOf[second]);
    const { accounting } = await project.collect();
    expect(accounting).toMatchObject({ found: 2, stored: 1, skipped: 1 });
    expect(await addressesOf(project, urls.copy)).toEqual([urls.original, urls.copy].sort());
    expect(await addressesOf(project, urls.original)).toEqual([urls.original, urls.copy].sort());
  });

  test('that names an original with another text is an article of its own', async () => {
    answer('weather');
    routes.agency['/feed'] = feed(urls.original);
    routes.paper['/feed'] = feed(urls.copy);
    expect((await project.collect()).articles.stored).toBe(2);
  });
});
