import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFeed } from '../../src/discover/parse-feed.ts';
import { parseSitemap, type SitemapEntry } from '../../src/discover/parse-sitemap.ts';
import { readRows, scoreRows, type Score } from './score.ts';

interface ExpectedEntry {
  readonly loc: string;
  readonly lastmod?: string;
  readonly news?: {
    readonly name?: string;
    readonly language?: string;
    readonly published?: string;
    readonly title?: string;
    readonly keywords?: string;
  };
}

interface SitemapRow {
  readonly id: string;
  readonly file: string;
  readonly content_type: string;
  readonly expect: {
    readonly kind: 'urlset' | 'index' | 'feed' | 'error' | 'safe';
    readonly urls?: readonly string[];
    readonly sitemaps?: readonly string[];
    readonly entries?: readonly ExpectedEntry[];
    readonly base?: string;
  };
}

const sameInstant = (a: string | undefined, b: string): boolean => a !== undefined && Date.parse(a) === Date.parse(b);

function entryDiffers(found: SitemapEntry | undefined, expected: ExpectedEntry): string | null {
  if (found?.url !== expected.loc) return `loc ${expected.loc} found ${found?.url ?? 'nothing'}`;
  if (expected.lastmod !== undefined && !sameInstant(found.modifiedAt, expected.lastmod))
    return `lastmod ${found.modifiedAt ?? ''}`;
  const news = expected.news;
  if (news?.title !== undefined && news.title !== found.news?.title) return `title ${found.news?.title ?? ''}`;
  if (news?.name !== undefined && news.name !== found.news?.name) return `name ${found.news?.name ?? ''}`;
  if (news?.language !== undefined && news.language !== found.news?.language) return 'language';
  if (news?.published !== undefined && !sameInstant(found.news?.published, news.published))
    return `published ${found.news?.published ?? ''}`;
  return news?.keywords !== undefined && news.keywords !== found.news?.keywords.join(', ') ? 'keywords' : null;
}

export function scoreSitemaps(root: string, now: number): Score {
  const judge = ({ file, content_type: contentType, expect }: SitemapRow): true | string => {
    const bytes = new Uint8Array(readFileSync(join(root, file)));
    const url = expect.base ?? `https://sm.example/${file.slice(file.indexOf('/') + 1)}`;
    const found = parseSitemap({ url, bytes, contentType }, { now });
    if (expect.kind === 'safe') return JSON.stringify(found).length < 1_000_000 || 'grew';
    if (expect.kind === 'error') return found === null || 'taken for a sitemap';
    if (expect.kind === 'feed') {
      const links = parseFeed({ url, bytes, headers: [] }, { now })?.entries.map((entry) => entry.link);
      return (found === null && links?.join() === expect.urls?.join()) || `found ${String(links)}`;
    }
    if (found?.kind !== (expect.kind === 'index' ? 'sitemap-index' : 'sitemap')) return `kind ${found?.kind ?? 'none'}`;
    const urls = found.entries.map((entry) => entry.url).join();
    const wanted = expect.urls ?? expect.sitemaps;
    if (wanted !== undefined) return urls === wanted.join() || `found ${urls}`;
    const differences = (expect.entries ?? []).flatMap((entry, at) => entryDiffers(found.entries[at], entry) ?? []);
    return differences.length === 0 || differences.join('; ');
  };
  return scoreRows(readRows<SitemapRow>(root, 'sitemaps.jsonl'), judge, (row) => row.id);
}
