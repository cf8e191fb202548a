import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesFolder } from '../../test/extract-cases.ts';
import { defaultFetch, readProject } from '../config/project.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { parseHtml } from '../html/parse.ts';
import { attr, findAll, textOf, type Element } from '../html/query.ts';
import { systemClock } from '../model/clock.ts';
import { explainPage, type Explained } from './explain-page.ts';
import { renderExplanation } from './explanation-page.ts';

const url = 'https://courier.example/2024/05/03/story';
const http = createHttpClient(defaultFetch(), systemClock);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'courant-explain-'));
});
afterAll(async () => {
  await http.close();
  await rm(folder, { recursive: true, force: true });
});

function explainCase(name: string): Promise<Explained> {
  return explainPage(join(casesFolder, name, 'input.html'), { http, clock: systemClock, url });
}

async function explainText(html: string): Promise<Explained> {
  const path = join(folder, 'page.html');
  await writeFile(path, html);
  return explainPage(path, { http, clock: systemClock, url });
}

const paragraphs = Array.from(
  { length: 6 },
  (_, i) =>
    `<p>The council of Velmar met for the ${i + 2}th time on Monday, and again nobody would say when it will end.</p>`,
).join('\n');

const hostile = `<html lang='x"><script>a()</script>' dir="rtl"><head><title>Velmar votes again</title>
<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">
<link rel="stylesheet" href="https://evil.example/a.css"><style>@import "https://evil.example/b.css"; p { background: url(https://evil.example/c) }</style>
<meta property="og:title" content="Velmar votes again</title><script>d()</script>"></head>
<body onload="e()" class="x&quot; onclick=&quot;f()"><script>g()</script><svg onload="h()"><script>i()</script></svg>
<h1 style="background:url(https://evil.example/j)">Velmar votes again</h1>
<article id="p1" class="story-body &quot;><script>k()</script>">
<img src="https://evil.example/l.png" srcset="https://evil.example/m.png 2x" onerror="n()" alt='" onerror="o()"><script>p()</script>'>
<iframe src="https://evil.example/q" srcdoc="<script>r()</script>"></iframe><video src="https://evil.example/s" poster="https://evil.example/t"></video>
${paragraphs}
<p>A line with <a href="javascript:u()" ping="https://evil.example/v">a link</a>, <b onmouseover="w()">bold</b>, <font face="x">font</font>, &lt;script&gt;x()&lt;/script&gt;, <math><mtext></p><img src=y onerror=z()></mtext></math> and an end.</p>
<div class="newsletter-box"><form action="https://evil.example/aa"><input autofocus onfocus="bb()"><button formaction="javascript:cc()">Send us all your mail</button> for the letter</form></div>
<object data="https://evil.example/dd"></object><embed src="https://evil.example/ee"><x-y is="script">custom</x-y><noscript><img src="https://evil.example/ff"></noscript>
</div></section></main></body></html>`;

describe('an explanation', () => {
  it('reads a page by the rules of its source, as collecting does', async () => {
    const file = join(folder, 'ruled.html');
    await writeFile(
      file,
      `<h1>Velmar votes</h1><article>${paragraphs}<p class="box">Only a rule leaves this line out of it, as its words are.</p></article>`,
    );
    await mkdir(join(folder, 'sources'), { recursive: true });
    await writeFile(join(folder, 'courant.yaml'), 'site:\n  title: Test\n');
    await writeFile(
      join(folder, 'sources', 'courier.yaml'),
      'name: Courier\nhome: https://courier.example/\nfeeds:\n  - url: https://courier.example/feed\nrules:\n  - strip: [.box]\n',
    );
    const { sources } = await readProject(folder);
    const plain = await explainPage(file, { http, clock: systemClock, url });
    const ruled = await explainPage(file, { http, clock: systemClock, url, sources });
    expect(plain.explanation.markdown).toContain('Only a rule');
    expect(ruled.explanation.markdown).not.toContain('Only a rule');
    expect(JSON.stringify(ruled.explanation.steps)).toContain('site rule: strip .box');
    const wrong = explainPage(file, { http, clock: systemClock, url: 'courier' });
    await expect(wrong).rejects.toMatchObject({ code: 'cli/misuse' });
  });
});

describe('an explanation as a page', () => {
  it('lets nothing of a hostile page load or run', async () => {
    const explained = await explainText(hostile);
    expect(explained.explanation.article?.title).toContain('Velmar votes again');
    const document = parseHtml(renderExplanation(explained));
    const elements = findAll(document, () => true);
    const tags = new Set(elements.map(({ name }) => name));
    for (const tag of 'script iframe img svg math object embed video link base form input button font x-y'.split(' '))
      expect(tags, tag).not.toContain(tag);
    const ours =
      /^(?:class|id|href|rel|lang|dir|open|tabindex|aria-label|charset|name|content|http-equiv|value|min|max|low|high|optimum)$/;
    const attributes = new Set(elements.flatMap(({ attribs }) => Object.keys(attribs)));
    expect([...attributes].filter((name) => !ours.test(name))).toEqual([]);
    for (const element of elements) expect(isHarmless(element), attr(element, 'href')).toBe(true);
    expect(elements.filter(({ name }) => name === 'style' || name === 'meta')).toHaveLength(6);
    const policy = elements.find((element) => attr(element, 'http-equiv') !== '');
    expect(attr(policy ?? ({ attribs: {} } as Element), 'content')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/,
    );
  });

  /** Links lead into the page itself; those of the article, to the web. */
  function isHarmless(element: Element): boolean {
    const href = attr(element, 'href');
    return (
      href === '' ||
      /^#[a-z]+-?[a-z]*\d*$/.test(href) ||
      (/^https?:/.test(href) && attr(element, 'rel').includes('noopener'))
    );
  }

  it.each([
    'newsletter-and-share-lines',
    'standfirst-and-key-points',
    'live-blog',
    'data-table',
    'text-only-in-noscript',
    'text-only-in-json-ld',
    'front-page',
    'not-html',
  ])('every link within it leads somewhere, once: %s', async (name) => {
    const elements = findAll(parseHtml(renderExplanation(await explainCase(name))), () => true);
    const ids = elements.map((element) => attr(element, 'id')).filter((id) => id !== '');
    expect(ids.length).toBe(new Set(ids).size);
    const targets = elements.map((element) => attr(element, 'href')).filter((href) => href.startsWith('#'));
    expect(targets.filter((target) => !ids.includes(target.slice(1)))).toEqual([]);
  });

  it('paints what was dropped with its reason, and what was kept with its block', async () => {
    const document = parseHtml(renderExplanation(await explainCase('newsletter-and-share-lines')));
    const page = findAll(document, (element) => attr(element, 'id') === 'page')[0] ?? document;
    const painted = (name: string): string[] =>
      findAll(page, (element) => attr(element, 'class').split(' ').includes(name)).map((element) => textOf(element));
    expect(painted('dropped').filter((text) => text.startsWith('✕ newsletter'))[0]).toContain('The Courier by mail');
    expect(painted('kept')).toHaveLength(4);
    expect(painted('kept')[0]).toMatch(/^1 ?paragraph.*The harbor of Velmar/);
    expect(painted('root')).toHaveLength(1);
  });

  it('says why a page was skipped, and shows it all the same', async () => {
    const html = renderExplanation(await explainCase('front-page'));
    expect(html).toContain('extract/not-an-article');
    expect(html).toContain('id="p1"');
  });
});

describe('the decisions of an explanation', () => {
  it('tell for every line that was kept which block it became', async () => {
    const { article, decisions } = (await explainCase('standfirst-and-key-points')).explanation;
    const kinds = new Set(decisions?.lines.map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['standfirst', 'key-points', 'paragraph']));
    expect(new Set(decisions?.lines.map(({ block }) => block)).size).toBe(article?.blocks.length);
  });

  it('tell captions from lines of the text', async () => {
    const { decisions } = (await explainCase('figure-with-caption-and-credit')).explanation;
    expect(decisions?.lines.filter(({ kind }) => kind === 'figure' || kind === 'caption').length).toBeGreaterThan(1);
  });

  it('tell what was dropped, whether in the root, and where the page shows its title', async () => {
    const { decisions } = (await explainCase('newsletter-and-share-lines')).explanation;
    expect(decisions?.removals.map(({ reason, isInRoot }) => `${reason} ${isInRoot}`)).toEqual([
      'navigation false',
      'share true',
      'line about the site true',
      'newsletter true',
      'line about the site true',
      'navigation false',
    ]);
    expect(decisions?.candidates.filter(({ isChosen }) => isChosen)).toHaveLength(1);
    expect(decisions?.places.map(({ field }) => field)).toEqual(['title']);
  });
});
