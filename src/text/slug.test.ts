import { describe, expect, it } from 'vitest';
import { slugOf } from './slug.ts';

describe('a slug', () => {
  const rows = [
    ['is lower case with hyphens between words', 'Trade talks: “progress”, at last!', 'trade-talks-progress-at-last'],
    ['keeps letters and digits of any script', 'Паром №5 — 渡轮 हिन्दी', 'паром-5-渡轮-हिन्दी'],
    ['is composed', 'Cafe\u0301', 'café'],
    ['has no dots and no slashes', '../../etc/passwd v1.2', 'etc-passwd-v1-2'],
    ['drops what is invisible', '\u202eab\u200bc\ufe0f\u00ad', 'abc'],
    ['is no device of Windows', 'COM1', 'com1-article'],
    ['is no index of Hugo', '_Index', 'index-article'],
    ['is cut between words', `${'word '.repeat(30)}`, Array.from({ length: 16 }, () => 'word').join('-')],
    ['is cut within a word that is too long', '字'.repeat(100), '字'.repeat(26)],
    ['is a hash when there is no letter', '!!! 😀', 'article-'],
  ] as const;
  it.each(rows)('%s', (_name, title, expected) => {
    const slug = slugOf(title);
    if (expected === 'article-') expect(slug).toMatch(/^article-[0-9a-f]{12}$/);
    else expect(slug).toBe(expected);
  });
});
