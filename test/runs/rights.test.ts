import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readProject } from '../../src/config/project.ts';
import { listRefusals } from '../../src/pipeline/list-refusals.ts';
import { toPolicyRules } from '../../src/pipeline/decide-articles.ts';
import { searchAllowed } from '../../src/pipeline/search-allowed.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none' });
});
afterEach(() => outlet.stop());

const first = '2026-03-04T06:00:00Z';
const second = '2026-03-05T06:00:00Z';
const subject = 'ferry';
const title = 'The ferry comes back';
const lastWords = 'For the 6th time';

function page(head = ''): string {
  return articlePage({ title, subject, head });
}

async function texts(folder: string, ending: string): Promise<readonly string[]> {
  const root = join(outlet.project.root, folder);
  const names = await readdir(root, { recursive: true }).catch((): string[] => []);
  return Promise.all(names.filter((name) => name.endsWith(ending)).map((name) => readFile(join(root, name), 'utf8')));
}

const content = (): Promise<readonly string[]> => texts('content', '.md');

/** All that readers and machines get of the site. */
async function published(): Promise<string> {
  await outlet.project.build();
  const endings = ['.html', '.xml', '.json'];
  return (await Promise.all(endings.map((ending) => texts('public', ending)))).flat().join('\n');
}

async function collect(head: string, modified = first): Promise<void> {
  outlet.answer('/a', page(head));
  outlet.feed(['/a'], modified);
  await outlet.project.collect();
}

describe('signals of a page', () => {
  test('without any the whole text is kept and shown', async () => {
    await collect('');
    expect((await content()).join()).toContain(lastWords);
    expect(await published()).toContain(lastWords);
  });

  test('noarchive leaves an extract, in the file and on the site', async () => {
    await collect('<meta name="robots" content="noarchive">');
    const [file = ''] = await content();
    expect(file).not.toContain(lastWords);
    expect(file).toMatch(/rights:\n {4}- "?noarchive/);
    expect(file).toContain('For the 1th time');
    const site = await published();
    expect(site).toContain(title);
    expect(site).not.toContain(lastWords);
    const hits = await outlet.project.withStore((store) => store.search({ text: '6th', limit: 5 }));
    expect(hits).toEqual([]);
  });

  test('nosnippet leaves title and link on the site, max-snippet as many characters as it says', async () => {
    await collect('<meta name="robots" content="nosnippet">');
    const site = await published();
    expect(site).toContain(title);
    expect(site).not.toContain('the people of the harbor');
    await collect('<meta name="robots" content="max-snippet:30">', second);
    const more = await published();
    expect(more).toContain('For the 1th time this year…');
    expect(more).not.toContain('the people of the harbor');
  });

  test('what says that it is unavailable is shown no more, from the next build on', async () => {
    await collect('<meta name="robots" content="unavailable_after: 2999-01-01">');
    expect(await published()).toContain(title);
    await collect('<meta name="robots" content="unavailable_after: 2020-01-01">', second);
    expect(await published()).not.toContain(title);
    expect(await content()).toHaveLength(1);
  });

  test('a signal that comes later is enforced, and is no edit of the outlet', async () => {
    await collect('');
    await collect('<meta name="robots" content="noai"><meta name="tdm-reservation" content="1">', second);
    const [file = ''] = await content();
    expect(file).toContain('noai');
    expect(file).toContain('revision: 1');
    const site = await published();
    expect(site).toContain('<meta name="robots" content="noai">');
    expect(site).toContain('<meta name="tdm-reservation" content="1">');
    await collect('<meta name="robots" content="noarchive">', '2026-03-06T06:00:00Z');
    expect((await content()).join()).not.toContain(lastWords);
    expect(await published()).not.toContain(lastWords);
  });
});

test('signals of a site are kept with each article, asked for once, and stay when it is read again', async () => {
  outlet.answer('/robots.txt', 'User-agent: *\nAllow: /\nLicense: https://one.example/license.xml');
  outlet.answer('/.well-known/tdmrep.json', '[{"location":"/","tdm-reservation":1,"tdm-policy":"/tdm.json"}]');
  outlet.answer('/b', articlePage({ title: 'The bridge is closed', subject: 'bridge' }));
  outlet.answer('/a', page());
  outlet.feed(['/a', '/b'], first);
  await outlet.project.collect();
  await outlet.project.collect();
  const files = await content();
  expect(files).toHaveLength(2);
  for (const file of files) {
    expect(file).toContain('rsl:https://one.example/license.xml');
    expect(file).toContain('tdm-reservation');
    expect(file).toContain('/tdm.json');
  }
  expect(outlet.server.paths().filter((path) => path.includes('tdmrep'))).toHaveLength(1);
  const { items } = await outlet.project.reextract();
  expect(items.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
  expect((await outlet.project.reindex()).articles).toBe(2);
  expect(await published()).toContain(
    '<link rel="license" type="application/rsl+xml" href="https://one.example/license.xml">',
  );
});

test('terms that stand in a feed are kept with its articles, and stay when they are read again', async () => {
  outlet.answer('/b', articlePage({ title: 'The bridge is closed', subject: 'bridge' }));
  outlet.answer('/a', page());
  const at = (path: string): string => outlet.server.url(path);
  outlet.answer(
    '/feed',
    `<rss xmlns:rsl="https://rslstandard.org/rsl" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>One</title>
    <atom:link rel="license" type="application/rsl+xml" href="/rsl.xml"/><item><link>${at('/a')}</link></item>
    <item><link>${at('/b')}</link><rsl:content url="/b"><rsl:license/></rsl:content></item></channel></rss>`,
  );
  await outlet.project.collect();
  const terms = (file = ''): readonly string[] => file.match(/rsl:[^"'\s]+/g) ?? [];
  const files = async (): Promise<readonly string[]> => (await content()).flatMap(terms).sort();
  const kept = [`rsl:${at('/feed')}`, `rsl:${at('/rsl.xml')}`, `rsl:${at('/rsl.xml')}`];
  expect(await files()).toEqual(kept);
  const { items } = await outlet.project.reextract();
  expect(items.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
  expect(await published()).toContain(`<link rel="license" type="application/rsl+xml" href="${at('/feed')}">`);
});

test('a search shows no more of a hit than its outlet allows', async () => {
  const find = (now: number): Promise<readonly { readonly snippet: string }[]> =>
    outlet.project.withStore(async (store) =>
      searchAllowed(store, toPolicyRules(await outlet.project.read()), { text: 'ferry', limit: 5 }, now),
    );
  await collect('<meta name="robots" content="max-snippet:30, unavailable_after: 2999-01-01">');
  expect(await find(Date.UTC(2026, 3))).toMatchObject([{ snippet: 'For the 1th time this year…' }]);
  expect(await find(Date.UTC(2999, 3))).toEqual([]);
});

test('what an outlet refuses is told by source, and asked for once', async () => {
  outlet.answer('/robots.txt', 'User-agent: *\nDisallow: /live');
  outlet.answer('/paid', (_request, response) => void response.writeHead(402).end());
  outlet.answer('/a', page('<meta name="robots" content="noarchive"><meta name="tdm-reservation" content="1">'));
  outlet.feed(['/a', '/paid', '/live/1'], first);
  await outlet.project.collect();
  await outlet.project.collect({ later: 7 * 24 * 60 * 60 * 1000 });
  expect(outlet.server.paths().filter((path) => path === '/paid')).toHaveLength(1);
  expect(outlet.server.paths()).not.toContain('/live/1');
  const project = await readProject(outlet.project.root);
  const refusals = await outlet.project.withStore((store) => listRefusals(project, store));
  const one = (reason: string): object => ({ reason, count: 1 });
  expect(refusals).toHaveLength(1);
  expect(refusals[0]?.reasons).toEqual(
    expect.arrayContaining(
      ['fetch/robots-disallowed', 'fetch/refused', 'keeping the text', 'showing the text', 'mining'].map(one),
    ),
  );
});
