import { access, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet();
  const gif = Buffer.from('GIF89a\x40\x01\xf0\x00\x00\x00\x00;', 'latin1');
  outlet.answer('/ferry.gif', (_request, response) => void response.end(gif));
  const head = `<meta property="og:image" content="${outlet.server.url('/ferry.gif')}">`;
  outlet.answer('/a', articlePage({ title: 'The ferry comes back', subject: 'ferry', head }));
  outlet.answer('/b', articlePage({ title: 'The bakery closes', subject: 'bakery' }));
  outlet.feed(['/a', '/b']);
  expect((await outlet.project.collect()).articles.stored).toBe(2);
});
afterEach(() => outlet.stop());

async function articleFile(title: string): Promise<string> {
  const content = join(outlet.project.root, 'content');
  const name = (await readdir(content, { recursive: true })).find((path) => path.includes(title));
  return join(content, name ?? '');
}

describe('the site of an archive that somebody changed', () => {
  test('goes without an article whose file is broken, and names file and line', async () => {
    const file = await articleFile('bakery');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^date: .*$/m, 'date: yesterday'));
    const { articles, passedOver } = await outlet.project.build();
    expect(articles).toBe(1);
    expect(passedOver).toMatchObject([
      { file: expect.stringMatching(/bakery.*\.md$/), reason: expect.stringMatching(/^line \d+: date/) },
    ]);
  });

  test('goes without an article whose file was removed, and takes its page away', async () => {
    await outlet.project.build();
    await rm(await articleFile('bakery'));
    const { articles, passedOver, removed } = await outlet.project.build();
    expect(articles).toBe(1);
    expect(passedOver).toHaveLength(1);
    expect(removed).toBeGreaterThan(0);
  });

  test('takes the page of an article away whose file was removed, also when its own state was lost', async () => {
    await outlet.project.build();
    const site = join(outlet.project.root, 'public');
    const pagesOf = async (): Promise<readonly string[]> =>
      (await readdir(site, { recursive: true })).filter((path) => /post.*bakery.*index\.html$/.test(path));
    expect(await pagesOf()).toHaveLength(1);
    await writeFile(join(site, 'CNAME'), 'news.example');
    await rm(await articleFile('bakery'));
    for (const state of ['site.db', 'site.db-wal', 'site.db-shm'])
      await rm(join(outlet.project.root, '.courant', state), { force: true });
    await outlet.project.build();
    expect(await pagesOf()).toEqual([]);
    expect(await readFile(join(site, 'CNAME'), 'utf8')).toBe('news.example');
  });

  test('goes without a picture that was removed', async () => {
    const images = await outlet.project.withStore((store) => store.listImages());
    expect(images.size).toBe(1);
    await rm(join(outlet.project.root, 'static'), { recursive: true });
    expect(await outlet.project.build()).toMatchObject({ articles: 2, passedOver: [] });
  });

  test('is in the order of the dates that the files say', async () => {
    const file = await articleFile('bakery');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^date: .*$/m, 'date: 2026-09-09 09:09:09'));
    await outlet.project.build();
    const home = await readFile(join(outlet.project.root, 'public', 'index.html'), 'utf8');
    const recent = home.slice(home.indexOf('>Recent<')); // the top of the page leads with a picture
    expect(recent.indexOf('The bakery closes')).toBeLessThan(recent.indexOf('The ferry comes back'));
  });
});

test('a list of site files that somebody edited removes nothing elsewhere', async () => {
  await outlet.project.build();
  const { root } = outlet.project;
  await writeFile(join(root, '.courant', 'site-journal-99'), '../courant.yaml\n');
  await outlet.project.build();
  await access(join(root, 'courant.yaml'));
});
