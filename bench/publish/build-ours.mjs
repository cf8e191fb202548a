// Builds the site of a folder with the compiled program: `node build-ours.mjs <root> [<file with the paths that changed>]`.
// Without a store: what it would tell of changes is given. Prints files written and peak memory.
import { readFileSync } from 'node:fs';
import { readProject } from '../../dist/config/project.js';
import { buildSite } from '../../dist/pipeline/build-site.js';

const [root, list] = process.argv.slice(2);
const changed = readFileSync(list, 'utf8').split('\n').filter(Boolean);
const store = {
  articleChanges: async (mark) => ({ isAll: mark === '', changed, removed: [], mark: `bench:${Date.now()}` }),
  findImages: async () => new Map(),
  listFeeds: async () => [],
};
const report = await buildSite(await readProject(root), store, { now: Date.now, byHand: 'ignore' });
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ files: report.files, written: report.written, peak }));
