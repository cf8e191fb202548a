/** `npm run train:stories [-- folder]`: learns from all labelled sets that are there whether two groups of articles report the same event, and writes
 *  src/stories/story-forest.ts. What it reaches on stories that it has not seen `npm run quality -- --only stories` tells. */
import { readStorySets, titlesOf } from './story-sets.ts';
import { trainLinks } from './train-links.ts';
import { writeForest } from './write-forest.ts';

const sets = readStorySets(process.argv[2] ?? '../shared/corpora/stories');
writeForest(
  trainLinks(
    sets.flatMap((set) => [
      { set, weight: 1 },
      { set: titlesOf(set), weight: 0.6 },
    ]),
  ),
);
