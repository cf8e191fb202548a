import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpClient } from '../../src/fetch/create-http-client.ts';
import { systemClock } from '../../src/model/clock.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { fetchSettings } from '../fetch-settings.ts';
import { startLoopbackServer, type LoopbackServer } from '../loopback-server.ts';

const settings = { ...fetchSettings, timeoutMs: 5_000 };

const toClose: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of toClose.splice(0)) await item.close();
});

async function serve(routes: Parameters<typeof startLoopbackServer>[0]): Promise<LoopbackServer> {
  const server = await startLoopbackServer(routes);
  toClose.push(server);
  return server;
}

/** Fetches with `news.example` at the address given; the code of the Skip, or the status. */
async function fetchCode(text: string, address = '127.0.0.1'): Promise<string> {
  const http = createHttpClient(settings, systemClock, {
    lookup: async () => [{ address, family: address.includes(':') ? 6 : 4 }],
  });
  toClose.push(http);
  const url = toUrl(text);
  if (url === null) return 'no address';
  const outcome = await http.fetchPage(url);
  return outcome.ok ? `status ${outcome.value.status}` : outcome.skip.code;
}

/** Every way to write an address inside. 10.0.0.1 stands for the machine an attacker wants us to ask. */
const inside = [
  ['private', '10.0.0.1'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['link-local, cloud metadata', '169.254.169.254'],
  ['this network', '0.0.0.0'],
  ['IPv6 loopback', '::1'],
  ['unique local', 'fd00::1'],
  ['IPv6 link-local', 'fe80::1'],
  ['IPv4 mapped', '::ffff:10.0.0.1'],
  ['IPv4 compatible', '::10.0.0.1'],
  ['IPv4 translated', '::ffff:0:10.0.0.1'],
  ['NAT64', '64:ff9b::10.0.0.1'],
  ['local NAT64', '64:ff9b:1::10.0.0.1'],
  ['6to4', '2002:a00:1::1'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:f5ff:fffe'],
  ['ISATAP', '2606:4700::5efe:10.0.0.1'],
] as const;

function literal(address: string): string {
  return `http://${address.includes(':') ? `[${address}]` : address}:9/`;
}

describe.each(inside)('an address inside: %s', (_, address) => {
  test('is refused as written, by name, by redirect, and as the place of robots.txt', async () => {
    const server = await serve({
      '/a': (_request, response) => void response.writeHead(302, { location: literal(address) }).end(),
    });
    const robots = await serve({
      '/robots.txt': (_request, response) => void response.writeHead(302, { location: literal(address) }).end(),
      '/a': 'page',
    });
    expect(await fetchCode(literal(address))).toBe('fetch/forbidden-address');
    expect(await fetchCode('http://news.example:9/', address)).toBe('fetch/forbidden-address');
    expect(await fetchCode(`${server.origin}/a`)).toBe('fetch/forbidden-address');
    expect(await fetchCode(`${robots.origin}/a`)).toBe('fetch/robots-unreachable');
    expect(robots.paths()).toEqual(['/robots.txt']);
  });
});

test.each(['http://0x0a000001/', 'http://167772161/', 'http://012.0.0.1/', 'http://10.1/', 'http://①⓪.0.0.1/'])(
  'another way to write 10.0.0.1: %s',
  async (text) => {
    expect(await fetchCode(text)).toBe('fetch/forbidden-address');
  },
);

describe('bombs', () => {
  const zeros = Buffer.alloc(256 * 1024 * 1024);
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
  test.each([
    ['gzip', () => gzipSync(zeros, { level: 1 })],
    ['deflate', () => deflateSync(zeros, { level: 1 })],
    ['br', () => brotliCompressSync(zeros, fast)],
    ['gzip, gzip', () => gzipSync(gzipSync(zeros, { level: 1 }))],
    ['gzip, br', () => brotliCompressSync(gzipSync(zeros, { level: 1 }), fast)],
  ])('of %s end at the limit, and memory stays', { timeout: 60_000 }, async (coding, make) => {
    const body = make();
    const server = await serve({
      '/a': (_request, response) => void response.writeHead(200, { 'content-encoding': coding }).end(body),
    });
    const before = process.memoryUsage().rss;
    expect(await fetchCode(`${server.origin}/a`)).toBe('fetch/too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test('of zstd are not unpacked at all', async () => {
    const server = await serve({
      '/a': (_request, response) => void response.writeHead(200, { 'content-encoding': 'zstd' }).end('(\xb5/\xfd'),
    });
    expect(await fetchCode(`${server.origin}/a`)).toBe('fetch/bad-encoding');
    expect(server.requests.at(-1)?.headers['accept-encoding']).not.toContain('zstd');
  });
});
