import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Url } from '../../src/model/ids.ts';
import { toUrl } from '../../src/url/normalize.ts';

/** One page of a corpus with what is known of it. */
export interface Sample<Gold> {
  /** The page's name in its corpus; decides whether it is kept aside. */
  readonly name: string;
  readonly url: string;
  readonly bytes: () => Uint8Array;
  readonly gold: Gold;
}

export interface SegmentsGold {
  readonly with: readonly string[];
  readonly without: readonly string[];
  readonly title?: string;
  readonly author?: string;
  readonly date?: string;
}

export interface PublishersGold {
  readonly title: string;
  readonly authors?: readonly string[];
  readonly publishing_date?: string;
  readonly topics?: readonly string[];
  readonly languages: readonly string[];
  /** The language the outlet mostly writes in. */
  readonly homeLanguage: string;
  readonly crawledAt: string;
  /** Summary, headlines and paragraphs, in order. */
  readonly lines: readonly string[];
}

export interface ReaderGold {
  readonly title: string;
  readonly byline: string;
  readonly html: string;
}

/** Where a sample stands; a made-up address when its own is none. */
export function addressOf({ url }: Pick<Sample<unknown>, 'url'>): Url {
  const address = toUrl(url) ?? toUrl('https://unknown.example/page');
  if (address === null) throw new Error(`no address: ${url}`);
  return address;
}

/** Once kept aside, then looked at because nearly all of their text was missed: docs/decisions/0014-opened-pages.md. */
const opened: ReadonlySet<string> = new Set([
  'es/ABC_2026_04_25.html.gz',
  'kr/HankookIlbo_2026_01_29.html.gz',
  'no/Dagbladet_2026_01_06.html.gz',
]);

/** True for the third of all pages that is kept aside while tuning. */
export function isKeptAside(name: string): boolean {
  if (opened.has(name)) return false;
  return (createHash('sha256').update(name).digest()[0] ?? 0) % 3 === 0;
}

/** What a corpus is, in 16 hexadecimal digits: the names and sizes of its files, and its table of gold. */
export function digestOf(root: string, corpus: 'segments' | 'publishers' | 'reader'): string {
  const folder = join(root, 'corpora', corpus);
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    const { size } = statSync(path);
    if (name.endsWith('.gz')) hash.update(`${name} ${size}\n`);
    else if (name === 'gold.jsonl') hash.update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

function unzipped(path: string): Uint8Array {
  return new Uint8Array(gunzipSync(readFileSync(path)));
}

function jsonLines(path: string): Record<string, never>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, never>);
}

/** Pages with segments that must and must not be in the text; null when the corpus is not there. */
export function readSegments(root: string): readonly Sample<SegmentsGold>[] | null {
  const folder = join(root, 'corpora', 'segments');
  if (!existsSync(join(folder, 'gold.jsonl'))) return null;
  return jsonLines(join(folder, 'gold.jsonl')).map((line) => {
    const gold = line as unknown as SegmentsGold & { page: string; url: string };
    const address = gold.url.trim().replace(/^x(?=https?:)/, '');
    const url = /^https?:\/\//.test(address) ? address : `https://${address.replace(/^\w+::/, '')}`;
    return { name: gold.page, url, bytes: () => unzipped(join(folder, 'pages', gold.page)), gold };
  });
}

interface PublisherLine {
  readonly page?: string;
  readonly id: string;
  readonly url: string;
  readonly crawl_date: string;
  readonly default_language: string;
  readonly languages: readonly string[];
  readonly expected: Omit<PublishersGold, 'lines' | 'languages' | 'homeLanguage' | 'crawledAt'> & {
    readonly body: {
      readonly summary: readonly string[];
      readonly sections: readonly { readonly headline: readonly string[]; readonly paragraphs: readonly string[] }[];
    };
  };
}

/** News pages with title, people, date, topics and body; null when the corpus is not there. */
export function readPublishers(root: string): readonly Sample<PublishersGold>[] | null {
  const folder = join(root, 'corpora', 'publishers');
  if (!existsSync(join(folder, 'gold.jsonl'))) return null;
  return jsonLines(join(folder, 'gold.jsonl')).map((line) => {
    const { page, id, url, crawl_date, default_language, languages, expected } = line as unknown as PublisherLine;
    const { body, ...rest } = expected;
    const lines = [
      ...body.summary,
      ...body.sections.flatMap((section) => [...section.headline, ...section.paragraphs]),
    ];
    const file = page ?? `${id.replace(/\//g, '_')}.html.gz`;
    return {
      name: id,
      url,
      bytes: () => unzipped(join(folder, file.startsWith('pages/') ? '' : 'pages', file)),
      gold: { ...rest, lines, languages, homeLanguage: default_language, crawledAt: crawl_date },
    };
  });
}

/** Pages with a reader-mode rendering; null when the corpus is not there. */
export function readReader(root: string): readonly Sample<ReaderGold>[] | null {
  const folder = join(root, 'corpora', 'reader');
  if (!existsSync(folder)) return null;
  return readdirSync(folder).map((name) => {
    const text = (file: string): string => new TextDecoder().decode(unzipped(join(folder, name, file)));
    const meta = JSON.parse(text('expected-metadata.json.gz')) as { title?: string; byline?: string | null };
    return {
      name,
      url: 'http://fakehost/test/page.html',
      bytes: () => unzipped(join(folder, name, 'source.html.gz')),
      gold: { title: meta.title ?? '', byline: meta.byline ?? '', html: text('expected.html.gz') },
    };
  });
}
