import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, makeStore, urlOf } from '../../test/sample-archive.ts';
import { imageKey } from './images.ts';

const url = urlOf('https://daily.example/ferry.png');
const other = urlOf('https://daily.example/harbor.png');
const picture = { bytes: Uint8Array.of(1, 2, 3), extension: 'png', width: 300, height: 200 };
const small = { bytes: Uint8Array.of(4), width: 32, height: 21 };
const medium = { bytes: Uint8Array.of(5, 6), width: 96, height: 64 };

describe('pictures', () => {
  it('lie below static/ under the name of their address, with their smaller copies', async () => {
    const store = await makeStore();
    await store.putImage(url, picture, { small, medium });
    const kept = (await store.findImages([url, other])).get(url);
    expect(kept).toEqual({
      ...{ path: `media/${imageKey(url)}.png`, width: 300, height: 200 },
      small: { path: expect.stringMatching(/^media\/small\/[0-9a-f]{24}-32\.webp$/), width: 32, height: 21 },
      medium: { path: expect.stringMatching(/^media\/small\/[0-9a-f]{24}-96\.webp$/), width: 96, height: 64 },
    });
    const read = async (path = ''): Promise<readonly number[]> => [
      ...(await readFile(join(store.root, 'static', path))),
    ];
    expect([await read(kept?.path), await read(kept?.small?.path), await read(kept?.medium?.path)]).toEqual([
      ...[[1, 2, 3], [4], [5, 6]],
    ]);
  });

  it('are known by their address alone, each one with the copies it has', async () => {
    const store = await makeStore();
    await store.putImage(url, picture);
    expect([await store.hasImage(url), await store.hasImage(other)]).toEqual([true, false]);
    await store.putImage(other, picture, { medium });
    expect([...(await store.listImages()).keys()]).toEqual([url, other]);
    const [plain, copied] = (await store.listImages()).values();
    expect([plain?.medium, copied?.small, copied?.medium?.width]).toEqual([undefined, undefined, 96]);
    expect((await store.findImages([])).size).toBe(0);
  });

  it('that come again replace what was kept', async () => {
    const store = await makeStore();
    await store.putImage(url, picture, { small });
    await store.putImage(url, { ...picture, extension: 'jpg', width: 900 });
    expect(await store.listImages()).toEqual(
      new Map([[url, { path: `media/${imageKey(url)}.jpg`, width: 900, height: 200 }]]),
    );
  });

  it('are refused with an extension that would lead elsewhere', async () => {
    const store = await makeStore();
    for (const extension of ['', 'png/../../x', 'PNG', 'ninechars'])
      expect(await codeOf(store.putImage(url, { ...picture, extension }))).toBe('store/failed');
    expect((await store.listImages()).size).toBe(0);
  });
});
