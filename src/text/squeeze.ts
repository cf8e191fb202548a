const letterOrNumber = /[\p{L}\p{N}]/u;

/** What is known of a UTF-16 code unit: property classes are slow, and texts use few different letters. */
const unknown = 0;
const kept = 1;
const left = 2;
const known = new Uint8Array(0x10000);

/** Letters and digits only, lower case: what two renderings of one text have in common. */
export function squeeze(text: string): string {
  const lower = text.toLowerCase();
  let out = '';
  let from = -1;
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    const isPair = code >= 0xd800 && code < 0xdc00 && isLowSurrogate(lower.charCodeAt(at + 1));
    const is = isPair ? letterOrNumber.test(lower.slice(at, at + 2)) : isKept(code);
    if (is && from === -1) from = at;
    if (!is && from !== -1) {
      out += lower.slice(from, at);
      from = -1;
    }
    if (isPair) at++;
  }
  return from === -1 ? out : out + lower.slice(from);
}

function isKept(code: number): boolean {
  const is = known[code];
  if (is !== unknown) return is === kept;
  const fresh = letterOrNumber.test(String.fromCharCode(code));
  known[code] = fresh ? kept : left;
  return fresh;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
