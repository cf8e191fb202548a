import { ByteWriter } from './byte-writer.ts';

/** As many characters as one capital can say that a word shares with the one before. */
const maxShared = 25;
const capitalA = 65;

/** Words in order, as `readWords` of `browser/shard.js` reads them. */
export class WordWriter {
  count = 0;
  #bytes = new ByteWriter();
  #last: Uint16Array = new Uint16Array(128);
  #lastLength = 0;

  /** How many bytes there are. */
  get length(): number {
    return this.#bytes.length;
  }

  /** The word is `length` units from `start` on, at most 127. */
  put(letters: Uint16Array, start: number, length: number): void {
    const shared = Math.min(this.sharedLength(letters, start, length), maxShared);
    this.#bytes.putCharacter(capitalA + shared);
    for (let i = shared; i < length; i += 1) {
      const unit = letters[start + i] ?? 0;
      const next = i + 1 < length ? (letters[start + i + 1] ?? 0) : 0;
      if (isHighSurrogate(unit) && next >= 0xdc00 && next <= 0xdfff) {
        this.#bytes.putCharacter(0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00));
        i += 1;
      } else this.#bytes.putCharacter(unit);
    }
    for (let i = shared; i < length; i += 1) this.#last[i] = letters[start + i] ?? 0;
    this.#lastLength = length;
    this.count += 1;
  }

  /** How many UTF-16 units a word has in common with the last one at its beginning, without half a surrogate pair. */
  sharedLength(letters: Uint16Array, start: number, length: number): number {
    const end = Math.min(length, this.#lastLength);
    let shared = 0;
    while (shared < end && this.#last[shared] === letters[start + shared]) shared += 1;
    return shared > 0 && isHighSurrogate(letters[start + shared - 1] ?? 0) ? shared - 1 : shared;
  }

  /** The length of the shortest beginning of a word that is greater than the last one. */
  separatorLength(letters: Uint16Array, start: number, length: number): number {
    const separator = this.sharedLength(letters, start, length) + 1;
    return isHighSurrogate(letters[start + separator - 1] ?? 0) ? separator + 1 : separator;
  }

  /** The bytes, until another word is put. */
  view(): Uint8Array {
    return this.#bytes.view();
  }

  clear(): void {
    this.count = 0;
    this.#bytes.length = 0;
    this.#lastLength = 0;
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
