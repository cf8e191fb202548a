import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { systemClock } from '../src/model/clock.ts';
import { formatArticleFile } from '../src/store/article-file.ts';
import { toArticleId } from '../src/store/article-id.ts';
import { openStore } from '../src/store/open-store.ts';
import { toArticleFile } from '../src/store/to-article-file.ts';
import { formatMeasured, measure } from './measure.ts';
import { makeArticle } from './synthetic.ts';

/** Archive writes: WARC, article file, index and full text, beside the bare writing of the same bytes. */
export async function benchStore(count: number, rounds: number): Promise<string> {
  const made = Array.from({ length: count }, (_, n) => makeArticle(n));
  const inFolder = async (job: (root: string) => Promise<void>): Promise<void> => {
    const root = await mkdtemp(join(tmpdir(), 'courant-bench-'));
    await job(root);
    await rm(root, { recursive: true });
  };
  const toFile = ({ article, page, outlet }: (typeof made)[number]) =>
    toArticleFile({
      article,
      url: page.url,
      outlet,
      timeZone: 'UTC',
      frontMatter: 'courant',
      fetchedAt: page.fetchedAt,
      revision: 1,
      isPathTaken: () => Promise.resolve(false),
    });
  const bare = (root: string) => async (): Promise<void> => {
    for (const one of made) {
      const file = await toFile(one);
      const path = join(root, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.gz`, gzipSync(one.page.raw));
      await writeFile(path, formatArticleFile(file));
    }
  };
  const ours = async (root: string): Promise<void> => {
    const store = await openStore(root, { clock: systemClock, mode: 'write', decode: (raw) => raw });
    for (const one of made) {
      await store.putPage(one.page);
      await store.putArticle(toArticleId(one.page.url), await toFile(one));
    }
    await store.close();
  };
  const measured = await measure(
    [
      { name: 'bare files (gzip + Markdown)', run: () => inFolder((root) => bare(root)()) },
      { name: 'Courant archive (WARC, file, index)', run: () => inFolder(ours) },
    ],
    rounds,
  );
  return formatMeasured('Archive writes', measured, count, 'articles');
}
