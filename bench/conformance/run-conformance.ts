/** Scores our readers on the shared conformance suites, where they are present, and prints what passed.
 *  `npx tsx bench/conformance/run-conformance.ts [suite …] [--failures] [--gate] [--keep] [--verbose]`; `--keep` leaves the
 *  figures in `bench/results/`, `--gate` ends with 1 when a suite is
 *  below its floor. The suite `hostile` measures time and memory of each input in a process of its own, and only when it is named: a busy machine
 *  must not fail a gate. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { keepTables, type Row } from '../report/results.ts';
import { scoreRobots, scoreUrls } from './addresses.ts';
import { scoreDates, scoreEncodings, scoreNewsCore, scoreRobust } from './feeds.ts';
import { scoreHostile } from './hostile.ts';
import { scoreMojibake } from './mojibake.ts';
import { scoreSanitize } from './sanitize.ts';
import type { Score } from './score.ts';
import { scoreSitemaps } from './sitemaps.ts';

const shared = join(import.meta.dirname, '../../../shared/conformance');
const feeds = join(shared, 'feeds');
const now = Date.parse('2026-12-01T00:00:00Z');

interface Suite {
  readonly score: () => Score | Promise<Score>;
  /** Fewest cases that must pass. Lowering one needs a decision record. */
  readonly floor: number;
}

const suites: Readonly<Record<string, Suite>> = {
  'news-core': { score: () => scoreNewsCore(feeds, now), floor: 1395 },
  sanitize: { score: () => scoreSanitize(feeds, now), floor: 616 },
  encodings: { score: () => scoreEncodings(feeds), floor: 70 },
  dates: { score: () => scoreDates(feeds, now), floor: 118 },
  robust: { score: () => scoreRobust(feeds, now), floor: 58 },
  sitemaps: { score: () => scoreSitemaps(feeds, now), floor: 21 },
  robots: { score: () => scoreRobots(feeds), floor: 145 },
  urls: { score: () => scoreUrls(feeds), floor: 64 },
  mojibake: { score: () => scoreMojibake(join(shared, 'mojibake')), floor: 147 },
  hostile: { score: () => scoreHostile(feeds), floor: 87 },
};

async function run(): Promise<void> {
  if (!existsSync(shared)) {
    stdout.write('The shared conformance suites (../shared) are not here: nothing to score.\n');
    return;
  }
  const wanted = argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const isGate = argv.includes('--gate');
  const below: string[] = [];
  const rows: Row[] = [];
  for (const [name, { score, floor }] of Object.entries(suites)) {
    const isWanted = wanted.length > 0 ? wanted.includes(name) : name !== 'hostile';
    if (!isWanted) continue;
    const { passed, total, failures, slowestMs, note = '' } = await score();
    const share = `${((100 * passed) / total).toFixed(2)} %`;
    stdout.write(`${name.padEnd(10)} ${passed} of ${total}  ${share}  slowest ${slowestMs.toFixed(0)} ms${note}\n`);
    rows.push({ suite: name, cases: total, passed, 'in percent': (100 * passed) / total, floor });
    if (argv.includes('--failures')) for (const failure of failures) stdout.write(`  ${failure}\n`);
    if (passed < floor) below.push(`${name}: ${passed} pass, the floor is ${floor}`);
  }
  if (argv.includes('--keep') && wanted.length === 0) keepTables('conformance', rows);
  if (!isGate) return;
  for (const line of below) stdout.write(`below its floor: ${line}\n`);
  if (below.length > 0) process.exitCode = 1;
}

await run();
