import type { MiddlewareHandler } from 'hono';
import type { AccessEnv } from '../access/caller.ts';
import { createByteCache } from './byte-cache.ts';
import { chooseEncoding, compress, etagOf, isCompressible, isKnown, leastBytes, tagOf } from './compress.ts';

const keptBytes = 16_000_000;

/** Gives each page and each answer of the API an ETag, tells a client that has it already so (304), and compresses it. What a
 *  cache on the way may do with it follows from who may read it: `isReadingOpen`.
 *
 *  Left as they are: answers with an ETag of their own (files), streams (anything but HTML and JSON) and what says `no-store` or `no-transform`. Pages of one
 *  person say `no-store`: they hold the token of their forms beside text that others chose (titles of articles, what was searched for), and the size
 *  of a compressed page tells whether the two are alike (BREACH). */
export function finishAnswer({ isReadingOpen }: { readonly isReadingOpen: boolean }): MiddlewareHandler<AccessEnv> {
  const compressed = createByteCache<Uint8Array<ArrayBuffer>>(keptBytes);
  return async (c, next) => {
    await next();
    const { headers, status } = c.res;
    const policy = headers.get('Cache-Control') ?? '';
    headers.append('Vary', 'Cookie, Authorization');
    if (!isReadingOpen && !/\b(?:no-store|private)\b/.test(policy))
      headers.set('Cache-Control', ['private', policy.replace(/\bpublic\b,? */, '')].filter(Boolean).join(', '));
    const isOurs = /^(?:text\/html|application\/(?:[\w.+-]+\+)?json)\b/.test(headers.get('Content-Type') ?? '');
    const isOther = headers.has('ETag') || headers.has('Content-Encoding') || headers.has('Set-Cookie');
    if (status !== 200 || !isOurs || isOther || /\bno-(?:store|transform)\b/.test(policy)) return;
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return;

    const body = new Uint8Array(await c.res.arrayBuffer());
    const etag = etagOf(body);
    headers.append('Vary', 'Accept-Encoding');
    const encoding =
      body.byteLength >= leastBytes && isCompressible(headers.get('Content-Type') ?? '')
        ? chooseEncoding(c.req.header('Accept-Encoding'))
        : undefined;
    const tag = tagOf(etag, encoding);
    headers.set('ETag', tag);
    if (isKnown(c.req.header('If-None-Match') ?? '', etag)) {
      c.res = undefined; // else the headers of both are joined
      c.res = new Response(null, { status: 304, headers });
      return;
    }
    let sent = body;
    if (encoding !== undefined) {
      const known = compressed.get(tag);
      sent = known ?? (await compress(body, encoding));
      if (known === undefined) compressed.put(tag, sent, sent.byteLength);
      headers.set('Content-Encoding', encoding);
    }
    headers.set('Content-Length', String(sent.byteLength));
    c.res = undefined;
    c.res = new Response(sent, { headers });
  };
}
