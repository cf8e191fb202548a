import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { searchCore, searchScript } from './search-script.ts';

const index = {
  version: 1,
  outlets: [
    ['harbor-courier', 'Harbor Courier'],
    ['minato', '湊町新報'],
  ],
  fields: ['address', 'title', 'date', 'outlet', 'language', 'summary', 'tags', 'collected'],
  articles: [
    ['a', 'Ferry returns', '2025-02-03', 0, 'en', 'The café at the pier is open.', ['transport'], 0],
    ['b', 'Council meets', '2025-02-02', 0, 'en', 'About the ferry and little else.', ['city council'], 1],
    ['c', '路面電車が再開', '2025-02-01', 1, 'ja', '朝六時', ['交通'], 0],
  ],
};

function search(text: string, filters: { outlet?: string; language?: string } = {}): string {
  const script = `${searchCore}; find(prepare(index), query).map((entry) => entry.row[0]).join('')`;
  return String(runInNewContext(script, { index, query: { text, ...filters } }));
}

test.each([
  ['a title counts for more than a summary', 'ferry', {}, 'ab'],
  ['all words must be there', 'ferry council', {}, 'b'],
  ['the beginning of a word is enough', 'ferr', {}, 'ab'],
  ['accents and case make no difference', 'CAFE', {}, 'a'],
  ['scripts without spaces are found inside a run', '電車', {}, 'c'],
  ['the outlet name is searched', '湊町', {}, 'c'],
  ['tags are searched', 'transport', {}, 'a'],
  ['an outlet narrows', 'ferry', { outlet: 'minato' }, ''],
  ['a language narrows, without words too', '', { language: 'ja' }, 'c'],
  ['nothing matches nothing', 'zebra', {}, ''],
  ['pattern characters are plain text', '.*+[(', {}, 'abc'],
])('%s', (_, text, filters, expected) => {
  expect(search(text, filters)).toBe(expected);
});

test('the script never writes HTML and asks only for the index', () => {
  expect(searchScript).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|https?:/);
  expect(Buffer.byteLength(searchScript)).toBeLessThan(8_000);
});
