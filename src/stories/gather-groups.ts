import type { Forest } from '../text/forest.ts';
import { addTo, groupOf, joinGroups, nearPairs, noLikeness, pairOf, samenessOf, type Group } from './compare-groups.ts';
import type { ArticleVectors } from './term-vectors.ts';

export interface GatheringSettings {
  readonly forest: Forest;
  /** How sure it must be that two groups report the same event. */
  readonly least: number;
}

interface Cluster {
  group: Group;
  members: number[];
  /** Sums of likenesses to the others, both ways the same array. */
  readonly others: Map<number, Float64Array>;
  best: number;
  sameness: number;
}

/** Parts articles into those that report the same event: from single articles on, the two groups are joined of which that is surest,
 *  while it is as sure as it must be. Returns the places of the articles of each group. Needs time and memory for all pairs that have
 *  anything in common: for up to some thousand articles. */
export function gatherGroups(
  articles: readonly ArticleVectors[],
  { forest, least }: GatheringSettings,
): readonly (readonly number[])[] {
  const clusters = new Map<number, Cluster>(
    articles.map((article, at) => [
      at,
      { group: groupOf(article), members: [at], others: new Map(), best: -1, sameness: 0 },
    ]),
  );
  nearPairs(articles).forEach((near, i) => {
    for (const j of near) {
      const [a, b] = [articles[i], articles[j]];
      const likeness = a === undefined || b === undefined ? null : pairOf(a, b, forest);
      if (likeness === null) continue;
      clusters.get(i)?.others.set(j, likeness);
      clusters.get(j)?.others.set(i, likeness);
    }
  });
  for (const cluster of clusters.values()) findBest(cluster, clusters, forest);
  for (;;) {
    let chosen: [number, Cluster] | undefined;
    for (const entry of clusters) if (entry[1].sameness > (chosen?.[1].sameness ?? least)) chosen = entry;
    if (chosen === undefined) break;
    join(chosen[0], chosen[1].best, clusters, forest);
  }
  return [...clusters.values()].map(({ members }) => [...members].sort((a, b) => a - b));
}

function findBest(cluster: Cluster, clusters: ReadonlyMap<number, Cluster>, forest: Forest): void {
  cluster.best = -1;
  cluster.sameness = 0;
  for (const [at, between] of cluster.others) {
    const other = clusters.get(at);
    if (other !== undefined) consider(cluster, at, samenessOf(cluster.group, other.group, between, forest));
  }
}

function consider(cluster: Cluster, at: number, sameness: number): void {
  if (sameness > cluster.sameness || (sameness === cluster.sameness && at < cluster.best)) {
    cluster.best = at;
    cluster.sameness = sameness;
  }
}

function join(a: number, b: number, clusters: Map<number, Cluster>, forest: Forest): void {
  const [kept, gone] = [clusters.get(a), clusters.get(b)];
  if (kept === undefined || gone === undefined) return;
  kept.group = joinGroups(kept.group, gone.group, kept.others.get(b) ?? noLikeness());
  kept.members.push(...gone.members);
  kept.others.delete(b);
  clusters.delete(b);
  for (const [at, between] of gone.others) {
    if (at === a) continue;
    const other = clusters.get(at);
    const sums = kept.others.get(at) ?? noLikeness();
    addTo(sums, between);
    kept.others.set(at, sums);
    other?.others.delete(b);
    other?.others.set(a, sums);
  }
  kept.best = -1;
  kept.sameness = 0;
  for (const [at, between] of kept.others) {
    const other = clusters.get(at);
    if (other === undefined) continue;
    const sameness = samenessOf(kept.group, other.group, between, forest);
    consider(kept, at, sameness);
    if (other.best === a || other.best === b) findBest(other, clusters, forest);
    else consider(other, a, sameness);
  }
}
