import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../extract/extract-article.ts';
import { renderText } from '../../markdown/render-text.ts';
import { toUrl } from '../../url/normalize.ts';
import { readSiteConfig } from './read-site-config.ts';

const config = `# Lantern Bay
title: //h1[@class='kop']
title://div[contains(concat(' ',normalize-space(@class),' '),' kop ')]
author: //div[@class='wie']/span
date: //p[@class='wanneer']
body: //div[@id='gone']
body: //div[contains(@class, 'blok')]
strip: //div[@class='blok']/p[contains(., 'mug')]
strip_id_or_class: 'teaser'
strip_image_src: /pixel.

prune: no
tidy: no
http_header(user-agent): Mozilla/5.0
http_header(Cookie): a=b
find_string: <noscript>
replace_string(<i>:</i>): <em>
single_page_link: //a[@rel='all']
strip: //p[matches(., 'x')]
strip: //p[contains(text(), 'Order')]
strip:
autor: //b
nonsense
test_url: https://lantern.example/bell
`;

describe('a site config', () => {
  test('becomes a rule', () => {
    expect(readSiteConfig(config).rule).toEqual({
      title: ['h1[class="kop"]', 'div.kop'],
      authors: ['div[class="wie"] > span'],
      published: ['p[class="wanneer"]'],
      body: ['div#gone', 'div[class*="blok"]'],
      strip: [
        'div[class="blok"] > p:text-contains("mug")',
        ':is([class*="teaser"], [id*="teaser"])',
        'img[src*="/pixel."]',
        'p:own-text-contains("Order")',
      ],
      prune: false,
    });
  });

  test('tells each line that is not in the rule as it stands there', () => {
    const { notes, carried } = readSiteConfig(config);
    expect(carried).toBe(11);
    expect(notes.map(({ line, kind, reason }) => `${line} ${kind}: ${reason}`)).toEqual([
      '13 ignored: Courant has one way to read HTML',
      '14 dropped: Courant says who it is, and borrows no other identity',
      '15 dropped: Courant sends no cookies',
      '16 dropped: Courant reads a page as it was received, and does not rewrite it',
      '17 dropped: Courant reads a page as it was received, and does not rewrite it',
      '18 ignored: Courant looks for the other pages of an article itself',
      '19 dropped: there is no function `matches()` in XPath 1.0',
      '20 changed: the text of the element without that of its children is tested as one',
      '21 ignored: it has no value',
      '22 dropped: `autor` is no known directive',
      '23 dropped: the line has no directive and a colon',
      '24 ignored: it tests the config, and reads nothing',
    ]);
  });

  test('that says nothing a rule has to say is none', () => {
    expect(readSiteConfig('prune: no\ntest_url: https://lantern.example/\n').rule).toBeUndefined();
    expect(readSiteConfig('').notes).toEqual([]);
  });

  test('with a line or of a length that no config has is refused in part or whole', () => {
    const long = `strip: //p[@class='${'x'.repeat(20_000)}']\nbody: //main`;
    expect(readSiteConfig(long)).toMatchObject({
      rule: { body: ['main'] },
      notes: [{ line: 1, kind: 'dropped', reason: 'the line is longer than 10000 characters' }],
    });
    const huge = readSiteConfig(`strip: //p${'[a'.repeat(2_500_000)}`);
    expect(huge.rule).toBeUndefined();
    expect(huge.notes[0]).toMatchObject({ kind: 'dropped', reason: expect.stringMatching(/longer/) as string });
    expect(huge.notes[0]?.text.length).toBeLessThan(200);
  });

  test('reads a page', () => {
    const url = toUrl('https://lantern.example/2026/05/06/bell');
    const { rule } = readSiteConfig(config);
    if (url === null || rule === undefined) throw new Error('no rule');
    const line = (i: number): string =>
      `The bell of Lantern Bay rang for the ${i}th time this week, and the keeper asked ships to keep away from the rocks.`;
    const text = `<!doctype html><html lang="en"><head><title>The Lantern</title></head><body>
      <div class="kop">Bell rings again and again</div><div class="wie"><span>Mira Holt</span> <span>Jan Vos</span></div>
      <p class="wanneer">6 May 2026, 18:30</p>
      <div class="blok"><p>${line(1)}</p><p>Buy the Lantern mug, dishwasher safe and blue as the bay.</p><p>${line(2)}</p>
      <div class="box-teaser"><p>${line(3)}</p></div></div><div class="other"><p>${line(4)}</p></div></body></html>`;
    const outcome = extractArticle({ url, text, headers: [] }, { now: Date.UTC(2026, 4, 7), rule });
    if (!outcome.ok) throw new Error(outcome.skip.code);
    expect(renderText(outcome.value.blocks).split('\n\n')).toEqual([line(1), line(2)]);
    expect(outcome.value).toMatchObject({
      title: 'Bell rings again and again',
      authors: ['Mira Holt', 'Jan Vos'],
      published: { instant: '2026-05-06T18:30:00Z' },
      evidence: { body: { from: 'site rule' }, title: { from: 'site rule' } },
    });
  });
});
