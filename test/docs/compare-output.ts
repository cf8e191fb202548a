/** A line of this alone stands for any number of lines; at the end of a line it stands for the rest of it. */
const leftOut = '…';

/** What may be another with every run, by kind. */
const volatile = new RegExp(
  [
    String.raw`(?<id>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b|\b[0-9a-f]{32,64}\b|\bs[0-9a-f]{11}\b|\b[A-Z2-7]{32}\b)`,
    String.raw`(?<day>\b\d{4}-?\d\d-?\d\d(?:[T ]?\d\d:?\d\d(?::?\d\d)?(?:\.\d+)?)?Z?)`,
    String.raw`(?<amount>\b\d+(?:[.,]\d+)* (?:ms|s|min|h|bytes|kB|MB|GB)\b)`,
  ].join('|'),
  'g',
);

/** Names of the document for those of this run. */
export type Names = Map<string, string>;

/** Whether an output is the one that is shown. Durations, sizes, ids and dates of these weeks may differ; an id that does is remembered in `names`, and so is
 *  said in later commands. How wide a table is drawn does not matter. */
export function isShown(shown: readonly string[], real: readonly string[], names: Names, now: number): boolean {
  const rest = [...real];
  const parts = splitAt(shown);
  return parts.every((part, i) => {
    const isLast = i === parts.length - 1;
    if (i === 0)
      return startsWith(part, rest, names, now) && (rest.splice(0, part.length), !isLast || rest.length === 0);
    const at = isLast
      ? rest.length - part.length
      : rest.findIndex((_line, from) => startsWith(part, rest.slice(from), names, now));
    return at >= 0 && startsWith(part, rest.slice(at), names, now) && rest.splice(0, at + part.length).length >= 0;
  });
}

/** What to show of an output: as much at its beginning and end as was shown before. */
export function toShown(shown: readonly string[], real: readonly string[]): readonly string[] {
  const lines = real.map((line) => (line.length > 150 ? `${line.slice(0, 148).trimEnd()} ${leftOut}` : line));
  const parts = splitAt(shown);
  const [head = 0, tail = 0] = [parts[0]?.length, parts.at(-1)?.length];
  if (parts.length === 1 || lines.length <= head + tail) return lines;
  return [...lines.slice(0, head), leftOut, ...lines.slice(lines.length - tail)];
}

function splitAt(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (line === leftOut) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts;
}

function startsWith(shown: readonly string[], real: readonly string[], names: Names, now: number): boolean {
  return shown.length <= real.length && shown.every((line, i) => isSame(line, real[i] ?? '', names, now));
}

function isSame(shown: string, real: string, names: Names, now: number): boolean {
  const [left, right] = [read(shown), read(real)];
  const isShape = shown.endsWith(leftOut)
    ? right.shape.startsWith(left.shape.slice(0, -leftOut.length).trimEnd())
    : left.shape === right.shape;
  if (!isShape) return false;
  return left.tokens.every(({ kind, text }, i) => {
    const other = right.tokens[i]?.text ?? '';
    if (kind === 'id') names.set(text, other);
    return kind !== 'day' || text === other || isLate(other, now);
  });
}

interface Token {
  readonly kind: string;
  readonly text: string;
}

function read(line: string): { readonly shape: string; readonly tokens: readonly Token[] } {
  const tokens: Token[] = [];
  const shape = line.replace(volatile, (text, ...rest) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined) ?? '';
    tokens.push({ kind, text });
    return `<${kind}>`;
  });
  return { shape: shape.replace(/ +/g, ' ').trim(), tokens };
}

const weeksMs = 60 * 86_400_000;

function isLate(day: string, now: number): boolean {
  const [, year, month, date] = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(day) ?? [];
  return Math.abs(Date.parse(`${year}-${month}-${date}`) - now) < weeksMs;
}
