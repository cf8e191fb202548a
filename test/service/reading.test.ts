import { describe, expect, test } from 'vitest';
import { toStory } from '../made-up-stories.ts';
import { makeArticle } from '../sample-archive.ts';
import { makeReadingService, type ReadingService } from './reading-service.ts';

const titles = (html: string): readonly string[] =>
  [...html.matchAll(/data-open>(?:<bdi[^>]*>)?([^<]*)</g)].map(([, title = '']) => title);
const nextOf = (html: string): string =>
  (/<a href="([^"]*)" rel="next"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

async function filled(count: number): Promise<ReadingService> {
  const service = await makeReadingService();
  for (let at = 0; at < count; at += 1) {
    // Many of one second: the place in a list is more than its date.
    const date = `2025-02-0${1 + (at % 3)} 10:00:00`;
    await service.put(`item-${at}`, { title: `Item ${at}`, date });
  }
  return service;
}

describe('who may read', () => {
  test('somebody who is not logged in is led to the login', async () => {
    const service = await makeReadingService();
    service.as('ana'); // while there are no users, everybody is the one person of the machine
    const answer = await service.as('ana').get('/app/articles?show=unread', { Cookie: '' });
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      302,
      '/login?next=%2Fapp%2Farticles%3Fshow%3Dunread',
    ]);
  });

  test('a form without its token changes nothing', async () => {
    const service = await filled(1);
    const ana = service.as('ana');
    const [article] = await service.store.listArticles();
    const answer = await ana.post('/app/marks', { mark: `starred:1:${article?.id}`, 'form-token': 'guessed' });
    expect(answer.status).toBe(403);
    expect(titles((await ana.get('/app/starred')).text)).toEqual([]);
  });
});

describe('lists', () => {
  test('every article stands on one page, newest first, however many have one date', async () => {
    const service = await filled(100);
    const ana = service.as('ana');
    const seen: string[] = [];
    for (let path = '/app/articles'; path !== '';) {
      const { text } = await ana.get(path);
      seen.push(...titles(text));
      path = nextOf(text);
    }
    expect(seen).toHaveLength(100);
    expect(new Set(seen).size).toBe(100);
    expect(
      titles((await ana.get('/app/articles?day=2025-02-01')).text).every((title) => Number(title.slice(5)) % 3 === 0),
    ).toBe(true);
  });

  test('the unread are those neither opened nor marked nor put away, of one person', async () => {
    const service = await filled(4);
    const [ana, ben] = [service.as('ana'), service.as('ben')];
    const [a, b, c] = await service.store.listArticles();
    await ana.get(`/app/articles/${a?.id}`);
    await ana.get(`/app/articles/${b?.id}`, { 'Sec-Purpose': 'prefetch' });
    await ana.post('/app/marks', { mark: `archived:1:${c?.id}` });
    const unread = titles((await ana.get('/app/articles?show=unread')).text);
    expect(unread).toHaveLength(2);
    expect(unread).toContain(b?.title);
    expect(titles((await ben.get('/app/articles?show=unread')).text)).toHaveLength(4);
    expect(titles((await ana.get('/app/history')).text)).toEqual([a?.title]);
  });

  test('a page that did not change is not sent again', async () => {
    const service = await filled(3);
    const ana = service.as('ana');
    const first = await ana.get('/app/articles');
    const etag = first.headers.get('ETag') ?? '';
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache');
    expect(await ana.get('/app/articles', { 'If-None-Match': etag })).toMatchObject({ status: 304, text: '' });
    const [article] = await service.store.listArticles();
    await ana.post('/app/marks', { mark: `starred:1:${article?.id}` });
    expect((await ana.get('/app/articles', { 'If-None-Match': etag })).status).toBe(200);
  });

  test('what may not be shown stands in no list, is found by no search, and has no page', async () => {
    const service = await makeReadingService({
      'example-daily': {},
      'quiet-herald': { publish: { text: 'private' } },
      'short-post': { publish: { text: 'headline' } },
    });
    const hidden = await service.put('secret', { outlet: 'quiet-herald', title: 'A secret' });
    const short = await service.put('short', { outlet: 'short-post', title: 'A headline', body: 'Pelican text.' });
    const ana = service.as('ana');
    expect(titles((await ana.get('/app/articles')).text)).toEqual(['A headline']);
    expect((await ana.get('/app/articles')).text).not.toContain('A summary.');
    expect((await ana.get(`/app/articles/${hidden.id}`)).status).toBe(404);
    expect((await ana.get(`/app/articles/${short.id}`)).text).not.toContain('Pelican');
    expect(titles((await ana.get('/app/search?q=pelican')).text)).toEqual([]);
    await ana.post('/app/marks', { mark: `starred:1:${hidden.id}` });
    expect(titles((await ana.get('/app/starred')).text)).toEqual([]);
  });
});

describe('stories', () => {
  test('tell what of them is unread, lead to their reports, and reports to them', async () => {
    const service = await makeReadingService();
    const first = await service.put('ferry', { title: 'The ferry sinks' });
    const second = await service.put('boat', { title: 'A boat goes down', outlet: 'quiet-herald' });
    const story = toStory([first.file, second.file]);
    service.stories.set([story]);
    const ana = service.as('ana');
    const front = await ana.get('/app/');
    expect(front.text).toContain('2 unread');
    for (const { id } of [first, second]) expect(front.text).toContain(`href="/app/articles/${id}"`);
    expect((await ana.get(`/app/articles/${first.id}`)).text).toContain(`href="/app/stories/${story.id}"`);
    expect((await ana.get('/app/')).text).toContain('1 unread');
    const page = await ana.get(`/app/stories/${story.id}`);
    expect(page.text).toContain(`href="/app/articles/${second.id}"`);
    expect(page.text).not.toContain('index.html"><bdi');
    await ana.post('/app/marks', { mark: `read:1:${first.id},${second.id}` });
    expect((await ana.get('/app/')).text).not.toMatch(/\d unread/);
    expect(titles((await ana.get(`/app/search?story=${story.id}`)).text)).toHaveLength(2);
    expect((await ana.get('/app/stories/s000000000000')).status).toBe(404);
  });
});

describe('an article', () => {
  test('shows its text, and markup in it is text', async () => {
    const service = await makeReadingService();
    const { id } = await service.put('a', {
      title: '<script>alert(1)</script>',
      body: 'The **ferry** <img src=x onerror=alert(1)>',
    });
    const { text } = await service.as('ana').get(`/app/articles/${id}`);
    expect(text).toContain('<strong>ferry</strong>');
    expect(text).not.toMatch(/<img src=x|<script>alert/);
  });

  test('shows what its outlet changed', async () => {
    const service = await makeReadingService();
    const first = await service.put('a', { title: 'The ferry is late', body: 'It left at seven.' });
    await service.put('a', { title: 'The ferry was late', body: 'It left at eight.', revision: 2 }, first.file);
    const ana = service.as('ana');
    expect((await ana.get(`/app/articles/${first.id}`)).text).toContain(`href="/app/articles/${first.id}/changes"`);
    const { text } = await ana.get(`/app/articles/${first.id}/changes`);
    expect(text).toContain('<del>seven</del><ins>eight</ins>');
  });

  test('can be read in its other languages', async () => {
    const service = await makeReadingService();
    const { id, file } = await service.put('ferry', { title: 'The ferry', body: 'It left at seven.' });
    const german = makeArticle('https://example-daily.example/ferry', {
      ...{ title: 'Die Fähre', body: 'Sie fuhr um sieben.', language: 'de', path: file.path.replace('.md', '.de.md') },
    });
    await service.store.putTranslation(id, german.file);
    const ana = service.as('ana');
    expect((await ana.get(`/app/articles/${id}`)).text).toContain(`href="/app/articles/${id}/de"`);
    expect((await ana.get(`/app/articles/${id}/de`)).text).toContain('Sie fuhr um sieben.');
    expect((await ana.get(`/app/articles/${id}/fr`)).status).toBe(404);
  });

  test('stays unread when it was marked so on its own page', async () => {
    const service = await filled(1);
    const ana = service.as('ana');
    const [article] = await service.store.listArticles();
    const page = `/app/articles/${article?.id}`;
    await ana.get(page);
    const answer = await ana.post('/app/marks', { mark: `read:0:${article?.id}`, back: page });
    expect(answer.status).toBe(303);
    await ana.get(answer.headers.get('Location') ?? '');
    expect(titles((await ana.get('/app/articles?show=unread')).text)).toHaveLength(1);
  });
});

describe('marks', () => {
  test('are not set by a program that may read alone', async () => {
    const service = await filled(1);
    const ana = service.as('ana');
    const [article] = await service.store.listArticles();
    const user = service.readers.users.find('ana')?.id ?? 0;
    const { secret } = service.readers.tokens.add(
      { user, name: 'bot', scopes: ['read'], expiresAt: 0 },
      service.clock.now,
    );
    const bearer = { Authorization: `Bearer ${secret}`, Cookie: '' };
    expect((await ana.get(`/app/articles/${article?.id}`, bearer)).status).toBe(200);
    expect((await ana.post('/app/marks', { mark: `read:1:${article?.id}` }, bearer)).status).toBe(403);
    expect(titles((await ana.get('/app/articles?show=unread')).text)).toHaveLength(1);
  });

  test('a script gets data, a form leads back, and to nowhere else', async () => {
    const service = await filled(2);
    const ana = service.as('ana');
    const [a, b] = await service.store.listArticles();
    const mark = `read:1:${a?.id},${b?.id}`;
    const data = await ana.post('/app/marks', { mark }, { Accept: 'application/json' });
    expect(JSON.parse(data.text)).toEqual({ kind: 'read', isOn: true, ids: [a?.id, b?.id] });
    const where = async (back: string) => (await ana.post('/app/marks', { mark, back })).headers.get('Location');
    expect(await where('/app/articles?show=unread')).toBe('/app/articles?show=unread');
    expect(await where('https://elsewhere.example/')).toBe('/app/');
    expect(await where('//elsewhere.example/app/')).toBe('/app/');
    expect(await where('/logout')).toBe('/app/');
    expect((await ana.post('/app/marks', { mark: 'eaten:1:00' })).status).toBe(400);
  });
});

describe('kept searches', () => {
  test('tell what came since they were looked at', async () => {
    const service = await makeReadingService();
    const [ana, ben] = [service.as('ana'), service.as('ben')];
    await service.put('a', { title: 'Ferry one' });
    await ana.post('/app/searches', { name: 'Ferries', query: 'q=ferry' });
    expect((await ana.get('/app/search')).text).not.toContain(' new<');
    // Found late, though it is older.
    await service.put('b', { title: 'Ferry two', date: '2025-02-01 10:00:00' });
    expect((await ana.get('/app/search')).text).toContain('1 new');
    const own = /\/app\/searches\/\d+/.exec((await ana.get('/app/search')).text)?.[0] ?? '';
    expect((await ben.get(own)).status).toBe(404);
    expect((await ana.get(own)).text).toContain('1 new since');
    expect((await ana.get(own)).text).toContain('Nothing new since');
    await ana.post(`${own}/remove`, {});
    expect((await ana.get('/app/search')).text).not.toContain('Ferries');
  });

  test('the form shows every filter that is set', async () => {
    const service = await filled(1);
    const path =
      '/app/search?q=item&outlet=example-daily&lang=en&in=en&tag=sea&author=Ada&story=s0123&since=2025-01-01&until=2025-03-01&sort=relevance';
    const { text } = await service.as('ana').get(path);
    for (const value of ['item', 'sea', 'Ada', '2025-01-01', '2025-03-01']) expect(text).toContain(`value="${value}"`);
    for (const value of ['example-daily', 'en', 's0123', 'relevance'])
      expect(text).toContain(`value="${value}" selected`);
  });
});

describe('collections', () => {
  test('are made, filled, noted, renamed, taken along and removed by their owner alone', async () => {
    const service = await makeReadingService();
    const [ana, ben] = [service.as('ana'), service.as('ben')];
    const { id } = await service.put('a', { title: '=Ferry *one*' });
    await ana.post('/app/collections/articles', { article: id, name: 'Sea', note: 'Look at <this>' });
    const own = '/app/collections/1';
    expect((await ana.get(own)).text).toContain('Look at &lt;this&gt;');
    expect([(await ben.get(own)).status, (await ben.get(`${own}/export.csv`)).status]).toEqual([404, 404]);
    await ben.post(`${own}/rename`, { name: 'Stolen' });
    await ben.post(`${own}/remove`, {});
    expect((await ana.post(`${own}/rename`, { name: 'The sea' })).headers.get('Location')).toBe(own);
    expect((await ana.get(own)).text).toMatch(/<form id="marks" method="post" action="\/app\/marks">/);
    await ana.post('/app/collections/articles', { article: id, collection: '1', note: 'Other words' });
    expect((await ana.get(`${own}/export.md`)).text).toMatch(/^## The sea\n\n### \[=Ferry \\\*one\\\*\]/);
    expect((await ana.get(`${own}/export.csv`)).text).toContain("'=Ferry *one*");
    const json = await ana.get(`${own}/export.json`);
    expect(JSON.parse(json.text)).toMatchObject({ name: 'The sea', articles: [{ id, note: 'Other words' }] });
    expect(json.headers.get('Content-Disposition')).toContain('attachment');
    const book = await ana.get(`${own}/export.epub`);
    expect([book.headers.get('Content-Type'), book.text.slice(30, 58)]).toEqual([
      'application/epub+zip',
      'mimetypeapplication/epub+zip',
    ]);
    expect((await ana.post('/app/collections', { name: 'The sea' })).status).toBe(409);
    await ana.post(`${own}/take`, { article: id });
    expect(titles((await ana.get(own)).text)).toEqual([]);
    await ana.post(`${own}/remove`, {});
    expect((await ana.get(own)).status).toBe(404);
  });
});
