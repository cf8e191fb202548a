import { join } from 'node:path';
import { scoreStories, type StoryRow } from '../stories/score-stories.ts';
import { readStorySets } from '../stories/story-sets.ts';
import { storyFloors } from './floors.ts';

/** Prints how well articles are grouped into stories on all labelled sets that are there, beside the two usual ways. Nothing is tested on
 *  stories that it was learned from. Returns what fell below its floor. */
export function runStories(root: string, isGate: boolean): readonly string[] {
  const sets = readStorySets(join(root, 'corpora/stories'));
  if (sets.length === 0) return [];
  const rows = scoreStories(sets, (name) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${name}`);
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
  if (!isGate) return [];
  return rows.flatMap(({ name, f1 }) => {
    const least = storyFloors[name];
    return least !== undefined && 100 * f1 < least
      ? [`stories: ${name} ${(100 * f1).toFixed(1)}, the floor is ${least}`]
      : [];
  });
}

function lineOf({ name, articles, precision, recall, f1, pairs, singlePass, agglomerative }: StoryRow): string {
  const better = Math.max(singlePass, agglomerative);
  const shares = [precision, recall, f1, pairs, singlePass, agglomerative].map((value) => value.toFixed(3));
  return `| ${[name, articles, ...shares, `${Math.round((100 * (f1 - better)) / (1 - better))} %`].join(' | ')} |`;
}
