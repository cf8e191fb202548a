import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Span } from '../../src/model/attribution.ts';

export interface GoldAttribution {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
  readonly quoted: boolean;
}

export interface GoldArticle {
  readonly id: string;
  readonly text: string;
  readonly attributions: readonly GoldAttribution[];
}

type Pairs = readonly (readonly [number, number])[] | null;

interface Line {
  readonly id: string;
  readonly text: string;
  readonly attributions: readonly {
    readonly source: Pairs;
    readonly cue: Pairs;
    readonly content: Pairs;
    readonly quoted: boolean;
  }[];
}

export function goldPath(root: string, part: 'train' | 'dev'): string {
  return join(root, 'corpora', 'quotes', `attributions-${part}.jsonl.gz`);
}

/** Articles with what people found in them, offsets in UTF-16 code units; null when they are not there. */
export function readGold(root: string, part: 'train' | 'dev'): readonly GoldArticle[] | null {
  const path = goldPath(root, part);
  if (!existsSync(path)) return null;
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const { id, text, attributions } = JSON.parse(line) as Line;
      const unit = unitsOf(text);
      const spans = (pairs: Pairs): readonly Span[] =>
        (pairs ?? []).map(([start, end]) => ({ start: unit(start), end: unit(end) }));
      return {
        id,
        text,
        attributions: attributions.map(({ source, cue, content, quoted }) => ({
          source: spans(source),
          cue: spans(cue),
          content: spans(content),
          quoted,
        })),
      };
    });
}

/** From code points to code units. */
function unitsOf(text: string): (point: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (point) => point;
  const units: number[] = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  units.push(at);
  return (point) => units[point] ?? at;
}

/** Characters that two lists of spans share. */
export function shared(a: readonly Span[], b: readonly Span[]): number {
  let sum = 0;
  for (const x of a) for (const y of b) sum += Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start));
  return sum;
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** What two lists of spans share, of all that either has. */
export function jaccard(a: readonly Span[], b: readonly Span[]): number {
  const both = shared(a, b);
  return both === 0 ? 0 : both / (lengthOf(a) + lengthOf(b) - both);
}
