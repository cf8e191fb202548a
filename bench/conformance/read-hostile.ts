/** Reads one hostile input as what it is and prints what that cost. Run by `hostile.ts`. */
import { readFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { findFeeds } from '../../src/discover/find-feeds.ts';
import { findLinks } from '../../src/discover/find-links.ts';
import type { FeedKind } from '../../src/model/source.ts';
import { toSourceId } from '../../src/model/ids.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { costOf } from '../measure-reading.ts';
import { hostileInputs } from './hostile-inputs.ts';

const [, , kind, name = ''] = argv;
const made = kind === 'file' ? readFileSync(name) : hostileInputs[name]?.();
const [url, source] = [toUrl('https://n.example/news'), toSourceId('hostile')];
if (made === undefined || url === null || source === null) throw new Error(`no input ${name}`);
const bytes = typeof made === 'string' ? new TextEncoder().encode(made) : new Uint8Array(made);
const now = Date.parse('2026-12-01T00:00:00Z');
const page = { url, bytes, headers: [] };
const isPage = name.startsWith('html');
const feedKind: FeedKind = isPage ? 'front-page' : name.startsWith('sitemap') ? 'sitemap' : 'feed';
let found: readonly number[] = [];
const cost = costOf(() => {
  const result = findLinks(page, { kind: feedKind, url }, { source, now });
  found = [result.ok ? result.value.links.length : 0, isPage ? findFeeds(page).length : 0];
});
stdout.write(JSON.stringify({ ...cost, found }));
