import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { WARCParser, WARCRecord, WARCSerializer } from 'warcio';
import type { Page } from '../model/page.ts';
import type { Url } from '../model/ids.ts';
import { toUrl } from '../url/normalize.ts';
import { removeChunks } from './warc-chunked.ts';

/** A page as WARC keeps it: content codings still applied. */
export type StoredAnswer = Omit<Page, 'bytes'> & {
  /** The link whose article it belongs to, when it was fetched for that: a later page, an AMP page. */
  readonly partOf?: Url;
};

/** WARC has no field for the address asked for when another one answered; readers pass over fields they do not know. */
const requestedField = 'Courant-Requested-URI';
const partField = 'Courant-Part-Of';

/** The body that a page holds has no transfer coding, so the header that names one would mislead readers: it is kept
 *  under another name, as crawlers do, and gets its own back when it is read. */
const movedHeader = /^(?:transfer-encoding$|x-courant-)/;
const movedPrefix = 'x-courant-';

/** `sha256:` and hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The bytes of an uncompressed response record, WARC/1.1: status line, headers and body as sent.
 *  Target is the address that answered. Spec: ISO 28500:2017, RFC 9112. */
export async function toWarcRecord(page: StoredAnswer, digest: string): Promise<Uint8Array> {
  const head = Buffer.from(formatHttpHead(page));
  const record = WARCRecord.create(
    {
      type: 'response',
      url: page.url,
      date: page.fetchedAt,
      warcVersion: 'WARC/1.1',
      warcHeaders: {
        'WARC-Payload-Digest': digest,
        'WARC-Block-Digest': digestOf(Buffer.concat([head, page.raw])),
        ...(page.requestedUrl !== page.url && { [requestedField]: page.requestedUrl }),
        ...(page.partOf !== undefined && { [partField]: page.partOf }),
      },
    },
    [head, page.raw],
  );
  record.httpHeaders = null; // the block is complete: warcio would regroup headers of one name
  return WARCSerializer.serialize(record);
}

/** The record every file begins with. */
export async function toWarcInfo(filename: string, date: string): Promise<Uint8Array> {
  const info = {
    software: 'Courant (https://www.npmjs.com/package/courant)',
    format: 'WARC File Format 1.1',
    conformsTo: 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    robots: 'classic',
  };
  return WARCSerializer.serialize(WARCRecord.createWARCInfo({ filename, date, warcVersion: 'WARC/1.1' }, info));
}

function formatHttpHead({ status, headers }: Pick<Page, 'status' | 'headers'>): string {
  const lines = headers
    .filter(([name]) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name))
    .map(
      ([name, value]) => `${movedHeader.test(name) ? movedPrefix : ''}${name}: ${value.replace(/[\r\n\0]/g, ' ')}\r\n`,
    );
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`;
}

/** What a record holds: an HTTP answer, one whose target is no web address, nothing of use (another type of record),
 *  or something broken. */
export type WarcContent =
  | { readonly kind: 'answer'; readonly answer: StoredAnswer }
  | {
      readonly kind: 'unaddressed';
      readonly target: string;
      readonly answer: Omit<StoredAnswer, 'url' | 'requestedUrl'>;
    }
  | { readonly kind: 'other' }
  | { readonly kind: 'broken'; readonly detail: string };

/** Reads a record: `head` with the empty line at its end, `block` as long as its Content-Length says. */
export async function parseWarcRecord(head: Uint8Array, block: Uint8Array): Promise<WarcContent> {
  const fields = await parseFields(head);
  if (fields.get('warc-type')?.toLowerCase() !== 'response') return { kind: 'other' };
  const target = (fields.get('warc-target-uri') ?? '').replace(/^<(.*)>$/, '$1');
  if (target.startsWith('dns:')) return { kind: 'other' };
  const fetchedAt = fields.get('warc-date') ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(fetchedAt) || Number.isNaN(Date.parse(fetchedAt))) {
    return { kind: 'broken', detail: `WARC-Date is no instant: ${fetchedAt.slice(0, 40)}` };
  }
  const http = parseHttp(block);
  if (http === null) return { kind: 'broken', detail: `no HTTP status line and headers: ${target.slice(0, 200)}` };
  const url = toUrl(target);
  if (url === null) return { kind: 'unaddressed', target, answer: { fetchedAt, ...http } };
  const requestedUrl = toUrl(fields.get(requestedField.toLowerCase()) ?? '') ?? url;
  const partOf = toUrl(fields.get(partField.toLowerCase()) ?? '');
  return { kind: 'answer', answer: { requestedUrl, url, fetchedAt, ...http, ...(partOf && { partOf }) } };
}

/** Only the head is given to warcio: its reader never ends on a record that is cut off. */
async function parseFields(head: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const record = await new WARCParser([head], { keepHeadersCase: true, parseHttp: false }).parse();
  const fields = new Map<string, string>();
  for (const [name, value] of record?.warcHeaders.headers ?? []) {
    const key = name.toLowerCase();
    if (!fields.has(key)) fields.set(key, value);
  }
  return fields;
}

function parseHttp(block: Uint8Array): Pick<StoredAnswer, 'status' | 'headers' | 'raw'> | null {
  const end = findHeadEnd(block);
  if (end === undefined) return null;
  const [statusLine = '', ...lines] = decodeHead(block.subarray(0, end)).split(/\r?\n/);
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})(?: |$)/.exec(statusLine)?.[1];
  if (status === undefined) return null;
  const headers: [string, string][] = [];
  let isChunked = false;
  for (const line of lines) {
    const colon = line.indexOf(':');
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last) last[1] = `${last[1]} ${line.trim()}`.trim();
    else if (colon > 0)
      headers.push(toHeader(line.slice(0, colon).trim().toLowerCase(), trimSpace(line.slice(colon + 1))));
    if (/^transfer-encoding:.*chunked/i.test(line)) isChunked = true;
  }
  const body = block.subarray(end);
  const raw = (isChunked ? removeChunks(body) : null) ?? body;
  // Never a Buffer, whose methods differ.
  return { status: Number(status), headers, raw: new Uint8Array(raw.buffer, raw.byteOffset, raw.length) };
}

function toHeader(name: string, value: string): [string, string] {
  return [name.startsWith(movedPrefix) ? name.slice(movedPrefix.length) : name, value];
}

/** Spaces and tabs only (RFC 9110, OWS): a no-break space belongs to the value. */
function trimSpace(value: string): string {
  let from = 0;
  let to = value.length;
  const isSpace = (at: number): boolean => value[at] === ' ' || value[at] === '\t';
  while (from < to && isSpace(from)) from += 1;
  while (to > from && isSpace(to - 1)) to -= 1;
  return value.slice(from, to);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** We write UTF-8; servers may have sent anything, which is then read byte by byte. */
function decodeHead(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/** The index behind the first empty line; undefined when there is none in the first 256 KiB. */
export function findHeadEnd(bytes: Uint8Array): number | undefined {
  const limit = Math.min(bytes.length, 256 * 1024);
  for (let at = bytes.indexOf(10); at >= 0 && at < limit; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at + 1] === 10) return at + 2;
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return at + 3;
  }
  return undefined;
}
