const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;

/** One label of a host name as people read it: `mnchen-3ya` (without `xn--`) is `münchen`; `null` when it is no
 *  punycode. Spec: RFC 3492. */
export function decodePunycode(label: string): string | null {
  const delimiter = label.lastIndexOf('-');
  const points = [...label.slice(0, Math.max(0, delimiter))].map((letter) => letter.codePointAt(0) ?? 0);
  let position = delimiter + 1;
  let point = 128;
  let index = 0;
  let bias = 72;
  while (position < label.length) {
    const start = index;
    for (let weight = 1, k = base; ; k += base) {
      const digit = digitOf(label.charCodeAt(position++));
      index += digit * weight;
      if (digit < 0 || index > 0x7fffffff) return null;
      const threshold = Math.min(tMax, Math.max(tMin, k - bias));
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const count = points.length + 1;
    bias = adapt(index - start, count, start === 0);
    point += Math.floor(index / count);
    index %= count;
    if (point > 0x10ffff) return null;
    points.splice(index++, 0, point);
  }
  return String.fromCodePoint(...points);
}

/** -1 for what is no digit; also at the end of the label (NaN). */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return -1;
}

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? damp : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  while (rest > ((base - tMin) * tMax) >> 1) {
    rest = Math.floor(rest / (base - tMin));
    k += base;
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}
