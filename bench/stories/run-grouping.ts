/** `npx tsx bench/stories/run-grouping.ts [articles] [new]`: what it costs to group an archive of made-up articles of 600 words, and some
 *  more. Prints milliseconds of CPU an article, stories, size of their index and peak memory as JSON. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepStories, storyIndexFile } from '../../src/pipeline/stories/keep-stories.ts';
import type { GroupedStore } from '../../src/pipeline/stories/read-grouped.ts';
import { parseArticleFile } from '../../src/store/article-file.ts';
import { generateArchive } from '../publish/generate-archive.ts';

const [articles = 10_000, more = 100] = process.argv.slice(2).map(Number);
const root = mkdtempSync(join(tmpdir(), 'courant-grouping-'));
try {
  for (const [from, to] of [
    [0, articles],
    [articles, articles + more],
  ] as const) {
    const changed = generateArchive(root, from, to);
    const store: GroupedStore = {
      articleChanges: (mark) => Promise.resolve({ isAll: mark === '', changed, removed: [], mark: 'bench' }),
      findArticleFile: (path) => Promise.resolve(parseArticleFile(path, readFileSync(join(root, path), 'utf8'))),
    };
    const before = process.cpuUsage();
    const report = await keepStories(root, store, {
      now: () => Date.now(),
      timeZone: 'UTC',
      language: 'en',
      mayBeMined: () => true,
    });
    const { user, system } = process.cpuUsage(before);
    const { size } = statSync(storyIndexFile(root));
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(JSON.stringify({ ...report, cpuMs: (user + system) / 1000 / (to - from), mb: size / 2 ** 20, peakMb }));
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
