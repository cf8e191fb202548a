import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import {
  byPart,
  formatHashes,
  hashFile,
  listManifest,
  manifestFile,
  parseHashes,
  readManifest,
  writeManifest,
} from './manifest.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the parts of a manifest', () => {
  test('are of a month, of the first sign of a picture, or of all WARC files', async () => {
    const paths = [
      ...['content/post/2025/01/31/daily/a.md', 'content/post/2025/01/02/daily/b.md', 'content/post/2025/02/01/c.md'],
      ...['history/2025/01/a/1.md', 'content/about.md', 'warc/2025/01/x.warc.gz', 'static/media/small/ab.webp'],
      ...['static/media/a1.png', 'content/post/2025/01/with\nline.md'],
    ];
    expect([...(await byPart(paths))]).toEqual([
      ['content-2025-01', paths.slice(0, 2)],
      ['content-2025-02', ['content/post/2025/02/01/c.md']],
      ['history-2025-01', ['history/2025/01/a/1.md']],
      ['content', ['content/about.md']],
      ['warc', ['warc/2025/01/x.warc.gz']],
      ['media-a', ['static/media/small/ab.webp', 'static/media/a1.png']],
    ]);
  });

  test('come back as they were written, and are gone when nothing is in them', async () => {
    const root = await makeFolder();
    expect([await listManifest(root), await readManifest(root, 'warc')]).toEqual([[], new Map()]);
    const hashes = new Map([
      ['warc/b', hashOf('b')],
      ['warc/a', hashOf('a')],
    ]);
    await writeManifest(root, 'warc', hashes);
    await writeManifest(root, 'content-2025-01', hashes);
    await writeFile(join(root, 'manifest', 'notes.txt'), 'mine');
    expect(await listManifest(root)).toEqual(['content-2025-01', 'warc']);
    expect(await readManifest(root, 'warc')).toEqual(hashes);
    await writeManifest(root, 'warc', new Map());
    expect(await listManifest(root)).toEqual(['content-2025-01']);
    expect(await readdir(join(root, 'manifest'))).toEqual(['content-2025-01.sha256', 'notes.txt']);
  });

  test('that cannot be read are not taken for empty', async () => {
    const root = await makeFolder();
    await mkdir(join(root, manifestFile('warc')), { recursive: true });
    await expect(readManifest(root, 'warc')).rejects.toMatchObject({ code: 'store/failed' });
  });

  test('are in the form and order that sha256sum checks', async () => {
    const root = await makeFolder();
    const hashes = new Map(['b b', 'a'].map((name) => [name, hashOf(name)]));
    await writeManifest(root, 'content', hashes);
    expect(await readFile(join(root, manifestFile('content')), 'utf8')).toBe(
      `${hashOf('a')}  a\n${hashOf('b b')}  b b\n`,
    );
  });

  test('are read without the lines that are none', () => {
    const [hash, other] = [hashOf('a'), hashOf('b')];
    const text = `# mine\n${hash}  a\n${hash.slice(1)}  short\n${other} *binary\n${hash} one space\n`;
    expect(parseHashes(text)).toEqual(
      new Map([
        ['a', hash],
        ['binary', other],
      ]),
    );
    expect(parseHashes(formatHashes(parseHashes(text)))).toEqual(parseHashes(text));
  });
});

describe('the hash of a file', () => {
  test('is over all of it, with its size; there is none without a file', async () => {
    const file = join(await makeFolder(), 'large');
    const text = 'made up '.repeat(100_000);
    await writeFile(file, text);
    expect(await hashFile(file)).toEqual({ hash: hashOf(text), bytes: text.length });
    expect(await hashFile(`${file}.gone`)).toBeUndefined();
  });

  test('of a folder is an error, not a missing file', async () => {
    const root = await makeFolder();
    await mkdir(join(root, 'folder'));
    await expect(hashFile(join(root, 'folder'))).rejects.toMatchObject({ code: 'store/failed' });
  });
});
