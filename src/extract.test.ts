import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectTrace, extract, renderMarkdown, renderText, unknownUrl } from './extract.ts';
import type { Article, ExtractOptions } from './extract.ts';

const url = 'https://tidewater.example/2026/03/04/pier';
const sentence = 'The council of Tidewater voted on Tuesday to rebuild the old pier before the herring come back.';
const paragraphs = Array.from(
  { length: 5 },
  (_, i) => `<p>${sentence} It was vote number ${i + 1} of a long night.</p>`,
);

function page(head = '', body = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pier to be rebuilt</title>${head}</head><body><article><h1>Pier to be rebuilt</h1>${paragraphs.join('')}${body}</article></body></html>`;
}

function read(html: string | Uint8Array, options?: ExtractOptions): Article {
  const outcome = extract(html, options);
  if (!outcome.ok) throw new Error(outcome.skip.code);
  return outcome.value;
}

describe('extract', () => {
  test('reads text and bytes alike', () => {
    const html = page('', '<p>Café owners — all of them — were pleased with the result of the vote.</p>');
    const article = read(html, { url });
    expect(article).toMatchObject({ url, title: 'Pier to be rebuilt', language: 'en' });
    expect(renderText(article.blocks)).toContain('Café owners — all of them');
    expect(read(new TextEncoder().encode(html), { url })).toEqual(article);
  });

  test('reads bytes in the encoding that a header names, in any form of headers', () => {
    const html = page('', '<p>Мэр открыл новый мост через реку, которого жители ждали десять лет.</p>').replace(
      'utf-8',
      'x',
    );
    const bytes = Uint8Array.from(html, (character) => {
      const code = character.charCodeAt(0);
      return code < 0x80 ? code : code - 0x410 + 0xc0; // windows-1251
    });
    const named = 'text/html; charset=windows-1251';
    const forms = [
      new Headers({ 'Content-Type': named }),
      { 'Content-Type': named },
      [['Content-Type', named]] as const,
    ];
    for (const headers of forms) expect(renderText(read(bytes, { headers }).blocks)).toContain('новый мост');
  });

  test('says why a page is no article', () => {
    expect(extract('just text')).toMatchObject({ ok: false, skip: { code: 'extract/not-html' } });
    expect(extract('')).toMatchObject({ ok: false });
    expect(extract(page(), { headers: { 'content-type': 'application/pdf' } })).toMatchObject({
      ok: false,
      skip: { code: 'extract/not-html' },
    });
  });

  test('without an address reads the page at the one it states', () => {
    const html = page(
      `<link rel="canonical" href="${url}">`,
      '<p>The harbor master told <a href="/harbor">our pages on the harbor</a> that work begins in May.</p>',
    );
    expect(read(html)).toMatchObject({ url, canonical: url });
    expect(renderMarkdown(read(html).blocks)).toContain('[our pages on the harbor](https://tidewater.example/harbor)');
  });

  test('without any address keeps absolute links, the text of relative ones, and no relative picture', () => {
    const html = page(
      '<meta property="og:image" content="/lead.jpg">',
      `<p>The mayor told <a href="/harbor">our pages</a> and <a href="https://gull.example/a">those of the Gull</a> that work begins in May.</p>
       <figure><img src="pier.jpg" width="800" height="600"><figcaption>The pier in winter, before the storm.</figcaption></figure>`,
    );
    const article = read(html);
    const markdown = renderMarkdown(article.blocks);
    expect(article.url).toBe(unknownUrl);
    expect(article.image).toBeUndefined();
    expect(markdown).toContain('The mayor told our pages and [those of the Gull](https://gull.example/a)');
    expect(markdown).not.toContain('invalid');
    expect(JSON.stringify(article.blocks)).not.toContain('invalid');
  });

  test('counts relative dates from `now`, and only from there', () => {
    const html = page('', '').replace('</h1>', '</h1><time>2 hours ago</time>');
    const now = Date.UTC(2026, 2, 4, 12);
    expect(read(html, { url: 'https://tidewater.example/pier', now }).published?.instant).toMatch(/^2026-03-04T10:00/);
    expect(read(html, { url: 'https://tidewater.example/pier' }).published).toBeUndefined();
  });

  test('hands every decision to a trace, which changes nothing', () => {
    const trace = collectTrace();
    expect(read(page(), { url, trace })).toEqual(read(page(), { url }));
    expect(trace.steps.map(({ step }) => step)).toContain('title');
  });

  test.each([
    [null, 'not Null'],
    [undefined, 'not Undefined'],
    [7, 'not Number'],
    [new ArrayBuffer(8), 'new Uint8Array(buffer)'],
    [{ html: '' }, 'not Object'],
  ])('throws a TypeError for %s', (input, message) => {
    const call = (): unknown => extract(input as never); // what callers without types may do
    expect(call).toThrow(TypeError);
    expect(call).toThrow(message);
  });

  test.each(['pier', '/pier', 'ftp://tidewater.example/pier', 'javascript:alert(1)', ''])(
    'throws a TypeError for the address "%s"',
    (address) => {
      expect(() => extract(page(), { url: address })).toThrow(TypeError);
    },
  );

  test('any text and any bytes give an outcome', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 })), (input) => {
        expect(typeof extract(input).ok).toBe('boolean');
      }),
    );
  });
});
