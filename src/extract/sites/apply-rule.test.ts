import { describe, expect, test } from 'vitest';
import { renderText } from '../../markdown/render-text.ts';
import type { Article } from '../../model/article.ts';
import type { SiteRule } from '../../model/site-rule.ts';
import { collectTrace } from '../../model/trace.ts';
import { toUrl } from '../../url/normalize.ts';
import { blocksText } from '../blocks-text.ts';
import { extractArticle } from '../extract-article.ts';
import { replayTrace } from '../replay-trace.ts';
import { toBlocks } from '../to-blocks.ts';

const url = toUrl('https://lantern.example/2026/05/06/bell');
const now = Date.UTC(2026, 4, 7);
const line = (i: number): string =>
  `The bell of Lantern Bay rang for the ${i}th time this week, and the keeper asked ships to keep away from the rocks.`;
const html = `<!doctype html><html lang="en"><head><title>Bell rings again | The Lantern</title>
  <meta property="og:title" content="Bell rings again"><meta name="author" content="The Lantern"></head><body>
  <div class="kop">Bell rings again and again</div><div class="wie">Mira Holt en Jan Vos</div><p class="wanneer">6 May 2026, 18:30</p>
  <div class="blok een"><p>${line(1)}</p><p>${line(2)} <span class="teaser">Read also: tides</span></p></div>
  <div class="shop"><p>Order the Lantern mug today and pay nothing for sending it to any harbor on this coast.</p></div>
  <div class="blok twee"><p>${line(3)}</p><div class="mug"><p>The mug is dishwasher safe and comes in three colors, all of them blue as the bay.</p></div><p>${line(4)}</p></div>
  <div class="other"><p>${line(5)}</p><p>${line(6)}</p><p>${line(7)}</p></div></body></html>`;
const bytes = new TextEncoder().encode(html);

function read(rule?: SiteRule): {
  article: Article;
  text: string;
  because: readonly string[];
  steps: ReturnType<typeof collectTrace>['steps'];
} {
  if (url === null) throw new Error('no address');
  const trace = collectTrace();
  const outcome = extractArticle({ url, bytes, headers: [] }, { now, ...(rule && { rule }) }, trace);
  if (!outcome.ok) throw new Error(outcome.skip.code);
  const because = trace.steps.map(({ step, target, because: why }) => `${step} ${target}: ${why}`);
  return { article: outcome.value, text: renderText(outcome.value.blocks), because, steps: trace.steps };
}

describe('a site rule', () => {
  test('keeps the text to what it names, in blocks, and says so', () => {
    const { article, text, because } = read({ body: ['.blok'], strip: ['.mug', 'span.teaser'] });
    expect(text.split('\n\n')).toEqual([line(1), line(2), line(3), line(4)]);
    expect(article.evidence.body?.from).toBe('site rule');
    expect(because).toContainEqual(expect.stringMatching(/^root .*: site rule: body \.blok$/));
    expect(because).toContainEqual(expect.stringMatching(/^block .*mug.*: site rule: strip \.mug$/));
    expect(because).toContainEqual(expect.stringMatching(/^line .*teaser.*: site rule: strip span\.teaser$/));
    expect(because).toContainEqual(expect.stringMatching(/^block .*shop.*: site rule: outside/));
  });

  test('takes the first of its alternatives that holds text', () => {
    const { text, because } = read({ body: ['.gone', '.kop:empty', '.other'] });
    expect(text.split('\n\n')).toEqual([line(5), line(6), line(7)]);
    expect(because).toContain('site rule body: .gone: matches no text on this page');
  });

  test('is the strongest witness of title, authors and date', () => {
    const { article } = read({ title: ['h1', '.kop'], authors: ['.wie'], published: ['.wanneer'] });
    expect(article.title).toBe('Bell rings again and again');
    expect(article.authors).toEqual(['Mira Holt', 'Jan Vos']);
    expect(article.published).toEqual({ instant: '2026-05-06T18:30:00Z', precision: 'time' });
    for (const field of ['title', 'authors', 'published'] as const)
      expect(article.evidence[field]?.from).toBe('site rule');
  });

  test('that matches nothing any more leaves the page to the general extractor, and the trace tells', () => {
    const rule = { body: ['#old'], title: ['h1.old'], authors: ['.old'], published: ['.old'] };
    const { article, because } = read(rule);
    expect({ ...article, confidence: 0 }).toEqual({ ...read().article, confidence: 0 });
    expect(because).toContain('site rule body: #old: matches no text on this page');
    expect(because).toContain('site rule title: h1.old: matches nothing on this page');
  });

  test('with only `strip` leaves the rest to the general extractor', () => {
    const { text, article } = read({ strip: ['.other', '.shop', '.mug'] });
    expect(text).toContain(line(1));
    expect(text).not.toContain('mug');
    expect(text).not.toContain(line(5));
    expect(article.evidence.body?.from).toBe('dom');
  });

  test('leaves out what it strips also where that reads like the article', () => {
    if (url === null) throw new Error('no address');
    const lines = [1, 2, 3, 4, 5].map((i) => `<div class="n${i}"><p>${line(i)}</p></div>`);
    const page = `<html lang="en"><title>Bell rings again</title><article><h1>Bell rings again</h1>${lines.join('')}</article>`;
    const outcome = extractArticle({ url, text: page, headers: [] }, { now, rule: { strip: ['.n3'] } });
    const kept = [1, 2, 4, 5].map(line);
    expect(outcome.ok && renderText(outcome.value.blocks).split('\n\n')).toEqual(kept);
  });

  test('leaves out cells of tables', () => {
    if (url === null) throw new Error('no address');
    const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    const table = `<table>${row('Send', 'Week', 'Rings')}${row('Send it', '12', '40')}${row('Send it', '13', '41')}</table>`;
    const page = `<html lang="en"><title>Bell rings again</title><article><p>${line(1)}</p>${table}<p>${line(2)}</p></article>`;
    const rule = { body: ['article'], strip: ['td:first-child'] };
    const outcome = extractArticle({ url, text: page, headers: [] }, { now, rule });
    const text = outcome.ok ? blocksText(outcome.value.blocks) : '';
    expect(text.split('\n')).toEqual([line(1), ' Week Rings', ' 12 40', ' 13 41', line(2)]);
  });

  test('leaves out what stands in a line a great many times', () => {
    if (url === null) throw new Error('no address');
    const notes = 'It <i class="note">1</i>rang. '.repeat(40_000);
    const page = `<html lang="en"><title>Bell rings again</title><article><p>${line(1)}</p><p>${notes}</p></article>`;
    const rule = { body: ['article'], strip: ['.note'] };
    const outcome = extractArticle({ url, text: page, headers: [] }, { now, rule });
    const text = outcome.ok ? blocksText(outcome.value.blocks) : '';
    expect(text).toBe(`${line(1)}\n${'It rang. '.repeat(40_000).trim()}`);
  });

  test.each(['span', 'x-note', 'span:has(x-note)'])('leaves out what stands in a line: %s', (strip) => {
    if (url === null) throw new Error('no address');
    const note = `<span><x-note>Ask the keeper.</x-note></span>`;
    const page = `<html lang="en"><title>Bell rings again</title><article><p>${line(1)} ${note}</p><p>${line(2)}</p></article>`;
    const outcome = extractArticle({ url, text: page, headers: [] }, { now, rule: { strip: [strip] } });
    expect(outcome.ok && blocksText(outcome.value.blocks)).toBe(`${line(1)}\n${line(2)}`);
  });

  test('with `prune: false` keeps what the general extractor would leave out', () => {
    const page = html.replace('class="mug"', 'class="comments"');
    const text = (rule: SiteRule): string => {
      if (url === null) return '';
      const outcome = extractArticle({ url, text: page, headers: [] }, { now, rule });
      return outcome.ok ? renderText(outcome.value.blocks) : outcome.skip.code;
    };
    expect(text({ body: ['.twee'] })).not.toContain('dishwasher');
    expect(text({ body: ['.twee'], prune: false })).toContain('dishwasher');
  });

  test('with a selector that cannot be read goes on without it', () => {
    const { because, text } = read({ body: ['p:::', '.een'] });
    expect(text).toContain(line(1));
    expect(because).toContainEqual(expect.stringMatching(/^site rule body: p:::: /));
  });

  test('its removals can be replayed', () => {
    if (url === null) throw new Error('no address');
    const rule: SiteRule = { body: ['.blok'], strip: ['.mug', 'span.teaser'] };
    const { article, steps } = read(rule);
    const replay = replayTrace({ url, bytes, headers: [] }, steps, rule);
    if (replay?.root === undefined) throw new Error('no root');
    const blocks = toBlocks(replay.root, { ...replay, entryTime: () => undefined });
    expect(blocksText(blocks)).toBe(blocksText(article.blocks));
  });
});
