import { describe, expect, test } from 'vitest';
import { answersOf, type Answer } from '../../demo/newsroom/answers.ts';
import { outlets, siteOf } from '../../demo/newsroom/outlets.ts';
import { ampPathOf, pagesOf } from '../../demo/newsroom/pages-of.ts';
import type { Outlet } from '../../demo/newsroom/types.ts';
import { findLinks, type Discovery } from '../../src/discover/find-links.ts';
import { toSourceId } from '../../src/model/ids.ts';
import { toUrl } from '../../src/url/normalize.ts';

const now = Date.parse('2026-10-05T00:00:00Z');
const origin = 'https://outlet.example';

function read(path: string, answer: Answer): Discovery | null {
  const [url, source] = [toUrl(path, origin), toSourceId('outlet')];
  if (url === null || source === null) throw new Error(`${path} is no address`);
  const headers = [['content-type', answer.headers['content-type'] ?? '']] as const;
  const found = findLinks({ url, bytes: answer.body, headers }, { kind: 'front-page', url }, { source, now });
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
