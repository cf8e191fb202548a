/** `npm run bench -- [extract|collect|store|publish|copies|translate|serve [<articles>]]`: CPU time of the hot paths beside their peers, by turns in one process. */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { benchCollect } from './bench-collect.ts';
import { benchExtract } from './bench-extract.ts';
import { benchPublish } from './bench-publish.ts';
import { benchStore } from './bench-store.ts';
import { benchServe } from './serve/run-serve.ts';
import { benchCopies } from './stories/bench-copies.ts';
import { benchPipeline } from './translate/bench-pipeline.ts';

/** How many articles, where a bench has a choice. */
const size = process.argv
  .slice(2)
  .map(Number)
  .find((value) => value > 0);

const benches = {
  extract: () => benchExtract(5),
  collect: () => benchCollect(1),
  store: () => benchStore(1000, 5),
  publish: () => benchPublish(size ?? 2000),
  copies: () => benchCopies(size ?? 20_000, 5),
  translate: () => benchPipeline(size ?? 500),
  serve: () => benchServe(size ?? 100_000),
} as const;

const asked = process.argv.slice(2).filter((word) => !/^\d+$/.test(word));
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
process.stdout.write(
  `commit ${commit}, node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}\n\n`,
);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length === 0 || asked.includes(name)) process.stdout.write(`${await bench()}\n\n`);
}
process.stdout.write(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
