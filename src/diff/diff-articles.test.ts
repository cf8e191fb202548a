import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontMatterDefaults } from '../store/front-matter.ts';
import { applyDiff, diffArticles, fieldValues, invertDiff } from './diff-articles.ts';
import { diffSequences } from './diff-sequences.ts';
import { diffWords } from './diff-words.ts';

function version(body: string, title = 'A title') {
  return { frontMatter: { ...frontMatterDefaults, title }, body };
}

/** `-removed-`, `+added+`, and what is the same as it is. */
function shown(before: string, after: string): string {
  const signs = { same: '', removed: '-', added: '+' };
  return diffWords(before, after)
    .map(({ kind, text }) => signs[kind] + text + signs[kind])
    .join('');
}

describe('words', () => {
  it.each<[string, string, string, string]>([
    ['the same', 'a b', 'a b', 'a b'],
    ['a word', 'The old ferry comes', 'The new ferry comes', 'The -old-+new+ ferry comes'],
    ['two words side by side are one change', 'one two three', 'un deux three', '-one two-+un deux+ three'],
    ['a number with its separators', 'cost 1,200.50 euros', 'cost 1,300.50 euros', 'cost -1,200.50-+1,300.50+ euros'],
    ['a word with an apostrophe', "it isn't", "it wasn't", "it -isn't-+wasn't+"],
    ['a sign', 'Done.', 'Done!', 'Done-.-+!+'],
    ['Chinese, by the character', '市長は昨日辞任した', '市長は今日辞任した', '市長は-昨-+今+日辞任した'],
    ['Thai, with its marks', 'ที่นี่', 'ที่นั่น', 'ที่-นี่-+นั่น+'],
    ['something from nothing', '', 'new', '+new+'],
    ['nothing from something', 'old', '', '-old-'],
  ])('%s', (_name, before, after, expected) => {
    expect(shown(before, after)).toBe(expected);
  });
});

describe('blocks', () => {
  it('tell a paragraph that changed from one that came and one that went', () => {
    const before = 'First one here.\n\nThe ferry leaves at six in the morning.\n\nGone.\n\nLast.';
    const after = 'First one here.\n\nThe ferry leaves at seven in the morning.\n\nLast.\n\nCorrection: it is seven.';
    const { blocks, words } = diffArticles(version(before), version(after));
    expect(blocks.map(({ kind }) => kind)).toEqual(['same', 'changed', 'removed', 'same', 'added']);
    expect(words).toEqual({ added: 5, removed: 2 });
  });

  it('keep code with blank lines in one', () => {
    const code = '```\na\n\nb\n```';
    const { blocks } = diffArticles(version(`${code}\n\nOne`), version(`${code}\n\nTwo`));
    expect(blocks[0]).toEqual({ kind: 'same', text: code });
  });

  it('tell a changed headline', () => {
    const { fields, blocks } = diffArticles(version('x', 'Ferry late'), version('x', 'Ferry very late'));
    expect(fields.map(fieldValues)).toEqual([{ before: 'Ferry late', after: 'Ferry very late' }]);
    expect(blocks).toEqual([]);
  });
});

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'one',
        'two',
        'three',
        ' ',
        ' ',
        ', ',
        '.',
        '\n',
        '\n\n',
        '\n\n\n',
        '```',
        '\n\n```\n',
        '今',
        '日',
        '\ud800',
        '’s',
        '1.5',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('any two texts', () => {
  it('give a diff that makes the second of the first, and the first of the second', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = diffArticles(version(before, before), version(after, after));
        expect(applyDiff(before, diff)).toBe(after);
        expect(applyDiff(after, invertDiff(diff))).toBe(before);
        expect(diff.fields.map(fieldValues)).toEqual(before === after ? [] : [{ before, after }]);
        expect(invertDiff(invertDiff(diff))).toEqual(diff);
      }),
      { numRuns: 500 },
    );
  });

  it('have a shortest edit', () => {
    const items = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 });
    fc.assert(
      fc.property(items, items, (a, b) => {
        const { removed, added } = diffSequences(Int32Array.from(a), Int32Array.from(b));
        const kept = a.filter((_, i) => removed[i] === 0);
        expect(kept).toEqual(b.filter((_, j) => added[j] === 0));
        expect(kept).toHaveLength(longestCommon(a, b));
      }),
      { numRuns: 500 },
    );
  });
});

function longestCommon(a: readonly number[], b: readonly number[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const item of a) {
    const next = [0];
    for (const [j, other] of b.entries())
      next.push(item === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

it('two long texts without a common order give both back', () => {
  const words = Array.from({ length: 60_000 }, (_, i) => `w${(i * 7919) % 5003}`);
  const [before, after] = [words.join(' '), words.toReversed().join(' ')];
  const pieces = diffWords(before, after);
  expect(
    pieces
      .filter(({ kind }) => kind !== 'added')
      .map((piece) => piece.text)
      .join(''),
  ).toBe(before);
  expect(
    pieces
      .filter(({ kind }) => kind !== 'removed')
      .map((piece) => piece.text)
      .join(''),
  ).toBe(after);
});
