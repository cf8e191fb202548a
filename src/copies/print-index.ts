import { bandCount, mostPrints, type Prints } from './signature.ts';

const noEntry = 0xffffffff;
/** How many entries of one hash are looked at, the newest first: a notice that stands under every article of an outlet tells nothing. */
const mostLooks = 64;
/** One shared hash is chance, or a short piece of a long text. */
const mostWeak = 8;

/** Prints of articles by a number for each, from 0 up, found by their least hashes. About 1 kB an article. */
export class PrintIndex {
  #count = 0;
  #passages = new Uint32Array(64);
  #hashes = new Uint32Array(64 * mostPrints);
  /** The newest entry of each bucket, and behind each entry the one before it. An entry: number of the article × 24 + which hash. */
  #heads = new Uint32Array(64 * bandCount).fill(noEntry);
  #before = new Uint32Array(64 * bandCount);

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return [this.#passages, this.#hashes, this.#heads, this.#before].reduce((sum, part) => sum + part.byteLength, 0);
  }

  /** Adds an article and gives it the next number. */
  add(prints: Prints): number {
    if (this.#count === this.#passages.length) this.#grow();
    const number = this.#count++;
    this.#passages[number] = prints.passages;
    this.#hashes.set(prints.hashes, number * mostPrints);
    this.#post(number);
    return number;
  }

  get(number: number): Prints {
    const passages = this.#passages[number] ?? 0;
    const from = number * mostPrints;
    return { passages, hashes: this.#hashes.subarray(from, from + Math.min(passages, mostPrints)) };
  }

  /** Articles that share hashes with these prints: those with two and more, the most first, at most `most`; and a few with one. */
  find(prints: Prints, most: number): readonly number[] {
    const hits = new Map<number, number>();
    for (const hash of prints.hashes.subarray(0, bandCount)) {
      let entry = this.#heads[hash % this.#heads.length] ?? noEntry;
      for (let looks = 0; entry !== noEntry && looks < mostLooks; looks += 1) {
        const number = Math.floor(entry / bandCount);
        const isSame = this.#hashes[number * mostPrints + (entry % bandCount)] === hash;
        if (isSame) hits.set(number, (hits.get(number) ?? 0) + 1);
        entry = this.#before[entry] ?? noEntry;
      }
    }
    const strong: (readonly [number: number, hits: number])[] = [];
    const weak: number[] = [];
    for (const [number, count] of hits) {
      if (count > 1) strong.push([number, count]);
      else if (weak.length < mostWeak) weak.push(number);
    }
    strong.sort(([a, hitsOfA], [b, hitsOfB]) => hitsOfB - hitsOfA || a - b);
    return [...strong.slice(0, most).map(([number]) => number), ...weak];
  }

  #post(number: number): void {
    const bands = Math.min(this.#passages[number] ?? 0, bandCount);
    for (let band = 0; band < bands; band += 1) {
      const bucket = (this.#hashes[number * mostPrints + band] ?? 0) % this.#heads.length;
      const entry = number * bandCount + band;
      this.#before[entry] = this.#heads[bucket] ?? noEntry;
      this.#heads[bucket] = entry;
    }
  }

  /** Makes room for half as many again. */
  #grow(): void {
    const room = Math.ceil(this.#passages.length * 1.5);
    const enlarged = (old: Uint32Array, size: number): Uint32Array<ArrayBuffer> => {
      const grown = new Uint32Array(size);
      grown.set(old);
      return grown;
    };
    this.#passages = enlarged(this.#passages, room);
    this.#hashes = enlarged(this.#hashes, room * mostPrints);
    this.#heads = new Uint32Array(room * bandCount).fill(noEntry);
    this.#before = new Uint32Array(room * bandCount);
    for (let number = 0; number < this.#count; number += 1) this.#post(number);
  }
}
