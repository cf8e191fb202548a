import { expect, test } from 'vitest';
import { createRandom } from '../../../bench/create-random.ts';
import { openDirectory } from './browser/directory.js';
import { placeOf } from './browser/lists.js';
import { renderSearchManifest } from './render-manifest.ts';
import type { SearchSegment } from './search-document.ts';
import { WordWriter } from './word-writer.ts';

const random = createRandom(11);
const letters = 'aeiklmnorstu北京市éя';
const wordOf = (most: number): string =>
  Array.from({ length: 1 + Math.floor(random() * most) }, () => letters.charAt(random() * letters.length)).join('');

/** The beginnings of the shards of segments, the first of them empty. */
const beginnings = [2600, 1, 900, 40].map((count) => [
  ...new Set(['', ...Array.from({ length: count }, () => wordOf(5)).sort((a, b) => (a < b ? -1 : 1))]),
]);

const segments = beginnings.map((words, index): SearchSegment => {
  const writer = new WordWriter();
  for (const word of words) {
    writer.put(
      Uint16Array.from({ length: word.length }, (_, at) => word.charCodeAt(at)),
      0,
      word.length,
    );
  }
  const day = `2026-01-0${9 - index}`;
  const directory = new TextDecoder().decode(writer.view());
  return { name: day, digest: '', count: 1, firstDay: day, lastDay: day, directory };
});

const files = new Map(
  renderSearchManifest(segments, { outlets: [], languages: [], tags: [] }).map(({ path, content }) => [
    path,
    JSON.parse(`[${String(content).slice('courantSearch('.length, -3)}]`) as unknown[],
  ]),
);
const { directory } = files.get('search/manifest.js')?.[3] as { directory: [digest: string, starts: string] };

test('tells the shard of every word in every segment, from the file that has its beginning', async () => {
  const asked: string[] = [];
  const opened = openDirectory(...directory, ({ digest }, file) => {
    asked.push(file);
    const call = files.get(`search/${file}.js`) ?? [];
    expect(call.slice(0, 3)).toEqual(['', digest, file]);
    return Promise.resolve(call.slice(3));
  });
  expect(files.size).toBe(4); // three files and the manifest
  for (const word of ['', '\uffff', ...beginnings.flat(), ...Array.from({ length: 500 }, () => wordOf(6))]) {
    for (const [index, own] of beginnings.entries()) {
      expect([word, index, await opened.shardOf(index, word)]).toEqual([word, index, Math.max(placeOf(own, word), 0)]);
    }
  }
  expect(asked.toSorted()).toEqual(['words-0', 'words-1', 'words-2']);
});

test('has another digest when a segment has other shards', () => {
  const digestOf = (of: readonly SearchSegment[]): unknown => {
    const manifest = renderSearchManifest(of, { outlets: [], languages: [], tags: [] }).at(-1);
    return /"directory":\["(\w+)"/.exec(String(manifest?.content))?.[1];
  };
  expect(digestOf(segments)).toBe(directory[0]);
  expect(digestOf(segments.slice(1))).not.toBe(directory[0]);
});

test('an archive without articles has a manifest alone', () => {
  const [first] = segments;
  if (first === undefined) throw new Error('there are segments');
  const none = renderSearchManifest([{ ...first, count: 0 }], { outlets: [], languages: [], tags: [] });
  expect(none.map(({ path }) => path)).toEqual(['search/manifest.js']);
});
