import { ByteWriter } from './byte-writer.ts';

/** As many characters as one capital can say that a word shares with the one before. */
const maxShared = 25;
const capitalA = 65;

/** Words in order, as `readWords` of `browser/shard.js` reads them. */
export class WordWriter {
  count = 0;
  #bytes = new ByteWriter();
  #last: Uint16Array = new Uint16Array(0);

  /** About how many bytes there are. */
  get length(): number {
    return this.#bytes.length;
  }

  /** The letters are read again when the next word is put. */
  put(word: Uint16Array): void {
    const shared = Math.min(sharedLength(this.#last, word), maxShared);
    this.#bytes.putCharacter(capitalA + shared);
    for (let i = shared; i < word.length; i += 1) {
      const unit = word[i] ?? 0;
      const next = word[i + 1] ?? 0;
      if (isHighSurrogate(unit) && next >= 0xdc00 && next <= 0xdfff) {
        this.#bytes.putCharacter(0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00));
        i += 1;
      } else this.#bytes.putCharacter(unit);
    }
    this.count += 1;
    this.#last = word;
  }

  text(): string {
    return new TextDecoder().decode(this.#bytes.view());
  }

  quoted(): Uint8Array {
    return this.#bytes.quoted();
  }
}

/** The length of the shortest beginning of a word that is greater than the word before it. */
export function separatorLength(before: Uint16Array, word: Uint16Array): number {
  const length = sharedLength(before, word) + 1;
  return isHighSurrogate(word[length - 1] ?? 0) ? length + 1 : length;
}

/** How many UTF-16 units two words have in common at their beginning, without half a surrogate pair. */
function sharedLength(a: Uint16Array, b: Uint16Array): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return isHighSurrogate(b[length - 1] ?? 0) ? length - 1 : length;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
