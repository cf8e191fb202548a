import { NewsError } from '../errors.ts';
import type { Url } from '../model/ids.ts';
import type { Page } from '../model/page.ts';
import { bytesWindow, FileWindow, type Window } from './file-window.ts';
import { guard } from './store-failure.ts';
import { isGzip, isRecord, readGzipFrames, readPlainFrames } from './warc-frames.ts';
import { parseWarcRecord, type StoredAnswer, type WarcContent } from './warc-record.ts';

/** Removes the content codings that `contentEncoding` (the header, as sent) names; `null` when the body is broken. */
export type ContentDecoder = (
  raw: Uint8Array,
  contentEncoding: string,
) => Uint8Array | null | Promise<Uint8Array | null>;

export interface ScanOptions {
  /** Byte offset to begin at; the start of a record. 0 when not given. */
  readonly from?: number;
  /** Larger records are reported and passed over. */
  readonly maxBytes?: number;
  /** Where and what, as `offset 4711: cut off`. */
  readonly onBroken?: (detail: string) => void;
}

export interface ReadWarcOptions extends ScanOptions {
  readonly decode: ContentDecoder;
  /** Asked for the address of a page (its bytes, decoded) whose record names none on the web. Without an answer the record
   *  counts as broken. */
  readonly findAddress?: (bytes: Uint8Array) => Url | null;
}

/** A record's place: that of its gzip member, or of the record itself in a file that is not compressed. */
interface RecordPlace {
  readonly offset: number;
  readonly length: number;
}

export interface WarcPage extends RecordPlace {
  readonly page: Page;
  /** In a WARC file of our own: the link whose article the page belongs to. */
  readonly partOf?: Url;
}

export interface WarcAnswer extends RecordPlace {
  readonly answer: StoredAnswer;
}

const defaultMaxBytes = 64 << 20;

/** The HTTP answers in a WARC file (1.0 or 1.1, plain or gzip per record), in order, one in memory at a time.
 *  Other records are passed over; broken ones are reported to `onBroken` and passed over.
 *  Throws NewsError `store/bad-warc` when it is no WARC file at all. Spec: ISO 28500:2017.
 *
 *      for await (const { page } of readWarc('crawl.warc.gz', { decode })) console.log(page.url);
 */
export async function* readWarc(path: string, options: ReadWarcOptions): AsyncGenerator<WarcPage> {
  for await (const { content, offset, length } of scanContents(path, options)) {
    const read = await readContent(content, options);
    if (typeof read === 'string') options.onBroken?.(describe(offset, read));
    else if (read) yield { ...read, offset, length };
  }
}

/** As `readWarc`, but leaves the content codings on and asks nobody for addresses. */
export async function* scanWarc(path: string, options: ScanOptions = {}): AsyncGenerator<WarcAnswer> {
  for await (const { content, offset, length } of scanContents(path, options)) {
    if (content.kind === 'broken') options.onBroken?.(describe(offset, content.detail));
    if (content.kind === 'answer') yield { answer: content.answer, offset, length };
  }
}

/** Undefined for a record that is no HTTP answer; a text says what is broken. */
async function readContent(
  content: WarcContent,
  options: ReadWarcOptions,
): Promise<Omit<WarcPage, keyof RecordPlace> | string | undefined> {
  if (content.kind === 'other') return undefined;
  if (content.kind === 'broken') return content.detail;
  const bytes = await decodeBody(content.answer, options.decode);
  if (bytes === null) return 'the content coding is broken';
  if (content.kind === 'answer') {
    const { partOf, ...answer } = content.answer;
    return { page: { ...answer, bytes }, ...(partOf && { partOf }) };
  }
  const url = options.findAddress?.(bytes) ?? null;
  if (url === null) return `WARC-Target-URI is no web address: ${content.target.slice(0, 200)}`;
  return { page: { ...content.answer, url, requestedUrl: url, bytes } };
}

function describe(offset: number, detail: string): string {
  return `offset ${offset}: ${detail}`;
}

async function* scanContents(
  path: string,
  { from = 0, maxBytes = defaultMaxBytes, onBroken }: ScanOptions,
): AsyncGenerator<RecordPlace & { readonly content: WarcContent }> {
  const file = await guard({ file: path }, () => FileWindow.open(path));
  try {
    if (from >= file.size) return;
    const start = await file.read(from, 5);
    const options = {
      from,
      maxBytes,
      onBroken: (offset: number, detail: string) => onBroken?.(describe(offset, detail)),
    };
    if (!isGzip(start) && !isRecord(start)) {
      throw new NewsError('store/bad-warc', {
        file: path,
        detail: 'It begins with neither a record (`WARC/1.…`) nor gzip.',
      });
    }
    for await (const frame of isGzip(start) ? readGzipFrames(file, options) : readPlainFrames(file, options)) {
      const content = await parseWarcRecord(frame.head, frame.block);
      yield { content, offset: frame.offset, length: frame.length };
    }
  } finally {
    await file.close();
  }
}

/** The answer whose gzip member begins at `offset`. Throws NewsError `store/bad-warc` when there is none. */
export async function readAnswerAt(path: string, offset: number, length: number): Promise<StoredAnswer> {
  const file = await guard({ file: path }, () => FileWindow.open(path, length));
  try {
    return await readAnswerIn(file, offset, path);
  } finally {
    await file.close();
  }
}

/** The answer that a gzip member holds; `path` is for reports. Throws NewsError `store/bad-warc` when there is none. */
export async function readAnswer(member: Uint8Array, path: string): Promise<StoredAnswer> {
  return readAnswerIn(bytesWindow(member), 0, path);
}

async function readAnswerIn(file: Window, offset: number, path: string): Promise<StoredAnswer> {
  let problem = 'There is no HTTP answer at this place.';
  const onBroken = (_offset: number, detail: string): void => void (problem = detail);
  for await (const frame of readGzipFrames(file, { from: offset, maxBytes: Infinity, onBroken })) {
    const content = frame.offset === offset ? await parseWarcRecord(frame.head, frame.block) : undefined;
    if (content?.kind === 'answer') return content.answer;
    break;
  }
  throw new NewsError('store/bad-warc', { file: path, detail: `Offset ${offset}: ${problem}` });
}

/** The body with its content codings removed; `null` when that is not possible. */
export async function decodeBody(
  { headers, raw }: Pick<Page, 'headers' | 'raw'>,
  decode: ContentDecoder,
): Promise<Uint8Array | null> {
  const values = headers.filter(([name]) => name === 'content-encoding').map(([, value]) => value);
  const coding = values.join(', ').trim().toLowerCase();
  return coding === '' || coding === 'identity' || raw.length === 0 ? raw : decode(raw, coding);
}
