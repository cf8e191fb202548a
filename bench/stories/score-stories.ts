import { groupSet } from './group-set.ts';
import { scoreGroups, type GroupScore } from './score-groups.ts';
import { halfOf, titlesOf, type StorySet } from './story-sets.ts';
import { scoreBaselines, type BaselineScores } from './tf-idf.ts';
import { trainLinks } from './train-links.ts';

/** A set, or its headlines, grouped by what was learned on other stories than those it is tested on; means of both halves. */
export interface StoryRow extends GroupScore, BaselineScores {
  readonly name: string;
  readonly articles: number;
}

/** Groups each half of all sets with what the other halves teach, article by article as they would arrive, and by the two usual ways
 *  with the threshold that is best on the other half. */
export function scoreStories(sets: readonly StorySet[], onDone: (name: string) => void): readonly StoryRow[] {
  const rows = new Map<string, (GroupScore & BaselineScores)[]>();
  const sizes = new Map<string, number>();
  for (const half of [0, 1] as const) {
    const other = half === 0 ? 1 : 0;
    const taught = sets.map((set) => halfOf(set, half));
    const forest = trainLinks(
      taught.flatMap((set) => [
        { set, weight: 1 },
        { set: titlesOf(set), weight: 0.6 },
      ]),
    );
    for (const [at, set] of sets.entries()) {
      const [learned, tested] = [taught[at] ?? set, halfOf(set, other)];
      for (const view of [(given: StorySet) => given, titlesOf]) {
        const shown = view(tested);
        const score = scoreGroups(
          groupSet(shown, forest),
          shown.articles.map(({ story }) => story),
        );
        const list = rows.get(shown.name) ?? [];
        list.push({ ...score, ...scoreBaselines(view(learned), shown) });
        rows.set(shown.name, list);
        sizes.set(shown.name, (sizes.get(shown.name) ?? 0) + shown.articles.length);
        onDone(shown.name);
      }
    }
  }
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  return [...rows].map(([name, scores]) => ({
    name,
    articles: sizes.get(name) ?? 0,
    precision: mean(scores.map(({ precision }) => precision)),
    recall: mean(scores.map(({ recall }) => recall)),
    f1: mean(scores.map(({ f1 }) => f1)),
    pairs: mean(scores.map(({ pairs }) => pairs)),
    singlePass: mean(scores.map(({ singlePass }) => singlePass)),
    agglomerative: mean(scores.map(({ agglomerative }) => agglomerative)),
  }));
}
