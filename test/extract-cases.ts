import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { extractArticle } from '../src/extract/extract-article.ts';
import type { Article } from '../src/model/article.ts';
import type { Outcome } from '../src/model/outcome.ts';
import { collectTrace } from '../src/model/trace.ts';
import { toUrl } from '../src/url/normalize.ts';

export const casesFolder = fileURLToPath(new URL('./cases/extract/', import.meta.url));
/** All cases are read as of this day. */
export const casesNow = Date.UTC(2025, 0, 15);

export interface ExtractCase {
  readonly name: string;
  readonly about: string;
  readonly url: string;
  readonly expect: 'pass' | 'fail';
  readonly bytes: Uint8Array;
  /** Undefined when the file is missing. */
  readonly expected: string | undefined;
}

export function readExtractCases(): readonly ExtractCase[] {
  return readdirSync(casesFolder).map((name) => {
    const path = (file: string): string => join(casesFolder, name, file);
    const { about, url, expect } = JSON.parse(readFileSync(path('case.json'), 'utf8')) as ExtractCase;
    const expected = existsSync(path('expected.json')) ? readFileSync(path('expected.json'), 'utf8') : undefined;
    return { name, about, url, expect, bytes: new Uint8Array(readFileSync(path('input.html'))), expected };
  });
}

export function runExtractCase(one: ExtractCase): Outcome<Article> {
  const url = toUrl(one.url);
  if (url === null) throw new Error(`${one.name}: no address`);
  return extractArticle({ url, bytes: one.bytes, headers: [] }, { now: casesNow });
}

/** Cases whose every decision is pinned too, in expected.trace.txt. */
export const tracedCases: readonly string[] = [
  'newsletter-and-share-lines',
  'title-and-byline-repeated',
  'text-only-in-noscript',
];

/** The decisions of a case in order, one a line. */
export function showTrace(one: ExtractCase): string {
  const url = toUrl(one.url);
  if (url === null) throw new Error(`${one.name}: no address`);
  const { steps, ...trace } = collectTrace();
  extractArticle({ url, bytes: one.bytes, headers: [] }, { now: casesNow }, trace);
  const lines = steps.map(({ step, decision, part, score, because, target }) => {
    const about = [step, decision, part === undefined ? '' : `#${part}`, score === undefined ? '' : String(score)];
    return `${about.filter((word) => word !== '').join(' ')}: ${because} | ${target}\n`;
  });
  return lines.join('');
}

/** What an expected file holds: the article without confidences, or the skip's code. */
export function showOutcome(outcome: Outcome<Article>): string {
  if (!outcome.ok) return `${JSON.stringify({ skip: outcome.skip.code }, null, 2)}\n`;
  const { evidence, ...article } = outcome.value;
  const from = Object.fromEntries(Object.entries(evidence).map(([field, { from }]) => [field, from]));
  return `${JSON.stringify({ ...article, confidence: undefined, evidence: from }, null, 2)}\n`;
}
