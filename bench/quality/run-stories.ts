import { join } from 'node:path';
import { scoreStories, type StoryRow } from '../stories/score-stories.ts';
import { readStorySets } from '../stories/story-sets.ts';
import { storyFloors } from './floors.ts';
import type { PartReport } from './part-report.ts';

/** Prints how well articles are grouped into stories on all labelled sets that are there, beside the two usual ways. Nothing is tested on
 *  stories that it was learned from. Returns the same as rows, and what fell below its floor. */
export function runStories(root: string, isGate: boolean): PartReport {
  const sets = readStorySets(join(root, 'corpora/stories'));
  if (sets.length === 0) return { below: [], rows: [] };
  const rows = scoreStories(sets, {
    withBaselines: !isGate, // they take longer than all the rest
    onDone: (name) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${name}`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  console.log(
    '\nstories: B-cubed and pairs, each half with what the other taught; TF-IDF with the best threshold of the other half',
  );
  console.log(
    '| set | articles | precision | recall | F1 | F1 of pairs | TF-IDF, single pass | TF-IDF, agglomerative | error removed |',
  );
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const row of rows) console.log(lineOf(row));
  const told = rows.map(({ name, articles, precision, recall, f1, pairs, singlePass, agglomerative }) => {
    const known = { precision, recall, F1: f1, 'F1 of pairs': pairs };
    const usual = Number.isNaN(singlePass)
      ? {}
      : { 'TF-IDF, single pass': singlePass, 'TF-IDF, agglomerative': agglomerative };
    return { set: name, articles, ...inPercent(known), ...inPercent(usual), ...floorOf(name) };
  });
  if (!isGate) return { below: [], rows: told };
  const below = rows.flatMap(({ name, f1 }) => {
    const least = storyFloors[name];
    return least !== undefined && 100 * f1 < least
      ? [`stories: ${name} ${(100 * f1).toFixed(1)}, the floor is ${least}`]
      : [];
  });
  return { below, rows: told };
}

function inPercent(shares: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, 100 * share]));
}

function floorOf(name: string): { readonly floor?: number } {
  const floor = storyFloors[name];
  return floor === undefined ? {} : { floor };
}

function lineOf({ name, articles, precision, recall, f1, pairs, singlePass, agglomerative }: StoryRow): string {
  const better = Math.max(singlePass, agglomerative);
  const shares = [precision, recall, f1, pairs, singlePass, agglomerative].map((value) =>
    Number.isNaN(value) ? '' : value.toFixed(3),
  );
  const removed = Number.isNaN(better) ? '' : `${Math.round((100 * (f1 - better)) / (1 - better))} %`;
  return `| ${[name, articles, ...shares, removed].join(' | ')} |`;
}
