import { codeOfDigit, endings } from './browser/numbers.js';

const codes = Uint8Array.from({ length: 93 }, (_, digit) => codeOfDigit(digit));

const quotationMark = 34;

/** Bytes that grow at the end. */
export class ByteWriter {
  length = 0;
  #bytes = new Uint8Array(1 << 14);

  /** A number as `browser/numbers.js` reads it. */
  putNumber(value: number): void {
    if (this.length + 8 > this.#bytes.length) this.#grow();
    while (value >= endings) {
      value -= endings;
      this.#bytes[this.length] = codes[endings + (value & 31)] ?? 0;
      this.length += 1;
      value >>>= 5;
    }
    this.#bytes[this.length] = codes[value] ?? 0;
    this.length += 1;
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

  /** A copy of what was put since it was last cleared. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  /** A copy between quotation marks. */
  quoted(): Uint8Array {
    const copy = new Uint8Array(this.length + 2).fill(quotationMark);
    copy.set(this.view(), 1);
    return copy;
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
