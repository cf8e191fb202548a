/** `npx tsx bench/translate/run-faults.ts [segments] [seed]`: what the gate lets pass of an engine that makes every kind of fault: made-up news, and
 *  parallel news in 16 languages (../shared, where it is present). Nothing in a wrong language may pass: else it exits with 1. */
import { createRandom, type Random } from '../../test/translate/made-up-articles.ts';
import { createTally, pickPair, runArticle, runMadeUp, type Tally } from '../../test/translate/run-articles.ts';

import { hasParallelNews, readParallelNews } from './parallel-news.ts';

function report(name: string, tally: Tally, seconds: number): void {
  const { segments, good, refused } = tally;
  console.log(
    `\n${name}: ${segments} segments in ${seconds.toFixed(0)} s; ${good} as they should be, ${refused} left as they were`,
  );
  for (const [fault, made] of [...tally.made].sort(([a], [b]) => a.localeCompare(b)))
    console.log(`  ${fault.padEnd(16)} made ${String(made).padStart(6)}  published ${tally.passed.get(fault) ?? 0}`);
  console.log(
    `  in a wrong language: ${tally.wrong.length}, and ${tally.alike.length} that would read the same in the right one`,
  );
  for (const one of tally.alike) console.log(`    ${one}`);
  const shown = process.argv.includes('--show') ? tally.others : [];
  for (const one of [...tally.wrong, ...shown].slice(0, 60)) console.log(`    ${one}`);
}

async function runCorpus(count: number, random: Random): Promise<Tally> {
  const tally = createTally();
  const stories = readParallelNews();
  for (let at = 0; tally.segments < count; at += 1) {
    const story = stories[at % stories.length] ?? [];
    await runArticle(story, pickPair(Object.keys(story[0] ?? {}), random), [], random, tally);
  }
  return tally;
}

const count = Number(process.argv[2] ?? 100_000);
const random = createRandom(Number(process.argv[3] ?? 37));
const tallies: Tally[] = [];
for (const [name, run] of [
  ['made-up news', runMadeUp],
  ['news in 16 languages', runCorpus],
] as const) {
  if (run === runCorpus && !hasParallelNews) continue;
  const began = performance.now();
  const tally = await run(count / 2, random);
  report(name, tally, (performance.now() - began) / 1000);
  tallies.push(tally);
}
process.exitCode = tallies.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
