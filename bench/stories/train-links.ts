import {
  groupOf,
  featureNames,
  featuresOf,
  joinGroups,
  likenessOf,
  nearPairs,
  noLikeness,
  addTo,
  type Group,
} from '../../src/stories/compare-groups.ts';
import type { ArticleVectors } from '../../src/stories/term-vectors.ts';
import type { Forest } from '../../src/text/forest.ts';
import { createRandom } from '../create-random.ts';
import { boostTrees } from '../train/boost-trees.ts';
import { publishedMsOf, vectorsOf, type LabelledArticle, type StorySet } from './story-sets.ts';

/** Pieces of each story of this many articles on average, from single articles to whole stories. */
const pieceSizes = [1, 1.5, 2.5, 5, 12];
const neighbors = 8;
const rowsPerSet = 20_000;

interface Rows {
  readonly features: Float64Array[];
  readonly labels: number[];
  readonly weight: number;
}

/** Learns whether two groups of articles report the same event, from labelled sets: stories in pieces of all sizes, and of each the
 *  pieces that are likest. `weight` of a set: 1, less for one that repeats another. */
export function trainLinks(sets: readonly { readonly set: StorySet; readonly weight: number }[]): Forest {
  const random = createRandom(3);
  const all = sets.map(({ set, weight }) => rowsOf(set, weight, random));
  const count = all.reduce((sum, { labels }) => sum + labels.length, 0);
  const [width, values] = [featureNames.length, new Float64Array(count * featureNames.length)];
  const [labels, weights] = [new Uint8Array(count), new Float64Array(count)];
  let at = 0;
  for (const rows of all)
    rows.features.forEach((features, row) => {
      values.set(features, at * width);
      labels[at] = rows.labels[row] ?? 0;
      weights[at] = rows.weight;
      at += 1;
    });
  const options = { trees: 150, depth: 5, rate: 0.09, leastHessian: 30, lambda: 3, columns: 0.5, seed: 7 };
  return boostTrees({ features: width, values, labels, weights }, options);
}

/** Outlets report within a day or two of each other: sets that give all articles of a story one date would teach otherwise. */
function blurDates(random: () => number): (article: LabelledArticle) => number {
  return (article) => {
    const chance = random();
    const days = chance < 0.6 ? 0 : chance < 0.8 ? 1 : chance < 0.9 ? -1 : chance < 0.96 ? 2 : -2;
    return publishedMsOf(article) + days * 86_400_000;
  };
}

function rowsOf(set: StorySet, weight: number, random: () => number): Rows {
  const articles = vectorsOf(set, blurDates(random));
  const likenesses = nearPairs(articles).map(
    (near, i) => new Map(near.map((j) => [j, likenessBetween(articles[i], articles[j])])),
  );
  const features: Float64Array[] = [];
  const labels: number[] = [];
  for (const size of pieceSizes) {
    const pieces = toPieces(set, size, random);
    const near = nearPieces(pieces, likenesses);
    pieces.forEach((piece, at) => {
      const closest = [...(near[at] ?? [])].sort(
        (a, b) => closeness(b[1], piece, pieces[b[0]]) - closeness(a[1], piece, pieces[a[0]]),
      );
      for (const [other, between] of closest.slice(0, neighbors)) {
        const second = pieces[other];
        if (second === undefined) continue;
        features.push(featuresOf(groupIn(piece, articles, likenesses), groupIn(second, articles, likenesses), between));
        labels.push(piece.story === second.story ? 1 : 0);
      }
    });
  }
  return { features, labels, weight: (weight * rowsPerSet) / labels.length };
}

interface Piece {
  readonly story: string;
  readonly members: number[];
  group?: Group | undefined;
}

type Likenesses = readonly ReadonlyMap<number, Float64Array | null>[];

const likeness = (all: Likenesses, i: number, j: number): Float64Array | null =>
  all[Math.min(i, j)]?.get(Math.max(i, j)) ?? null;

function likenessBetween(a: ArticleVectors | undefined, b: ArticleVectors | undefined): Float64Array | null {
  return a === undefined || b === undefined ? null : likenessOf(a, b);
}

function toPieces({ articles }: StorySet, size: number, random: () => number): Piece[] {
  const stories = new Map<string, number[]>();
  articles.forEach(({ story }, at) => stories.set(story, [...(stories.get(story) ?? []), at]));
  return [...stories].flatMap(([story, members]) => {
    if (size === 1) return members.map((member) => ({ story, members: [member] }));
    const count = Math.max(size === 12 ? 1 : 2, Math.round(members.length / size));
    const pieces: Piece[] = Array.from({ length: count }, () => ({ story, members: [] }));
    for (const member of members) pieces[Math.floor(random() * count)]?.members.push(member);
    return pieces.filter((piece) => piece.members.length > 0);
  });
}

function nearPieces(pieces: readonly Piece[], likenesses: Likenesses): readonly Map<number, Float64Array>[] {
  const pieceOf = new Map(pieces.flatMap(({ members }, at) => members.map((member) => [member, at])));
  const near = pieces.map(() => new Map<number, Float64Array>());
  likenesses.forEach((row, i) => {
    row.forEach((values, j) => {
      if (values === null) return;
      const [a, b] = [pieceOf.get(i) ?? 0, pieceOf.get(j) ?? 0];
      if (a === b) return;
      const sums = near[a]?.get(b) ?? noLikeness();
      addTo(sums, values);
      near[a]?.set(b, sums);
      near[b]?.set(a, sums);
    });
  });
  return near;
}

function closeness(between: Float64Array, a: Piece, b: Piece | undefined): number {
  const [word, title, across] = [between[0] ?? 0, between[8] ?? 0, between[11] ?? 0];
  return (word + across + title / 2) / (a.members.length * (b?.members.length ?? 1));
}

function groupIn(piece: Piece, articles: readonly ArticleVectors[], likenesses: Likenesses): Group {
  if (piece.group !== undefined) return piece.group;
  let group: Group | undefined;
  const before: number[] = [];
  for (const member of piece.members) {
    const article = articles[member];
    if (article === undefined) continue;
    const between = noLikeness();
    for (const other of before) addTo(between, likeness(likenesses, other, member));
    group = group === undefined ? groupOf(article) : joinGroups(group, groupOf(article), between);
    before.push(member);
  }
  piece.group = group;
  if (group === undefined) throw new Error('a piece without articles');
  return group;
}
