import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findLinks } from '../../../src/discover/find-links.ts';
import { toSourceId } from '../../../src/model/ids.ts';
import type { FeedKind } from '../../../src/model/source.ts';
import { toUrl } from '../../../src/url/normalize.ts';

/** `case.json`: what is fetched and how; `expected.json`: kind, title, and per link its address, title and date. */
interface Case {
  readonly about: string;
  readonly url: string;
  readonly expect: 'pass' | 'fail';
  readonly kind: FeedKind;
  readonly contentType: string;
  readonly input: string;
}

const folder = import.meta.dirname;
const now = Date.parse('2026-11-23T12:00:00Z');

function run(name: string, { url: text, kind, contentType, input }: Case): unknown {
  const [url, source] = [toUrl(text), toSourceId('case')];
  if (url === null || source === null) throw new Error(`case.json of ${name} names no address`);
  const bytes = new Uint8Array(readFileSync(join(folder, name, input)));
  const before = bytes.slice();
  const found = findLinks({ url, bytes, headers: [['content-type', contentType]] }, { kind, url }, { source, now });
  expect(bytes).toEqual(before);
  if (!found.ok) return found.skip.code;
  const links = found.value.links.map((link) => ({ url: link.url, title: link.hints.title, publishedAt: link.hints.publishedAt }));
  return JSON.parse(JSON.stringify({ kind: found.value.kind, title: found.value.title, links }));
}

for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, entry.name, file), 'utf8'));
  const about = read('case.json') as Case;
  test(`${entry.name}: ${about.about}`, { fails: about.expect === 'fail' }, () => {
    expect(run(entry.name, about)).toEqual(read('expected.json'));
  });
}
