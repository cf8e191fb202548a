import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/model/clock.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { parseArticleFile } from '../../src/store/article-file.ts';
import { sealed } from '../../src/store/seal.ts';
import type { Handler } from '../loopback-server.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none' });
});
afterEach(() => outlet.stop());

const title = 'A day on the pier';
const story = '/news/a-day-on-the-pier';
const hour = 3_600_000;

/** A page of the story: its own text, and links to the others. */
function page(subject: string, head: string, more = ''): string {
  return articlePage({ title, subject, head }).replace('</article>', `</article>${more}`);
}

const next = (path: string): string => `<link rel="next" href="${path}">`;
const pager = '<nav class="pager"><b>1</b> <a href="/news/a-day-on-the-pier/2">2</a> <a href="/news/a-day-on-the-pier/3">3</a></nav>'; // prettier-ignore

function answerThree(): void {
  outlet.answer(story, page('dawn', next(`${story}/2`)));
  outlet.answer(`${story}/2`, page('noon', next(`${story}/3`)));
  outlet.answer(`${story}/3`, page('dusk', ''));
  outlet.feed([story]);
}

async function readFiles(): Promise<readonly string[]> {
  const names = await readdir(join(outlet.project.root, 'content'), { recursive: true }).catch((): string[] => []);
  const files = names.filter((name) => name.endsWith('.md')).map((name) => join(outlet.project.root, 'content', name));
  return Promise.all(files.map((file) => readFile(file, 'utf8')));
}

async function onlyFile(): Promise<string> {
  const files = await readFiles();
  expect(files).toHaveLength(1);
  return files[0] ?? '';
}

function has(text: string, subject: string): boolean {
  return text.includes(`spoke about the ${subject}`);
}

function asked(path: string): number {
  return outlet.server.paths().filter((one) => one === path).length;
}

function status(code: number, headers: Record<string, string> = {}): Handler {
  return (_request, response: ServerResponse) => void response.writeHead(code, headers).end('no');
}

describe('an article of three pages', () => {
  test('is one article, one link and one file; its pages are in the archive and asked for once', async () => {
    answerThree();
    const { accounting, articles } = await outlet.project.collect();
    expect(articles).toEqual({ stored: 1, revised: 0 });
    expect(accounting).toMatchObject({ found: 1, stored: 1, skipped: 0, waiting: 0 });
    const text = await onlyFile();
    expect(['dawn', 'noon', 'dusk'].map((subject) => text.indexOf(`about the ${subject}`))).toEqual(
      ['dawn', 'noon', 'dusk'].map((subject) => text.indexOf(`about the ${subject}`)).sort((a, b) => a - b),
    );
    expect(['dawn', 'noon', 'dusk'].every((subject) => has(text, subject))).toBe(true);
    expect(text).toContain(`(${outlet.server.origin}${story})`);
    await outlet.project.collect();
    expect([story, `${story}/2`, `${story}/3`].map(asked)).toEqual([1, 1, 1]);
  });

  test('is the same after a rebuild from files and WARC, with no link for its pages', async () => {
    answerThree();
    const { accounting } = await outlet.project.collect();
    const text = await onlyFile();
    await outlet.project.reindex();
    expect((await outlet.project.collect()).accounting).toEqual(accounting);
    expect(await onlyFile()).toBe(text);
    expect(asked(`${story}/2`)).toBe(1);
    expect((await outlet.project.reextract()).outcomes).toMatchObject({ changed: 0, unchanged: 1 });
  });

  test('is found by visible page numbers too', async () => {
    outlet.answer(story, page('dawn', '', pager));
    outlet.answer(`${story}/2`, page('noon', '', pager));
    outlet.answer(`${story}/3`, page('dusk', '', pager));
    outlet.feed([story]);
    await outlet.project.collect();
    const text = await onlyFile();
    expect(['dawn', 'noon', 'dusk'].every((subject) => has(text, subject))).toBe(true);
  });

  test('is taken from the page that has all of it', async () => {
    const all = '<a href="?view=all">All on one page</a>';
    outlet.answer(story, page('dawn', next(`${story}/2`), all));
    const whole = ['dawn', 'noon', 'dusk'].map((subject) => articlePage({ title, subject })).map((html) => /<p>.*<\/p>/.exec(html)?.[0]); // prettier-ignore
    outlet.answer(`${story}?view=all`, page('pier', '').replace('</h1>', `</h1>${whole.join('')}`));
    outlet.feed([story]);
    const { accounting } = await outlet.project.collect();
    expect(accounting).toMatchObject({ found: 1, stored: 1 });
    const text = await onlyFile();
    expect(['dawn', 'noon', 'dusk'].every((subject) => has(text, subject))).toBe(true);
    expect(asked(`${story}/2`)).toBe(0);
  });

  test('is fetched as robots.txt allows: what is forbidden is not asked for, and the article says that it is not whole', async () => {
    answerThree();
    outlet.answer('/robots.txt', `User-agent: *\nDisallow: ${story}/3\n`);
    const { accounting, events } = await outlet.project.collect();
    expect(accounting).toMatchObject({ found: 1, stored: 1, waiting: 0 });
    expect(asked(`${story}/3`)).toBe(0);
    expect(events.find(({ event }) => event === 'part-failed')?.detail).toBe('fetch/robots-disallowed');
    const text = await onlyFile();
    expect([has(text, 'noon'), has(text, 'dusk')]).toEqual([true, false]);
  });

  test('is stored with what there is, and completed when the missing page can be had: no revision', async () => {
    answerThree();
    outlet.answer(`${story}/2`, status(503, { 'retry-after': '60' }));
    const { accounting } = await outlet.project.collect();
    expect(accounting).toMatchObject({ found: 1, stored: 1, skipped: 0, waiting: 0 });
    const before = parseArticleFile('content/x.md', await onlyFile());
    expect(has(before.body, 'noon')).toBe(false);
    answerThree();
    const { events } = await outlet.project.collect({ later: hour });
    expect(events.map(({ event }) => event)).toContain('reread');
    const after = parseArticleFile('content/x.md', await onlyFile());
    expect([has(after.body, 'noon'), has(after.body, 'dusk')]).toEqual([true, true]);
    expect(after.frontMatter.courant?.revision).toBe(1);
    expect(after.frontMatter.courant?.confidence).toBeGreaterThan(before.frontMatter.courant?.confidence ?? 1);
  });

  test('whose page is gone is not asked for it again', async () => {
    answerThree();
    outlet.answer(`${story}/3`, status(404));
    await outlet.project.collect();
    await outlet.project.collect({ later: hour });
    expect(asked(`${story}/3`)).toBe(1);
    expect(has(await onlyFile(), 'noon')).toBe(true);
  });

  test('that was edited on its second page alone has a new revision', async () => {
    const etagged =
      (html: string, etag: string): Handler =>
      (request, response) =>
        void (request.headers['if-none-match'] === etag
          ? response.writeHead(304).end()
          : response.writeHead(200, { etag }).end(html));
    outlet.answer(story, page('dawn', next(`${story}/2`)));
    outlet.answer(`${story}/2`, etagged(page('noon', ''), '"1"'));
    outlet.feed([story], '2026-03-04T06:00:00Z');
    await outlet.project.collect();
    outlet.answer(`${story}/2`, etagged(page('afternoon', ''), '"2"'));
    outlet.feed([story], '2026-03-05T06:00:00Z');
    expect((await outlet.project.collect({ later: hour })).articles.revised).toBe(1);
    expect([has(await onlyFile(), 'noon'), has(await onlyFile(), 'afternoon')]).toEqual([false, true]);
    outlet.feed([story], '2026-03-06T06:00:00Z');
    expect((await outlet.project.collect({ later: 2 * hour })).articles.revised).toBe(0);
    expect(asked(`${story}/2`)).toBe(3);
  });

  test('whose pages are links too is stored once', async () => {
    answerThree();
    outlet.feed([story, `${story}/2`, `${story}/3`]);
    const { accounting } = await outlet.project.collect();
    expect(accounting).toMatchObject({ found: 3, stored: 1, skipped: 2, waiting: 0 });
    expect(accounting.reasons).toEqual([{ code: 'pipeline/same-article', count: 2 }]);
    await onlyFile();
  });
});

describe('a link that is no page of the article', () => {
  test.each([
    ['the next article', next('/news/a-night-on-the-pier'), ''],
    ['an article called like it', next(`${story}-2`), ''],
    ['the next page of the comments', '', `<div class="comments"><a href="${story}?page=2">2</a></div>`],
    ['the next part of a series', next(`${story}-part-2`), ''],
    ['a page of another site', next(`http://127.0.0.1:9${story}/2`), ''],
  ])('%s is not asked for', async (_name, head, more) => {
    outlet.answer(story, page('dawn', head, more));
    outlet.feed([story]);
    await outlet.project.collect();
    expect(outlet.server.paths().filter((path) => !/robots|feed|tdmrep/.test(path))).toEqual([story]);
  });

  test.each([
    ['shows the same again', () => page('dawn', next(`${story}/2`))],
    [
      'is another article',
      () => articlePage({ title: 'The bakery closes', subject: 'bakery' }).replace('2026-03-04', '2026-03-09'),
    ],
    ['is a list', () => '<!doctype html><h1>News</h1><ul><li><a href="/a">A</a><li><a href="/b">B</a></ul>'],
  ])('that %s is not joined, and the article is whole', async (_name, make) => {
    outlet.answer(story, page('dawn', next(`${story}/2`)));
    outlet.answer(`${story}/2`, make());
    outlet.feed([story]);
    await outlet.project.collect();
    const joined = await onlyFile();
    await outlet.project.collect({ later: hour });
    expect(asked(`${story}/2`)).toBe(1);
    expect(joined).not.toContain('bakery');
    expect(
      joined
        .split('---\n')
        .at(-1)
        ?.match(/1th time/g),
    ).toHaveLength(1);
  });

  test('ends after twenty pages', async () => {
    for (let n = 1; n < 30; n++)
      outlet.answer(n === 1 ? story : `${story}/${n}`, page(`stone number ${n}`, next(`${story}/${n + 1}`)));
    outlet.feed([story]);
    await outlet.project.collect();
    const text = await onlyFile();
    expect([has(text, 'stone number 20'), has(text, 'stone number 21')]).toEqual([true, false]);
    expect(asked(`${story}/21`)).toBe(0);
  });
});

describe('a page that shows little text', () => {
  const bare = (head: string, paragraph = ''): string =>
    `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-04T05:06:07Z">${head}</head><body><h1>${title}</h1><div id="app">${paragraph}</div></body></html>`;
  const amp = `<link rel="amphtml" href="${story}/amp">`;

  test('is read from its AMP page, under its own address', async () => {
    outlet.answer(story, bare(amp));
    outlet.answer(`${story}/amp`, page('dawn', `<link rel="canonical" href="${story}">`));
    outlet.feed([story]);
    const { accounting } = await outlet.project.collect();
    expect(accounting).toMatchObject({ found: 1, stored: 1 });
    const { frontMatter, body } = parseArticleFile('content/x.md', await onlyFile());
    expect(has(body, 'dawn')).toBe(true);
    expect(frontMatter.courant?.url).toBe(outlet.server.url(story));
    await outlet.project.reindex();
    expect((await outlet.project.collect()).accounting).toEqual(accounting);
    expect(asked(`${story}/amp`)).toBe(1);
  });

  test('keeps what it shows itself when its AMP page has no more', async () => {
    const line = 'The pier opened on Tuesday after a winter of repairs, and two hundred people walked to its end and back again before noon.'; // prettier-ignore
    outlet.answer(story, bare(amp, `<p>${line}</p>`));
    outlet.answer(`${story}/amp`, bare('', `<p>${line}</p>`));
    outlet.feed([story]);
    await outlet.project.collect();
    expect(await onlyFile()).toContain('two hundred people');
  });

  test('waits when its AMP page can be had later', async () => {
    outlet.answer(story, bare(amp));
    outlet.answer(`${story}/amp`, status(500));
    outlet.feed([story]);
    expect((await outlet.project.collect()).accounting).toMatchObject({ found: 1, stored: 0, waiting: 1 });
    outlet.answer(`${story}/amp`, page('dawn', ''));
    expect((await outlet.project.collect({ later: hour })).accounting).toMatchObject({ stored: 1, waiting: 0 });
    expect(asked(story)).toBe(1);
  });

  test('is no reason to walk round a wall', async () => {
    const wall = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A day on the pier","isAccessibleForFree":false}</script>'; // prettier-ignore
    outlet.answer(story, bare(amp + wall, '<p>The pier opened on Tuesday.</p>'));
    outlet.answer(`${story}/amp`, page('dawn', ''));
    outlet.feed([story]);
    expect((await outlet.project.collect()).accounting.reasons).toEqual([{ code: 'extract/paywalled', count: 1 }]);
    expect(asked(`${story}/amp`)).toBe(0);
  });

  test('is not looked for on another site', async () => {
    outlet.answer(story, bare('<link rel="amphtml" href="https://cache.example/amp">'));
    outlet.feed([story]);
    expect((await outlet.project.collect()).accounting.reasons).toEqual([{ code: 'extract/no-text', count: 1 }]);
  });
});

describe('without the network', () => {
  /** The archive as it was when nobody looked for further pages: the first page, and a file of it alone. */
  async function keepFirstOnly(): Promise<void> {
    answerThree();
    outlet.answer(`${story}/2`, (request) => void request.socket.destroy());
    await outlet.project.collect();
    const store = await openArchive(await outlet.project.read(), { clock: systemClock, mode: 'write' });
    const [record] = await store.listArticles();
    if (!record) throw new Error('no article');
    const { frontMatter, ...file } = await store.readArticle(record.path);
    if (!frontMatter.courant) throw new Error('no provenance');
    const courant = { ...frontMatter.courant, confidence: 0.91 };
    await store.putArticle(record.id, sealed({ ...file, frontMatter: { ...frontMatter, courant } }));
    await store.settleLink(outlet.server.url(story), { state: 'stored', article: record.id });
    await store.close();
    answerThree();
  }

  test('reading again leaves pages that are not kept to the next collect', async () => {
    await keepFirstOnly();
    const requests = outlet.server.paths().length;
    const dry = await outlet.project.reextract();
    expect(dry.fields).toEqual({ confidence: 1 });
    expect((await outlet.project.collect()).articles).toEqual({ stored: 0, revised: 0 });
    expect(asked(`${story}/2`)).toBe(1);
    await outlet.project.reextract({ write: true });
    expect(outlet.server.paths().length).toBe(requests + 1); // the feed, of the collect between
    const { events } = await outlet.project.collect();
    expect(events.map(({ event }) => event)).toContain('reread');
    expect(has(await onlyFile(), 'dusk')).toBe(true);
    expect((await outlet.project.reextract()).outcomes).toMatchObject({ changed: 0, unchanged: 1 });
  });

  test('an import joins the pages that it holds, in whatever order, and asks for none', async () => {
    const folder = join(outlet.project.root, 'saved');
    await mkdir(folder);
    const at = (path: string): string => `https://pier.example${story}${path}`;
    const saved = (subject: string, path: string, head: string): string =>
      page(subject, `${head}<link rel="canonical" href="${at(path)}">`);
    await writeFile(join(folder, 'a.html'), saved('dusk', '/3', ''));
    await writeFile(join(folder, 'b.html'), saved('noon', '/2', next(at('/3'))));
    await writeFile(join(folder, 'c.html'), saved('dawn', '', next(at('/2'))));
    const report = await outlet.project.import(folder);
    expect(report).toMatchObject({ pages: 3, known: 0, accounting: { found: 3, stored: 1, skipped: 2, waiting: 0 } });
    const text = await onlyFile();
    expect(['dawn', 'noon', 'dusk'].every((subject) => has(text, subject))).toBe(true);
    expect(outlet.server.paths()).toEqual([]);
  });

  test('an import of a Courant archive knows which pages are parts', async () => {
    answerThree();
    await outlet.project.collect();
    const text = await onlyFile();
    const [warc = ''] = (await readdir(join(outlet.project.root, 'warc'), { recursive: true })).filter((name) => name.endsWith('.gz')); // prettier-ignore
    const other = await startOneOutlet({ images: 'none' });
    const report = await other.project.import(join(outlet.project.root, 'warc', warc));
    // The other link is the feed, which this server does not call one.
    expect(report.accounting).toMatchObject({ found: 2, stored: 1, skipped: 1, waiting: 0 });
    const [name = ''] = (await readdir(join(other.project.root, 'content'), { recursive: true })).filter((one) => one.endsWith('.md')); // prettier-ignore
    const copy = await readFile(join(other.project.root, 'content', name), 'utf8');
    expect(parseArticleFile('content/x.md', copy).body.split('\n').slice(0, -1)).toEqual(
      parseArticleFile('content/x.md', text).body.split('\n').slice(0, -1),
    );
    await other.stop();
  });
});
