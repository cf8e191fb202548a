/** `npx tsx bench/translate/run-faults.ts [segments]`: what the gate lets pass of an engine that makes every kind of fault: made-up news, and
 *  parallel news in 16 languages (../shared, where it is present). Nothing in a wrong language may pass: else it exits with 1. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { translateSegments, type GuardedText } from '../../src/translate/translate-segments.ts';
import {
  createFaultyEngine,
  faultOf,
  faults,
  knowRows,
  type Fault,
  type Rates,
} from '../../test/translate/faulty-engine.ts';
import { createBudget, createMemory } from '../../test/translate/in-memory.ts';
import { createRandom, makeUpArticle, type Random } from '../../test/translate/made-up-articles.ts';
import { languages, people, towns } from '../../test/translate/parallel-texts.ts';
import { escapeTagged } from '../../src/translate/tagged-text.ts';

const corpus = '../shared/corpora/stories/ntrex16.jsonl.gz';

type Row = Readonly<Record<string, string>>;

interface Tally {
  segments: number;
  good: number;
  refused: number;
  readonly made: Map<Fault, number>;
  readonly passed: Map<Fault, number>;
  /** What passed in a wrong language, and what passed with another fault. */
  readonly wrong: string[];
  readonly others: string[];
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

function createTally(): Tally {
  return { segments: 0, good: 0, refused: 0, made: new Map(), passed: new Map(), wrong: [], others: [] };
}

/** Translates one article, as often as the engine fails as a whole, and notes what became of each segment. */
async function runArticle(
  rows: readonly Row[],
  [from, to]: readonly [string, string],
  terms: readonly string[],
  random: Random,
  tally: Tally,
): Promise<void> {
  const knowledge = knowRows(rows, from, (language) => near[language] ?? [], terms);
  const engine = createFaultyEngine(knowledge, rates, random);
  const protect = (text: string): GuardedText => ({
    text,
    restore: (output) => output,
    terms: terms.filter((term) => text.includes(term)),
  });
  const path = { from, to, model: 'made-up' };
  const memory = createMemory();
  const texts = rows.map((row) => row[from] ?? '');
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
    (wrongLanguage.has(fault) ? tally.wrong : tally.others).push(shown);
  }
}

function report(name: string, tally: Tally, seconds: number): void {
  const { segments, good, refused } = tally;
  console.log(
    `\n${name}: ${segments} segments in ${seconds.toFixed(0)} s; ${good} as they should be, ${refused} left as they were`,
  );
  for (const [fault, made] of [...tally.made].sort(([a], [b]) => a.localeCompare(b)))
    console.log(`  ${fault.padEnd(16)} made ${String(made).padStart(6)}  published ${tally.passed.get(fault) ?? 0}`);
  console.log(`  in a wrong language: ${tally.wrong.length}`);
  const shown = process.argv.includes('--show') ? tally.others : [];
  for (const one of [...tally.wrong, ...shown].slice(0, 60)) console.log(`    ${one}`);
}

async function runMadeUp(count: number, random: Random): Promise<Tally> {
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

function pickPair(from: readonly string[], random: Random): readonly [string, string] {
  const at = Math.floor(random() * from.length);
  const step = 1 + Math.floor(random() * (from.length - 1));
  return [from[at] ?? '', from[(at + step) % from.length] ?? ''];
}

interface CorpusRow {
  readonly title: string;
  readonly text: string;
  readonly lang: string;
  readonly story: string;
}

async function runCorpus(count: number, random: Random): Promise<Tally> {
  const lines = gunzipSync(readFileSync(corpus)).toString().trim().split('\n');
  const stories = new Map<string, Record<string, readonly string[]>>();
  for (const line of lines) {
    const { title, text, lang, story } = JSON.parse(line) as CorpusRow;
    stories.set(story, { ...stories.get(story), [lang]: [title, ...text.split('\n')].map(escapeTagged) });
  }
  const tally = createTally();
  const all = [...stories.values()];
  for (let at = 0; tally.segments < count; at += 1) {
    const story = all[at % all.length] ?? {};
    const pair = pickPair(Object.keys(story), random);
    const length = story['en']?.length ?? 0;
    const rows = Array.from({ length }, (_, line) =>
      Object.fromEntries(Object.entries(story).map(([language, texts]) => [language, texts[line] ?? ''])),
    );
    await runArticle(rows, pair, [], random, tally);
  }
  return tally;
}

const count = Number(process.argv[2] ?? 100_000);
const random = createRandom(37);
const tallies: Tally[] = [];
for (const [name, run] of [
  ['made-up news', runMadeUp],
  ['news in 16 languages', runCorpus],
] as const) {
  if (run === runCorpus && !existsSync(corpus)) continue;
  const began = performance.now();
  const tally = await run(count / 2, random);
  report(name, tally, (performance.now() - began) / 1000);
  tallies.push(tally);
}
process.exitCode = tallies.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
