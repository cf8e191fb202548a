import { describe, expect, test } from 'vitest';
import { soundCodesOf } from './sound-codes.ts';

describe('soundCodesOf', () => {
  test.each([
    ['Cyrillic', 'Меркель'],
    ['katakana', 'メルケル'],
    ['Arabic', 'ميركل'],
    ['Greek', 'Μέρκελ'],
    ['Hebrew', 'מרקל'],
    ['Hangul', '메르켈'],
    ['Armenian', 'Մերկել'],
    ['Devanagari', 'मेर्केल'],
    ['Latin, shouted', 'MERKEL'],
  ])('knows a name again in another script: %s', (_script, written) => {
    expect(soundCodesOf(written).far).toEqual(soundCodesOf('Merkel').far);
  });

  test.each([
    ['a hiss is a hiss', 'Stepashin', 'Степашин'],
    ['l and r in Japanese', 'Ronaldo', 'ロナルド'],
    ['p and b in Arabic', 'Paul Pogba'.slice(5), 'بوغبا'],
    ['double letters', 'Hribovšek', 'Hribovsek'],
    ['th and t', 'Thorsten', 'Torsten'],
  ])('takes for the same what scripts confuse: %s', (_why, a, b) => {
    expect(soundCodesOf(a).far).toEqual(soundCodesOf(b).far);
  });

  test('near codes tell more apart than far ones', () => {
    expect(soundCodesOf('parlament').near).toBe(soundCodesOf('parliament').near);
    expect(soundCodesOf('Balewa').near).not.toBe(soundCodesOf('Parewa').near);
    expect(soundCodesOf('Balewa').far).toEqual(soundCodesOf('Parewa').far);
    expect(soundCodesOf('Asteron').near).toMatch(/^a/);
  });

  test('a long name has a short code as well, few consonants have none', () => {
    const [short, long] = soundCodesOf('Saparovskaya').far;
    expect(short).toHaveLength(4);
    expect(long?.startsWith(short ?? '-')).toBe(true);
    expect(soundCodesOf('Oslo')).toEqual({ near: '', far: [] });
    expect(soundCodesOf('')).toEqual({ near: '', far: [] });
  });
});
