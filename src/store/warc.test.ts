import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { WARCParser } from 'warcio';
import { codeOf, decode, makeFolder, makePage, makeStore, urlOf } from '../../test/sample-archive.ts';
import type { Page } from '../model/page.ts';
import { readWarc, type ReadWarcOptions } from './warc.ts';

async function readAll(content: Uint8Array | string, options: Partial<ReadWarcOptions> = {}) {
  const path = join(await makeFolder(), 'foreign.warc');
  await writeFile(path, content);
  const broken: string[] = [];
  const found = [];
  for await (const item of readWarc(path, { decode, onBroken: (detail) => broken.push(detail), ...options }))
    found.push(item);
  return {
    found,
    broken,
    pages: found.map(({ page }) => page),
    bodies: found.map(({ page }) => Buffer.from(page.bytes).toString()),
  };
}

function record(http: string | Uint8Array, fields: Record<string, string> = {}): Uint8Array {
  const block = Buffer.from(http);
  const head = Object.entries({
    'WARC-Type': 'response',
    'WARC-Target-URI': 'https://daily.example/1',
    'WARC-Date': '2024-05-06T07:08:09Z',
    'Content-Length': String(block.length),
    ...fields,
  });
  const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`WARC/1.0\r\n${lines}\r\n`), block, Buffer.from('\r\n\r\n')]);
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n';

describe('a page put into the archive', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
  const value = fc
    .string({ unit: 'binary', maxLength: 30 })
    .map((text) => text.replace(/[\r\n\0]/g, '').replace(/^[ \t]+|[ \t]+$/g, ''));
  const headers = fc.array(
    fc.tuple(
      name.filter((text) => text !== 'content-encoding'),
      value,
    ),
    { maxLength: 8 },
  );

  it('comes back byte for byte, whatever its headers and body', async () => {
    const store = await makeStore();
    await fc.assert(
      fc.asyncProperty(
        headers,
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 100, max: 599 }),
        async (some, raw, status) => {
          const page = makePage('https://daily.example/x', Uint8Array.from(raw), { headers: some, status });
          expect(await store.readPage(await store.putPage(page))).toEqual(page);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each<[string, Page['headers']]>([
    [
      'two cookies around another header',
      [
        ['set-cookie', 'a=1'],
        ['x', ''],
        ['set-cookie', 'b=2'],
      ],
    ],
    [
      'a header in Latin letters with accents, and one in Chinese',
      [
        ['x-title', 'café'],
        ['x-other', '北京'],
      ],
    ],
    [
      'a transfer coding that is no longer there',
      [
        ['transfer-encoding', 'chunked'],
        ['x-courant-mark', '1'],
      ],
    ],
    ['a no-break space at the end', [['x', 'a\u00a0']]],
  ])('keeps %s', async (_about, some) => {
    const store = await makeStore();
    const page = makePage('https://daily.example/x', '5\r\nhello\r\n0\r\n\r\n', { headers: some });
    expect(await store.readPage(await store.putPage(page))).toEqual(page);
  });

  it('keeps the content coding in `raw` and removes it in `bytes`', async () => {
    const store = await makeStore();
    const bytes = new TextEncoder().encode('<p>Hello</p>');
    const raw = new Uint8Array(gzipSync(bytes));
    const page = { ...makePage('https://daily.example/x', raw, { headers: [['content-encoding', 'gzip']] }), bytes };
    expect(await store.readPage(await store.putPage(page))).toEqual(page);
  });

  it('is found by the address asked for and by the one that answered, newest first', async () => {
    const store = await makeStore();
    const asked = urlOf('https://daily.example/short');
    const page = makePage('https://daily.example/long', 'old', { requestedUrl: asked });
    const old = await store.putPage(page);
    const newer = await store.putPage({
      ...page,
      requestedUrl: page.url,
      fetchedAt: '2025-02-09T12:30:00Z',
      headers: [['etag', 'W/"é"']],
    });
    expect(await store.latestPage(asked)).toEqual(old);
    expect(await store.latestPage(page.url)).toEqual(newer);
    expect(await store.listPages(page.url)).toEqual([newer, old]);
    expect([await store.firstPage(page.url), await store.firstPage(asked)]).toEqual([old, old]);
    const lost = await store.putPage({ ...page, status: 404, fetchedAt: '2025-02-08T12:00:00Z' });
    expect([await store.firstPage(page.url), await store.latestPage(asked)]).toEqual([old, old]);
    expect((await store.listPages(page.url)).at(-1)).toEqual(lost);
    const failed = await store.putPage({ ...page, status: 500, fetchedAt: '2025-02-09T13:00:00Z' });
    expect(await store.latestPage(asked)).toEqual(failed);
    expect(await store.latestPage(asked, { isGood: true })).toEqual(old);
    expect(newer.etag).toBe('W/"é"');
    expect(await store.readPage(old)).toEqual(page);
  });

  it('keeps the validators of its answer, and the link whose article it is part of', async () => {
    const store = await makeStore();
    const partOf = urlOf('https://daily.example/1');
    const headers = [['last-modified', 'Sun, 09 Feb 2025 11:00:00 GMT']] as const;
    const ref = await store.putPage(makePage('https://daily.example/1?page=2', 'two', { headers }), { partOf });
    expect(await store.latestPage(ref.url)).toEqual(ref);
    expect(ref).toMatchObject({ partOf, etag: '', lastModified: 'Sun, 09 Feb 2025 11:00:00 GMT' });
    expect('partOf' in (await store.putPage(makePage('https://daily.example/3')))).toBe(false);
  });

  it('can be read by another WARC reader, and names the address that answered', async () => {
    const store = await makeStore();
    const requestedUrl = urlOf('https://daily.example/short');
    await store.putPage(
      makePage('https://daily.example/long', 'text', { requestedUrl, headers: [['transfer-encoding', 'chunked']] }),
    );
    await store.close();
    const names = (await readdir(store.root, { recursive: true })).filter((path) => path.endsWith('.warc.gz'));
    const records = [];
    const bytes = await readFile(join(store.root, names[0] ?? ''));
    for await (const each of new WARCParser([bytes])) {
      records.push([
        each.warcType,
        each.warcTargetURI ?? '',
        each.warcHeader('Courant-Requested-URI') ?? '',
        await each.contentText(),
      ]);
    }
    expect(names).toEqual([
      expect.stringMatching(/^warc\/2025\/02\/courant-20250209T120000-(?:[0-9a-f]{12}-)?1\.warc\.gz$/),
    ]);
    expect(records).toEqual([
      ['warcinfo', '', '', expect.stringContaining('format: WARC File Format 1.1')],
      ['response', 'https://daily.example/long', requestedUrl, 'text'],
    ]);
  });
});

describe('readWarc', () => {
  const two = [record(`${ok}one`), record(`${ok}two`, { 'WARC-Target-URI': 'https://daily.example/2' })] as const;

  it.each<[string, Uint8Array]>([
    ['one gzip member per record', Buffer.concat(two.map((each) => gzipSync(each)))],
    ['no compression', Buffer.concat(two)],
    ['the whole file as one gzip member', gzipSync(Buffer.concat(two))],
  ])('reads a file with %s', async (_about, content) => {
    const { pages, bodies, broken } = await readAll(content);
    expect(bodies).toEqual(['one', 'two']);
    expect(broken).toEqual([]);
    expect(pages[1]).toMatchObject({
      url: 'https://daily.example/2',
      requestedUrl: 'https://daily.example/2',
      status: 200,
      fetchedAt: '2024-05-06T07:08:09Z',
      headers: [['content-type', 'text/html']],
    });
  });

  it.each<[string, string | Uint8Array, string]>([
    [
      'a chunked body',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=1\r\nhello\r\n6\r\n world\r\n0\r\n\r\n',
      'hello world',
    ],
    ['a body that only claims to be chunked', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello', 'hello'],
    [
      'a compressed body',
      Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n'), gzipSync('hello')]),
      'hello',
    ],
    ['lines that end without a carriage return', 'HTTP/1.0 200\nContent-Type: text/html\n\nhello', 'hello'],
    ['a header folded over two lines', 'HTTP/1.1 200 OK\r\nX: a\r\n  b\r\n\r\nhello', 'hello'],
    ['no body', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
  ])('reads %s', async (_about, http, body) => {
    expect((await readAll(gzipSync(record(http)))).bodies).toEqual([body]);
  });

  const good = gzipSync(record(`${ok}good`));
  const damaged = gzipSync(record(`${ok}${'damaged '.repeat(999)}`), { level: 0 });
  damaged[500] = 0;
  it.each<[string, Uint8Array]>([
    ['a damaged member', damaged],
    ['a member that is cut off', damaged.subarray(0, 700)],
    ['noise', Buffer.from('noise '.repeat(50))],
    ['a member that is no record', gzipSync('no record')],
    ['a record whose length is wrong', gzipSync(record(`${ok}x`, { 'Content-Length': '99999' }))],
    ['a record without HTTP', gzipSync(record('hello'))],
    ['a record without date', gzipSync(record(`${ok}x`, { 'WARC-Date': 'yesterday' }))],
    ['a record whose coding is broken', gzipSync(record('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nhello'))],
    ['a record at no web address', gzipSync(record(`${ok}x`, { 'WARC-Target-URI': 'file::x.html' }))],
    ['a record that is too large', gzipSync(record(`${ok}${'x'.repeat(200_000)}`))],
  ])('reports %s and goes on behind it', async (_about, bad) => {
    const { bodies, broken } = await readAll(Buffer.concat([good, bad, good]), { maxBytes: 100_000 });
    expect(bodies).toEqual(['good', 'good']);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toContain(`offset ${good.length}: `);
  });

  it.each<[string, Uint8Array]>([
    ['a record whose length is wrong', record(`${ok}bad`, { 'Content-Length': '12' })],
    ['a record that says more than there is', record(`${ok}bad`, { 'Content-Length': '99999999' })],
    ['noise', Buffer.from('noise\r\n\r\n')],
    ['a record without length', record(`${ok}bad`, { 'Content-Length': '' })],
    ['a record that is too large', record(`${ok}${'x'.repeat(200_000)}`)],
  ])('reports %s in a file without compression and goes on behind it', async (_about, bad) => {
    const plain = record(`${ok}good`);
    const { bodies, broken } = await readAll(Buffer.concat([plain, bad, plain]), { maxBytes: 100_000 });
    expect(bodies).toEqual(['good', 'good']);
    expect(broken).toHaveLength(1);
  });

  it('passes over records of other types without a word', async () => {
    const others = ['request', 'metadata', 'warcinfo'].map((type) =>
      gzipSync(record('GET / HTTP/1.1\r\n\r\n', { 'WARC-Type': type })),
    );
    const dns = gzipSync(record('1.2.3.4', { 'WARC-Target-URI': 'dns:daily.example', 'Content-Type': 'text/dns' }));
    const { bodies, broken } = await readAll(Buffer.concat([...others, dns, good]));
    expect({ bodies, broken }).toEqual({ bodies: ['good'], broken: [] });
  });

  it('asks for the address of a page whose record names none', async () => {
    const bytes = gzipSync(record(`${ok}https://daily.example/inside`, { 'WARC-Target-URI': 'case::1' }));
    const { pages } = await readAll(bytes, { findAddress: (body) => urlOf(Buffer.from(body).toString()) });
    expect(pages.map((page) => page.url)).toEqual(['https://daily.example/inside']);
  });

  it('refuses a file that is no WARC file, and takes an empty one', async () => {
    expect(await codeOf(readAll('<html></html>'))).toBe('store/bad-warc');
    expect(await codeOf(readAll(new Uint8Array(0)))).toBe('fulfilled');
  });

  it('survives any bytes, each place reported at most once', async () => {
    const start = fc.constantFrom<Uint8Array>(
      good,
      Buffer.from('WARC/1.0\r\n'),
      Buffer.from([0x1f, 0x8b, 8]),
      record(`${ok}x`),
    );
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 400 }), fc.nat(500), async (first, noise, cut) => {
        const { broken } = await readAll(Buffer.concat([first, noise, good.subarray(0, cut)]));
        expect(broken.length).toBeLessThan(10);
      }),
      { numRuns: 50 },
    );
  });

  const corpus = join(import.meta.dirname, '../../../shared/corpora/real-pages.warc.gz');
  test.skipIf(!existsSync(corpus))('reads the real pages (skipped where ../shared is missing)', async () => {
    let count = 0;
    const broken: string[] = [];
    const findAddress = () => urlOf('https://unknown.example/');
    for await (const { page } of readWarc(corpus, { decode, findAddress, onBroken: (detail) => broken.push(detail) })) {
      if (page.status === 200 && page.bytes.length > 0) count += 1;
    }
    expect({ count, broken }).toEqual({ count: 370, broken: [] });
  });
});
