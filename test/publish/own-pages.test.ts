import { findAll, getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import type { OwnFiles, OwnPage } from '../../src/model/own-page.ts';
import { publishEdition } from '../../src/pipeline/publish-edition.ts';
import { parseOwnPage } from '../../src/store/own-pages.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { lookIn } from '../site-look.ts';
import { testNow } from './publish.ts';

const look = await lookIn();
const long = ['One', 'Two', 'Three', 'Four'].map((name) => `## ${name}\n\nText.\n`).join('\n');

const written: Readonly<Record<string, string>> = {
  '_index.md':
    '# Our pages\n\nMore about [the guide](guide/_index.md), [the archive](/post/) and [what is gone](gone.md).',
  'imprint.md':
    '---\ntitle: Imprint\nmenu: main\n---\nSee [faq](guide/faq.md#two). ![Plan](images/plan.svg) [Form](form.pdf)',
  'guide/_index.md': '# The guide\n\nWell read.',
  'guide/steps.md': '---\nweight: 1\n---\n# First steps\n\nBegin.',
  'guide/faq.md': `# Questions\n\nZyzzyva.\n\n${long}\n[Up](_index.md), [top](../_index.md)`,
};

function pagesOf(files: Readonly<Record<string, string>>): readonly OwnPage[] {
  return Object.entries(files).flatMap(([name, text]) => {
    const page = parseOwnPage(`content/page/${name}`, text);
    return typeof page === 'object' ? [page] : [];
  });
}

const attachments: OwnFiles['attachments'] = [
  { path: 'content/page/images/plan.svg', width: 30, height: 20 },
  { path: 'content/page/form.pdf' },
];

async function publish(hasNews: boolean, files = written): Promise<ReadonlyMap<string, string>> {
  const edition = hasNews ? makeEdition(12) : { ...makeEdition(0), outlets: [] };
  const own = { pages: pagesOf(files), attachments, hasNews };
  const made = await publishEdition(edition, { ...look, own }, testNow);
  return new Map(made.map(({ path, content }) => [path, String(content)]));
}

const news = await publish(true);
const alone = await publish(false);

function linksOf(html: string | undefined, within = 'main'): readonly (string | undefined)[] {
  const [part] = getElementsByTagName(within, parseDocument(html ?? ''));
  return findAll(({ name }) => name === 'a', part?.children ?? []).map(({ attribs }) => attribs['href']);
}

describe('own pages beside the news', () => {
  test('lie where their files do, in the frame of the site', () => {
    const page = news.get('page/guide/steps/index.html') ?? '';
    expect(page).toContain('<h1>First steps</h1>');
    expect(page).toContain('<title>First steps · ');
    expect(page).toContain('<p>Begin.</p>');
    expect(textContent(getElementsByTagName('h1', parseDocument(page)))).toBe('First steps');
  });

  test('have links by file to pages, pictures and files; what is not there is text', () => {
    const page = news.get('page/imprint/index.html') ?? '';
    expect(linksOf(page).slice(1, 3)).toEqual(['../../page/guide/faq/index.html#two', '../../page/form.pdf']);
    expect(page).toContain('<img src="../../page/images/plan.svg" alt="Plan" width="30" height="20"');
    expect(news.get('page/index.html')).toContain('<span>what is gone</span>');
    expect(linksOf(news.get('page/index.html'))).toContain('../post/index.html');
  });

  test('stand in the menu of every page if they say so', () => {
    for (const path of ['index.html', 'about/index.html', 'page/guide/faq/index.html']) {
      const menu = linksOf(news.get(path), 'header').map((href) => href?.replaceAll('../', ''));
      expect(menu).toEqual(
        [
          'index',
          'index',
          'categories/index',
          'post/index',
          'tags/index',
          'page/imprint/index',
          'search/index',
          'about/index',
        ].map((name) => `${name}.html`),
      );
    }
  });

  test('of a section are listed in order, but for those that its text leads to', () => {
    const lists = (path: string): readonly string[] => {
      const document = parseDocument(news.get(path) ?? '');
      const [list] = findAll(({ attribs }) => attribs['class'] === 'own-list', document.children);
      return getElementsByTagName('a', list ?? []).map((link) => textContent(link));
    };
    expect(lists('page/guide/index.html')).toEqual(['First steps', 'Questions']);
    expect(lists('page/index.html')).toEqual(['Imprint']);
  });

  test('lead to those before and behind, to their section, and through it', () => {
    const page = news.get('page/guide/steps/index.html');
    expect(linksOf(page)).toEqual(['../../../page/guide/index.html', '../../../page/guide/faq/index.html']);
    expect(linksOf(page, 'aside')).toEqual(
      ['imprint', 'guide', 'guide/steps', 'guide/faq']
        .sort(bySidebar)
        .map((name) => `../../../page/${name}/index.html`),
    );
  });

  test('have a table of contents when they are long', () => {
    expect(news.get('page/guide/faq/index.html')).toContain('<a href="#two">Two</a>');
    expect(news.get('page/guide/steps/index.html')).not.toContain('class="contents"');
  });

  test('are in sitemap, search and llms.txt, and in no list or feed', () => {
    expect(news.get('sitemap.xml')).toContain('sitemap-pages.xml');
    expect(news.get('sitemap-pages.xml')).toContain('/page/guide/faq/</loc>');
    expect(news.get('search/manifest.js')).toContain('{"segments":[["pages",');
    expect(news.get('llms.txt')).toMatch(/- \[First steps\]\(.*\/page\/guide\/steps\/\): Begin\.\n/);
    const lists = [...news].filter(([path]) => /feed|atom|sitemap-1|^post\/.*index\.html|^categories/.test(path));
    expect(lists.filter(([, text]) => text.includes('Zyzzyva') || text.includes('Begin.'))).toEqual([]);
  });
});

const sidebar = ['imprint', 'guide', 'guide/steps', 'guide/faq'];
function bySidebar(a: string, b: string): number {
  return sidebar.indexOf(a) - sidebar.indexOf(b);
}

describe('a site of own pages alone', () => {
  test('has one of them first, no lists and no feeds', () => {
    const paths = [...alone.keys()].filter((path) => !/^(?:page|search|assets)\//.test(path)).sort();
    expect(paths).toEqual(['404.html', 'index.html', 'llms.txt', 'robots.txt', 'sitemap-pages.xml', 'sitemap.xml']);
    expect(alone.get('index.html')).toContain('More about <a href="page/guide/index.html">the guide</a>');
    expect(linksOf(alone.get('page/guide/faq/index.html')).slice(-3)).toEqual([
      ...['../../../page/guide/index.html', '../../../index.html', '../../../page/guide/steps/index.html'],
    ]);
    for (const [path, text] of alone) if (!path.startsWith('assets/')) expect(text).not.toMatch(/feed\.xml|iframe/);
  });

  test('has what is beside the first one as its menu when none says anything', async () => {
    const silent = await publish(false, {
      'a.md': '# Ant',
      'c.md': '# Cat',
      'b/_index.md': '---\nweight: 1\n---\n# Bee',
    });
    const menu = linksOf(silent.get('index.html'), 'header').slice(1);
    expect(menu).toEqual(
      ['index', 'page/b/index', 'page/a/index', 'page/c/index', 'search/index'].map((name) => `${name}.html`),
    );
    expect(linksOf(silent.get('index.html'))).toEqual(menu.slice(1, -1));
  });
});
