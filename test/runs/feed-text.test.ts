import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readProject } from '../../src/config/project.ts';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { systemClock } from '../../src/model/clock.ts';
import { traceLink } from '../../src/pipeline/trace-link.ts';
import { parseArticleFile } from '../../src/store/article-file.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

const text = Array.from(
  { length: 5 },
  (_, i) => `The ${i + 1}th of the five boats that went out on Monday came home with her nets full and her lamp lit.`,
);
const title = 'Five boats come home';
const bare = `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:type" content="article"></head><body><article><h1>${title}</h1><p>${text[0] ?? ''}</p><p><a href="/app">Go on reading in our app</a></p></article></body></html>`;

function feedWith(url: string, html: string): string {
  return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>One</title><item><title>${title}</title><link>${url}</link><pubDate>Wed, 04 Mar 2026 05:06:07 GMT</pubDate><content:encoded><![CDATA[${html}]]></content:encoded></item></channel></rss>`;
}

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none' });
});
afterEach(() => outlet.stop());

async function storedFile(project: NewsroomProject): Promise<ReturnType<typeof parseArticleFile>> {
  const names = await readdir(join(project.root, 'content'), { recursive: true });
  const files = names.filter((name) => name.endsWith('.md'));
  expect(files).toHaveLength(1);
  return parseArticleFile('content/x.md', await readFile(join(project.root, 'content', files[0] ?? ''), 'utf8'));
}

/** Where the text of an article was found, as `courant trace` tells it. */
function bodyFrom(path: string): Promise<readonly string[]> {
  return outlet.project.withStore(async (store) => {
    const { steps } = await traceLink(outlet.server.url(path), store, { now: systemClock.now(), sources: [] });
    return steps.filter(({ step, decision }) => step === 'body' && decision === 'chosen').map(({ target }) => target);
  });
}

test('a trace takes the decisions again by the rules of the source', async () => {
  outlet.answer('/b', articlePage({ title, subject: 'herring', note: '<span class="box">Subscribe</span>' }));
  outlet.feed(['/b']);
  await outlet.project.collect();
  const rules = [{ strip: ['.box'] }];
  const sources = (await readProject(outlet.project.root)).sources.map((source) => ({ ...source, rules }));
  const trace = await outlet.project.withStore((store) =>
    traceLink(outlet.server.url('/b'), store, { now: systemClock.now(), sources }),
  );
  expect(JSON.stringify(trace.steps)).toContain('site rule: strip .box');
});

describe('the text that a feed carries', () => {
  const full = text.map((line) => `<p>${line}</p>`).join('');

  test('is taken when the page shows less, and the trace says so', async () => {
    outlet.answer('/a', bare);
    outlet.answer('/feed', feedWith(outlet.server.url('/a'), full));
    expect((await outlet.project.collect()).articles.stored).toBe(1);
    const { body, frontMatter } = await storedFile(outlet.project);
    for (const line of text) expect(body).toContain(line);
    expect(body).not.toContain('our app');
    expect(frontMatter.courant?.url).toBe(outlet.server.url('/a'));
    expect(await bodyFrom('/a')).toEqual(['feed content']);
    expect((await outlet.project.reextract()).outcomes).toMatchObject({ changed: 0, unchanged: 1 });
  });

  test('is taken when the page shows a part of it, as after a change of its design', async () => {
    const many = Array.from({ length: 4 }, (_, i) => text.map((line) => `<p>${line} Day ${i}.</p>`)).flat();
    const page = bare.replace(/<p>.*<\/article>/, `${many.slice(0, 6).join('')}</article>`);
    outlet.answer('/a', page);
    outlet.answer('/feed', feedWith(outlet.server.url('/a'), many.join('')));
    await outlet.project.collect();
    expect((await storedFile(outlet.project)).body).toContain('Day 3.');
    expect(await bodyFrom('/a')).toEqual(['feed content']);
    expect((await outlet.project.reextract()).outcomes).toMatchObject({ changed: 0, unchanged: 1 });
  });

  test('stands back when the page shows another text, however short', async () => {
    outlet.answer('/a', articlePage({ title, subject: 'boats' }));
    outlet.answer('/feed', feedWith(outlet.server.url('/a'), full.repeat(6).replaceAll('Monday', 'Friday')));
    await outlet.project.collect();
    expect((await storedFile(outlet.project)).body).toContain('spoke about the boats');
    expect(await bodyFrom('/a')).toEqual([]);
  });

  test('is found again after a rebuild from files and WARC', async () => {
    outlet.answer('/a', bare);
    outlet.answer('/feed', feedWith(outlet.server.url('/a'), full));
    await outlet.project.collect();
    const hintsOf = (): Promise<unknown> =>
      outlet.project.withStore(async (store) => (await traceLink(outlet.server.url('/a'), store)).link.hints);
    const hints = await hintsOf();
    await outlet.project.reindex();
    expect(await hintsOf()).toEqual(hints);
    expect((await outlet.project.reextract()).outcomes).toMatchObject({ changed: 0, unchanged: 1 });
  });

  test('stands back when the page shows the whole', async () => {
    outlet.answer('/a', articlePage({ title, subject: 'boats' }));
    outlet.answer('/feed', feedWith(outlet.server.url('/a'), full));
    await outlet.project.collect();
    const { body } = await storedFile(outlet.project);
    expect(body).toContain('spoke about the boats');
    expect(body).not.toContain('her lamp lit');
    expect(await bodyFrom('/a')).toEqual([]);
  });
});

describe('the made-up newsroom', () => {
  let newsroom: Newsroom;
  let project: NewsroomProject;
  beforeAll(async () => {
    newsroom = await startNewsroom({ edition: 1 });
    project = await makeNewsroomProject(newsroom, { images: 'none' });
    await project.collect();
  }, 60_000);
  afterAll(async () => {
    await newsroom.stop();
    await project.remove();
  });

  test.each(['ostrander-ledger', 'stepnoy-kray'])('%s hands over the full text of its feed', async (id) => {
    const hints = await project.withStore(async (store) =>
      (await store.listLinks('stored', 1000)).filter(({ source }) => source === id).map((link) => link.hints),
    );
    expect(hints.length).toBeGreaterThan(3);
    for (const { contentHtml } of hints) expect(contentHtml?.length).toBeGreaterThan(300);
  });
});
