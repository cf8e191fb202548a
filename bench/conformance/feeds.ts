import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDate } from '../../src/dates/parse-date.ts';
import type { FeedDocument } from '../../src/discover/feed-document.ts';
import { parseFeed } from '../../src/discover/parse-feed.ts';
import { decodeBytes } from '../../src/text/decode.ts';
import { encodingNamed } from '../../src/text/encoding-labels.ts';
import { meets, type Expectation } from './compare.ts';
import { readRows, scoreRows, shown, type Score } from './score.ts';

type Headers = Readonly<Record<string, string>>;

/** The feed of a row, as served to it. */
export function readFeed(
  root: string,
  row: { readonly file: string; readonly headers?: Headers; readonly url?: string | null },
  now: number,
): FeedDocument | null {
  const { file, headers = {}, url = null } = row;
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

export function scoreNewsCore(root: string, now: number): Score {
  const rows = readRows<Expectation>(root, 'news-core.jsonl');
  const judge = (row: Expectation): true | string => {
    const found = valueAt(readFeed(root, row, now), row.path);
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

export function scoreEncodings(root: string): Score {
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

export function scoreDates(root: string, now: number): Score {
  const judge = ({ input, expected }: DateRow): true | string => {
    const found = parseDate(input, { now });
    const isRight =
      expected === null ? !found : found && (expected === '*' || Date.parse(found.instant) === Date.parse(expected));
    return isRight ? true : `expected ${shown(expected)} found ${shown(found)}`;
  };
  return scoreRows(readRows<DateRow>(root, 'dates.jsonl'), judge, (row) => shown(row.input));
}

export interface RobustRow {
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

export function scoreRobust(root: string, now: number): Score {
  const judge = ({ file, expect }: RobustRow): true | string => {
    const document = readFeed(root, { file }, now);
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
