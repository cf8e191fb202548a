import type { Context, MiddlewareHandler } from 'hono';
import type { AccessEnv } from './access/caller.ts';
import { createByteCache } from './operation/byte-cache.ts';
import { chooseEncoding, compress, etagOf, isKnown, leastBytes, tagOf, type Encoding } from './operation/compress.ts';
import { createTurns } from './operation/take-turns.ts';

const keptBytes = 32_000_000;
/** So long an answer may lag behind what somebody changed by hand; what was collected since is in the next one. */
const keptForMs = 2000;
/** The index is asked this often whether it is still the same: that takes a third as long as a kept answer. */
const lookEveryMs = 50;

interface KeptAnswer {
  readonly etag: string;
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly encoded: Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>;
}

interface Entry {
  readonly mark: string;
  readonly madeAt: number;
  readonly answer: Promise<KeptAnswer | undefined>;
}

/** Keeps what is the same for all who may read, by its address, for a moment and as long as `mark` (of the index) stays: many ask for the
 *  same, and those who ask at the same time wait for one answer. Others are made one after another, so that nobody who asks for
 *  what is kept, or is new here, waits for all of them. Gives each its ETag, and compresses it once. */
export function keepAnswers(mark: () => Promise<string>): MiddlewareHandler<AccessEnv> {
  const kept = createByteCache<Entry>(keptBytes);
  const turn = createTurns();
  let lookedAt = -Infinity;
  let looked: Promise<string> = Promise.resolve('');
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const url = c.req.url;
    const key = url.slice(url.indexOf('/', 8));
    const now = performance.now();
    if (now - lookedAt >= lookEveryMs) {
      lookedAt = now;
      looked = mark();
    }
    const current = await looked;
    const known = kept.get(key);
    if (known?.mark === current && now - known.madeAt < keptForMs) {
      const answer = await known.answer;
      if (answer !== undefined) return send(c, answer);
      return next(); // it was none to keep
    }
    let settle: (answer: KeptAnswer | undefined) => void = () => undefined;
    const answer = new Promise<KeptAnswer | undefined>((resolve) => (settle = resolve));
    const entry = { mark: current, madeAt: now, answer };
    kept.put(key, entry, key.length);
    let made: KeptAnswer | undefined;
    try {
      await turn();
      await next();
      if (c.res.status === 200) made = await take(c.res);
    } finally {
      settle(made);
      if (made === undefined) kept.delete(key);
      else kept.put(key, entry, 2 * made.body.byteLength + key.length); // it and its compressed forms
    }
    if (made === undefined) return;
    c.res = undefined;
    c.res = await send(c, made);
  };
}

async function take(response: Response): Promise<KeptAnswer> {
  const body = new Uint8Array(await response.arrayBuffer());
  return { etag: etagOf(body), type: response.headers.get('Content-Type') ?? '', body, encoded: new Map() };
}

async function send(c: Context, { etag, type, body, encoded }: KeptAnswer): Promise<Response> {
  const encoding = body.byteLength < leastBytes ? undefined : chooseEncoding(c.req.header('Accept-Encoding'));
  const headers = { 'Cache-Control': 'no-cache', ETag: tagOf(etag, encoding), Vary: 'Accept-Encoding' };
  if (isKnown(c.req.header('If-None-Match') ?? '', etag)) return new Response(null, { status: 304, headers });
  let sent = body;
  if (encoding !== undefined) {
    let compressed = encoded.get(encoding);
    if (compressed === undefined) encoded.set(encoding, (compressed = compress(body, encoding)));
    sent = await compressed;
  }
  return new Response(sent, {
    headers: {
      ...headers,
      'Content-Type': type,
      'Content-Length': String(sent.byteLength),
      ...(encoding !== undefined && { 'Content-Encoding': encoding }),
    },
  });
}
