/** Reads one hostile input, as a feed, sitemap and front page, and prints what that cost. Run by `hostile.ts`. */
import { readFileSync } from 'node:fs';
import { argv, cpuUsage, memoryUsage, resourceUsage, stdout } from 'node:process';
import { findFeeds } from '../../src/discover/find-feeds.ts';
import { findLinks } from '../../src/discover/find-links.ts';
import { feedKinds } from '../../src/model/source.ts';
import { toSourceId } from '../../src/model/ids.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { hostileInputs } from './hostile-inputs.ts';

const [, , kind, name = ''] = argv;
const made = kind === 'file' ? readFileSync(name) : hostileInputs[name]?.();
const [url, source] = [toUrl('https://n.example/news'), toSourceId('hostile')];
if (made === undefined || url === null || source === null) throw new Error(`no input ${name}`);
const bytes = typeof made === 'string' ? new TextEncoder().encode(made) : new Uint8Array(made);
const now = Date.parse('2026-12-01T00:00:00Z');
const before = { cpu: cpuUsage(), rss: memoryUsage().rss };
const start = performance.now();
const page = { url, bytes, headers: [] };
const found = feedKinds.map((feed) => {
  const result = findLinks(page, { kind: feed, url }, { source, now });
  return result.ok ? result.value.links.length : 0;
});
if (name.startsWith('html')) found.push(findFeeds(page).length);
const { user, system } = cpuUsage(before.cpu);
stdout.write(
  JSON.stringify({
    wallMs: performance.now() - start,
    cpuMs: (user + system) / 1000,
    rssMb: resourceUsage().maxRSS / 1024,
    rssBeforeMb: before.rss / 1_048_576,
    found,
  }),
);
