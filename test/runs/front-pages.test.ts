import { describe, expect, test } from 'vitest';
import { answersOf, type Answer } from '../../src/newsroom/answers.ts';
import { outlets, siteOf } from '../../src/newsroom/outlets.ts';
import { ampPathOf, pagesOf } from '../../src/newsroom/pages-of.ts';
import type { Outlet } from '../../src/newsroom/types.ts';
import { findLinkedAddresses } from '../../src/discover/find-front-page-links.ts';
import { findLinks, type Discovery } from '../../src/discover/find-links.ts';
import { toSourceId, type Url } from '../../src/model/ids.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { articlePage, startOneOutlet } from './one-outlet.ts';

const now = Date.parse('2026-10-05T00:00:00Z');
const origin = 'https://outlet.example';

function read(path: string, answer: Answer, standing?: ReadonlySet<Url>): Discovery | null {
  const [url, source] = [toUrl(path, origin), toSourceId('outlet')];
  if (url === null || source === null) throw new Error(`${path} is no address`);
  const headers = [['content-type', answer.headers['content-type'] ?? '']] as const;
  const found = findLinks(
    { url, bytes: answer.body, headers },
    { kind: 'front-page', url },
    { source, now, ...(standing && { standing }) },
  );
  return found.ok ? found.value : null;
}

/** The pages of an outlet that list articles in their main part. */
function listPages(outlet: Outlet): readonly { readonly path: string; readonly answer: Answer }[] {
  const site = siteOf(outlet, origin, 1);
  const articles = new Set(
    site.listed.flatMap((piece) => [
      ...pagesOf(piece).map(({ path }) => path),
      piece.movedFrom ?? piece.path,
      ampPathOf(piece),
    ]),
  );
  const about = /about|impressum|quienes|redakciya|company/;
  return [...answersOf(site)]
    .filter(
      ([path, { headers }]) => /html/.test(headers['content-type'] ?? '') && !articles.has(path) && !about.test(path),
    )
    .map(([path, answer]) => ({ path, answer }));
}

const withHref = (html: string, path: string): boolean =>
  html.includes(`href="${origin}${path}"`) || html.includes(`href="${path}"`);

describe.each(outlets.map((outlet) => [outlet.id, outlet] as const))('the lists of %s', (_id, outlet) => {
  const site = siteOf(outlet, origin, 1);
  // What robots.txt keeps back anyway may be taken for a print version.
  const pieces = site.pieces.filter((piece) => piece.skip !== 'fetch/robots-disallowed');

  test.each(listPages(outlet))('$path gives its articles and nothing else', ({ path, answer }) => {
    const found = read(path, answer)?.links.map(({ url }) => url) ?? [];
    const html = answer.body.toString('latin1');
    const shown = pieces.filter((piece) => withHref(html, piece.path)).map((piece) => origin + piece.path);
    expect([...found].sort()).toEqual([...shown].sort());
  });

  test.each(listPages(outlet))(
    '$path gives no more when all its articles came after the first day',
    ({ path, answer }) => {
      const url = toUrl(path, origin);
      const all = url === null ? [] : [...findLinkedAddresses({ url, bytes: answer.body, headers: [] })];
      const articles = new Set<string>(pieces.map((piece) => origin + piece.path));
      const standing = new Set(all.filter((one) => !articles.has(one)));
      const links = (from?: ReadonlySet<Url>): unknown => read(path, answer, from)?.links;
      expect(links(standing)).toEqual(links());
    },
  );

  test('the home page gives titles, and days where it shows them', () => {
    const home = answersOf(site).get('/');
    const links = (home && read('/', home)?.links) ?? [];
    const found = links.map(({ hints }) => ({ title: hints.title, day: hints.publishedAt?.slice(0, 10) }));
    const wanted = pieces.map((piece) => ({
      title: piece.title,
      day: outlet.id === 'al-marsa' && piece.undated ? undefined : piece.published.slice(0, 10),
    }));
    expect(found).toEqual(wanted);
  });
});

test('a headline that came after the first day is collected, however short its address, and is found again by reindex', async () => {
  const outlet = await startOneOutlet({ images: 'none' }, 'front-page');
  try {
    const menu = ['sport', 'culture', 'opinion', 'harbor', 'events'].map((name) => `<a href="/${name}">${name}</a>`);
    const item = (path: string, title: string): string => `<p><a href="${path}">${title}</a></p>`;
    const list = (items: string): string => `<html lang="en"><nav>${menu.join('')}</nav><main>${items}</main></html>`;
    const prizes = item('/prizes', 'Win one of our great prizes today');
    const bridge = item('/2026/03/04/the-bridge-is-closed', 'The bridge is closed until the spring');
    outlet.answer(
      '/2026/03/04/the-bridge-is-closed',
      articlePage({ title: 'The bridge is closed', subject: 'bridge' }),
    );
    outlet.answer('/ferry', articlePage({ title: 'The ferry comes back', subject: 'ferry' }));
    outlet.answer('/feed', list(prizes + bridge));
    await outlet.project.collect();
    outlet.answer('/feed', list(item('/ferry', 'The ferry comes back after the storm') + prizes + bridge));
    await outlet.project.collect({ later: 86_400_000 });
    const accounting = { found: 2, stored: 2, skipped: 0, waiting: 0 };
    expect(await outlet.project.withStore((store) => store.accounting())).toMatchObject(accounting);
    await outlet.project.reindex();
    expect(await outlet.project.withStore((store) => store.accounting())).toMatchObject(accounting);
    expect(outlet.server.paths()).not.toContain('/prizes');
  } finally {
    await outlet.stop();
  }
});
