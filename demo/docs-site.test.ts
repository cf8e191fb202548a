import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { findAll } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headingId } from '../src/markdown/page-to-html.ts';
import { brokenPages } from '../test/site-links.ts';
import { buildDocs } from './docs-site.ts';

let folder = '';
let site = '';
let built: readonly string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'courant-docs-'));
  site = join(folder, 'public');
  expect(await buildDocs(folder)).toMatchObject({ passedOver: [] });
  built = (await readdir(site, { recursive: true })).filter((path) => path.endsWith('.html'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Links {
  readonly ids: ReadonlySet<string>;
  readonly hrefs: readonly string[];
}

function linksOf(path: string): Links {
  const elements = findAll(() => true, parseDocument(readFileSync(join(site, path), 'utf8')).children);
  const all = (name: string): readonly string[] => elements.flatMap(({ attribs }) => attribs[name] ?? []);
  return { ids: new Set(all('id')), hrefs: all('href') };
}

describe('the site of the documents', () => {
  test('has no link that leads nowhere, and no anchor', () => {
    expect(brokenPages(site)).toEqual([]);
    const links = new Map(built.map((path) => [path, linksOf(path)]));
    const wrong = [...links].flatMap(([path, { hrefs }]) =>
      hrefs
        .filter((href) => {
          const url = new URL(href, new URL(path, 'https://site.invalid/'));
          const target = links.get(decodeURIComponent(url.pathname).slice(1));
          return target && url.hash !== '' && !target.ids.has(decodeURIComponent(url.hash).slice(1));
        })
        .map((href) => `${path} leads to ${href}`),
    );
    expect(wrong).toEqual([]);
  });

  test('leads from its first page to every document', async () => {
    const reached = new Set(['index.html']);
    for (const path of reached)
      for (const href of linksOf(path).hrefs) {
        const target = decodeURIComponent(new URL(href, new URL(path, 'https://site.invalid/')).pathname).slice(1);
        if (built.includes(target)) reached.add(target);
      }
    expect(built.filter((path) => !reached.has(path) && path !== '404.html')).toEqual([]);
    const documents = (await readdir('docs', { recursive: true })).filter((name) => name.endsWith('.md'));
    expect(built.length).toBeGreaterThan(documents.length);
  });

  test('has a title for each page', () => {
    for (const path of built) expect(readFileSync(join(site, path), 'utf8'), path).toMatch(/<title>[^<]{4,}<\/title>/);
  });
});

test('links between the documents lead to files and headings that are there', async () => {
  const names = (await readdir('docs', { recursive: true })).filter((name) => name.endsWith('.md'));
  const documents = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...names.map((name) => `docs/${name}`),
  ];
  const wrong = documents.flatMap((document) => {
    const text = withoutCode(readFileSync(document, 'utf8'));
    const links = [...text.matchAll(/\]\((?![a-z]+:)([^()\s#]*)(?:#([^()\s]*))?\)/g)];
    return links.flatMap(([, href = '', anchor]) => {
      const target = href === '' ? document : posix.join(dirname(document), href);
      if (!existsSync(target)) return [`${document} leads to ${href}`];
      if (anchor === undefined || statSync(target).isDirectory()) return [];
      return headingsOf(target).has(anchor) ? [] : [`${document} leads to ${href}#${anchor}`];
    });
  });
  expect(wrong).toEqual([]);
});

function withoutCode(text: string): string {
  return text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');
}

function headingsOf(document: string): ReadonlySet<string> {
  const text = readFileSync(document, 'utf8').replace(/^```.*?^```/gms, '');
  return new Set(
    [...text.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) =>
      headingId(heading.replace(/[`*]|\]\([^)]*\)/g, '')),
    ),
  );
}
