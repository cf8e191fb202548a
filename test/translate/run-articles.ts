import { translateSegments } from '../../src/translate/translate-segments.ts';
import type { Protected } from '../../src/translate/protect.ts';
import { createFaultyEngine, faultOf, faults, knowRows, type Fault, type Rates } from './faulty-engine.ts';
import { createBudget, createMemory } from './in-memory.ts';
import { makeUpArticle, type Random } from './made-up-articles.ts';
import { languages, people, towns } from './parallel-texts.ts';

export type Row = Readonly<Record<string, string>>;

export interface Tally {
  segments: number;
  good: number;
  refused: number;
  readonly made: Map<Fault, number>;
  readonly passed: Map<Fault, number>;
  /** What passed in a wrong language, and what passed with another fault. */
  readonly wrong: string[];
  readonly others: string[];
  /** What would read the same in the language asked for: all its words stand in the good translation of the article. */
  readonly alike: string[];
}

const wrongLanguage: ReadonlySet<Fault> = new Set(['wrong-language', 'near-language', 'source-language']);
/** A third of the texts is spoilt. */
const rates: Rates = {
  ...Object.fromEntries(faults.map((fault) => [fault, 0.02])),
  ...{ swapped: 0.05, 'one-less': 0.01, failure: 0.002 },
};
const near: Readonly<Record<string, readonly string[]>> = {
  ...{
    es: ['pt', 'it'],
    pt: ['es', 'it'],
    it: ['es', 'pt'],
    fr: ['it', 'es'],
    de: ['nl'],
    nl: ['de'],
    en: ['nl', 'de'],
  },
  ...{
    ru: ['uk'],
    uk: ['ru'],
    zh: ['ja'],
    ja: ['zh'],
    pl: ['uk', 'de'],
    tr: ['de'],
    ar: ['en'],
    hi: ['en'],
    ko: ['ja'],
  },
};

export function createTally(): Tally {
  return { segments: 0, good: 0, refused: 0, made: new Map(), passed: new Map(), wrong: [], others: [], alike: [] };
}

/** Translates one article, as often as the engine fails as a whole, and notes what became of each segment. */
export async function runArticle(
  rows: readonly Row[],
  [from, to]: readonly [string, string],
  terms: readonly string[],
  random: Random,
  tally: Tally,
): Promise<void> {
  const knowledge = knowRows(rows, from, (language) => near[language] ?? [], terms);
  const engine = createFaultyEngine(knowledge, rates, random);
  const protect = (text: string): Protected => ({
    text,
    restore: (output) => output,
    terms: terms.flatMap((term) => new Array<string>(text.split(term).length - 1).fill(term)),
  });
  const path = { from, to, model: 'made-up' };
  const memory = createMemory();
  const texts = rows.map((row) => row[from] ?? '');
  const ownWords = new Set(rows.flatMap((row) => wordsOf(row[to] ?? '')));
  const run = (): ReturnType<typeof translateSegments> =>
    translateSegments(texts, { engine, path, memory, protect, glossaryVersion: '', budget: createBudget() });
  let result = await run();
  for (let tries = 0; !result.ok && tries < 9; tries += 1) result = await run();
  if (!result.ok) return;
  result.value.segments.forEach((segment, at) => note(segment.text, rows[at]?.[to] ?? '', texts[at] ?? ''));
  for (const fault of engine.spoilt.values()) tally.made.set(fault, (tally.made.get(fault) ?? 0) + 1);

  function note(published: string | undefined, good: string, source: string): void {
    tally.segments += 1;
    if (published === undefined) {
      tally.refused += 1;
      return;
    }
    const fault = faultOf(published, good, engine.spoilt);
    if (fault === undefined) tally.good += 1;
    else tally.passed.set(fault, (tally.passed.get(fault) ?? 0) + 1);
    if (fault === undefined) return;
    const shown = `${fault} ${from}>${to} ${source} => ${published}`;
    if (wrongLanguage.has(fault) && wordsOf(published).every((word) => ownWords.has(word))) tally.alike.push(shown);
    else (wrongLanguage.has(fault) ? tally.wrong : tally.others).push(shown);
  }
}

export async function runMadeUp(count: number, random: Random): Promise<Tally> {
  const tally = createTally();
  while (tally.segments < count) {
    const article = makeUpArticle(random, 30);
    const [from, to] = pickPair(languages, random);
    await runArticle(
      article.map(({ texts }) => texts),
      [from, to],
      [...people, ...towns],
      random,
      tally,
    );
  }
  return tally;
}

export function pickPair(from: readonly string[], random: Random): readonly [string, string] {
  const at = Math.floor(random() * from.length);
  const step = 1 + Math.floor(random() * (from.length - 1));
  return [from[at] ?? '', from[(at + step) % from.length] ?? ''];
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
}
