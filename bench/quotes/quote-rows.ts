import type { Span } from '../../src/model/attribution.ts';
import { findCues } from '../../src/quotes/find-cues.ts';
import type { Cue } from '../../src/quotes/find-cues.ts';
import type { QuoteForests } from '../../src/quotes/find-quoted.ts';
import type { Source } from '../../src/quotes/find-sources.ts';
import { findLexicon } from '../../src/quotes/lexicon/find-lexicon.ts';
import { listCandidates, rememberSources } from '../../src/quotes/list-candidates.ts';
import { clauseFeatures, listClauses } from '../../src/quotes/list-clauses.ts';
import { candidateFeatures, passageFeatures } from '../../src/quotes/passage-features.ts';
import { readText } from '../../src/quotes/reading.ts';
import type { Reading } from '../../src/quotes/reading.ts';
import type { Forest } from '../../src/text/forest.ts';
import { boostTrees } from '../train/boost-trees.ts';
import type { BoostOptions } from '../train/boost-trees.ts';
import { jaccard, shared } from './read-gold.ts';
import type { GoldArticle, GoldAttribution } from './read-gold.ts';

export interface Row {
  readonly features: readonly number[];
  readonly isRight: boolean;
}

/** What each forest learns from. */
export type Rows = Readonly<Record<keyof QuoteForests, readonly Row[]>>;

const lexicon = findLexicon('en');

/** One for each passage, candidate and clause of an article. */
export function rowsOf({ text, attributions }: GoldArticle): Rows {
  if (lexicon === undefined) return { passage: [], candidate: [], clause: [] };
  const reading = readText(text, lexicon);
  const cues = findCues(reading);
  const sourcesOf = rememberSources(reading);
  const golds = reading.passages.map((passage) => goldOf(attributions, spanOf(reading, passage)));
  const candidate = reading.passages.flatMap((passage, index) => {
    const gold = golds[index];
    const before = golds[index - 1];
    const own = passageFeatures(reading, index);
    return listCandidates(reading, cues, sourcesOf, index).map((one): Row => ({
      features: [...candidateFeatures(reading, cues, passage, one, before !== undefined), ...own],
      isRight: gold !== undefined && (one.kind === 'as-before' ? before === gold : isRight(reading, one, gold)),
    }));
  });
  const clause = cues.flatMap((cue) =>
    listClauses(reading, cue, sourcesOf(cue)).map((one): Row => {
      const content = [spanOf(reading, one.range)];
      const fits = (gold: GoldAttribution): boolean =>
        jaccard(content, gold.content) >= 0.5 && isRight(reading, one, gold);
      return { features: clauseFeatures(reading, cues, one), isRight: attributions.some(fits) };
    }),
  );
  const passage = golds.map((gold, index): Row => ({
    features: passageFeatures(reading, index),
    isRight: gold !== undefined,
  }));
  return { passage, candidate, clause };
}

function goldOf(attributions: readonly GoldAttribution[], span: Span): GoldAttribution | undefined {
  let best: GoldAttribution | undefined;
  let most = 0;
  for (const attribution of attributions) {
    const both = shared([span], attribution.content);
    if (both > most) [best, most] = [attribution, both];
  }
  return best;
}

function isRight(
  reading: Reading,
  { cue, source }: { readonly cue: Cue; readonly source: Source },
  gold: GoldAttribution,
): boolean {
  if (gold.cue.length > 0 && shared([spanOf(reading, cue)], gold.cue) === 0) return false;
  if (gold.source.length === 0) return source.kind === 'none';
  return source.kind !== 'none' && shared([spanOf(reading, source)], gold.source) > 0;
}

function spanOf({ tokens }: Reading, { first, last }: { readonly first: number; readonly last: number }): Span {
  return { start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0 };
}

// Chosen by four folds.
const options: Readonly<Record<keyof QuoteForests, BoostOptions>> = {
  passage: { trees: 40, depth: 4, rate: 0.15, leastHessian: 5, lambda: 2, columns: 0.7, seed: 1 },
  candidate: { trees: 120, depth: 5, rate: 0.15, leastHessian: 5, lambda: 2, columns: 0.7, seed: 1 },
  clause: { trees: 80, depth: 5, rate: 0.15, leastHessian: 5, lambda: 2, columns: 0.7, seed: 1 },
};

export function trainForests(articles: readonly Rows[]): QuoteForests {
  const forest = (name: keyof QuoteForests): Forest => {
    const rows = articles.flatMap((article) => article[name]);
    const features = rows[0]?.features.length ?? 0;
    const values = new Float64Array(rows.length * features);
    rows.forEach((row, index) => values.set(row.features, index * features));
    const labels = Uint8Array.from(rows, ({ isRight: label }) => Number(label));
    return boostTrees({ features, values, labels, weights: new Float64Array(rows.length).fill(1) }, options[name]);
  };
  return { passage: forest('passage'), candidate: forest('candidate'), clause: forest('clause') };
}
