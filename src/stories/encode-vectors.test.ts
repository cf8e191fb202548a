import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeVectors, encodeVectors } from './encode-vectors.ts';
import { normOf, vectorNames, type ArticleVectors, type TermVector } from './term-vectors.ts';

const anyVector: fc.Arbitrary<TermVector> = fc
  .uniqueArray(
    fc.tuple(
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      fc.float({ min: Math.fround(1e-3), max: 80, noNaN: true }),
    ),
    {
      selector: ([key]) => key,
      maxLength: 40,
    },
  )
  .map((entries) => {
    const sorted = [...entries].sort((a, b) => a[0] - b[0]);
    const weights = Float32Array.from(sorted, ([, weight]) => weight);
    return { keys: Int32Array.from(sorted, ([key]) => key), weights, norm: normOf(weights) };
  });
const anyArticle: fc.Arbitrary<ArticleVectors> = fc.record({
  vectors: fc.array(anyVector, { minLength: vectorNames.length, maxLength: vectorNames.length }),
  language: fc.constantFrom('en', 'zh', 'fil', 'und', ''),
  words: fc.oneof(fc.nat(5000), fc.constant(12.5)),
  day: fc.oneof(fc.integer({ min: -9000, max: 40_000 }), fc.constant(NaN)),
  counted: fc.nat(),
});

test('what is read again is the same, weights to a 255th of the largest', () => {
  fc.assert(
    fc.property(anyArticle, (article) => {
      const { vectors, ...facts } = decodeVectors(encodeVectors(article));
      expect({ ...facts, vectors: [] }).toEqual({ ...article, vectors: [] });
      expect(vectors).toHaveLength(vectorNames.length);
      vectors.forEach(({ keys, weights, norm }, at) => {
        const before = article.vectors[at];
        expect(keys).toEqual(before?.keys);
        const step = Math.max(0, ...(before?.weights ?? [])) / 255;
        weights.forEach((weight, term) => {
          expect(Math.abs(weight - (before?.weights[term] ?? 0))).toBeLessThanOrEqual(step * 1.001);
          expect(weight).toBeGreaterThan(0);
        });
        expect(norm).toBeCloseTo(normOf(weights));
      });
    }),
  );
});

test('written again it has the same bytes', () => {
  fc.assert(
    fc.property(anyArticle, (article) => {
      const encoded = encodeVectors(article);
      expect(Buffer.from(encodeVectors(decodeVectors(encoded)))).toEqual(Buffer.from(encoded));
    }),
  );
});

test('what was cut off is refused', () => {
  fc.assert(
    fc.property(anyArticle, fc.double({ min: 0, max: 0.999, noNaN: true }), (article, share) => {
      const encoded = encodeVectors(article);
      const cut = encoded.subarray(0, Math.floor(encoded.length * share));
      expect(() => decodeVectors(cut)).toThrow(RangeError);
    }),
  );
});

test('a translation is kept with its article', () => {
  fc.assert(
    fc.property(anyArticle, anyArticle, (article, translation) => {
      const read = decodeVectors(encodeVectors({ ...article, translation }));
      expect(read.translation).toEqual(decodeVectors(encodeVectors(translation)));
      expect(encodeVectors(read)).toEqual(encodeVectors({ ...article, translation }));
    }),
  );
});
