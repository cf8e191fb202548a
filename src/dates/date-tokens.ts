/** A piece of a folded text that may hold a date. */
export interface DateToken {
  readonly kind: 'number' | 'word' | 'mark';
  readonly text: string;
  /** The value of a number; NaN for the rest. */
  readonly value: number;
  /** White space, or the start of the text, stands before it. */
  readonly isApart: boolean;
}

/** Cuts a folded text into runs of digits, runs of letters, and single marks. Linear in its length. */
export function toDateTokens(folded: string): readonly DateToken[] {
  const tokens: DateToken[] = [];
  let end = -1;
  for (const match of folded.matchAll(/\d+|[\p{L}\p{M}]+|[^\s\d\p{L}\p{M}]/gu)) {
    const piece = match[0];
    const kind = /^\d/.test(piece) ? 'number' : /^[\p{L}\p{M}]/u.test(piece) ? 'word' : 'mark';
    const isApart = match.index !== end;
    end = match.index + piece.length;
    tokens.push({ kind, text: piece, value: kind === 'number' ? Number(piece) : Number.NaN, isApart });
  }
  return tokens;
}

/** A cursor over tokens that remembers which have been understood. */
export class TokenReading {
  readonly tokens: readonly DateToken[];
  readonly #used: boolean[];

  constructor(tokens: readonly DateToken[]) {
    this.tokens = tokens;
    this.#used = tokens.map(() => false);
  }

  use(...indexes: readonly number[]): void {
    for (const index of indexes) this.#used[index] = true;
  }

  isUsed(index: number): boolean {
    return this.#used[index] === true;
  }

  /** The number at an index that is not understood yet, with at most `digits` digits; NaN otherwise. */
  numberAt(index: number, digits = 4): number {
    const token = this.tokens[index];
    return token?.kind === 'number' && token.text.length <= digits && !this.isUsed(index) ? token.value : Number.NaN;
  }

  textAt(index: number): string {
    return this.tokens[index]?.text ?? '';
  }

  isWord(index: number): boolean {
    return this.tokens[index]?.kind === 'word';
  }

  isApart(index: number): boolean {
    return this.tokens[index]?.isApart ?? true;
  }
}
