import { getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { makeEdition } from '../editions/made-up-edition.ts';
import { publish } from './publish.ts';

const edition = makeEdition(66, { pageSize: 8 });
const { url } = edition.site;
const folders = edition.articles.map(({ path }) => path.slice('content/'.length, -'.md'.length));
// Three hours after the newest article, which is of January 27.
const now = Date.UTC(2025, 0, 20) + 65 * 9_371_000 + 3 * 3_600_000;
const files = await publish(edition, 'en', now);

/** Follows the archives of a feed; the ids of its entries, from the newest on. */
function readChain(path: string): readonly string[] {
  const ids: string[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = path; next !== undefined;) {
    expect(seen.has(next), `${next} comes twice`).toBe(false);
    seen.add(next);
    const text: string | undefined = files.get(next);
    if (text === undefined) throw new Error(`${next} is not there`);
    expect(text.includes('<fh:archive/>')).toBe(next !== path);
    const feed = parseDocument(text, { xmlMode: true });
    for (const entry of getElementsByTagName('entry', feed)) ids.push(textContent(getElementsByTagName('id', entry)));
    const links = getElementsByTagName('link', feed).map(({ attribs }) => attribs);
    const at = (rel: string): string | undefined =>
      links.find((link) => link['rel'] === rel)?.['href']?.slice(url.length);
    if (next !== path) expect(at('current')).toBe(path);
    next = at('prev-archive');
  }
  return ids;
}

describe('archived feeds (RFC 5005)', () => {
  test('from the newest feed they lead to every article exactly once, newest first', () => {
    expect(readChain('atom.xml')).toEqual(folders.map((folder) => `${url}${folder}/`));
  });

  test('those of an outlet to every article of it', () => {
    const own = folders.filter((folder) => folder.includes('/harbor-courier/'));
    expect(own.length).toBe(11);
    expect(readChain('categories/harbor-courier/atom.xml')).toEqual(own.map((folder) => `${url}${folder}/`));
  });

  test('RSS leads to the same archives', () => {
    const [, previous] = /<atom:link rel="prev-archive"[^>]* href="([^"]*)"/.exec(files.get('feed.xml') ?? '') ?? [];
    expect(previous).toBe(`${url}page-7/atom.xml`);
  });

  test('an archive leads to the newer one too, the last of them to none', () => {
    expect(files.get('page-3/atom.xml')).toContain(`<link rel="next-archive" href="${url}page-4/atom.xml"/>`);
    expect(files.get('page-7/atom.xml')).not.toContain('next-archive');
  });
});

describe('the Markdown twin', () => {
  const open = edition.articles.find(({ frontMatter }) => frontMatter.courant?.rights.length === 0);
  const folder = open?.path.slice('content/'.length, -'.md'.length) ?? '';

  test('has title, facts, source and text', () => {
    const { courant, title } = open?.frontMatter ?? {};
    const text = files.get(`${folder}/index.md`) ?? '';
    expect(text.startsWith(`# ${title}\n\n`)).toBe(true);
    for (const part of [...(courant?.authors ?? []), `Source: <${courant?.url}>`]) expect(text).toContain(part);
    expect(text).toContain(open?.body.split('\n\n')[0]);
  });

  test('is named by its page', () => {
    expect(files.get(`${folder}/index.html`)).toContain('<link rel="alternate" type="text/markdown" href="index.md">');
  });

  test('lies beside every article', () => {
    expect(folders.filter((place) => !files.has(`${place}/index.md`))).toEqual([]);
  });
});

test('llms.txt leads to feeds, twins and outlets that are there', () => {
  const text = files.get('llms.txt') ?? '';
  expect(text).toMatch(/^# The Quiet Ledger\n\n> Six small papers, kept whole\.\n\n/);
  const targets = [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, target = '']) => target.slice(url.length));
  const places = targets.map((target) => decodeURIComponent(target.endsWith('/') ? `${target}index.html` : target));
  expect(places.filter((place) => !files.has(place))).toEqual([]);
  expect(places.filter((place) => place.endsWith('/index.md'))[0]).toBe(`${folders[0]}/index.md`);
  expect(places.filter((place) => place.startsWith('categories/'))).toHaveLength(6);
});

test('the news sitemap has the articles of two days, and the index names it', () => {
  const text = files.get('sitemap-news.xml') ?? '';
  const young = edition.articles.filter(
    ({ frontMatter }) => Date.parse(frontMatter.courant?.published ?? '') > now - 2 * 86_400_000,
  );
  expect(young.length).toBeGreaterThan(10);
  const map = parseDocument(text, { xmlMode: true });
  const titles = getElementsByTagName('news:title', map).map((title) => textContent(title));
  expect([...titles].sort()).toEqual(young.map(({ frontMatter }) => frontMatter.title).sort());
  const languages = new Set(getElementsByTagName('news:language', map).map((language) => textContent(language)));
  expect([...languages].sort()).toEqual(['ar', 'de', 'en', 'es', 'fr', 'ja']);
  expect(files.get('sitemap.xml')).toContain(`<loc>${url}sitemap-news.xml</loc>`);
  expect(files.get('robots.txt')).toContain(`Sitemap: ${url}sitemap.xml`);
});
