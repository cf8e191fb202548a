import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../src/serve/app.ts';
import { listen } from '../../src/serve/listen.ts';
import { articlePage, startOneOutlet, type OneOutlet } from '../runs/one-outlet.ts';
import { lookIn } from '../site-look.ts';

const look = await lookIn();

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none' });
});
afterEach(() => outlet.stop());

const hostileTitles = [
  '../../../../etc/cron.d/x',
  '..\\..\\windows\\system32',
  '/etc/passwd',
  'C:\\autoexec.bat',
  '....//....//x',
  '%2e%2e%2fx',
  'a\u0000b',
  'CON',
  '.htaccess',
  '~root',
  '\u202egpj.exe',
];

test('no title, and no address, leads out of the folder of articles', async () => {
  for (const [i, title] of hostileTitles.entries())
    outlet.answer(`/${i}/..%2f..%2fx`, articlePage({ title: `${title} is the headline`, subject: `subject ${i}` }));
  outlet.feed(hostileTitles.map((_, i) => `/${i}/..%2f..%2fx`));
  expect((await outlet.project.collect()).articles.stored).toBe(hostileTitles.length);
  const files = await readdir(join(outlet.project.root, 'content'), { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile()))
    expect(join(file.parentPath, file.name).slice(outlet.project.root.length)).toMatch(
      /^\/content\/post\/\d{4}\/\d\d\/\d\d\/one\/[\p{L}\p{N}-]+\.md$/u,
    );
  expect((await readdir(outlet.project.root)).sort()).toEqual([
    '.courant',
    'content',
    'courant.yaml',
    'manifest',
    'sources',
    'warc',
  ]);
  await outlet.project.build();
});

test('links of a feed and of an article to scripts and data lead nowhere', async () => {
  const bad = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>1</script>',
  ];
  const links = bad.map((href) => `<p>Read <a href="${href}">more of it</a> <img src="${href}"> here.</p>`).join('');
  outlet.answer(
    '/a',
    articlePage({ title: 'The ferry comes back', subject: 'ferry' }).replace('</article>', `${links}</article>`),
  );
  outlet.feed(['/a']);
  const items = [...bad, 'vbscript:x', 'file:///etc/passwd'].map(
    (link) => `<item><link>${link.replace('<', '&lt;')}</link></item>`,
  );
  outlet.answer(
    '/feed',
    `<rss version="2.0"><channel><title>One</title>${items.join('')}<item><link>${outlet.server.url('/a')}</link></item></channel></rss>`,
  );
  const { accounting } = await outlet.project.collect();
  expect(accounting).toMatchObject({ found: 1, stored: 1 });
  await outlet.project.build();
  const names = await readdir(join(outlet.project.root, 'public'), { recursive: true });
  const pages = names.filter((name) => name.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(3);
  for (const name of pages)
    expect(await readFile(join(outlet.project.root, 'public', name), 'utf8')).not.toMatch(
      /(?:href|src)="?\s*(?:javascript|data|vbscript|file|java\s*script):/i,
    );
});

test('sitemaps that name themselves and each other, or too many others, end', async () => {
  const index = (paths: readonly string[]): string =>
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths
      .map((path) => `<sitemap><loc>${outlet.server.url(path)}</loc></sitemap>`)
      .join('')}</sitemapindex>`;
  const many = Array.from({ length: 5000 }, (_, i) => `/child-${i}.xml`);
  outlet.answer('/feed', index(['/feed', '/feed?again', '/bomb.xml.gz', ...many]));
  outlet.answer('/feed?again', index(['/feed', '/feed?again']));
  outlet.answer('/bomb.xml.gz', (_request, response) => void response.end(gzipSync(Buffer.alloc(80_000_000))));
  for (const path of many) outlet.answer(path, index(['/feed', path, `${path}?deeper`]));
  await outlet.project.collect();
  expect(outlet.server.requests.length).toBeLessThan(60);
  expect(outlet.server.paths().filter((path) => path === '/feed')).toHaveLength(1);
});

test('the Host header of a request is nowhere in the answer', async () => {
  const site = {
    title: 'Test',
    description: '',
    url: 'https://site.example/',
    language: 'en',
    timeZone: 'UTC',
    pageSize: 20,
    languages: [],
  };
  const app = createApp({ siteDir: outlet.project.root, site, look, outlets: [], search: async () => [] });
  const server = await listen(app, { port: 0 });
  const { port } = new URL(server.url);
  for (const host of [
    'evil.example',
    'evil.example:1/x',
    '"><script>alert(1)</script>',
    'evil.example\r\nX-Evil: 1',
    '',
  ])
    for (const path of ['/', '/sources', '/nothing', '/search?q=x', '/api/search?q=x', 'http://evil.example/']) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n`,
      );
      expect((await text(socket)).toLowerCase()).not.toContain('evil');
    }
  await server.stop();
});
