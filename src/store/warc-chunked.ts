/** The body without its chunked transfer coding; `null` when it is not coded so: some writers remove the coding and
 *  leave the header. Trailers are dropped. Spec: RFC 9112 §7.1. */
export function removeChunks(body: Uint8Array): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf(10, at);
    if (lineEnd < 0 || lineEnd - at > 1024) return null;
    const line = Buffer.from(body.subarray(at, lineEnd)).toString('latin1');
    const digits = /^([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?\r?$/.exec(line)?.[1];
    if (digits === undefined) return null;
    const size = Number.parseInt(digits, 16);
    if (size === 0) return Buffer.concat(chunks);
    const from = lineEnd + 1;
    const to = from + size;
    if (to > body.length) return null;
    chunks.push(body.subarray(from, to));
    at = body[to] === 13 ? to + 1 : to;
    if (body[at] !== 10) return null;
    at += 1;
  }
}
