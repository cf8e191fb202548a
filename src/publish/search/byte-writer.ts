import { codeOfDigit, endings } from './browser/numbers.js';

const codes = Uint8Array.from({ length: 93 }, (_, digit) => codeOfDigit(digit));

const quotationMark = 34;
const encoder = new TextEncoder();

/** Most bytes that a number takes. */
const longestNumber = 8;

/** Writes a number as `browser/numbers.js` reads it; returns where the next may begin. There must be room. */
export function writeNumber(bytes: Uint8Array, at: number, value: number): number {
  while (value >= endings) {
    value -= endings;
    bytes[at] = codes[endings + (value & 31)] ?? 0;
    at += 1;
    value >>>= 5;
  }
  bytes[at] = codes[value] ?? 0;
  return at + 1;
}

/** Bytes that grow at the end. */
export class ByteWriter {
  length = 0;
  #bytes = new Uint8Array(1 << 14);

  putNumber(value: number): void {
    if (this.length + longestNumber > this.#bytes.length) this.#grow();
    this.length = writeNumber(this.#bytes, this.length, value);
  }

  /** The bytes, with room for so many numbers behind those that were put. Whoever writes there sets `length`. */
  room(numbers: number): Uint8Array {
    while (this.length + numbers * longestNumber > this.#bytes.length) this.#grow();
    return this.#bytes;
  }

  /** A value from 0 to 92 in one character. */
  putDigit(value: number): void {
    if (this.length + 8 > this.#bytes.length) this.#grow();
    this.#bytes[this.length] = codes[value] ?? 0;
    this.length += 1;
  }

  /** A code point as UTF-8; half of a surrogate pair becomes U+FFFD. */
  putCharacter(code: number): void {
    if (this.length + 8 > this.#bytes.length) this.#grow();
    const { length } = this;
    const bytes = this.#bytes;
    if (code < 0x80) {
      bytes[length] = code;
      this.length += 1;
    } else if (code < 0x800) {
      bytes[length] = 0xc0 | (code >> 6);
      bytes[length + 1] = 0x80 | (code & 0x3f);
      this.length += 2;
    } else if (code < 0x10000) {
      const whole = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
      bytes[length] = 0xe0 | (whole >> 12);
      bytes[length + 1] = 0x80 | ((whole >> 6) & 0x3f);
      bytes[length + 2] = 0x80 | (whole & 0x3f);
      this.length += 3;
    } else {
      bytes[length] = 0xf0 | (code >> 18);
      bytes[length + 1] = 0x80 | ((code >> 12) & 0x3f);
      bytes[length + 2] = 0x80 | ((code >> 6) & 0x3f);
      bytes[length + 3] = 0x80 | (code & 0x3f);
      this.length += 4;
    }
  }

  putBytes(bytes: Uint8Array): void {
    while (this.length + bytes.length > this.#bytes.length) this.#grow();
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  putText(text: string): void {
    this.putBytes(encoder.encode(text));
  }

  /** A copy of what was put since `length` was last set to 0. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  /** Bytes between quotation marks, which they are to have none of. */
  putQuoted(bytes: Uint8Array): void {
    this.putCharacter(quotationMark);
    this.putBytes(bytes);
    this.putCharacter(quotationMark);
  }

  /** What was put, until something else is. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
