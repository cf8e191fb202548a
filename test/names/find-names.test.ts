import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNames } from '../../src/names/find-names.ts';
import { readNamedSentences, scoreNames } from './named-sentences.ts';

const all = readNamedSentences();

describe('names in labelled sentences', () => {
  test.each(all.map((one) => [one.language, one] as const))('%s', (_, sentences) => {
    const { right, rightKind, found, named, misses } = scoreNames(sentences);
    expect(right / Math.max(found, 1), misses.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(right / Math.max(named, 1), misses.join('\n')).toBeGreaterThanOrEqual(0.85);
    expect(rightKind / Math.max(right, 1), misses.join('\n')).toBeGreaterThanOrEqual(0.9);
  });
});

const pieces = [
  ...all.flatMap(({ sentences }) => sentences.map(({ text }) => text)),
  '\n',
  'Dr. ',
  'A',
  "O'B",
  'von der ',
  'İ',
  'ﬁ',
  '😀',
];

test('names in any text are in order, apart, and what stands there; the same again', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 20 })), { maxLength: 10 }),
      fc.constantFrom(...all.map(({ language }) => language), 'tr', 'und', 'x-none'),
      (parts, language) => {
        const text = parts.join(' ');
        const mentions = findNames(text, { language });
        let end = 0;
        for (const { span, form } of mentions) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(span.start, span.end).replace(/\s+/g, ' ')).toBe(form);
          expect(form).not.toBe('');
          end = span.end;
        }
        expect(findNames(text, { language })).toEqual(mentions);
      },
    ),
    { numRuns: 300 },
  );
});

describe('what a sentence begins with', () => {
  const names = (
    text: string,
    forms?: ReadonlyMap<string, { capital: number; lower: number; determined: number }>,
  ): readonly string[] => findNames(text, { language: 'en', ...(forms ? { forms } : {}) }).map(({ form }) => form);

  test('is a name when the archive has it with a capital letter elsewhere', () => {
    const seen = (
      capital: number,
      lower: number,
    ): ReadonlyMap<string, { capital: number; lower: number; determined: number }> =>
      new Map([['marwick', { capital, lower, determined: 0 }]]);
    expect(names('Marwick is quiet.')).toEqual([]);
    expect(names('Marwick is quiet.', seen(12, 0))).toEqual(['Marwick']);
    expect(names('Marwick is quiet.', seen(12, 9))).toEqual([]);
  });

  test('is none before a name that stands elsewhere without it', () => {
    expect(names('Lawyers Weller hired left. John Weller was alone.')).toEqual(['Weller', 'John Weller']);
  });
});
