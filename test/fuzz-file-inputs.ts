import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readSiteConfig } from '../src/config/full-text-rss/read-site-config.ts';
import { readProject } from '../src/config/project.ts';
import { decodeContent } from '../src/fetch/content-coding.ts';
import type { ArticleFile } from '../src/model/article-file.ts';
import type { Url } from '../src/model/ids.ts';
import { markdownToHtml } from '../src/markdown/to-html.ts';
import { fromRow, toRow, type ArticleRow } from '../src/pipeline/exchange/article-row.ts';
import { readCsv, writeCsv } from '../src/pipeline/exchange/csv.ts';
import { readJsonLines, writeJsonLines } from '../src/pipeline/exchange/json-lines.ts';
import { readParquet, writeParquet } from '../src/pipeline/exchange/parquet.ts';
import { formatArticleFile, parseArticleFile } from '../src/store/article-file.ts';
import { frontMatterDefaults } from '../src/store/front-matter.ts';
import { parseOwnPage } from '../src/store/own-pages.ts';
import { readWarc } from '../src/store/warc.ts';
import { digestOf, toWarcRecord } from '../src/store/warc-record.ts';
import { toUrl } from '../src/url/normalize.ts';
import { inputsOf, type FuzzTarget } from './fuzz-bytes.ts';
import { checkHtml } from './fuzz-pages.ts';

const encoder = new TextEncoder();

async function inFile<T>(name: string, bytes: Uint8Array, task: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'courant-fuzz-'));
  try {
    await writeFile(join(folder, name), bytes);
    return await task(join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* rowsOf(...rows: readonly ArticleRow[]): AsyncGenerator<ArticleRow> {
  yield* rows;
}

const address = toUrl('https://daily.example/a');
if (address === null) throw new Error('unreachable: it is well-formed');
const url: Url = address;
const provenance = {
  ...{
    url,
    canonical: '',
    outlet: 'daily',
    authors: ['Ana Ø'],
    published: '2026-02-09T11:30:00Z',
    modified: '',
    seal: '',
  },
  ...{
    fetched: '2026-02-09T12:00:00Z',
    kind: 'article',
    free: true,
    hash: 'sha256:00',
    confidence: 0.9,
    revision: 2,
    rights: [],
  },
};
const shared = { ...frontMatterDefaults, date: '2026-02-09 11:30:00', categories: ['daily'], lang: ['en'] };
const articles: readonly ArticleFile[] = [
  {
    path: 'content/post/2026/02/09/daily/a.md',
    frontMatter: { ...shared, title: '=1+1 "quoted": a', tags: ['a, b', 'ё'], courant: provenance },
    body: '# A\n\n- b\n\n| c | d |\n|---|---|\n| *e* | `f` |\n\n[Daily](https://daily.example/a)',
  },
  {
    path: 'content/post/b.md',
    frontMatter: { ...shared, title: 'B' },
    body: '> a [b](https://c.example "d") ![e](f.jpg)\n\n1. g\n\n```\nh\n```',
  },
];
const articleRows = articles.map((file) => toRow(file.path, formatArticleFile(file)));

async function readTable(
  name: string,
  read: (file: string) => AsyncIterable<ArticleRow>,
  bytes: Uint8Array,
): Promise<void> {
  await inFile(name, bytes, async (file) => {
    for await (const row of read(file)) {
      const { path } = fromRow(row);
      if (!path.startsWith('content/') || path.split('/').includes('..')) throw new Error(`a path outside: ${path}`);
    }
  });
}

async function textOf(chunks: AsyncIterable<string>): Promise<Uint8Array> {
  let all = '';
  for await (const chunk of chunks) all += chunk;
  return encoder.encode(all);
}

async function parquetSeed(): Promise<Uint8Array> {
  return inFile('a.parquet', new Uint8Array(), async (file) => {
    await writeParquet(rowsOf(...articleRows), file);
    return new Uint8Array(await readFile(file));
  });
}

async function warcSeed(): Promise<Uint8Array> {
  const html = ['content-type', 'text/html'] as const;
  const answer = { url, requestedUrl: url, status: 200, fetchedAt: '2026-02-09T12:00:00Z' };
  const zipped = new Uint8Array(gzipSync('<p>Two</p>'));
  const records = await Promise.all([
    toWarcRecord({ ...answer, headers: [html], raw: encoder.encode('<p>One</p>') }, 'sha256:00'),
    toWarcRecord({ ...answer, headers: [html, ['content-encoding', 'gzip']], raw: zipped }, digestOf(zipped)),
  ]);
  return new Uint8Array(Buffer.concat(records));
}

/** As the archive reads its own answers. */
function decode(raw: Uint8Array, coding: string): Uint8Array | null {
  const decoded = decodeContent(raw, coding, 5_000_000);
  return decoded.ok ? decoded.value : null;
}

const configs = inputsOf(
  'site:\n  title: A\n  url: https://a.example/\n  languages: [de, fr]\nfetch:\n  contact: a@b.example\n  delaySeconds: 2\npoll: { shortestMinutes: 5 }\nrecheck: [1h, 7d]\n',
  'searches:\n  - name: ships\n    query: ship boat\ntranslate:\n  engines:\n    - kind: apertium\n      command: apertium\n  rules:\n    - to: [en]\nwebhooks: []\nserve: {}\n',
);
const sources = inputsOf(
  'name: Daily\nhome: https://daily.example/\nlanguage: en-GB\ncountry: GB\nfeeds:\n  - url: https://daily.example/feed\n    kind: feed\ntopics: [a]\nexclude: ["/live/"]\nrules:\n  - body: [article]\n    strip: [.ad]\n',
);

async function checkConfig(name: string, bytes: Uint8Array): Promise<void> {
  await inFile('courant.yaml', new Uint8Array(), async (file) => {
    await mkdir(join(dirname(file), 'sources'));
    await writeFile(join(dirname(file), name), bytes);
    await readProject(dirname(file));
  });
}

function checkArticleFile(bytes: Uint8Array): void {
  const path = 'content/post/a.md';
  const file = parseArticleFile(path, Buffer.from(bytes).toString('utf8'));
  const written = formatArticleFile(file);
  if (formatArticleFile(parseArticleFile(path, written)) !== written)
    throw new Error('written again it is another one');
}

/** By name: the readers of files that people write, edit or bring along. */
export async function makeFileTargets(): Promise<Readonly<Record<string, FuzzTarget>>> {
  return {
    'WARC files': {
      seeds: [await warcSeed()],
      check: (bytes) =>
        inFile('a.warc.gz', bytes, async (file) => {
          for await (const { page } of readWarc(file, { decode, maxBytes: 5_000_000 }))
            if (!/^https?:/.test(page.url)) throw new Error(`foreign ${page.url}`);
        }),
      refuses: /^store\/bad-warc$/,
    },
    'article files': {
      seeds: articles.map((file) => encoder.encode(formatArticleFile(file))),
      check: checkArticleFile,
      refuses: /^store\/bad-article-file$/,
    },
    'own pages': {
      seeds: inputsOf(
        '---\ntitle: About us\nweight: 2\nlang: [de]\nmenu: { main: { name: About, weight: 1 } }\nsummary: "Who: we"\ntoc: true\n---\n\n# About\n\nWe *write*.\n',
        '<!-- a remark -->\n# Imprint\n\nSee [the faq](faq.md).\n',
      ),
      check: (bytes) => {
        const page = parseOwnPage('content/page/about.md', Buffer.from(bytes).toString('utf8'));
        if (typeof page === 'object' && page.title === '') throw new Error('a page without a title');
      },
    },
    Markdown: {
      seeds: inputsOf(...articles.map(({ body }) => body)),
      check: (bytes) => checkHtml(markdownToHtml(Buffer.from(bytes).toString('utf8'))),
    },
    'CSV files': {
      seeds: [await textOf(writeCsv(rowsOf(...articleRows)))],
      check: (bytes) => readTable('a.csv', readCsv, bytes),
      refuses: /^(?:import\/bad-row|store\/bad-article-file)$/,
    },
    'JSON Lines': {
      seeds: [await textOf(writeJsonLines(rowsOf(...articleRows)))],
      check: (bytes) => readTable('a.jsonl', readJsonLines, bytes),
      refuses: /^(?:import\/bad-row|store\/bad-article-file)$/,
    },
    'Parquet files': {
      seeds: [await parquetSeed()],
      check: (bytes) => readTable('a.parquet', readParquet, bytes),
      refuses: /^(?:import\/bad-row|store\/bad-article-file)$/,
    },
    configuration: {
      seeds: configs,
      check: (bytes) => checkConfig('courant.yaml', bytes),
      refuses: /^config\/invalid$/,
    },
    'source files': {
      seeds: sources,
      check: (bytes) => checkConfig('sources/daily.yaml', bytes),
      refuses: /^config\/invalid$/,
    },
    'site configs': {
      seeds: inputsOf(
        '# a\ntitle: //h1[@class="a"]\nbody: //div[contains(@class, "b")]/p[1]\nstrip: //aside | //div[@id=\'c\']\nstrip_id_or_class: ad\ndate: //time/@datetime\nprune: no\ntest_url: https://a.example/b\nreplace_string(<a>): <b>\n',
      ),
      check: (bytes) => readSiteConfig(Buffer.from(bytes).toString('utf8')),
    },
  };
}
