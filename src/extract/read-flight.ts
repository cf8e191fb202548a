/** What is read; the rest of a longer stream is left alone. */
const mostRows = 50_000;

/** A script that hands on one piece of the stream. */
const push = /^\s*(?:\(\s*)?(?:self|window)\.__next_f\s*(?:=\s*self\.__next_f\s*\|\|\s*\[\]\s*\)\s*)?\.push\(\s*(?=\[)/;
const rowStart = /([0-9a-f]{1,6}):(?:T([0-9a-f]{1,6}),|[A-SU-Z]{0,2}(?=[[{"tfn\d-]))/y;

/** The values a page streams to its scripts in pieces, as pages of Next.js do: of each row its JSON value, or its text.
 *  Empty when the page has no such stream; rows that cannot be read are left out. Input: the texts of all scripts, in order.
 *  Format: the wire format of React Server Components ("Flight"), rows of `id:value`, or `id:T`, length in bytes of UTF-8,
 *  and a text. */
export function readFlight(scripts: readonly string[]): readonly unknown[] {
  const stream = scripts.map(pieceOf).join('');
  const values: unknown[] = [];
  for (let at = 0; at < stream.length && values.length < mostRows;) {
    rowStart.lastIndex = at;
    const start = rowStart.exec(stream);
    const from = at + (start?.[0].length ?? 0);
    if (start?.[2] !== undefined) {
      const end = endOfBytes(stream, from, Number.parseInt(start[2], 16));
      values.push(stream.slice(from, end));
      at = end;
      continue;
    }
    const end = stream.indexOf('\n', from);
    const row = stream.slice(from, end === -1 ? undefined : end);
    const value = start === null ? undefined : parseJson(row);
    if (value !== undefined) values.push(value);
    at = end === -1 ? stream.length : end + 1;
  }
  return values;
}

function pieceOf(script: string): string {
  const start = push.exec(script);
  if (start === null) return '';
  const call = script.slice(start[0].length).trimEnd().replace(/;$/, '').trimEnd().replace(/\)$/, '');
  const value = parseJson(call);
  const piece: unknown = Array.isArray(value) ? value[1] : undefined;
  return typeof piece === 'string' ? piece : '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: a row of another kind
  }
}

/** Where so many bytes of UTF-8 end, counted from `from`. */
function endOfBytes(text: string, from: number, bytes: number): number {
  let at = from;
  for (let left = bytes; left > 0 && at < text.length; at++) {
    const code = text.charCodeAt(at);
    // A surrogate pair is four bytes, two for each half.
    left -= code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return at;
}
