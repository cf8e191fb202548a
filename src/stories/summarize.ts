import type { StoryArticle, StorySentence } from '../model/story.ts';
import { baseOf } from '../text/stem.ts';
import { compareSentences, likenessOf, overlapOf, type SentenceLikeness } from './compare-sentences.ts';
import { isSelfContained } from './is-self-contained.ts';
import { tellsNames } from './sentence-terms.ts';
import { byPublication, readSentences, toStorySentence, type ReadSentence } from './read-sentences.ts';

const mostSentences = 5;
/** The news stands among the first sentences of an article. */
const mostPlaces = 30;
/** Sentences this alike tell the same, as far as their words show. */
const sameFact = { likeness: 0.3, overlap: 0.45 } as const;
/** A fourth sentence is worth this share of the first. */
const leastShare = 0.3;
/** Sentences this alike support each other. */
const leastSupport = 0.15;

/** Three to five sentences that tell what most outlets tell: of each fact the sentence that is supported best, stands near the beginning of its
 *  article, and can be read alone; fewer when the articles have no more. In one language: `language` (BCP 47) when any article is written in
 *  it, else the one that most outlets write in; of translations (`inLanguage`) each sentence tells so. Sentences stay as they are, each with its article; what leads comes first. Copies do not
 *  support anything, and are not quoted while there is an article that is none. The order of `articles` does not matter. */
export function summarizeStory(
  articles: readonly StoryArticle[],
  {
    language,
    sentences = readSentences(articles),
  }: { readonly language?: string; readonly sentences?: readonly ReadSentence[] } = {},
): readonly StorySentence[] {
  const own = sentences.filter(({ article }) => article.copyOf === undefined);
  const chosenFrom = own.length > 0 ? own : sentences;
  const base = summaryLanguage(chosenFrom, language);
  const candidates = chosenFrom.filter(({ article, place }) => place < mostPlaces && baseOf(article.language) === base);
  const likeness = compareSentences(candidates);
  return chooseFacts(candidates, likeness, scoreSentences(candidates, likeness)).map(toStorySentence);
}

/** The wanted language, else that of most outlets; of two, the one that an outlet wrote in first. */
function summaryLanguage(sentences: readonly ReadSentence[], wanted: string | undefined): string {
  const outlets = new Map<string, Set<string>>();
  for (const { article } of sentences) {
    const base = baseOf(article.language);
    outlets.set(base, (outlets.get(base) ?? new Set()).add(article.outlet));
  }
  if (wanted !== undefined && outlets.has(baseOf(wanted))) return baseOf(wanted);
  return [...outlets].sort(([, a], [, b]) => b.size - a.size)[0]?.[0] ?? '';
}

/** How much each sentence stands for its story; 0 for one that cannot be read alone. */
function scoreSentences(sentences: readonly ReadSentence[], likeness: SentenceLikeness): readonly number[] {
  const outlets = [...new Set(sentences.map(({ article }) => article.outlet))];
  const outletOf = Uint32Array.from(sentences, ({ article }) => outlets.indexOf(article.outlet));
  return sentences.map(({ article, place, text, terms }, i) => {
    if (terms.all.size < 4 || !isSelfContained(text, baseOf(article.language))) return 0;
    const { support, within } = supportOf(likeness, outletOf, outlets.length, i);
    const centrality = within / Math.sqrt(sentences.length + 1);
    const isNameless = terms.names.size === 0 && tellsNames(article.language);
    return (0.3 + support + centrality) * (0.25 + 1 / (1 + 0.5 * place)) * (isNameless ? 0.7 : 1);
  });
}

/** How far each other outlet tells the same, together, and how like the sentence is to the others of its own outlet, together. */
function supportOf(
  { norms, sharedWith }: SentenceLikeness,
  outletOf: Uint32Array,
  outletCount: number,
  i: number,
): { readonly support: number; readonly within: number } {
  const best = new Float64Array(outletCount);
  const shared = sharedWith(i);
  const [norm, own] = [norms[i] ?? 0, outletOf[i] ?? 0];
  let within = 0;
  for (let j = 0; j < shared.length; j += 1) {
    const common = shared[j] ?? 0;
    if (common === 0 || j === i) continue;
    const outlet = outletOf[j] ?? 0;
    const alike = common / (norm * (norms[j] ?? 0)); // likenessOf, a million times
    if (outlet === own) within += alike;
    else if (alike >= leastSupport && alike > (best[outlet] ?? 0)) best[outlet] = alike;
  }
  return { support: best.reduce((sum, alike) => sum + alike, 0), within };
}

/** The best of each fact, the less of what is new in it the later; in order: the first by score, then as they stand in their articles. */
function chooseFacts(
  sentences: readonly ReadSentence[],
  likeness: SentenceLikeness,
  scores: readonly number[],
): readonly ReadSentence[] {
  const least = Math.max(...scores, 0) * leastShare;
  const chosen: number[] = [];
  const worth = new Map([...scores.entries()].filter(([, score]) => score > 0));
  while (worth.size > 0 && chosen.length < mostSentences) {
    const [i, score] = [...worth].reduce((best, next) => (next[1] > best[1] ? next : best));
    if (chosen.length >= 3 && score < least) break;
    chosen.push(i);
    worth.delete(i);
    likeness.sharedWith(i).forEach((shared, other) => {
      const before = worth.get(other);
      if (before === undefined || shared === 0) return;
      const told = toldShare(likeness, i, other, shared);
      if (told >= 1) worth.delete(other);
      else worth.set(other, Math.min(before, (scores[other] ?? 0) * (1 - 0.5 * told ** 2)));
    });
  }
  const [lead, ...others] = chosen.flatMap((i) => sentences[i] ?? []);
  return lead === undefined
    ? []
    : [lead, ...others.sort((a, b) => a.place - b.place || byPublication(a.article, b.article))];
}

/** How near sentence `j` is to telling the same as `i`: 1 and more when it does. */
function toldShare(likeness: SentenceLikeness, i: number, j: number, shared: number): number {
  return Math.max(
    likenessOf(likeness, i, j, shared) / sameFact.likeness,
    overlapOf(likeness, i, j, shared) / sameFact.overlap,
  );
}
