import { PrintIndex } from './print-index.ts';
import { comparePrints, isCopy, printsOf, type CopyLikeness, type Prints } from './signature.ts';

/** An article to look for copies of. */
export interface CopyCandidate {
  /** Whatever tells it from others: its file. */
  readonly key: string;
  /** Epoch ms. */
  readonly publishedMs: number;
  /** Plain text without the headline. */
  readonly text: string;
}

export interface CopyAnswer {
  /** The first published article that this one is a copy of. */
  readonly copyOf?: string;
  /** The share of this article's passages that the most alike of those before it has, from 0 to 1; 0 when it is no copy. */
  readonly similarity: number;
  /** Articles added before that were firsts, and are copies of this one's first, or of this one. */
  readonly replaced: readonly string[];
}

/** Articles that are copies of each other, with the first of them. */
interface Group {
  readonly first: string;
  /** The group that this one became part of. */
  joined?: Group;
}

/** Most of an event's copies are alike: the best of these few decide. */
const mostCompared = 24;

/** Finds copies among the articles of a time, one after the other, in any order; in the order of publication the answers never change.
 *  Keeps about 1.2 kB of each article, not its text, and forgets those published `windowMs` before the newest. */
export class CopyFinder {
  readonly #windowMs: number;
  #index = new PrintIndex();
  #keys: string[] = [];
  #times: number[] = [];
  #groups: Group[] = [];
  #newestMs = -Infinity;
  /** No search for what can be forgotten before that many. */
  #nextSweep = 1024;

  constructor({ windowMs = 7 * 86_400_000 }: { readonly windowMs?: number } = {}) {
    this.#windowMs = windowMs;
  }

  /** How many articles it remembers, and the bytes of its tables (without keys). */
  get size(): { readonly articles: number; readonly bytes: number } {
    return { articles: this.#index.count, bytes: this.#index.bytes + this.#index.count * 24 };
  }

  add({ key, publishedMs, text }: CopyCandidate): CopyAnswer {
    this.#newestMs = Math.max(this.#newestMs, publishedMs);
    const prints = printsOf(text);
    const own: Group = { first: key };
    let best: { readonly number: number; readonly likeness: CopyLikeness } | undefined;
    const later: number[] = [];
    for (const number of this.#index.find(prints, mostCompared)) {
      const likeness = this.#compare(prints, publishedMs, number);
      if (likeness === undefined) continue;
      if (this.#isLater(number, publishedMs)) later.push(number);
      else if (best === undefined || sumOf(likeness) > sumOf(best.likeness)) best = { number, likeness };
    }
    const group = best === undefined ? own : this.#groupOf(best.number);
    const replaced = this.#join(later, group);
    this.#remember(key, publishedMs, prints, group);
    return {
      ...(best !== undefined && { copyOf: group.first }),
      similarity: best?.likeness.ofCopy ?? 0,
      replaced,
    };
  }

  /** How alike the new article and a remembered one are; undefined when none is a copy of the other. */
  #compare(prints: Prints, publishedMs: number, number: number): CopyLikeness | undefined {
    const other = this.#index.get(number);
    if (Math.abs((this.#times[number] ?? 0) - publishedMs) > this.#windowMs) return undefined;
    const likeness = this.#isLater(number, publishedMs) ? comparePrints(other, prints) : comparePrints(prints, other);
    return isCopy(likeness) ? likeness : undefined;
  }

  #isLater(number: number, publishedMs: number): boolean {
    return (this.#times[number] ?? 0) > publishedMs;
  }

  /** Makes those of the articles that are the firsts of their groups copies of `group`'s first. */
  #join(later: readonly number[], group: Group): readonly string[] {
    const replaced: string[] = [];
    for (const number of later) {
      const other = this.#groupOf(number);
      if (other === group || other.first !== this.#keys[number]) continue;
      other.joined = group;
      replaced.push(other.first);
    }
    return replaced.sort();
  }

  #groupOf(number: number): Group {
    let group = this.#groups[number];
    while (group?.joined !== undefined) group = group.joined;
    return group ?? { first: this.#keys[number] ?? '' };
  }

  #remember(key: string, publishedMs: number, prints: Prints, group: Group): void {
    if (this.#index.count >= this.#nextSweep) this.#forget();
    const number = this.#index.add(prints);
    this.#keys[number] = key;
    this.#times[number] = publishedMs;
    this.#groups[number] = group;
  }

  /** Drops what is older than the window, when that is a third or more. */
  #forget(): void {
    const since = this.#newestMs - this.#windowMs;
    const kept = this.#times.flatMap((time, number) => (time >= since ? [number] : []));
    if (kept.length * 3 <= this.#index.count * 2) {
      const index = new PrintIndex();
      for (const number of kept) index.add(this.#index.get(number));
      this.#groups = kept.map((number) => this.#groupOf(number));
      this.#keys = kept.map((number) => this.#keys[number] ?? '');
      this.#times = kept.map((number) => this.#times[number] ?? 0);
      this.#index = index;
    }
    this.#nextSweep = Math.max(1024, Math.ceil(this.#index.count * 1.25));
  }
}

function sumOf({ ofCopy, ofOriginal }: CopyLikeness): number {
  return ofCopy + ofOriginal;
}

/** The copies among articles: the key of each copy with that of the first published. Order does not matter: of two published at once,
 *  the key that sorts first is the original. `windowMs`: how much later a copy may be published. */
export function findCopies(
  articles: Iterable<CopyCandidate>,
  options: { readonly windowMs?: number } = {},
): ReadonlyMap<string, { readonly copyOf: string; readonly similarity: number }> {
  const finder = new CopyFinder(options);
  const copies = new Map<string, { readonly copyOf: string; readonly similarity: number }>();
  const sorted = [...articles].sort((a, b) => a.publishedMs - b.publishedMs || (a.key < b.key ? -1 : 1));
  for (const article of sorted) {
    const { copyOf, similarity } = finder.add(article);
    if (copyOf !== undefined) copies.set(article.key, { copyOf, similarity });
  }
  return copies;
}
