import { readFileSync, readdirSync } from 'node:fs';
import type { Span } from '../src/model/attribution.ts';

const folder = new URL('cases/quotes/', import.meta.url);

/** A sentence with what it tells: ⟦content⟧, ⟨source⟩ and {cue}; nothing when there is nobody to be heard. */
export interface QuoteCase {
  readonly text: string;
  readonly content: readonly Span[];
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
}

const marks: Readonly<Record<string, 'content' | 'source' | 'cue'>> = {
  '⟦': 'content',
  '⟧': 'content',
  '⟨': 'source',
  '⟩': 'source',
  '{': 'cue',
  '}': 'cue',
};

/** The cases of all languages, by language. */
export function readQuoteCases(): ReadonlyMap<string, readonly QuoteCase[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return new Map(
    names.sort().map((name) => {
      const lines = readFileSync(new URL(name, folder), 'utf8').split('\n');
      return [name.slice(0, 2), lines.filter((line) => line !== '').map(parseCase)];
    }),
  );
}

/** A line of a file of cases. */
export function parseCase(line: string): QuoteCase {
  const spans = { content: [] as Span[], source: [] as Span[], cue: [] as Span[] };
  let text = '';
  let start = 0;
  for (const character of line) {
    const kind = marks[character];
    if (kind === undefined) text += character;
    else if ('⟦⟨{'.includes(character)) start = text.length;
    else spans[kind].push({ start, end: text.length });
  }
  return { text, ...spans };
}
