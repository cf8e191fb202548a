/** Scores our readers on the shared conformance suites, where they are present, and prints what passed.
 *  `npx tsx bench/conformance/run-conformance.ts [suite] [--failures]`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { parseDate } from '../../src/dates/parse-date.ts';
import type { FeedDocument } from '../../src/discover/feed-document.ts';
import { parseFeed } from '../../src/discover/parse-feed.ts';
import { decodeBytes } from '../../src/text/decode.ts';
import { encodingNamed } from '../../src/text/encoding-labels.ts';
import { meets, type Expectation } from './compare.ts';
import { readRows, scoreRows, type Score } from './score.ts';
import { scoreSitemaps } from './sitemaps.ts';

const root = join(import.meta.dirname, '../../../shared/conformance/feeds');
const now = Date.parse('2026-12-01T00:00:00Z');

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 300);

function readFeed(file: string, headers: Readonly<Record<string, string>>, url: string | null): FeedDocument | null {
  const bytes = new Uint8Array(readFileSync(join(root, file)));
  return parseFeed({ url: url ?? undefined, bytes, headers: Object.entries(headers) }, { now });
}

function valueAt(document: FeedDocument | null, path: readonly (string | number)[]): unknown {
  let value: unknown = document === null ? undefined : { feed: document, entries: document.entries };
  for (const step of path) {
    const holder =
      typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)) : undefined;
    if (step === 'body') value = holder?.get('content') || holder?.get('summary');
    else if (step === 'date') value = holder?.get('published') ?? holder?.get('updated');
    else value = holder?.get(String(step));
  }
  return value;
}

function scoreNewsCore(): Score {
  const rows = readRows<Expectation>(root, 'news-core.jsonl');
  const judge = (row: Expectation): true | string => {
    const found = valueAt(readFeed(row.file, row.headers, row.url), row.path);
    return meets(row, found) || `${row.op} ${row.path.join('.')} expected ${shown(row.expected)} found ${shown(found)}`;
  };
  return scoreRows(rows, judge, (row) => row.id);
}

interface EncodingRow {
  readonly id: string;
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expected: string;
}

function scoreEncodings(): Score {
  const judge = (row: EncodingRow): true | string => {
    const bytes = new Uint8Array(readFileSync(join(root, row.file)));
    const contentType = row.headers['content-type'];
    const found = decodeBytes(bytes, contentType === undefined ? { kind: 'xml' } : { kind: 'xml', contentType });
    if (encodingNamed(row.expected) === found.encoding) return true;
    // A label of a subset (us-ascii for ASCII bytes, gb18030 for gbk) is right when it reads the same text.
    const same = decodeBytes(bytes, { kind: 'text', contentType: `text/plain; charset=${row.expected}` });
    return (
      (encodingNamed(row.expected) === same.encoding && same.text === found.text) ||
      `expected ${row.expected} found ${found.encoding}`
    );
  };
  return scoreRows(readRows<EncodingRow>(root, 'encoding-labels.jsonl'), judge, (row) => row.id);
}

interface DateRow {
  readonly input: string;
  readonly expected: string | null;
}

function scoreDates(): Score {
  const judge = ({ input, expected }: DateRow): true | string => {
    const found = parseDate(input, { now });
    const isRight =
      expected === null ? !found : found && (expected === '*' || Date.parse(found.instant) === Date.parse(expected));
    return isRight ? true : `expected ${shown(expected)} found ${shown(found)}`;
  };
  return scoreRows(readRows<DateRow>(root, 'dates.jsonl'), judge, (row) => shown(row.input));
}

interface RobustRow {
  readonly id: string;
  readonly file: string;
  readonly expect: {
    readonly entries?: number;
    readonly minEntries?: number;
    readonly title?: string;
    readonly notfeed?: boolean;
    readonly not?: string;
  };
}

function scoreRobust(): Score {
  const judge = ({ file, expect }: RobustRow): true | string => {
    const document = readFeed(file, {}, null);
    const count = document?.entries.length ?? 0;
    const title = document?.entries[0]?.title;
    const text = JSON.stringify(document);
    if (expect.notfeed) return document === null || 'taken for a feed';
    if (expect.not !== undefined && text.includes(expect.not)) return 'gave away a file';
    if (text.length > 1_000_000) return 'grew';
    if (expect.entries !== undefined && count !== expect.entries)
      return `expected ${expect.entries} entries found ${count}`;
    if (expect.minEntries !== undefined && count < expect.minEntries)
      return `expected ${expect.minEntries} entries found ${count}`;
    return (
      expect.title === undefined || title === expect.title || `expected ${shown(expect.title)} found ${shown(title)}`
    );
  };
  return scoreRows(readRows<RobustRow>(root, 'robust.jsonl'), judge, (row) => row.id);
}

const suites: Readonly<Record<string, () => Score>> = {
  'news-core': scoreNewsCore,
  encodings: scoreEncodings,
  dates: scoreDates,
  robust: scoreRobust,
  sitemaps: () => scoreSitemaps(root, now),
};

function run(): void {
  if (!existsSync(root)) {
    stdout.write('The shared conformance suites are not here: nothing to score.\n');
    return;
  }
  const wanted = argv.slice(2).filter((argument) => !argument.startsWith('--'));
  for (const [name, score] of Object.entries(suites)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { passed, total, failures, slowestMs } = score();
    stdout.write(
      `${name.padEnd(10)} ${passed} of ${total}  ${((100 * passed) / total).toFixed(2)} %  slowest ${slowestMs.toFixed(0)} ms\n`,
    );
    if (argv.includes('--failures')) for (const failure of failures) stdout.write(`  ${failure}\n`);
  }
}

run();
