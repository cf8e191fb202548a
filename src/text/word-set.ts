const isLetter = /^[\p{L}\p{M}]$/u;

/** By UTF-16 code unit: 0 until it is looked up, 1 no letter, 2 a letter or a mark. */
const kinds = new Uint8Array(65_536);

const minLetters = 3;
/** What is longer is no word: its length would not fit. */
const maxUnits = 1000;

/** Words of texts, to be asked for those that are new without cutting every word out of its text: most have come by before, and each
 *  string costs more than the look. Words are runs of three letters and marks or more, as `/[\p{L}\p{M}]{3,}/gu` finds them,
 *  but for those of more than a thousand. */
export class WordSet {
  /** Of each word its length, then its letters. */
  #letters = new Uint16Array(2 ** 16);
  #used = 0;
  /** A hash table with open addresses, two numbers each: the hash of a word, and where it stands in `#letters` and 1; 0 where there is none. */
  #slots = new Int32Array(2 ** 14);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds the words of a text, which are compared as they stand; returns those that were not there before, in order. */
  add(text: string): readonly string[] {
    const fresh: string[] = [];
    const end = text.length;
    for (let at = 0; at < end;) {
      const start = at;
      let hash = 0;
      let pairs = 0;
      for (; at < end; at += 1) {
        const unit = text.charCodeAt(at);
        const kind = kinds[unit] || kindOf(unit);
        if (kind === 2) {
          hash = Math.imul(hash ^ unit, 0x01000193);
          continue;
        }
        if (unit < 0xd800 || !isPairOfLetter(text, at)) break;
        pairs += 1;
        hash = Math.imul(hash ^ (text.codePointAt(at) ?? 0), 0x01000193);
        at += 1;
      }
      const isWord = at - start - pairs >= minLetters && at - start <= maxUnits;
      if (isWord && this.#addOne(text, start, at, hash)) fresh.push(text.slice(start, at));
      at += 1;
    }
    return fresh;
  }

  /** False when it was there. */
  #addOne(text: string, start: number, end: number, hash: number): boolean {
    const mask = this.#slots.length - 1;
    let slot = slotOf(hash) & mask;
    for (let place = this.#slots[slot + 1] ?? 0; place !== 0; place = this.#slots[slot + 1] ?? 0) {
      if (this.#slots[slot] === hash && this.#isAt(place - 1, text, start, end)) return false;
      slot = (slot + 2) & mask;
    }
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = this.#append(text, start, end) + 1;
    this.#size += 1;
    if (this.#size * 4 > this.#slots.length) this.#spread();
    return true;
  }

  #isAt(place: number, text: string, start: number, end: number): boolean {
    const letters = this.#letters;
    if (letters[place] !== end - start) return false;
    for (let at = start, letter = place + 1; at < end; at += 1, letter += 1)
      if (letters[letter] !== text.charCodeAt(at)) return false;
    return true;
  }

  /** Returns where it stands. */
  #append(text: string, start: number, end: number): number {
    const place = this.#used;
    this.#used += 1 + end - start;
    if (this.#used > this.#letters.length) {
      const letters = new Uint16Array(2 * this.#used);
      letters.set(this.#letters);
      this.#letters = letters;
    }
    this.#letters[place] = end - start;
    for (let at = start; at < end; at += 1) this.#letters[place + 1 + at - start] = text.charCodeAt(at);
    return place;
  }

  /** Twice as many slots. */
  #spread(): void {
    const before = this.#slots;
    const slots = new Int32Array(2 * before.length);
    const mask = slots.length - 1;
    for (let at = 0; at < before.length; at += 2) {
      const hash = before[at] ?? 0;
      const place = before[at + 1] ?? 0;
      if (place === 0) continue;
      let slot = slotOf(hash) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = hash;
      slots[slot + 1] = place;
    }
    this.#slots = slots;
  }
}

/** An even number. The low bits of the hash alone are those of the last letters. */
function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) << 1;
}

function kindOf(unit: number): number {
  const kind = isLetter.test(String.fromCharCode(unit)) ? 2 : 1;
  kinds[unit] = kind;
  return kind;
}

function isPairOfLetter(text: string, at: number): boolean {
  const code = text.codePointAt(at) ?? 0;
  return code > 0xffff && isLetter.test(String.fromCodePoint(code));
}
