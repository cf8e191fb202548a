import type { StorySentence } from '../model/story.ts';
import { baseOf } from '../text/stem.ts';
import { compareSentences, likenessOf, type SentenceLikeness } from './compare-sentences.ts';
import type { OutletShare } from './independent-outlets.ts';
import { isSelfContained } from './is-self-contained.ts';
import { tellsNames } from './sentence-terms.ts';
import { toStorySentence, type ReadSentence } from './read-sentences.ts';

const mostOfOutlet = 3;
/** "Alone" means something only against so many others. */
const leastOthers = 2;
/** Sentences more alike than this may tell the same. */
const mostLikeness = 0.22;
/** And of one outlet's, more alike than this. */
const sameInOutlet = 0.4;
/** How much of a sentence must be words that no other outlet uses. */
const leastNew = 0.45;

/** What each outlet tells of a story and no other outlet does in its language: at most three sentences an outlet, the weightiest first. Sure
 *  rather than complete: a sentence counts that can be read alone, is about the story, is like no sentence of another outlet, and most of
 *  its words, among them a name or a number, stand nowhere in the others' articles (what an article begins with needs two: most begin with the
 *  event; in languages that do not show names four other words will do). Copies of an outlet's own article tell
 *  nothing that it does not. */
export function findAlone(
  sentences: readonly ReadSentence[],
  outlets: readonly OutletShare[],
): ReadonlyMap<string, readonly StorySentence[]> {
  const ownPaths = new Map(outlets.flatMap(({ outlet, own }) => own.map(({ path }) => [path, outlet])));
  const alone = new Map<string, readonly StorySentence[]>();
  const byLanguage = new Map<string, ReadSentence[]>();
  for (const sentence of sentences) {
    const language = baseOf(sentence.article.language);
    const at = byLanguage.get(language);
    if (at === undefined) byLanguage.set(language, [sentence]);
    else at.push(sentence);
  }
  for (const [language, all] of byLanguage) {
    const independent = new Set(all.flatMap(({ path }) => ownPaths.get(path) ?? []));
    if (independent.size <= leastOthers) continue;
    const outletOf = new Map(all.map(({ path, article }) => [path, article.outlet]));
    const writers = all.map(({ article: { copyOf, outlet } }) => outletOf.get(copyOf ?? '') ?? outlet);
    const search = { all, writers, language, likeness: compareSentences(all), users: usersOfTerms(all, writers) };
    for (const outlet of independent) {
      const found = findOfOutlet(search, outlet, ownPaths);
      if (found.length > 0) alone.set(outlet, [...(alone.get(outlet) ?? []), ...found].slice(0, mostOfOutlet));
    }
  }
  return alone;
}

/** The sentences of one language. */
interface Search {
  readonly all: readonly ReadSentence[];
  /** The outlet that wrote each: of a copy, that of the original. */
  readonly writers: readonly string[];
  readonly language: string;
  readonly likeness: SentenceLikeness;
  /** Who uses a term: a writer, or `several`. */
  readonly users: ReadonlyMap<string, string>;
}

const several = '';

function usersOfTerms(all: readonly ReadSentence[], writers: readonly string[]): ReadonlyMap<string, string> {
  const users = new Map<string, string>();
  all.forEach(({ terms }, i) => {
    const writer = writers[i] ?? several;
    for (const term of terms.all) {
      const user = users.get(term);
      if (user === undefined) users.set(term, writer);
      else if (user !== writer && user !== several) users.set(term, several);
    }
  });
  return users;
}

function findOfOutlet(search: Search, outlet: string, ownPaths: ReadonlyMap<string, string>): readonly StorySentence[] {
  const found: { readonly sentence: ReadSentence; readonly weight: number; readonly i: number }[] = [];
  search.all.forEach((sentence, i) => {
    if (ownPaths.get(sentence.path) !== outlet) return;
    const weight = weightAlone(search, outlet, sentence, i);
    if (weight > 0) found.push({ sentence, weight, i });
  });
  found.sort((a, b) => b.weight - a.weight || a.i - b.i);
  const chosen: typeof found = [];
  for (const one of found) {
    const shared = search.likeness.sharedWith(one.i);
    const isTold = chosen.some(({ i }) => likenessOf(search.likeness, one.i, i, shared[i] ?? 0) >= sameInOutlet);
    if (!isTold) chosen.push(one);
    if (chosen.length === mostOfOutlet) break;
  }
  return chosen.map(({ sentence }) => toStorySentence(sentence));
}

/** How much a sentence tells that no other outlet does; 0 when another may. */
function weightAlone(
  { writers, likeness, users, language }: Search,
  outlet: string,
  sentence: ReadSentence,
  i: number,
): number {
  const { terms, text, place } = sentence;
  const fresh = [...terms.all].filter((term) => users.get(term) === outlet);
  const weight = fresh.reduce((sum, term) => sum + likeness.weightOf(term), 0);
  const facts = fresh.filter((term) => terms.names.has(term) || term.startsWith('#')).length;
  if (terms.all.size - fresh.length < 2 || weight < leastNew * (likeness.weights[i] ?? 0)) return 0;
  if (tellsNames(language) ? facts < (place === 0 ? 2 : 1) : facts === 0 && fresh.length < 4) return 0;
  if (!isSelfContained(text, language)) return 0;
  const shared = likeness.sharedWith(i);
  const hasLike = writers.some(
    (writer, j) => writer !== outlet && likenessOf(likeness, i, j, shared[j] ?? 0) >= mostLikeness,
  );
  return hasLike ? 0 : (weight * (1 + facts)) / (4 + place);
}
