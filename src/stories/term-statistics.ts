/** FNV-1a over UTF-16 code units, as a signed 32-bit number. */
export function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

const slots = 2 ** 22;

/** In how many articles of a language each term occurs. Terms share 4 million counters: with a million articles one that is rare may
 *  count as a little less so. 16 MB. */
export class TermStatistics {
  readonly #counts: Uint32Array;
  readonly #articles: Map<string, number>;
  readonly #seeds = new Map<string, number>();

  constructor(counts = new Uint32Array(slots), articles: Iterable<readonly [language: string, articles: number]> = []) {
    this.#counts = counts;
    this.#articles = new Map(articles);
  }

  /** Counts one more translation into a language: for others into it only, so that what is written in a language weighs the same with
   *  translations as without. */
  addTranslation(language: string, terms: Iterable<string>): void {
    this.add(translatedInto(language), terms);
  }

  /** As `rarityOf`, among translations into a language and what is written in it. */
  rarityInTranslation(language: string, key: number): number {
    const articles = this.articlesOf(language) + this.articlesOf(translatedInto(language));
    const count = this.countOf(language, key) + this.countOf(translatedInto(language), key);
    return Math.max(0, Math.log((articles + 1) / (count + 0.5)));
  }

  /** Counts one more article. `terms`: each once. */
  add(language: string, terms: Iterable<string>): void {
    this.#articles.set(language, (this.#articles.get(language) ?? 0) + 1);
    for (const term of terms) {
      const slot = this.#slotOf(language, hashOf(term));
      this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    }
  }

  /** The logarithm of articles to articles with the term: 0 for what all have. `key`: the term's hash. */
  rarityOf(language: string, key: number): number {
    const articles = this.#articles.get(language) ?? 0;
    return Math.max(0, Math.log((articles + 1) / (this.countOf(language, key) + 0.5)));
  }

  countOf(language: string, key: number): number {
    return this.#counts[this.#slotOf(language, key)] ?? 0;
  }

  articlesOf(language: string): number {
    return this.#articles.get(language) ?? 0;
  }

  /** The counters, to keep: 32-bit numbers as the machine writes them. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.#counts.buffer);
  }

  /** Articles by language, to keep. */
  get articles(): readonly (readonly [language: string, articles: number])[] {
    return [...this.#articles];
  }

  /** What `bytes` and `articles` were kept of. */
  static from(bytes: Uint8Array, articles: Iterable<readonly [string, number]>): TermStatistics {
    const counts = new Uint32Array(slots);
    new Uint8Array(counts.buffer).set(bytes.subarray(0, slots * 4));
    return new TermStatistics(counts, articles);
  }

  #slotOf(language: string, key: number): number {
    let seed = this.#seeds.get(language);
    if (seed === undefined) this.#seeds.set(language, (seed = hashOf(language)));
    const mixed = Math.imul(key ^ seed, 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & (slots - 1);
  }
}

function translatedInto(language: string): string {
  return `>${language}`;
}
