import { describe, expect, it } from 'vitest';
import { firstWords } from './summary.ts';
import { countWords } from './words.ts';

describe('the first words of a text', () => {
  const rows = [
    ['all of a short text', 'one two three', 3, 'one two three'],
    ['three dots when more follow', 'one two. three', 2, 'one two....'],
    ['one line', ' one\n\ntwo\u00a0 three ', 3, 'one two three'],
    ['nothing of nothing', ' \n', 3, ''],
    ['Chinese by two characters a word', '渡轮停航十一周后恢复通航', 3, '渡轮停航十一...'],
    ['Chinese with Latin words and punctuation', '渡轮Solveig号，复航了', 3, '渡轮Solveig号，复...'],
    ['Thai by five characters a word, marks not counted', 'เรือข้ามฟากกลับมาแล้ว', 1, 'เรือข้า...'],
  ] as const;
  it.each(rows)('are %s', (_name, text, count, expected) => {
    expect(firstWords(text, count)).toBe(expected);
  });

  it('take time in proportion to the text', () => {
    firstWords('字'.repeat(200_000), 1e9);
    countWords('a '.repeat(200_000));
  });
});
