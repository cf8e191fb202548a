import { describe, expect, it } from 'vitest';
import { casesNow, readExtractCases } from '../../test/extract-cases.ts';
import type { Page } from '../model/page.ts';
import { collectTrace, type TraceStep } from '../model/trace.ts';
import { toUrl } from '../url/normalize.ts';
import { blocksText } from './blocks-text.ts';
import { extractArticle } from './extract-article.ts';
import { replayTrace } from './replay-trace.ts';
import { toBlocks } from './to-blocks.ts';
import { toInlines } from './to-inlines.ts';

/** The text that the steps leave of the page. */
function replayText(page: Pick<Page, 'url' | 'bytes' | 'headers'>, steps: readonly TraceStep[]): string {
  const replay = replayTrace(page, steps);
  if (replay === undefined) throw new Error('the page is no HTML');
  const { root, introduction, standfirst, baseUrl } = replay;
  const blocks = root === undefined ? [] : toBlocks(root, { baseUrl, standfirst, entryTime: () => undefined });
  const before = introduction.map((leaf) => ({
    kind: 'paragraph' as const,
    inlines: toInlines(leaf.nodes, baseUrl, leaf.parent.href),
  }));
  return blocksText([...before, ...blocks]);
}

describe('replaying a trace gives the text of the article', () => {
  const cases = readExtractCases().flatMap(({ name, url: address, bytes }) => {
    const url = toUrl(address);
    if (url === null) throw new Error(`${name}: no address`);
    const page = { url, bytes, headers: [] };
    const { steps, ...trace } = collectTrace();
    const outcome = extractArticle(page, { now: casesNow }, trace);
    return outcome.ok ? [{ name, page, steps, article: outcome.value }] : [];
  });
  it('most cases are articles', () => expect(cases.length).toBeGreaterThan(40));
  it.each(cases)('$name', ({ page, article, steps }) => {
    const replayed = replayText(page, steps);
    const from = article.evidence.body?.from;
    if (from === 'dom' || from === 'noscript' || from === 'hidden') expect(replayed).toBe(blocksText(article.blocks));
    else expect(replayed.length).toBeLessThan(blocksText(article.blocks).length);
  });
});
