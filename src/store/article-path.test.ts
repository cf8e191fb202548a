import fc from 'fast-check';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brandUrl, toSourceId } from '../model/ids.ts';
import { chooseArticlePath } from './article-path.ts';

const outlet = toSourceId('harbor-courier') ?? expect.unreachable();
const folder = 'content/post/2025/02/09/harbor-courier';
const form = /^content\/post\/2025\/02\/09\/harbor-courier\/[\p{L}\p{Nd}][\p{L}\p{Nd}\p{M}-]*\.md$/u;

const pathOf = (title: string, taken: ReadonlySet<string> = new Set(), address = 'https://a.example/1') =>
  chooseArticlePath({
    title,
    date: '2025-02-09 23:25:27',
    outlet,
    url: brandUrl(address),
    isPathTaken: (path) => Promise.resolve(taken.has(path)),
  });

describe('the path of a new article', () => {
  it('is made of day, outlet and title', async () => {
    expect(await pathOf('The ferry – “at last”!')).toBe(`${folder}/the-ferry-at-last.md`);
  });

  it('gets digits of the address when another article has it, the same ones every time', async () => {
    const taken = new Set([`${folder}/a.md`]);
    const path = await pathOf('A', taken);
    expect(path).toMatch(/\/a-[0-9a-f]{6}\.md$/);
    expect(await pathOf('A', taken)).toBe(path);
    expect(await pathOf('A', new Set([...taken, path]))).toMatch(/\/a-[0-9a-f]{16}\.md$/);
  });

  const title = fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    fc
      .array(
        fc.constantFrom(
          '../',
          '..\\',
          '/',
          '\0',
          '.',
          'con',
          'NUL',
          'index',
          '_index',
          '\u202e',
          '\u200f',
          '👩‍👩‍👧',
          '\ufe0f',
          'É',
          'ß',
          '字',
          'ﷺ',
          'İ',
          '%2e',
          ':',
          '-',
          ' ',
          'm\u0301',
        ),
        { maxLength: 9 },
      )
      .map((pieces) => pieces.join('')),
    fc.constantFrom(
      'x'.repeat(100_000),
      '字'.repeat(100_000),
      'a '.repeat(50_000),
      '\u0301'.repeat(100_000),
      '👩‍👩‍👧'.repeat(20_000),
    ),
  );

  it('never leaves its folder and always has that form, whatever the title', async () => {
    await fc.assert(
      fc.asyncProperty(title, async (value) => {
        const path = await pathOf(value);
        expect(path).toMatch(form);
        expect(posix.normalize(path)).toBe(path);
        expect(posix.dirname(path)).toBe(folder);
        expect(Buffer.byteLength(posix.basename(path))).toBeLessThanOrEqual(83);
        expect(posix.basename(path)).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d|index|_index)\.md$/i);
        expect(path).toBe(path.normalize('NFC'));
      }),
    );
  });

  it('is never that of another article', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom('', 'A', 'a', '!', 'Index'), title), { maxLength: 12 }),
        async (titles) => {
          const taken = new Set<string>();
          for (const [index, value] of titles.entries()) {
            const path = await pathOf(value, taken, `https://a.example/${index}`);
            expect(taken.has(path)).toBe(false);
            taken.add(path);
          }
        },
      ),
    );
  });
});
