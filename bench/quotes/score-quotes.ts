import type { Attribution } from '../../src/model/attribution.ts';
import { jaccard, shared } from './read-gold.ts';
import type { GoldArticle, GoldAttribution } from './read-gold.ts';

/** Counts over articles; docs/explanation/quotes.md says what they mean. */
export interface QuoteCounts {
  readonly told: number;
  readonly toldRight: number;
  readonly toldHalf: number;
  readonly gold: number;
  readonly found: number;
  readonly half: number;
  readonly exact: number;
  readonly source: number;
  readonly cue: number;
  readonly indirect: number;
  readonly indirectRight: number;
  readonly indirectStrict: number;
  readonly indirectGold: number;
  readonly indirectFound: number;
}

const names = [
  'told',
  'toldRight',
  'toldHalf',
  'gold',
  'found',
  'half',
  'exact',
  'source',
  'cue',
  'indirect',
  'indirectRight',
  'indirectStrict',
  'indirectGold',
  'indirectFound',
] as const;

export function addQuoteCounts(all: readonly QuoteCounts[]): QuoteCounts {
  const sums = names.map((name) => [name, all.reduce((sum, counts) => sum + counts[name], 0)]);
  return Object.fromEntries(sums) as unknown as QuoteCounts;
}

/** The one that shares most with a content. */
function nearest<T extends { readonly content: Attribution['content'] }>(
  all: readonly T[],
  content: Attribution['content'],
): T | undefined {
  let best: T | undefined;
  let most = 0;
  for (const one of all) {
    const share = jaccard(one.content, content);
    if (share > most) [best, most] = [one, share];
  }
  return best;
}

function isSourceRight(one: Attribution, gold: GoldAttribution): boolean {
  if (gold.source.length === 0) return one.source === undefined;
  return one.source !== undefined && shared([one.source], gold.source) > 0;
}

function isCueRight(one: Attribution, gold: GoldAttribution): boolean {
  return gold.cue.length === 0 || (one.cue !== undefined && shared([one.cue], gold.cue) > 0);
}

/** Compares what was found in an article with what people found there. */
export function scoreQuotes({ attributions }: GoldArticle, found: readonly Attribution[]): QuoteCounts {
  const quoted = found.filter((one) => one.quoted);
  const indirect = found.filter((one) => !one.quoted);
  const gold = attributions.filter((one) => one.quoted);
  const pairs = gold.map((one) => ({ one, own: nearest(found, one.content) }));
  const hits = pairs.flatMap(({ one, own }) =>
    own === undefined ? [] : [{ one, own, share: jaccard(own.content, one.content) }],
  );
  const best = (one: Attribution): number =>
    Math.max(0, ...attributions.map(({ content }) => jaccard(content, one.content)));
  const isStrict = (one: Attribution): boolean =>
    attributions.some(
      (other) => jaccard(one.content, other.content) >= 0.5 && isSourceRight(one, other) && isCueRight(one, other),
    );
  const plain = attributions.filter((one) => !one.quoted);
  return {
    told: quoted.length,
    toldRight: quoted.filter((one) => best(one) > 0).length,
    toldHalf: quoted.filter((one) => best(one) >= 0.5).length,
    gold: gold.length,
    found: hits.length,
    half: hits.filter(({ share }) => share >= 0.5).length,
    exact: hits.filter(({ share }) => share >= 0.98).length,
    source: hits.filter(({ one, own }) => isSourceRight(own, one)).length,
    cue: hits.filter(({ one, own }) => isCueRight(own, one)).length,
    indirect: indirect.length,
    indirectRight: indirect.filter((one) => best(one) > 0).length,
    indirectStrict: indirect.filter(isStrict).length,
    indirectGold: plain.length,
    indirectFound: plain.filter(({ content }) => indirect.some((one) => shared(one.content, content) > 0)).length,
  };
}

/** Percent by name. */
export function quoteFigures(counts: QuoteCounts): Readonly<Record<string, number>> {
  const percent = (part: number, whole: number): number => (100 * part) / Math.max(1, whole);
  return {
    precision: percent(counts.toldRight, counts.told),
    recall: percent(counts.found, counts.gold),
    'half precision': percent(counts.toldHalf, counts.told),
    'half recall': percent(counts.half, counts.gold),
    exact: percent(counts.exact, counts.gold),
    source: percent(counts.source, counts.found),
    cue: percent(counts.cue, counts.found),
    'indirect precision': percent(counts.indirectRight, counts.indirect),
    'indirect strict': percent(counts.indirectStrict, counts.indirect),
    'indirect recall': percent(counts.indirectFound, counts.indirectGold),
  };
}
