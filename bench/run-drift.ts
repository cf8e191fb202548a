/** How often `findDrift` gives a false alarm on sources that stay as they are, and how soon a true one:
 *  `npx tsx bench/run-drift.ts [articles per source]`. Sources are made up; the same numbers every time. */
import { findDrift, observationsForDrift } from '../src/pipeline/find-drift.ts';
import type { DriftKind } from '../src/pipeline/find-drift.ts';
import type { Observation } from '../src/store/store.ts';
import { parseSourceId } from '../src/model/ids.ts';
import { toUrl } from '../src/url/normalize.ts';
import { createRandom } from './create-random.ts';

const articles = Number(process.argv[2] ?? 4000);

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

type Values = Pick<Observation, 'length' | 'confidence' | 'hasAuthors' | 'hasDate' | 'hasImage' | 'skip'>;

interface Kind {
  readonly name: string;
  /** Median characters, and the standard deviation of their logarithm. */
  readonly length: number;
  readonly spread: number;
  /** Share of short reports, a fifth as long; `runs`: how many articles of one kind come in a row. */
  readonly briefs: number;
  readonly runs: number;
  readonly authors: number;
  readonly dates: number;
  readonly images: number;
  readonly skips: number;
}

const kinds: readonly Kind[] = [
  { name: 'even', length: 3000, spread: 0.35, briefs: 0, runs: 1, authors: 0.98, dates: 1, images: 0.97, skips: 0.01 },
  {
    name: 'mixed',
    length: 3500,
    spread: 0.5,
    briefs: 0.4,
    runs: 1,
    authors: 0.6,
    dates: 0.99,
    images: 0.8,
    skips: 0.08,
  },
  {
    name: 'in runs',
    length: 3500,
    spread: 0.5,
    briefs: 0.3,
    runs: 3,
    authors: 0.7,
    dates: 0.97,
    images: 0.7,
    skips: 0.1,
  },
  { name: 'wild', length: 2500, spread: 0.9, briefs: 0.2, runs: 2, authors: 0.5, dates: 0.8, images: 0.5, skips: 0.25 },
];

function createSource(kind: Kind, seed: number): () => Values {
  const random = createRandom(seed);
  let isBrief = false;
  return () => {
    if (random() < 1 / kind.runs) isBrief = random() < kind.briefs;
    const length = Math.round(kind.length * (isBrief ? 0.2 : 1) * Math.exp(kind.spread * normal(random)));
    const confidence = Math.min(0.98, 0.5 + Math.min(0.25, length / 6000) + 0.15 * random());
    return {
      length,
      confidence: Math.round(confidence * 100) / 100,
      hasAuthors: random() < (isBrief ? kind.authors * 0.6 : kind.authors),
      hasDate: random() < kind.dates,
      hasImage: random() < kind.images,
      skip: random() < kind.skips ? 'extract/not-an-article' : '',
    };
  };
}

const source = parseSourceId('made-up');
const url = toUrl('https://made-up.example/');
if (source === null || url === null) throw new Error('no source');
const toObservation = (values: Values, at: number): Observation => ({
  source,
  url,
  fetchedAt: new Date(at * 3_600_000).toISOString(),
  reader: '',
  ...values,
});

/** Alarms per kind in so many articles; one that lasts, or comes back within 20 articles, counts once. */
function countAlarms(next: () => Values): ReadonlyMap<DriftKind, number> {
  const counts = new Map<DriftKind, number>();
  let observations: Observation[] = [];
  const lastAt = new Map<DriftKind, number>();
  for (let at = 0; at < articles; at++) {
    observations = [toObservation(next(), at), ...observations].slice(0, observationsForDrift);
    for (const { what } of findDrift(observations)) {
      if (at - (lastAt.get(what) ?? -Infinity) > 20) counts.set(what, (counts.get(what) ?? 0) + 1);
      lastAt.set(what, at);
    }
  }
  return counts;
}

const changes: Readonly<
  Record<string, { readonly what: readonly DriftKind[]; readonly change: (values: Values) => Values }>
> = {
  'body halves': { what: ['length'], change: (values) => ({ ...values, length: values.length / 2 }) },
  'half is missed': {
    what: ['length', 'confidence'],
    change: (values) => ({ ...values, length: values.length / 2, confidence: values.confidence - 0.12 }),
  },
  'body a fifth': { what: ['length'], change: (values) => ({ ...values, length: values.length / 5 }) },
  'authors vanish': { what: ['authors'], change: (values) => ({ ...values, hasAuthors: false }) },
  'dates vanish': { what: ['date'], change: (values) => ({ ...values, hasDate: false }) },
  'pictures vanish': { what: ['image'], change: (values) => ({ ...values, hasImage: false }) },
  'all skipped': { what: ['skipped'], change: (values) => ({ ...values, skip: 'extract/no-text' }) },
  'less sure by .2': { what: ['confidence'], change: (values) => ({ ...values, confidence: values.confidence - 0.2 }) },
};

/** Articles until the alarm, over 40 sources: the median and the worst; `never` when it did not come within 80. */
function measureDelay(kind: Kind, { what, change }: (typeof changes)[string] & object): string {
  const delays = Array.from({ length: 40 }, (_, seed) => {
    const next = createSource(kind, 1000 + seed);
    let observations = Array.from({ length: observationsForDrift }, (_, at) => toObservation(next(), at)).reverse();
    for (let at = 1; at <= 80; at++) {
      observations = [toObservation(change(next()), observationsForDrift + at), ...observations].slice(
        0,
        observationsForDrift,
      );
      if (findDrift(observations).some((drift) => what.includes(drift.what))) return at;
    }
    return Infinity;
  }).sort((a, b) => a - b);
  const show = (delay: number | undefined): string => (Number.isFinite(delay) ? String(delay) : 'never');
  return `${show(delays[20])} (${show(delays[39])})`;
}

console.log(`false alarms in 1,000 articles of a source that stays as it is (${articles * 4} articles each)`);
for (const kind of kinds) {
  const total = new Map<DriftKind, number>();
  for (const seed of [1, 2, 3, 4])
    for (const [what, count] of countAlarms(createSource(kind, seed))) total.set(what, (total.get(what) ?? 0) + count);
  const all = [...total.values()].reduce((sum, count) => sum + count, 0);
  const each = [...total].map(([what, count]) => `${what} ${count}`).join(', ');
  console.log(`  ${kind.name.padEnd(8)} ${((1000 * all) / (articles * 4)).toFixed(2)}  ${each}`);
}
console.log('articles until the alarm, median (worst of 40 sources)');
for (const [name, change] of Object.entries(changes)) {
  console.log(`  ${name.padEnd(16)}${kinds.map((kind) => `${kind.name} ${measureDelay(kind, change)}`).join(' · ')}`);
}
