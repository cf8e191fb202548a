import { headings, people, sentences, towns, type Language, type Row } from './parallel-texts.ts';

/** A segment in all languages, with its tags. */
export interface Parallel {
  readonly texts: Row;
  /** What stands in all of them as it is. */
  readonly terms: readonly string[];
}

export type Random = () => number;

/** From 0 to below 1; the same for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** An article of a heading for each four paragraphs; no segment twice. */
export function makeUpArticle(random: Random, paragraphs: number): readonly Parallel[] {
  const made = new Map<string, Parallel>();
  while (made.size < paragraphs) {
    const isHeading = made.size % 5 === 0;
    const count = isHeading ? 1 : 1 + Math.floor(random() * 3);
    const one = fill(random, isHeading ? [pick(random, headings)] : some(random, count), isHeading);
    made.set(one.texts.en, one);
  }
  return [...made.values()];
}

function some(random: Random, count: number): readonly Row[] {
  return [...new Set(Array.from({ length: count }, () => pick(random, sentences)))];
}

function fill(random: Random, parts: readonly Row[], isHeading: boolean): Parallel {
  const [person, town] = [pick(random, people), pick(random, towns)];
  const numbers = parts.map(() => String(20 + Math.floor(random() * 900)));
  const isTagged = !isHeading && random() < 0.4;
  const textOf = (language: Language): string => {
    const text = parts
      .map((row, at) =>
        row[language]
          .replaceAll('{p}', person)
          .replaceAll('{t}', town)
          .replaceAll('{n}', numbers[at] ?? ''),
      )
      .join(' ');
    return isTagged ? text.replace(/^(\S+ )(\S+ \S+)/, '$1<pc id="1">$2</pc>') : text;
  };
  const texts = { en: textOf('en'), es: textOf('es'), pt: textOf('pt'), fr: textOf('fr'), de: textOf('de') };
  const terms = [person, town].flatMap((term) => new Array<string>(texts.en.split(term).length - 1).fill(term));
  return { texts, terms };
}
