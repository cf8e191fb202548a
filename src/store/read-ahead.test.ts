import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, makeArticle, makeFolder } from '../../test/sample-archive.ts';
import { formatArticleFile } from './article-file.ts';
import { readAhead } from './read-ahead.ts';
import { readBatch, type ArticleBatch } from './read-batch.ts';
import { NewWords } from './word-forms.ts';

/** So many that a thread reads them; one of them is broken. */
const count = 2500;

async function makeFiles(): Promise<{ readonly root: string; readonly paths: readonly string[] }> {
  const root = await makeFolder();
  const paths: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { file } = makeArticle(`https://one.example/${n}`);
    const path = `content/post/2025/01/01/one/article-${n}.md`;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), n === 7 ? 'no article' : formatArticleFile({ ...file, path }));
    paths.push(path);
  }
  return { root, paths };
}

async function readAll(root: string, paths: readonly string[]): Promise<readonly ArticleBatch[]> {
  const batches: ArticleBatch[] = [];
  for await (const batch of readAhead(root, paths)) batches.push(batch);
  return batches;
}

describe('article files that are read ahead', () => {
  it('are those that are read at once, with what is broken', async () => {
    const { root, paths } = await makeFiles();
    const [batch, ...others] = await readAll(root, paths);
    expect(others).toEqual([]);
    expect(batch?.articles).toHaveLength(count - 1);
    expect(batch?.broken.map(([path]) => path)).toEqual([paths[7]]);
    expect(batch).toEqual(readBatch(root, paths, 0, new NewWords()));
  });

  it('tell of one that cannot be read', async () => {
    const { root, paths } = await makeFiles();
    await rm(join(root, paths[9] ?? ''));
    expect(await codeOf(readAll(root, paths))).toBe('store/failed');
  });
});
