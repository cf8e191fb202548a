import fc from 'fast-check';
import { NewsError } from '../src/errors.ts';
import { byteText, changePieces, findPlace, type PieceChange } from './change-pieces.ts';

/** A reader of what others write: inputs that it reads well, and a check that throws when it does not do with an input what it should. What
 *  it may throw itself is a NewsError of certain codes. */
export interface FuzzTarget {
  readonly seeds: readonly Uint8Array[];
  readonly check: (bytes: Uint8Array) => unknown;
  /** Codes of the errors that say that the input is no good. */
  readonly refuses?: RegExp;
}

type Change = PieceChange | { readonly kind: 'flip'; readonly at: number; readonly bit: number };

/** Which of several inputs, and how it is changed: small enough to print. */
export interface ChangedInput {
  readonly seed: number;
  readonly changes: readonly Change[];
}

/** Words and signs that break readers of texts. */
const strange = [
  ...['', '\0', '\ufeff', '\ud800', '\u202e', '\u2028', '\r', '\n\n', '\t', ' ', '"', "'", '`', '\\', '\\u0000', '%00', '%', '&', '&#xd800;', '&a;'],
  ...['<', '>', '</', '<!--', '-->', '<![CDATA[', ']]>', '<?xml', '<!DOCTYPE a [<!ENTITY b "c">]>', '<a:b xmlns:a="c">', '<html>', '<script>a()</script>'],
  ...['{', '}', '[', ']', '[]', '{}', 'null', 'true', '-1', '1e999', 'NaN', '9'.repeat(400), '0x1F', '__proto__', 'constructor', 'toString'],
  ...[':', ': ', '- ', '---\n', '...', '&a ', '*a', '<<: *a', '!!js/function', '|', '>-', '#', '?', '@', '=', '=cmd', '+', ';', ',', ',,'],
  ...['javascript:a()', 'data:text/html,a', 'http://', 'https://[', 'https://a.example:99999/', '//', '../..', 'http://\u0000.example/', 'file:///etc/passwd'],
  ...['2026-02-30', '0000-00-00T00:00:00Z', '99999999999999', '-271821-04-20', 'Thu, 32 Foo 2026 25:61:61 +9999', 'P1Y', 'W/"x"', 'a'.repeat(5000), '(', ')*', 'NEAR(', '^', '$', '*'.repeat(300)],
  ...['ё', 'ς', '日本語', '🙂', 'ﬁ', 'İ', 'ß', '\u0301'.repeat(50), '\u200d'],
]; // prettier-ignore

const place = fc.double({ min: 0, max: 1, noNaN: true });
const count = fc.record({ pieces: fc.integer({ min: 1, max: 20 }), times: fc.constantFrom(1, 2, 3, 8, 400) });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc
    .tuple(fc.constantFrom('cut' as const, 'drop' as const, 'double' as const, 'double' as const), place, count)
    .map(([kind, at, counts]) => ({ kind, at, ...counts })),
  fc.record({
    kind: fc.constant('noise' as const),
    at: place,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 30 }).map(byteText),
  }),
  fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('swap' as const), at: place, other: place }),
  fc.record({
    kind: fc.constant('put' as const),
    at: place,
    text: fc.constantFrom(...strange).map(byteText),
  }),
);

/** Up to six changes of one of `seeds` inputs. */
export function changedInputs(seeds: number): fc.Arbitrary<ChangedInput> {
  return fc.record({ seed: fc.nat(seeds - 1), changes: fc.array(change, { maxLength: 6 }) });
}

const maxBytes = 1_000_000;

/** The bytes of a changed input. */
export function applyChanges(input: Uint8Array, { changes }: ChangedInput): Uint8Array {
  // Words and signs, each byte a character.
  const pieces = byteText(input).match(/[\w-]+|[^\w-]/g) ?? [];
  for (const one of changes) {
    if (one.kind === 'flip') flipBit(pieces, one.at, one.bit);
    else changePieces(pieces, one, maxBytes);
  }
  return new Uint8Array(Buffer.from(pieces.join('').slice(0, maxBytes), 'latin1'));
}

function flipBit(pieces: string[], share: number, bit: number): void {
  const at = findPlace(pieces, share);
  const here = pieces[at] ?? '';
  pieces[at] = String.fromCharCode((here.charCodeAt(0) || 0) ^ (1 << bit)) + here.slice(1);
}

const encoder = new TextEncoder();

/** Texts as inputs. */
export const inputsOf = (...all: readonly string[]): readonly Uint8Array[] => all.map((one) => encoder.encode(one));

/** Has a target read an input. Throws what it should not have thrown, and for one that took more than ten seconds of CPU time. */
export async function runFuzzTarget({ check, refuses }: FuzzTarget, bytes: Uint8Array): Promise<void> {
  const before = process.cpuUsage();
  try {
    await check(bytes);
  } catch (error) {
    if (!(error instanceof NewsError && refuses?.test(error.code) === true)) throw error;
  }
  const { user } = process.cpuUsage(before);
  if (user > 10_000_000) throw new Error(`took ${Math.round(user / 1e6)} s of CPU time`);
}
